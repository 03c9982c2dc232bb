import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, expectClose, readJson } from "./reference.js";

describe("intervals for shares", () => {
	interface Share {
		readonly x: number;
		readonly n: number;
		readonly wilson: [number, number];
		readonly clopper_pearson: [number, number];
		readonly agresti_coull: [number, number];
	}
	const cases = readJson<Share[]>("models/intervals/result.json");

	it.each(cases)("Wilson, Clopper–Pearson and Agresti–Coull for $x of $n", (expected) => {
		const { x, n } = expected;
		const score = defined(stats.wilsonInterval({ successes: x, trials: n }));
		const exact = defined(stats.clopperPearsonInterval({ successes: x, trials: n }));
		const added = defined(stats.agrestiCoullInterval({ successes: x, trials: n }));
		expectClose([score.lower, score.upper], expected.wilson, 1e-12);
		expectClose([exact.lower, exact.upper], expected.clopper_pearson, 1e-12);
		expectClose([added.lower, added.upper], expected.agresti_coull, 1e-12);
		expect([score.estimate, exact.estimate, added.estimate]).toEqual([x / n, x / n, x / n]);
	});

	interface Pair {
		readonly x1: number;
		readonly n1: number;
		readonly x2: number;
		readonly n2: number;
		readonly level: number;
		readonly estimate: number;
		readonly lower: number;
		readonly upper: number;
		readonly published?: [number, number];
	}

	it.each(readJson<{ cases: Pair[] }>("newcombe.json").cases)("Newcombe $x1/$n1 - $x2/$n2", (pair) => {
		const interval = defined(
			stats.newcombeDifferenceInterval({
				first: { successes: pair.x1, trials: pair.n1 },
				second: { successes: pair.x2, trials: pair.n2 },
				level: pair.level,
			}),
		);
		expectClose([interval.lower, interval.upper], [pair.lower, pair.upper], 1e-12);
		expect(interval.estimate).toBeCloseTo(pair.estimate, 14);
		for (const [k, end] of (pair.published ?? []).entries()) {
			expect(Math.abs([interval.lower, interval.upper][k]! - end)).toBeLessThanOrEqual(0.00006);
		}
	});

	it("has no interval without trials, and refuses impossible counts", () => {
		const none = { kind: "undefined", reason: "zero denominator" };
		expect(stats.wilsonInterval({ successes: 0, trials: 0 })).toEqual(none);
		expect(stats.clopperPearsonInterval({ successes: 0, trials: 0 })).toEqual(none);
		expect(stats.agrestiCoullInterval({ successes: 0, trials: 0 })).toEqual(none);
		const some = { successes: 1, trials: 2 };
		expect(stats.newcombeDifferenceInterval({ first: some, second: { successes: 0, trials: 0 } })).toEqual(none);
		expect(() => stats.wilsonInterval({ successes: 3, trials: 2 })).toThrow(stats.StatsError);
		expect(() => stats.clopperPearsonInterval({ ...some, level: 1 })).toThrow(stats.StatsError);
	});
});

describe("multiplicity", () => {
	type Column = (number | null)[];
	interface Expected {
		readonly p: Column;
		readonly bonferroni: Column;
		readonly holm: Column;
		readonly hochberg: Column;
		readonly BH: Column;
		readonly BY: Column;
	}
	const expected = readJson<Expected & { long: Pick<Expected, "p" | "BH" | "BY" | "holm"> }>(
		"models/multiplicity/result.json",
	);
	const present = (column: Column): (number | undefined)[] => column.map((p) => p ?? undefined);
	const compare = (actual: (number | undefined)[], wanted: Column): void => {
		expect(actual.map((p) => p === undefined)).toEqual(wanted.map((p) => p === null));
		expectClose(
			actual.map((p) => p ?? -1),
			wanted.map((p) => p ?? -1),
			1e-13,
		);
	};

	it("Benjamini and Hochberg's fifteen p-values", () => {
		const p = present(expected.p);
		compare(stats.bonferroni(p), expected.bonferroni);
		compare(stats.holm(p), expected.holm);
		compare(stats.hochberg(p), expected.hochberg);
		compare(stats.benjaminiHochberg(p), expected.BH);
		compare(stats.benjaminiYekutieli(p), expected.BY);
	});

	it("250 p-values of which two are absent", () => {
		const p = present(expected.long.p);
		compare(stats.holm(p), expected.long.holm);
		compare(stats.benjaminiHochberg(p), expected.long.BH);
		compare(stats.benjaminiYekutieli(p), expected.long.BY);
	});

	it("keeps an empty family empty and refuses what is not a probability", () => {
		expect(stats.benjaminiHochberg([])).toEqual([]);
		expect(stats.holm([undefined])).toEqual([undefined]);
		expect(() => stats.holm([Number.NaN])).toThrow(stats.StatsError);
	});
});

