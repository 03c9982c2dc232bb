/** What chance does to an empirical logit, before the count is seen: exact sums over counts, averaged over true logits. */

import { StatsError } from "./errors.js";
import { averagedMoments } from "./logit-moments.js";

/** Where a school's logit lies before its own result is seen. */
export interface ExpectedLogitInput {
	/** Mean μ of the true logit θ, from the model. */
	readonly mean: number;
	/** Variance τ² of true logits around that mean (between districts plus between schools). */
	readonly tau2: number;
	/** Students tested with scores, a whole number of at least 1. */
	readonly tested: number;
}

/** An empirical logit Z as a straight line in the true one, and what it varies around that line; on the logit scale. */
export interface ExpectedLogit {
	/** E Z. */
	readonly mean: number;
	/** λ = Cov(Z, θ) / τ², by which E Z moves where μ does; above 0, and near 1 where counts are large. */
	readonly slope: number;
	/** Var(Z) / λ² - τ²: the sampling variance of μ + (Z - E Z) / λ, squared logits. */
	readonly variance: number;
}

/**
 * Moments of the empirical logit Z = log((x + ½) / (n - x + ½)), x binomial, over counts and the fitted distribution of true
 * logits, θ ~ N(mean, tau2). They give the working response of a fit: μ + (Z - E Z) / λ has the mean μ, moves with the true
 * logit one to one, and varies around it by `variance`, so that mean, spread and sampling variance are all those of θ.
 *
 * The half student bends the logit where few are expected to meet the standard: of thirty with one expected Z lies 0.23 too
 * high and moves by 0.65 where θ moves by 1. The usual 1 / (n p (1 - p)) is no variance of such a logit, and the plug-in
 * 1/(x+½) + 1/(n-x+½) depends on the result itself: weighting by it pulls estimates toward results near one half.
 *
 * @param input mean, tau2 ≥ 0 and tested, a whole number of at least 1; at tau2 = 0 the slope is the derivative of E(Z | θ)
 * @returns mean, slope and variance, to six digits
 * @throws StatsError `out-of-range`; `non-finite` also where the mean is so far out that no count but none, or all, has a chance
 * @reference definition; McCullagh & Nelder (1989) Generalized Linear Models, section 2.5, and Breslow & Clayton (1993) JASA
 *   88:9–25 on working responses; Gart & Zweifel (1967) Biometrika 54:181–187 and Gart, Pettigrew & Thomas (1985) Biometrika
 *   72:179–190 on bias and variance of the empirical logit; Trefethen & Weideman (2014) SIAM Review 56:385–458 (trapezoidal
 *   rule); Berrut & Trefethen (2004) SIAM Review 46:501–517 (polynomial through points)
 * @example
 * expectedLogit({ mean: 0, tau2: 0, tested: 1 }) // → { mean: 0, slope: 0.5493061443, variance: 4 }
 */
export function expectedLogit(input: ExpectedLogitInput): ExpectedLogit {
	const { mean, tau2, tested } = input;
	if (!(tau2 >= 0 && tau2 < Number.POSITIVE_INFINITY) || !(Number.isSafeInteger(tested) && tested >= 1)) {
		throw new StatsError("out-of-range", `tau2 must be at least 0 and tested whole, got ${tau2} and ${tested}`);
	}
	// By Stein's lemma Cov(Z, θ) / τ² is the average derivative, which loses no digits where it is small.
	const { bias, slope, within, bent } = averagedMoments(tested, { mean, tau: Math.sqrt(tau2) });
	// Var(Z) = λ² τ² + what lies beside that line + the chance of the count.
	const variance = (within + bent) / slope ** 2;
	if (!Number.isFinite(variance)) {
		throw new StatsError("non-finite", `no finite variance at mean ${mean}, tau2 ${tau2}`);
	}
	return { mean: mean + bias, slope, variance };
}
