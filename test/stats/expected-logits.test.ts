import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { empiricalLogit, expectedLogits, inverseLogit, StatsError } from "../../src/stats/index.js";
import { readJson } from "./reference.js";

interface Point {
	readonly tested: number;
	readonly mean: number;
	readonly tau2: number;
	readonly expected: number;
	readonly slope: number;
	readonly variance: number;
}
const { points } = readJson<{ points: Point[] }>("expected-logit.json");

interface School {
	readonly mean: number;
	readonly tau2: number;
	readonly tested: number;
}

function expectedLogit({ mean, tau2, tested }: School): { mean: number; slope: number; variance: number } {
	const { means, slopes, variances } = expectedLogits({ means: [mean], tau2, tested: [tested] });
	return { mean: means[0]!, slope: slopes[0]!, variance: variances[0]! };
}

describe("what is expected of an empirical logit", () => {
	it("agrees with R's sums over all counts and quadrature over logits, to the six digits that it promises", () => {
		for (const point of points) {
			const { mean, slope, variance } = expectedLogit(point);
			expect(Math.abs(mean - point.expected), JSON.stringify(point)).toBeLessThan(1e-6);
			expect(Math.abs(slope / point.slope - 1), JSON.stringify(point)).toBeLessThan(1e-6);
			expect(Math.abs(variance / point.variance - 1), JSON.stringify(point)).toBeLessThan(1e-6);
		}
	});

	it("is the binomial sum where nothing varies between schools: 1 of 2 by hand, the slope by a difference", () => {
		const given = (theta: number): { mean: number; within: number } => {
			const share = inverseLogit(theta);
			const chances = [0, 1, 2].map((met) => [1, 2, 1][met]! * share ** met * (1 - share) ** (2 - met));
			const mean = chances.reduce((sum, chance, met) => sum + chance * empiricalLogit(met, 2), 0);
			return { mean, within: chances.reduce((sum, p, met) => sum + p * (empiricalLogit(met, 2) - mean) ** 2, 0) };
		};
		const { mean, slope, variance } = expectedLogit({ mean: 1, tau2: 0, tested: 2 });
		expect(mean).toBeCloseTo(given(1).mean, 6);
		expect(slope).toBeCloseTo((given(1.001).mean - given(0.999).mean) / 0.002, 6);
		expect(variance).toBeCloseTo(given(1).within / slope ** 2, 5);
	});

	it("comes to the true logit and 1 / (n p (1 - p)) in large schools", () => {
		const { mean, slope, variance } = expectedLogit({ mean: -1, tau2: 0.2, tested: 100_000 });
		expect(mean).toBeCloseTo(-1, 4);
		expect(slope).toBeCloseTo(1, 4);
		expect(variance / ((2 + 2 * Math.cosh(-1) * Math.exp(0.1)) / 100_000)).toBeCloseTo(1, 4);
	});

	it("has slope and variance above zero, goes with those who did not meet the standard, and moves without a jump", () => {
		const anywhere = fc.record({
			mean: fc.double({ min: -15, max: 15, noNaN: true }),
			tau2: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 25, noNaN: true })),
			tested: fc.integer({ min: 1, max: 3000 }),
		});
		fc.assert(
			fc.property(anywhere, (input) => {
				const { mean, slope, variance } = expectedLogit(input);
				expect(slope).toBeGreaterThan(0);
				expect(variance).toBeGreaterThan(0);
				const other = expectedLogit({ ...input, mean: -input.mean });
				expect(other.mean).toBeCloseTo(-mean, 9);
				expect(other.slope / slope).toBeCloseTo(1, 9);
				expect(other.variance / variance).toBeCloseTo(1, 9);
				const beside = expectedLogit({ ...input, mean: input.mean + 1e-9 });
				expect(Math.abs(beside.mean - mean)).toBeLessThan(1e-7);
				expect(Math.abs(beside.slope / slope - 1)).toBeLessThan(1e-6);
				expect(Math.abs(beside.variance / variance - 1)).toBeLessThan(1e-6);
			}),
		);
	});

	it("says of many schools what it says of each alone, whatever was asked for before", () => {
		for (const tau2 of [0, 0.005, 0.05, 0.3, 2]) {
			const tested = [300, 11, 5000, 300, 1];
			const means = [-1, -8, 0.3, 2, 14];
			const together = expectedLogits({ means, tau2, tested });
			for (const row of [4, 2, 0, 3, 1]) {
				const alone = expectedLogit({ mean: means[row]!, tau2, tested: tested[row]! });
				expect(together.means[row]).toBe(alone.mean);
				expect(together.slopes[row]).toBe(alone.slope);
				expect(together.variances[row]).toBe(alone.variance);
			}
		}
	});

	it("averages what it says of true logits that don't vary, over those that do, however far they vary", () => {
		for (const tau of [0.05, 0.11, 0.112, 0.3, 0.5, 1.2, 3]) {
			for (const tested of [1, 30, 700]) {
				const places = Array.from({ length: 1601 }, (_, k) => (k - 800) / 100);
				const weights = Float64Array.from(places, (z) => Math.exp(-z * z * 0.5) / 100 / Math.sqrt(2 * Math.PI));
				const given = expectedLogits({
					means: places.map((z) => tau * z - 2.3),
					tau2: 0,
					tested: places.map(() => tested),
				});
				const over = (values: (row: number) => number): number =>
					weights.reduce((sum, weight, row) => sum + weight * values(row), 0);
				const mean = over((row) => given.means[row]!);
				const slope = over((row) => given.slopes[row]!);
				const within = over((row) => given.variances[row]! * given.slopes[row]! ** 2);
				const spread = over((row) => (given.means[row]! - mean) ** 2);
				const found = expectedLogit({ mean: -2.3, tau2: tau ** 2, tested });
				expect(found.mean).toBeCloseTo(mean, 7);
				expect(found.slope / slope).toBeCloseTo(1, 7);
				expect(found.variance / ((within + spread) / slope ** 2 - tau ** 2)).toBeCloseTo(1, 6);
			}
		}
	});

	it("refuses what is no distribution and no school, and means where no count but none has a chance", () => {
		for (const wrong of [
			{ tau2: -1 },
			{ tau2: Infinity },
			{ tau2: NaN },
			{ tested: 0 },
			{ tested: 2.5 },
			{ mean: NaN },
		]) {
			expect(() => expectedLogit({ mean: 0, tau2: 1, tested: 10, ...wrong })).toThrow(StatsError);
		}
		expect(() => expectedLogits({ means: [0, 1], tau2: 1, tested: [10] })).toThrow(StatsError);
		expect(() => expectedLogit({ mean: 1e200, tau2: 1, tested: 10 })).toThrow(StatsError);
		expect(() => expectedLogit({ mean: -900, tau2: 0, tested: 10 })).toThrow(StatsError);
	});
});