describe("noise-corrected spread", () => {
	interface Case {
		readonly name: string;
		readonly values: number[];
		readonly variances: number[];
		readonly levels: number[];
		readonly df: number;
		readonly tau2: number;
		readonly tau2_lower: number;
		readonly tau2_upper: number;
		readonly metafor_tau2: number;
		readonly metafor_lower: number;
		readonly metafor_upper: number;
	}

	it.each(readJson<{ cases: Case[] }>("spread.json").cases)("$name: Paule–Mandel and Q-profile", (expected) => {
		const spread = defined(
			stats.noiseCorrectedSpread({
				values: Float64Array.from(expected.values),
				variances: Float64Array.from(expected.variances),
				levels: Int32Array.from(expected.levels),
			}),
		);
		const squares = [spread.true ** 2, spread.lower ** 2, spread.upper ** 2];
		// By uniroot to full precision, and by metafor, whose own root finder stops at about 1e-8.
		expectClose(squares, [expected.tau2, expected.tau2_lower, expected.tau2_upper], 1e-10);
		expectClose(squares, [expected.metafor_tau2, expected.metafor_lower, expected.metafor_upper], 1e-6);
		expect(spread.df).toBe(expected.df);
	});

	it("is undefined without degrees of freedom, zero for equal values, and refuses bad input", () => {
		const one = Float64Array.of(1);
		expect(stats.noiseCorrectedSpread({ values: one, variances: one })).toEqual({
			kind: "undefined",
			reason: "no level has two values",
		});
		const equal = defined(
			stats.noiseCorrectedSpread({ values: Float64Array.of(3, 3), variances: Float64Array.of(1, 4) }),
		);
		expect([equal.raw, equal.true, equal.lower, equal.upper, equal.reliability]).toEqual([0, 0, 0, 0, 0]);
		expect(() => stats.noiseCorrectedSpread({ values: one, variances: Float64Array.of(0) })).toThrow(stats.StatsError);
	});

	it("scales with the unit, down to very small ones", () => {
		const values = Float64Array.of(1, 5, 2, 9, 4);
		const variances = Float64Array.of(1, 2, 1, 3, 1);
		const whole = defined(stats.noiseCorrectedSpread({ values, variances }));
		const tiny = defined(
			stats.noiseCorrectedSpread({
				values: values.map((value) => value * 1e-9),
				variances: variances.map((value) => value * 1e-18),
			}),
		);
		expectClose(
			[tiny.true, tiny.lower, tiny.upper],
			[whole.true * 1e-9, whole.lower * 1e-9, whole.upper * 1e-9],
			1e-10,
		);
	});
});

describe("descriptives", () => {
	it("answers what the library answers, and says when it cannot", () => {
		expect(stats.mean(Float64Array.of(1, 2, 6))).toBe(3);
		expect(stats.standardDeviation([2, 4])).toBeCloseTo(Math.SQRT2, 14);
		expect(stats.quantile([1, 2, 3, 4, 5], 0.9)).toBeCloseTo(4.6, 14);
		expect(stats.weightedMean([1, 3], [1, 3])).toBe(2.5);
		for (const result of [stats.mean([]), stats.median([]), stats.quantile([], 0.5), stats.standardDeviation([1])]) {
			expect(stats.isUndefinedResult(result)).toBe(true);
		}
		expect(stats.isUndefinedResult(stats.medianAbsoluteDeviation([]))).toBe(true);
		expect(stats.isUndefinedResult(stats.weightedMean([1], [0]))).toBe(true);
		expect(() => stats.mean([1, Number.NaN])).toThrow(stats.StatsError);
		expect(() => stats.weightedMean([1, 2], [1])).toThrow(stats.StatsError);
		expect(() => stats.weightedMean([1, 2], [1, -1])).toThrow(stats.StatsError);
	});
});

describe("logits", () => {
	it("inverts, and stays finite at 0 and all", () => {
		for (const z of [-700, -3, 0, 0.5, 40]) {
			const share = stats.inverseLogit(z);
			expect(
				Math.log(share / (1 - share)) === Infinity || Math.abs(Math.log(share) - Math.log1p(-share) - z) < 1e-3,
			).toBe(true);
		}
		expect(stats.empiricalLogit(20, 20)).toBe(-stats.empiricalLogit(0, 20));
		expect(() => stats.empiricalLogit(3, 2)).toThrow(stats.StatsError);
	});
});
