import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, expectClose, readJson } from "./reference.js";

const options = { numRuns: 60, seed: 20_261_127 };

const tableOf = (x1: number, n1: number, x0: number, n0: number): stats.TwoByTwo => ({
	first: { successes: x1, trials: n1 },
	second: { successes: x0, trials: n0 },
});

interface Rule {
	readonly n1: number;
	readonly n0: number;
	readonly alpha: number;
	readonly ratio: number;
	readonly gap: number;
}

/** Practically larger, and not by chance: a rule of the kind that placement audits use. */
function ruleOf({ n1, n0, alpha, ratio, gap }: Rule): stats.Decision {
	const threshold = stats.decimalFraction(ratio);
	const distance = stats.decimalFraction(gap);
	return (x1, x0) => {
		const table = tableOf(x1, n1, x0, n0);
		if (stats.compareRiskRatio(table, threshold) === -1 || stats.compareRiskDifference(table, distance) === -1)
			return false;
		const test = stats.fisherExact(table);
		return test.kind !== "undefined" && test.twoSided <= alpha;
	};
}

/** Every pair of counts, with probabilities from the binomial distribution function. */
function byHand(design: stats.DecisionDesign, decide: stats.Decision): number {
	const { n1, n0, p1, p0 } = design;
	const point = (x: number, n: number, p: number): number =>
		stats.binomialCdf(x, n, p) - (x > 0 ? stats.binomialCdf(x - 1, n, p) : 0);
	let sum = 0;
	for (let x1 = 0; x1 <= n1; x1++) {
		for (let x0 = 0; x0 <= n0; x0++) if (decide(x1, x0)) sum += point(x1, n1, p1) * point(x0, n0, p0);
	}
	return sum;
}

