import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type NormalMixture,
	normalCdf,
	normalMixtureCdf,
	normalMixtureQuantile,
	normalQuantile,
} from "../../src/stats/index.js";

/** uniroot in R 4.2.2, see below. */
const IN_R: readonly (readonly [number, number])[] = [
	[0.025, -2.91779798762854],
	[0.3, -1.57535264116747],
	[0.5, 0.13857143371159],
	[0.899, 6.87039893773346],
	[0.95, 9.00004762802696],
	[0.975, 9.06750080693102],
];

const mixtures = fc
	.array(
		fc.record({
			weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
			mean: fc.double({ min: -50, max: 50, noNaN: true }),
			sd: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 20, noNaN: true })),
		}),
		{ minLength: 1, maxLength: 12 },
	)
	.map((parts): NormalMixture => {
		const total = parts.reduce((sum, { weight }) => sum + weight, 0);
		return {
			weights: parts.map(({ weight }) => weight / total),
			means: parts.map(({ mean }) => mean),
			sds: parts.map(({ sd }) => sd),
		};
	});

describe("mixtures of normal distributions", () => {
	it("are normal distributions where all parts are the same", () => {
		const same: NormalMixture = { weights: [0.2, 0.3, 0.5], means: [4, 4, 4], sds: [3, 3, 3] };
		expect(normalMixtureCdf(same, 1)).toBeCloseTo(normalCdf(-1), 14);
		expect(normalMixtureCdf(same, 1, { upper: true })).toBeCloseTo(normalCdf(1), 14);
		expect(normalMixtureQuantile(same, 0.975)).toBeCloseTo(4 + 3 * normalQuantile(0.975), 12);
	});

	it("agree with a mixture worked out in R", () => {
		// uniroot(function(x) .3 * pnorm(x, -2, .5) + .6 * pnorm(x, 1, 2) + .1 * pnorm(x, 9, .1) - p, c(-20, 20), tol = 1e-14)
		const mixture: NormalMixture = { weights: [0.3, 0.6, 0.1], means: [-2, 1, 9], sds: [0.5, 2, 0.1] };
		for (const [p, x] of IN_R) expect(normalMixtureQuantile(mixture, p)).toBeCloseTo(x, 10);
	});

	it("have quantiles at which the distribution function passes p, also where it jumps", () => {
		fc.assert(
			fc.property(mixtures, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (mixture, p) => {
				const x = normalMixtureQuantile(mixture, p);
				const near = 1e-9 * (1 + Math.abs(x));
				expect(normalMixtureCdf(mixture, x + near)).toBeGreaterThanOrEqual(p - 1e-9);
				expect(normalMixtureCdf(mixture, x - near)).toBeLessThanOrEqual(p + 1e-7);
				expect(normalMixtureCdf(mixture, x) + normalMixtureCdf(mixture, x, { upper: true })).toBeCloseTo(1, 12);
			}),
		);
	});

	it("refuse what is no mixture", () => {
		expect(() => normalMixtureCdf({ weights: [], means: [], sds: [] }, 0)).toThrow("needs components");
		expect(() => normalMixtureCdf({ weights: [0.5], means: [0], sds: [1] }, 0)).toThrow("add up to 0.5");
		expect(() => normalMixtureCdf({ weights: [1], means: [0, 1], sds: [1] }, 0)).toThrow("means");
		expect(() => normalMixtureCdf({ weights: [1], means: [0], sds: [-1] }, 0)).toThrow("not negative");
		expect(() => normalMixtureQuantile({ weights: [1], means: [0], sds: [1] }, 1)).toThrow("between 0 and 1");
	});
});
