import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, designOf, expectClose } from "./reference.js";
import { reorder, simulate } from "./two-level-data.js";

const seeds = fc.integer({ min: 0, max: 1e6 }).map((seed) => `linear ${seed}`);
const truth = { districts: 8, perDistrict: 5, tauDistrict2: 50, tauSchool2: 100, phi: 1 };
const options = { numRuns: 25, seed: 20_240_601 };

describe("linear model", () => {
	it("does not depend on the order of rows, weighted or not", () => {
		fc.assert(
			fc.property(seeds, fc.boolean(), (seed, weighted) => {
				const input = simulate(seed, truth);
				const order = stats.createRandom(seed).shuffle(Array.from(input.response.keys()));
				const moved = reorder(input, order);
				const weights = (of: typeof input) => (weighted ? of.variances.map((v) => 1 / v) : undefined);
				const one = defined(stats.fitLinearModel({ ...input, weights: weights(input) }));
				const two = defined(stats.fitLinearModel({ ...moved, weights: weights(moved) }));
				expectClose(Object.values(two.coefficients), Object.values(one.coefficients), 1e-10);
				expectClose(
					[two.sigma, two.rSquared as number, two.rmse],
					[one.sigma, one.rSquared as number, one.rmse],
					1e-10,
				);
				for (const kind of ["CR0", "CR2"] as const) {
					const left = defined(stats.clusterCovariance(one, input.groups, { kind }));
					const right = defined(stats.clusterCovariance(two, moved.groups, { kind }));
					expectClose(Object.values(right.standardErrors), Object.values(left.standardErrors), 1e-10);
					expectClose(Object.values(right.df), Object.values(left.df), 1e-10);
				}
			}),
			options,
		);
	});

	it("predicts each row as a literal refit without it does", () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const input = simulate(seed, truth);
				const weights = input.variances.map((v) => 100 / v);
				const fit = defined(stats.fitLinearModel({ ...input, weights }));
				const out = stats.leaveOneOut(fit);
				for (const i of [0, 11]) {
					const others = Array.from(input.response.keys()).filter((j) => j !== i);
					const fewer = reorder(input, others);
					const refit = defined(stats.fitLinearModel({ ...fewer, weights: fewer.variances.map((v) => 100 / v) }));
					const row = input.design.subarray(i * 3, i * 3 + 3);
					const { predicted, standardError } = stats.predict(refit, row, { kind: "prediction" });
					expectClose([out.residuals[i]!], [input.response[i]! - predicted], 1e-9, 1);
					expectClose([out.variances[i]!], [standardError ** 2 + refit.sigma ** 2 / weights[i]!], 1e-9);
				}
			}),
			options,
		);
	});

	it("aliases the later of two dependent columns, and predictions ignore it", () => {
		const x = Float64Array.of(1, 2, 4, 8, 16);
		const response = Float64Array.of(1, 4, 2, 8, 5);
		const names = ["x", "one", "double", "y"];
		const design = designOf(5, [x, 1, x.map((value) => 2 * value + 3), x.map((value) => value ** 2)]);
		const fit = defined(stats.fitLinearModel({ response, design, names, intercept: "one" }));
		expect([fit.aliased, fit.keptNames, fit.rank]).toEqual([["double"], ["x", "one", "y"], 3]);
		const one = stats.predict(fit, [3, 1, 9, 9], { kind: "confidence" });
		const other = stats.predict(fit, [3, 1, -100, 9], { kind: "confidence" });
		expect(other).toEqual(one);
		expect(Object.keys(fit.coefficients)).toEqual(["x", "one", "y"]);
	});

	it("names rows that no other row can judge, and returns no NaN", () => {
		const response = Float64Array.of(1, 2, 4, 8, 3);
		const design = designOf(5, [1, Float64Array.of(0, 0, 0, 0, 1)]);
		const fit = defined(stats.fitLinearModel({ response, design, names: ["one", "only"], intercept: "one" }));
		const out = stats.leaveOneOut(fit);
		expect([...out.undefinedRows]).toEqual([4]);
		expect([out.residuals[4], out.variances[4], out.studentized[4]]).toEqual([0, Number.POSITIVE_INFINITY, 0]);
		const robust = stats.covariance(fit, { kind: "HC3" });
		expect([...robust.undefinedRows]).toEqual([4]);
		expect([...robust.matrix].every(Number.isFinite)).toBe(true);
		const clustered = defined(stats.clusterCovariance(fit, Int32Array.of(0, 0, 1, 1, 2), { kind: "CR2" }));
		expect([...clustered.matrix, ...Object.values(clustered.df)].every(Number.isFinite)).toBe(true);
	});

	it("says what it cannot know", () => {
		const one = { names: ["one"], intercept: "one" };
		expect(stats.fitLinearModel({ ...one, response: Float64Array.of(1), design: Float64Array.of(1) }).kind).toBe(
			"undefined",
		);
		const flat = defined(
			stats.fitLinearModel({ ...one, response: Float64Array.of(2, 2, 2), design: Float64Array.of(1, 1, 1) }),
		);
		expect(flat.rSquared).toEqual({ kind: "undefined", reason: "the response does not vary" });
		expect(stats.leaveOneOut(flat).undefinedRows.length).toBe(3);
		expect(stats.clusterCovariance(flat, new Int32Array(3), { kind: "CR1" })).toEqual({
			kind: "undefined",
			reason: "fewer than two clusters",
		});
		const empty = new Float64Array(0);
		expect(() => stats.fitLinearModel({ ...one, response: empty, design: empty })).toThrow(stats.StatsError);
		expect(() =>
			stats.fitLinearModel({ ...one, response: Float64Array.of(1, 2), design: Float64Array.of(1, 2) }),
		).toThrow(stats.StatsError);
	});

	it("is the special case of the two-level model with equal variances, external variances included", () => {
		const input = simulate("one level", truth);
		const variances = new Float64Array(input.response.length).fill(1);
		const linear = defined(stats.fitLinearModel(input));
		const mixed = defined(stats.fitTwoLevel({ ...input, variances, phi: { fixed: 1 }, districtEffect: false }));
		expectClose([mixed.tauSchool2 + 1], [linear.sigma ** 2], 1e-9);
		const out = stats.leaveOut(mixed).schoolOut;
		const wanted = stats.leaveOneOut(linear);
		expectClose(out.residual, wanted.residuals, 1e-9, 1);
		expectClose(out.externalVariance, wanted.variances, 1e-9);
		expectClose(
			out.externalDf,
			out.residual.map(() => wanted.df),
			1e-9,
		);
	});
});