describe("the probability of a decision", () => {
	const { power } = readJson<{ power: (Rule & stats.DecisionDesign & { probability: number })[] }>(
		"placement/more.json",
	);

	it.each(power)("R's double sum, $n1 and $n0", (one) => {
		const every = stats.decisionProbability(one, ruleOf(one));
		const rising = stats.decisionProbability(one, ruleOf(one), { turns: "rising" });
		expectClose([every, rising], [one.probability, one.probability], 1e-9);
	});

	it("equals the sum over every pair of counts, whatever the rule", () => {
		const size = fc.integer({ min: 0, max: 14 });
		const share = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 0.01, max: 0.99, noNaN: true }));
		fc.assert(
			fc.property(size, size, share, share, fc.integer(), (n1, n0, p1, p0, salt) => {
				const decide = (x1: number, x0: number): boolean => Math.sin(x1 * 7.1 + x0 * 3.3 + salt) > 0.2;
				const actual = stats.decisionProbability({ n1, n0, p1, p0 }, decide);
				expect(Math.abs(actual - byHand({ n1, n0, p1, p0 }, decide))).toBeLessThan(1e-11);
			}),
			options,
		);
	});

	it("rising and falling rules are asked less and give the same", () => {
		const size = fc.integer({ min: 1, max: 30 });
		const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });
		fc.assert(
			fc.property(size, size, share, share, fc.integer({ min: -20, max: 20 }), (n1, n0, p1, p0, shift) => {
				const design = { n1, n0, p1, p0 };
				const rising = (x1: number, x0: number): boolean => x1 * n0 - x0 * n1 > shift;
				const falling = (x1: number, x0: number): boolean => !rising(x1, x0);
				const up = stats.decisionProbability(design, rising, { turns: "rising", looseCounts: 0 });
				const down = stats.decisionProbability(design, falling, { turns: "falling", looseCounts: 0 });
				expect(Math.abs(up - byHand(design, rising))).toBeLessThan(1e-11);
				expect(Math.abs(up + down - 1)).toBeLessThan(1e-11);
			}),
			options,
		);
	});

	it("Fisher's p-value wavers where the group is larger than the comparison; the default asks far enough around", () => {
		for (const [n1, n0, p0, alpha] of [
			[300, 100, 0.1, 0.05],
			[1000, 200, 0.05, 0.005],
			[900, 60, 0.1, 0.05],
		] as const) {
			const decide = ruleOf({ n1, n0, alpha, ratio: 1, gap: 0 });
			const every = stats.decisionProfile({ n1, n0, p0 }, decide).givenCount;
			const rising = stats.decisionProfile({ n1, n0, p0 }, decide, { turns: "rising" }).givenCount;
			expectClose(rising, every, 1e-9, 1e-3);
		}
		const design = { n1: 1000, n0: 200, p0: 0.05 };
		const decide = ruleOf({ n1: 1000, n0: 200, alpha: 0.005, ratio: 1, gap: 0 });
		const strict = stats.decisionProfile(design, decide, { turns: "rising", looseCounts: 0 }).givenCount;
		const every = stats.decisionProfile(design, decide).givenCount;
		// What the default guards against is real.
		expect(Math.max(...every.map((value, k) => Math.abs(value - strict[k]!)))).toBeGreaterThan(0.01);
	});

	it("large groups cost thousands of calls, not millions", () => {
		let calls = 0;
		const rule = ruleOf({ n1: 2000, n0: 40_000, alpha: 0.005, ratio: 2, gap: 0.05 });
		const counted: stats.Decision = (x1, x0) => {
			calls++;
			return rule(x1, x0);
		};
		const profile = stats.decisionProfile({ n1: 2000, n0: 40_000, p0: 0.15 }, counted, { turns: "rising" });
		expect(calls).toBeLessThan(20_000);
		// The practical threshold rules at this size: a true ratio of 2 is seen about half the time.
		const atTwo = stats.profileProbability(profile, 0.3);
		expect(atTwo).toBeGreaterThan(0.45);
		expect(atTwo).toBeLessThan(0.55);
		const share = stats.detectableShare(profile) as number;
		expect(share).toBeGreaterThan(0.3);
		expect(Math.abs(stats.profileProbability(profile, share) - 0.8)).toBeLessThan(1e-8);
	});

	it("finds shares on either side, and says when there are none", () => {
		const profile = stats.decisionProfile({ n1: 20, n0: 30, p0: 0.5 }, (x1) => x1 <= 3, { turns: "falling" });
		const below = stats.detectableShare(profile, { power: 0.9, side: "below" }) as number;
		expect(Math.abs(stats.binomialCdf(3, 20, below) - 0.9)).toBeLessThan(1e-9);
		expect(stats.isUndefinedResult(stats.detectableShare(profile, { power: 0.9 }))).toBe(true);
		const never = stats.decisionProfile({ n1: 5, n0: 5, p0: 0.2 }, () => false);
		expect(stats.isUndefinedResult(stats.detectableShare(never))).toBe(true);
		const always = stats.decisionProfile({ n1: 5, n0: 5, p0: 0.2 }, () => true);
		expect(stats.detectableShare(always)).toBe(0.2);
		expect(() => stats.decisionProfile({ n1: 1.5, n0: 5, p0: 0.2 }, () => true)).toThrow(stats.StatsError);
		expect(() => stats.decisionProbability({ n1: 5, n0: 5, p1: 2, p0: 0.2 }, () => true)).toThrow(stats.StatsError);
	});
});

