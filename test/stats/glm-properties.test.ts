import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { numbersIn } from "./numbers.js";
import { defined, designOf, expectClose } from "./reference.js";

const options = { numRuns: 150, seed: 20_240_603 };
const fitted = (met: number[], trials: number[], x: number[]) =>
	stats.fitBinomialGlm({
		successes: Float64Array.from(met),
		trials: Float64Array.from(trials),
		design: designOf(met.length, [1, x]),
		names: ["one", "x"],
		intercept: "one",
	});

describe("logistic regression of counts", () => {
	it("separation is undefined with a reason, complete, quasi-complete or without a single success", () => {
		const separated = { kind: "undefined", reason: expect.stringContaining("separation") };
		expect(fitted([0, 0, 5, 5], [5, 5, 5, 5], [1, 2, 3, 4])).toEqual(separated);
		expect(fitted([0, 2, 5, 5], [5, 5, 5, 5], [1, 2, 3, 4])).toEqual(separated);
		expect(fitted([0, 0, 0], [5, 6, 7], [1, 5, 2])).toEqual(separated);
		expect(fitted([5, 6, 7], [5, 6, 7], [1, 5, 2])).toEqual(separated);
		// One more failure on the wrong side is enough for an estimate.
		expect(fitted([0, 2, 5, 4], [5, 5, 5, 5], [1, 2, 3, 4]).kind).toBe("binomial-glm-fit");
	});

	it("an extreme share alone is no separation", () => {
		const rare = defined(fitted([1, 3, 1], [1e9, 1e9, 1e9], [0, 1, 2]));
		expectClose([rare.fitted.reduce((sum, share) => sum + share * 1e9, 0)], [5], 1e-6);
	});

	it("fitted counts have the observed total and cross-product (score equations), split rows change nothing", () => {
		const row = fc.record({
			n: fc.integer({ min: 1, max: 300 }),
			share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
		});
		fc.assert(
			fc.property(fc.array(row, { minLength: 4, maxLength: 30 }), (rows) => {
				const trials = rows.map(({ n }) => 2 * n);
				const met = rows.map(({ n, share }) => 2 * Math.round(n * share));
				const x = rows.map((_, i) => Math.sin(i * 7) * 40);
				const result = fitted(met, trials, x);
				if (result.kind === "undefined") return expect(result.reason).toContain("separation");
				const residual = met.map((count, i) => count - trials[i]! * result.fitted[i]!);
				const total = trials.reduce((sum, n) => sum + n, 0);
				expect(Math.abs(residual.reduce((sum, e) => sum + e, 0))).toBeLessThan(1e-9 * total);
				expect(Math.abs(residual.reduce((sum, e, i) => sum + e * x[i]!, 0))).toBeLessThan(1e-9 * total * 40);
				const half = (values: number[]): number[] => [...values, ...values].map((value) => value / 2);
				const split = defined(fitted(half(met), half(trials), [...x, ...x]));
				expectClose(Object.values(split.coefficients), Object.values(result.coefficients), 1e-8, 1e-3);
				expectClose(Object.values(split.standardErrors), Object.values(result.standardErrors), 1e-8);
			}),
			options,
		);
	});

	it("hostile counts give finite numbers or a reason", () => {
		const count = fc.oneof(fc.constantFrom(0, 1, 1e6, 1e12), fc.integer({ min: 0, max: 40 }));
		const row = fc.record({ met: count, missed: count, x: fc.constantFrom(0, 1, 1, -3, 1e-8, 1e8) });
		fc.assert(
			fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
				const met = rows.map((each) => each.met);
				const trials = rows.map((each) => each.met + each.missed);
				const result = fitted(
					met,
					trials,
					rows.map((each) => each.x),
				);
				expect(numbersIn(result).filter((value) => !Number.isFinite(value))).toEqual([]);
			}),
			{ ...options, numRuns: 400 },
		);
	});

	it("names aliased columns, leaves out rows without trials, says when nothing is left", () => {
		const flat = defined(fitted([2, 3], [5, 5], [4, 4]));
		expect([flat.aliased, flat.keptNames, flat.residualDf]).toEqual([["x"], ["one"], 1]);
		const some = defined(fitted([2, 0, 3], [5, 0, 5], [1, 9, 2]));
		expect([[...some.usedRows], some.residualDf, some.dispersion]).toEqual([
			[0, 2],
			0,
			stats.undefinedResult("no residual degrees of freedom"),
		]);
		expect(fitted([0, 0], [0, 0], [1, 2])).toEqual(stats.undefinedResult("no row has trials"));
		expect(() => fitted([3], [2], [1])).toThrow(stats.StatsError);
		expect(() => fitted([Number.NaN], [2], [1])).toThrow(stats.StatsError);
		const half = stats.fitBinomialGlm({
			successes: Float64Array.of(3, 1),
			trials: Float64Array.of(4, 4),
			design: Float64Array.of(1, -1),
			names: ["x"],
		});
		// Without an intercept the null model is one half: 2 Σ [3 log(3/4 ÷ ½) + 1 log(1/4 ÷ ½)] over the two rows.
		expectClose([defined(half).nullDeviance], [4 * (3 * Math.log(1.5) + Math.log(0.5))], 1e-12);
		expectClose([defined(half).coefficients.x!], [Math.log(3)], 1e-12);
	});
});
