import { describe, expect, it } from "vitest";
import {
	createRandom,
	fitLine,
	fitLinearModel,
	type Series,
	StatsError,
	wobbleAroundLines,
} from "../../src/stats/index.js";

const diagonal = (variances: readonly number[]): Float64Array =>
	Float64Array.from(
		variances.flatMap((variance, row) => variances.map((_, column) => (row === column ? variance : 0))),
	);

const series = (times: number[], values: number[], covariance: Float64Array): Series => ({
	times: Float64Array.from(times),
	values: Float64Array.from(values),
	covariance,
});

describe("a line with known errors", () => {
	const times = [2018, 2019, 2022, 2023, 2025];
	const values = [3, 9, -2, 6, 11];
	const variances = [4, 1, 9, 2, 5];

	it("is that of weighted least squares where errors are independent", () => {
		const line = fitLine(series(times, values, diagonal(variances)));
		const fit = fitLinearModel({
			response: Float64Array.from(values),
			design: Float64Array.from(times.flatMap((time) => [1, time])),
			names: ["one", "time"],
			intercept: "one",
			weights: Float64Array.from(variances, (variance) => 1 / variance),
		});
		if (fit.kind === "undefined") throw new Error(fit.reason);
		expect(line.slope).toBeCloseTo(fit.coefficients.time ?? Number.NaN, 11);
	});

	it("has the slope and variance of Aitken's formula where errors go together", () => {
		// By hand for three years with variance 1 and correlations ½, ¼: V⁻¹ is tridiagonal, [4 -2 0; -2 5 -2; 0 -2 4] / 3.
		const covariance = Float64Array.of(1, 0.5, 0.25, 0.5, 1, 0.5, 0.25, 0.5, 1);
		const line = fitLine(series([-1, 0, 1], [0, 1, 5], covariance));
		// t'V⁻¹t = 8/3; t'V⁻¹y with y = (0, 1, 5): (1/3)·[t'·(4·0-2, 5-10, -2+20)] = (1/3)(2 + 18) = 20/3.
		expect(line.slope).toBeCloseTo(2.5, 12);
		expect(line.slopeVariance).toBeCloseTo(3 / 8, 12);
	});

	it("does not see a level, a shift of time or the order of the years", () => {
		const line = fitLine(series(times, values, diagonal(variances)));
		const moved = fitLine(
			series(
				times.map((time) => time - 2020),
				values.map((value) => value + 1000),
				diagonal(variances),
			),
		);
		const turned = fitLine(series(times.toReversed(), values.toReversed(), diagonal(variances.toReversed())));
		for (const other of [moved, turned]) {
			expect(other.slope).toBeCloseTo(line.slope, 9);
			expect(other.slopeVariance).toBeCloseTo(line.slopeVariance, 9);
			expect(other.distance).toBeCloseTo(line.distance, 8);
		}
	});

	it("through two values is exact", () => {
		const line = fitLine(series([2022, 2025], [4, 10], diagonal([2, 7])));
		expect(line.slope).toBeCloseTo(2, 12);
		expect(line.slopeVariance).toBeCloseTo(1, 12);
		expect(line.distance).toBeCloseTo(0, 12);
	});

	it("refuses what is no line", () => {
		expect(() => fitLine(series([1, 1], [0, 1], diagonal([1, 1])))).toThrow(StatsError);
		const together = Float64Array.of(1, 0.3, 0.1, 0.3, 2, 0.4, 0.1, 0.4, 3);
		expect(() => fitLine(series([2021, 2021, 2021], [0, 1, 3], together))).toThrow(/two different times/);
		expect(() => fitLine(series([1, 2], [0, 1], Float64Array.of(1, 2, 2, 1)))).toThrow(StatsError);
		expect(() => fitLine(series([1, 2], [0], diagonal([1, 1])))).toThrow(StatsError);
	});
});

describe("the wobble around lines", () => {
	const drawn = (wobble: number, count: number, seed: number): Series[] => {
		const random = createRandom(seed);
		const times = [0, 1, 4, 5, 6];
		return Array.from({ length: count }, () => {
			const variances = [1, 2, 3, 4, 5].map((factor) => factor * (0.5 + random.uniform()));
			const slope = random.normal();
			return series(
				times,
				variances.map(
					(variance, index) => 7 * slope * (times[index] ?? 0) + Math.sqrt(variance + wobble) * random.normal(),
				),
				diagonal(variances),
			);
		});
	};

	it("is found whatever the slopes", () => {
		for (const wobble of [1, 10, 100]) {
			const found = wobbleAroundLines(drawn(wobble, 1000, wobble));
			if (typeof found !== "number") throw new Error(found.reason);
			// 3,000 degrees of freedom: three standard errors of a variance of wobble plus about 3.
			expect(Math.abs(found - wobble)).toBeLessThan(3 * Math.sqrt(2 / 3000) * (wobble + 3) * 1.3);
		}
	});

	it("is zero where values stray no farther than their errors, undefined where no line is put to the test", () => {
		expect(wobbleAroundLines([series([0, 1, 2], [0, 1, 2], diagonal([1, 1, 1]))])).toBe(0);
		expect(wobbleAroundLines([series([0, 1], [0, 1], diagonal([1, 1]))])).toMatchObject({ kind: "undefined" });
		expect(wobbleAroundLines([])).toMatchObject({ kind: "undefined" });
	});
});