describe("rank-revealing QR", () => {
	it("reproduces the kept columns and keeps Q orthonormal", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
				const random = stats.createRandom(seed);
				const rows = 5 + random.integer(10);
				const columns = 1 + random.integer(5);
				const matrix = Float64Array.from({ length: rows * columns }, () => random.normal());
				const { q, r, rank, aliased } = stats.decomposeQr({ matrix, rows, columns });
				expect([rank, [...aliased]]).toEqual([columns, []]);
				for (let i = 0; i < rows; i++) {
					for (let j = 0; j < columns; j++) {
						let sum = 0;
						for (let k = 0; k < rank; k++) sum += q[i * rank + k]! * r[k * rank + j]!;
						expect(Math.abs(sum - matrix[i * columns + j]!)).toBeLessThan(1e-13);
					}
				}
				for (let a = 0; a < rank; a++) {
					for (let b = 0; b < rank; b++) {
						let sum = 0;
						for (let i = 0; i < rows; i++) sum += q[i * rank + a]! * q[i * rank + b]!;
						expect(Math.abs(sum - (a === b ? 1 : 0))).toBeLessThan(1e-13);
					}
				}
			}),
			options,
		);
	});

	it("handles more columns than rows and a zero column", () => {
		const wide = stats.decomposeQr({ matrix: Float64Array.of(1, 2, 3, 0, 5, 6), rows: 2, columns: 3 });
		expect([[...wide.kept], [...wide.aliased]]).toEqual([[0, 1], [2]]);
		const zero = stats.decomposeQr({ matrix: Float64Array.of(0, 1, 0, 2), rows: 2, columns: 2 });
		expect([[...zero.kept], [...zero.aliased]]).toEqual([[1], [0]]);
		expect(() => stats.decomposeQr({ matrix: Float64Array.of(1), rows: 2, columns: 1 })).toThrow(stats.StatsError);
	});
});