describe("thresholds in whole numbers", () => {
	it("reads decimals as they are written", () => {
		expect([0.8, 2, 0.05, -0.25, 1e-7, 3.125].map((value) => stats.decimalFraction(value))).toEqual([
			{ numerator: 4, denominator: 5 },
			{ numerator: 2, denominator: 1 },
			{ numerator: 1, denominator: 20 },
			{ numerator: -1, denominator: 4 },
			{ numerator: 1, denominator: 10_000_000 },
			{ numerator: 25, denominator: 8 },
		]);
		for (const value of [Number.NaN, 1 / 3, 1e300, 1e-20])
			expect(() => stats.decimalFraction(value)).toThrow(stats.StatsError);
	});

	it("agrees with big integers for every size", () => {
		const count = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 2 ** 40 }));
		fc.assert(
			fc.property(count, count, count, count, fc.constantFrom(0.8, 1, 2, 3, 0.05), (a, b, c, d, threshold) => {
				const table = tableOf(Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d));
				const { first, second } = table;
				const { numerator, denominator } = stats.decimalFraction(threshold);
				const [x1, n1, x0, n0] = [first.successes, first.trials, second.successes, second.trials].map(BigInt);
				const sign = (value: bigint): number => (value < 0n ? -1 : value > 0n ? 1 : 0);
				const ratio = x1! * n0! * BigInt(denominator) - BigInt(numerator) * x0! * n1!;
				const gap = (x1! * n0! - x0! * n1!) * BigInt(denominator) - BigInt(numerator) * n1! * n0!;
				const fraction = { numerator, denominator };
				expect(stats.compareRiskRatio(table, fraction)).toBe(sign(ratio));
				expect(stats.compareRiskDifference(table, fraction)).toBe(sign(gap));
			}),
			{ ...options, numRuns: 500 },
		);
	});

	it("has no side without students or without the outcome", () => {
		const two = stats.decimalFraction(2);
		expect(stats.isUndefinedResult(stats.compareRiskRatio(tableOf(0, 0, 1, 2), two))).toBe(true);
		expect(stats.isUndefinedResult(stats.compareRiskRatio(tableOf(0, 5, 0, 2), two))).toBe(true);
		expect(stats.isUndefinedResult(stats.compareRiskDifference(tableOf(0, 5, 0, 0), two))).toBe(true);
		expect(stats.compareRiskRatio(tableOf(1, 5, 0, 2), two)).toBe(1);
		expect(stats.isUndefinedResult(stats.isBelowFourFifths(tableOf(0, 5, 0, 2)))).toBe(true);
		expect(stats.isBelowFourFifths(tableOf(30, 30, 20, 30))).toBe(true);
		expect(() => stats.compareRiskRatio(tableOf(1, 5, 1, 2), { numerator: 1, denominator: 0 })).toThrow(
			stats.StatsError,
		);
		expect(() => stats.compareRiskRatio(tableOf(1.5, 5, 1, 2), two)).toThrow(stats.StatsError);
	});
});

describe("two-by-two tables of any kind", () => {
	const group = fc
		.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 400 }))
		.chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => ({ successes, trials })));

	it("swapping groups or outcomes changes what it should and nothing else", () => {
		fc.assert(
			fc.property(group, group, (first, second) => {
				const test = stats.fisherExact({ first, second });
				const swapped = stats.fisherExact({ first: second, second: first });
				const opposite = ({ successes, trials }: stats.Count): stats.Count => ({
					successes: trials - successes,
					trials,
				});
				const failures = stats.fisherExact({ first: opposite(first), second: opposite(second) });
				expect([swapped.kind, failures.kind]).toEqual([test.kind, test.kind]);
				if (test.kind === "undefined") return;
				expectClose([defined(swapped).twoSided, defined(failures).twoSided], [test.twoSided, test.twoSided], 1e-9);
				expectClose([defined(swapped).less, defined(failures).less], [test.greater, test.greater], 1e-9);
				expect(test.twoSided).toBeLessThanOrEqual(1);
				expect(test.twoSided).toBeGreaterThanOrEqual(Math.min(test.less, test.greater) * (1 - 1e-9));
				const middle = defined(stats.midP({ first, second }));
				expect(middle.twoSided).toBeLessThan(test.twoSided);
			}),
			{ ...options, numRuns: 400 },
		);
	});

	it("score intervals hold their estimate, and turn over with the groups", () => {
		fc.assert(
			fc.property(group, group, fc.constantFrom(0.9, 0.95, 0.99), (first, second, level) => {
				for (const ratio of [stats.koopmanRatioInterval, stats.miettinenNurminenRatioInterval]) {
					const one = ratio({ first, second, level });
					const other = ratio({ first: second, second: first, level });
					expect(other.kind).toBe(one.kind);
					if (one.kind === "undefined" || typeof one.upper !== "number" || typeof one.estimate !== "number") return;
					expect(one.lower).toBeLessThanOrEqual(one.estimate);
					expect(one.upper).toBeGreaterThanOrEqual(one.estimate * (1 - 1e-12));
					expectClose([defined(other).lower], [1 / one.upper], 1e-8);
				}
				const gap = stats.miettinenNurminenDifferenceInterval({ first, second, level });
				if (gap.kind === "undefined") return;
				expect(gap.lower).toBeLessThanOrEqual(gap.estimate);
				expect(gap.upper).toBeGreaterThanOrEqual(gap.estimate);
				const back = defined(stats.miettinenNurminenDifferenceInterval({ first: second, second: first, level }));
				expectClose([back.lower], [-gap.upper], 1e-8, 1e-3);
			}),
			{ ...options, numRuns: 200 },
		);
	});
});
