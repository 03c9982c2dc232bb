import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { empiricalLogit, expectedLogitVariance, inverseLogit, StatsError } from "../../src/stats/index.js";
import { readJson } from "./reference.js";

interface Point {
	readonly tested: number;
	readonly mean: number;
	readonly tau2: number;
	readonly variance: number;
}
const { points } = readJson<{ points: Point[] }>("expected-logit-variance.json");

describe("the sampling variance expected of an empirical logit", () => {
	it("agrees with R's sums over all counts and quadrature over logits, to the six digits that it promises", () => {
		for (const point of points) {
			const off = Math.abs(expectedLogitVariance(point) / point.variance - 1);
			expect(off, JSON.stringify(point)).toBeLessThan(1e-6);
		}
	});

	it("is the average squared distance of an empirical logit from the true one: 1 of 1, 1 of 2 by hand", () => {
		expect(expectedLogitVariance({ mean: 0, tau2: 0, tested: 1 })).toBeCloseTo(Math.log(3) ** 2, 9);
		const share = inverseLogit(1);
		const byHand = [0, 1, 2].reduce((sum, met) => {
			const chance = [1, 2, 1][met]! * share ** met * (1 - share) ** (2 - met);
			return sum + chance * (empiricalLogit(met, 2) - 1) ** 2;
		}, 0);
		expect(expectedLogitVariance({ mean: 1, tau2: 0, tested: 2 }) / byHand).toBeCloseTo(1, 6);
	});

	it("comes to 1 / (n p (1 - p)) in large schools, and stays below it where hardly anybody meets the standard", () => {
		const delta = (mean: number, tau2: number, tested: number): number =>
			(2 + 2 * Math.cosh(mean) * Math.exp(tau2 / 2)) / tested;
		const large = { mean: -1, tau2: 0.2, tested: 100_000 };
		expect(expectedLogitVariance(large) / delta(-1, 0.2, 100_000)).toBeCloseTo(1, 4);
		expect(expectedLogitVariance({ mean: -3.5, tau2: 0.2, tested: 30 })).toBeLessThan(0.5 * delta(-3.5, 0.2, 30));
	});

	it("is above zero, the same for those who met the standard and those who did not, and moves without a jump", () => {
		const anywhere = fc.record({
			mean: fc.double({ min: -30, max: 30, noNaN: true }),
			tau2: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 25, noNaN: true })),
			tested: fc.integer({ min: 1, max: 3000 }),
		});
		fc.assert(
			fc.property(anywhere, (input) => {
				const variance = expectedLogitVariance(input);
				expect(variance).toBeGreaterThan(0);
				expect(expectedLogitVariance({ ...input, mean: -input.mean })).toBeCloseTo(variance, 9);
				const beside = expectedLogitVariance({ ...input, mean: input.mean + 1e-9 });
				expect(Math.abs(beside / variance - 1)).toBeLessThan(1e-7);
			}),
		);
	});

	it("refuses what is no distribution and no school", () => {
		for (const wrong of [
			{ tau2: -1 },
			{ tau2: Infinity },
			{ tau2: NaN },
			{ tested: 0 },
			{ tested: 2.5 },
			{ mean: NaN },
		]) {
			expect(() => expectedLogitVariance({ mean: 0, tau2: 1, tested: 10, ...wrong })).toThrow(StatsError);
		}
		expect(() => expectedLogitVariance({ mean: 1e200, tau2: 1, tested: 10 })).toThrow(StatsError);
	});
});
