/** The chi-square distribution. */

import { requireProbability } from "./checks.js";
import { StatsError } from "./errors.js";
import { gammaPrefactor, logGamma } from "./gamma.js";
import type { TailOption } from "./incomplete-beta.js";
import { regularizedGammaP, regularizedGammaQ } from "./incomplete-gamma.js";
import { normalQuantile } from "./normal.js";
import { solveTail } from "./quantile-solver.js";

function requireDf(df: number): void {
	if (!(df > 0) || !Number.isFinite(df)) {
		throw new StatsError("out-of-range", `degrees of freedom must be a finite number above zero, got ${df}`);
	}
}

/**
 * Distribution function of chi-square.
 *
 * @param x at least 0
 * @param df degrees of freedom, positive, not necessarily whole
 * @param options `{ upper: true }` for the probability above x
 * @returns probability
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference Abramowitz & Stegun 26.4.19
 * @example
 * chiSquareCdf(3.841458820694124, 1) // → 0.95
 */
export function chiSquareCdf(x: number, df: number, options: TailOption = {}): number {
	requireDf(df);
	return options.upper ? regularizedGammaQ(df / 2, x / 2) : regularizedGammaP(df / 2, x / 2);
}

/**
 * Quantile of chi-square.
 *
 * @param p probability in [0, 1]; the end at 1 is `Infinity`
 * @param df degrees of freedom, positive, not necessarily whole
 * @param options `{ upper: true }` when p is the probability above the quantile
 * @returns x
 * @throws StatsError `out-of-range`
 * @reference start: Wilson & Hilferty (1931); refined by safeguarded Newton steps
 * @example
 * chiSquareQuantile(0.95, 1) // → 3.84145882069
 */
export function chiSquareQuantile(p: number, df: number, options: TailOption = {}): number {
	requireDf(df);
	requireProbability("p", p);
	const upperAsked = options.upper === true;
	if (p === 0 || p === 1) return (p === 0) === upperAsked ? Number.POSITIVE_INFINITY : 0;
	const flip = p > 0.5;
	const target = flip ? 1 - p : p;
	const useUpper = upperAsked !== flip;
	const a = df / 2;
	const u = solveTail({
		at: (logX) => {
			const x = Math.exp(logX);
			const tail = useUpper ? regularizedGammaQ(a, x) : regularizedGammaP(a, x);
			return { tail, density: gammaPrefactor(a, x) };
		},
		target,
		increasing: !useUpper,
		start: start(target, useUpper, a),
	});
	return 2 * Math.exp(u);
}

/** log of a first guess of the gamma quantile. */
function start(target: number, useUpper: boolean, a: number): number {
	const z = normalQuantile(target) * (useUpper ? -1 : 1);
	const root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
	if (root > 0.1) return Math.log(a) + 3 * Math.log(root);
	// Leading term of the lower tail: P(a, x) ≈ x^a / Γ(a + 1).
	return (Math.log(useUpper ? 1 - target : target) + logGamma(a + 1)) / a;
}
