import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digamma, trigamma } from "../../src/stats/digamma.js";
import * as stats from "../../src/stats/index.js";
import { tLikelihood } from "../../src/stats/student-t-likelihood.js";
import { defined, expectClose, readJson } from "./reference.js";

interface Case {
	readonly name: string;
	readonly values: number[];
	readonly held: boolean;
	readonly location: number;
	readonly scale: number;
	readonly df: number;
	readonly lower: number;
	readonly upper: number | "infinite";
	readonly logLikelihood: number;
	readonly gainOverNormal: number;
	readonly MASS?: { readonly m: number; readonly s: number; readonly df: number };
}

const reference = readJson<{ cases: Case[]; gamma: { x: number; digamma: number; trigamma: number }[] }>(
	"student-t-fit.json",
);

describe("digamma and trigamma", () => {
	it.each(reference.gamma)("agree with R at $x", (point) => {
		expect(Math.abs(digamma(point.x) - point.digamma)).toBeLessThan(1e-13 * Math.max(1, Math.abs(point.digamma)));
		expectClose([trigamma(point.x)], [point.trigamma], 1e-13);
	});
});

describe("a scaled t by maximum likelihood", () => {
	it.each(reference.cases)("agrees with nested searches in R: $name", (wanted) => {
		const input = wanted.held ? { values: wanted.values, location: 0 } : { values: wanted.values };
		const fit = defined(stats.fitStudentT(input));
		expectClose([fit.scale, fit.df], [wanted.scale, wanted.df], 1e-7);
		expect(Math.abs(fit.location - wanted.location)).toBeLessThan(1e-8);
		expectClose([fit.logLikelihood], [wanted.logLikelihood], 1e-12);
		expectClose([fit.gainOverNormal], [wanted.gainOverNormal], 1e-8);
		expectClose([fit.dfInterval?.lower ?? 0], [wanted.lower], 1e-6);
		if (wanted.upper === "infinite") expect(fit.dfInterval?.upper).toBe(Number.POSITIVE_INFINITY);
		else expectClose([fit.dfInterval?.upper ?? 0], [wanted.upper], 1e-6);
		// A general optimizer, as far as it got.
		if (wanted.MASS !== undefined) {
			expectClose([fit.scale, fit.df], [wanted.MASS.s, wanted.MASS.df], 2e-3);
			expect(Math.abs(fit.location - wanted.MASS.m)).toBeLessThan(2e-3);
		}
	});

	it("has derivatives that agree with differences", () => {
		const values = reference.cases[0]?.values ?? [];
		const at = Float64Array.of(1.8, 1.1, 1.3);
		const { gradient, hessian } = tLikelihood(values, at);
		const step = 1e-5;
		for (let k = 0; k < 3; k++) {
			const [up, down] = [1, -1].map((sign) =>
				tLikelihood(
					values,
					at.map((value, j) => value + (j === k ? sign * step : 0)),
				),
			);
			expect(((up?.value ?? 0) - (down?.value ?? 0)) / (2 * step)).toBeCloseTo(gradient[k] ?? Number.NaN, 4);
			for (let l = 0; l < 3; l++) {
				const slope = ((up?.gradient[l] ?? 0) - (down?.gradient[l] ?? 0)) / (2 * step);
				expect(slope).toBeCloseTo(hessian[l * 3 + k] ?? Number.NaN, 3);
			}
		}
	});

	it("is normal where tails are shorter than a normal sample's", () => {
		const values = Array.from({ length: 50 }, (_, at) => at - 24.5);
		const fit = defined(stats.fitStudentT({ values }));
		expect(fit).toMatchObject({ df: Number.POSITIVE_INFINITY, gainOverNormal: 0, location: 0 });
		expect(fit.dfInterval?.upper).toBe(Number.POSITIVE_INFINITY);
	});

	it("moves with shift and scale, and never gives a number that is none", () => {
		const sample = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 30 });
		fc.assert(
			fc.property(sample, fc.constantFrom(0.01, 3, 1000), (values, factor) => {
				const fit = stats.fitStudentT({ values, location: 0 });
				if (fit.kind === "undefined") return;
				expect([fit.scale, fit.logLikelihood, fit.gainOverNormal].every(Number.isFinite)).toBe(true);
				expect(fit.scale > 0 && fit.df >= 1 && fit.gainOverNormal >= 0).toBe(true);
				const { lower, upper } = fit.dfInterval ?? { lower: 0, upper: 0 };
				expect(lower <= Math.min(fit.df, 1000) && upper >= Math.min(fit.df, 1000)).toBe(true);
				const scaled = defined(stats.fitStudentT({ values: values.map((value) => factor * value), location: 0 }));
				expectClose([scaled.scale], [factor * fit.scale], 1e-5);
			}),
			{ numRuns: 150, seed: 8 },
		);
	});

	it("is undefined for three equal values and for too few", () => {
		expect(stats.fitStudentT({ values: [1, 2] }).kind).toBe("undefined");
		expect(stats.fitStudentT({ values: [0, 0, 0, 5], location: 0 }).kind).toBe("undefined");
	});
});
