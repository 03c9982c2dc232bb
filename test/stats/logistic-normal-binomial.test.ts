import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	binomialCdf,
	logisticNormalBinomialMidCdf,
	logisticNormalBinomialMidQuantile,
	StatsError,
} from "../../src/stats/index.js";
import { expectClose, readJson } from "./reference.js";

interface Distribution {
	readonly trials: number;
	readonly mean: number;
	readonly sd: number;
}
const reference = readJson<{
	cdf: (Distribution & { count: number; lower: number; upper: number })[];
	quantile: (Distribution & { p: number; upper: boolean; count: number })[];
}>("logistic-normal-binomial.json");

const distributions = fc.record({
	trials: fc.integer({ min: 1, max: 800 }),
	mean: fc.double({ min: -6, max: 6, noNaN: true }),
	sd: fc.double({ min: 0, max: 3, noNaN: true }),
});

describe("the mid-distribution function of a count with a normal logit", () => {
	it.each(reference.cdf)("agrees with R's quadrature in both tails: $count of $trials, logit $mean ± $sd", (point) => {
		const { count, lower, upper } = point;
		const found = [false, true].map((side) => logisticNormalBinomialMidCdf(count, point, { upper: side }));
		expectClose(found, [lower, upper], 1e-10);
	});

	it("is the binomial's own where the logit is known", () => {
		const known = { trials: 12, mean: 0.4, sd: 0 };
		const share = 1 / (1 + Math.exp(-0.4));
		const wanted = (binomialCdf(6, 12, share) + binomialCdf(7, 12, share)) / 2;
		expect(logisticNormalBinomialMidCdf(7, known)).toBeCloseTo(wanted, 13);
	});

	it("has the mean that a mid-distribution has: one half, over the counts' own chances", () => {
		const distribution = { trials: 30, mean: -1.2, sd: 0.7 };
		let [before, mean] = [0, 0];
		for (let count = 0; count <= 30; count++) {
			// P(X ≤ x) from P(X < x) and the mid value between them.
			const mid = logisticNormalBinomialMidCdf(count, distribution);
			const upTo = 2 * mid - before;
			mean += mid * (upTo - before);
			before = upTo;
		}
		expect(before).toBeCloseTo(1, 10);
		expect(mean).toBeCloseTo(0.5, 10);
	});

	it("passes from one way of integrating to the other without a step", () => {
		// The logit's spread at which the ways part is a quarter of √(1/(x + ½) + 1/(n - x + ½)).
		const limit = 0.25 * Math.sqrt(1 / 20.5 + 1 / 60.5);
		const at = (sd: number): number => logisticNormalBinomialMidCdf(20, { trials: 80, mean: -0.2, sd });
		expectClose([at(limit * (1 + 1e-13))], [at(limit * (1 - 1e-13))], 1e-11);
	});

	it("grows with the count, and both tails add to one", () => {
		fc.assert(
			fc.property(distributions, fc.double({ min: 0, max: 1, noNaN: true }), (distribution, part) => {
				const count = Math.floor(part * distribution.trials);
				const lower = logisticNormalBinomialMidCdf(count, distribution);
				const upper = logisticNormalBinomialMidCdf(count, distribution, { upper: true });
				expect(lower + upper).toBeCloseTo(1, 9);
				const next = Math.min(distribution.trials, count + 0.4);
				expect(logisticNormalBinomialMidCdf(next, distribution)).toBeGreaterThanOrEqual(lower * (1 - 1e-11));
			}),
		);
	});
});

describe("its quantile", () => {
	it.each(reference.quantile)("agrees with R's uniroot: p $p of $trials, logit $mean ± $sd", (point) => {
		const found = logisticNormalBinomialMidQuantile(point.p, point, { upper: point.upper });
		expect(Math.abs(found - point.count)).toBeLessThan(1e-9 * point.trials);
	});

	it("lies beyond exactly the counts whose tail is larger", () => {
		fc.assert(
			fc.property(distributions, fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (distribution, p) => {
				const limit = logisticNormalBinomialMidQuantile(p, distribution);
				for (const count of [Math.floor(limit) - 1, Math.floor(limit), Math.ceil(limit), Math.ceil(limit) + 1]) {
					if (count < 0 || count > distribution.trials) continue;
					const tail = logisticNormalBinomialMidCdf(count, distribution);
					// At the limit itself rounding decides.
					if (Math.abs(tail / p - 1) > 1e-8) expect(count < limit).toBe(tail < p);
				}
			}),
		);
	});

	it("is an end where even that leaves more than p beyond it", () => {
		expect(logisticNormalBinomialMidQuantile(0.025, { trials: 5, mean: -3, sd: 0.4 })).toBe(0);
		expect(logisticNormalBinomialMidQuantile(0.025, { trials: 5, mean: 3, sd: 0.4 }, { upper: true })).toBe(5);
	});
});

it("impossible input is refused", () => {
	const good = { trials: 10, mean: 0, sd: 1 };
	for (const bad of [{ trials: 0 }, { trials: 2.5 }, { mean: Number.NaN }, { sd: -1 }, { sd: Number.NaN }]) {
		expect(() => logisticNormalBinomialMidCdf(0, { ...good, ...bad })).toThrow(StatsError);
	}
	for (const count of [-1, 11, Number.NaN]) expect(() => logisticNormalBinomialMidCdf(count, good)).toThrow(StatsError);
	for (const p of [0, 1, Number.NaN]) expect(() => logisticNormalBinomialMidQuantile(p, good)).toThrow(StatsError);
});
