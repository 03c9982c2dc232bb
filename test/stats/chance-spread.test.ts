import { describe, expect, it } from "vitest";
import { chanceSpread, chiSquareQuantile, isUndefinedResult, StatsError } from "../../src/stats/index.js";

const band = (variances: readonly number[], levels?: readonly number[]) => {
	const found = chanceSpread({
		variances: Float64Array.from(variances),
		...(levels === undefined ? {} : { levels: Int32Array.from(levels) }),
	});
	if (isUndefinedResult(found)) throw new Error(found.reason);
	return found;
};

describe("the band of chance", () => {
	it("is the exact chi-square where all variances are equal, over levels too", () => {
		const found = band([25, 25, 25, 25, 25, 25, 25], [0, 0, 0, 1, 1, 1, 1]);
		expect(found.df).toBeCloseTo(5, 10);
		expect(found.expected).toBeCloseTo(5, 12);
		expect(found.lower).toBeCloseTo(5 * Math.sqrt(chiSquareQuantile(0.025, 5) / 5), 9);
		expect(found.upper).toBeCloseTo(5 * Math.sqrt(chiSquareQuantile(0.975, 5) / 5), 9);
	});

	it("has the two moments of the sum of squares, worked out by hand", () => {
		// Variances 1, 4, 9 in one level, V = diag(1, 4, 9), M = I − J/3: mean tr(MV) = 28/3, variance 2·tr(MVMV) = 2·490/9.
		const mean = 28 / 3;
		const variance = 980 / 9;
		const found = band([1, 4, 9]);
		expect(found.expected).toBeCloseTo(Math.sqrt(mean / 2), 12);
		expect(found.df).toBeCloseTo((2 * mean ** 2) / variance, 12);
	});

	it("scales with the noise, does not see the order, and passes over a level of one", () => {
		const one = band([1, 4, 9, 2]);
		const ten = band([200, 900, 100, 400]);
		for (const key of ["expected", "lower", "upper"] as const) expect(ten[key]).toBeCloseTo(10 * one[key], 9);
		expect(ten.df).toBeCloseTo(one.df, 9);
		const more = band([1, 4, 9, 2, 50], [0, 0, 0, 0, 1]);
		expect(more.upper).toBeCloseTo(one.upper, 12);
	});

	it("is undefined without two values of a level, and refuses variances that can't be", () => {
		expect(chanceSpread({ variances: Float64Array.of(1) }).kind).toBe("undefined");
		expect(chanceSpread({ variances: Float64Array.of() }).kind).toBe("undefined");
		expect(chanceSpread({ variances: Float64Array.of(1, 2), levels: Int32Array.of(0, 1) }).kind).toBe("undefined");
		expect(() => chanceSpread({ variances: Float64Array.of(1, 0) })).toThrow(StatsError);
		expect(() => chanceSpread({ variances: Float64Array.of(1, 2), levels: Int32Array.of(0) })).toThrow(StatsError);
	});
});
