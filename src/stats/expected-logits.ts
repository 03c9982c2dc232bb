/** What chance does to empirical logits, before counts are seen: exact sums over counts, averaged over true logits. */

import { requireLength } from "./checks.js";
import { StatsError } from "./errors.js";
import { averagedMoments } from "./logit-moments.js";

/** Where schools' logits lie before their own results are seen; one entry per school. */
export interface ExpectedLogitsInput {
	/** Means μ of the true logits θ, from the model. */
	readonly means: ArrayLike<number>;
	/** Variance τ² of true logits around those means (between districts plus between schools). */
	readonly tau2: number;
	/** Students tested with scores, whole numbers of at least 1. */
	readonly tested: ArrayLike<number>;
}

/** Empirical logits Z as straight lines in the true ones, and what they vary around those lines; on the logit scale, one entry per school. */
export interface ExpectedLogits {
	/** E Z. */
	readonly means: Float64Array;
	/** λ = Cov(Z, θ) / τ², by which E Z moves where μ does; above 0, and near 1 where counts are large. */
	readonly slopes: Float64Array;
	/** Var(Z) / λ² - τ²: the sampling variance of μ + (Z - E Z) / λ, squared logits. */
	readonly variances: Float64Array;
}

/**
 * Moments of empirical logits Z = log((x + ½) / (n - x + ½)), x binomial, over counts and the fitted distribution of true
 * logits, θ ~ N(mean, tau2). They give the working response of a fit: μ + (Z - E Z) / λ has the mean μ, moves with the true
 * logit one to one, and varies around it by `variance`, so that mean, spread and sampling variance are all those of θ.
 *
 * The half student bends the logit where few are expected to meet the standard: of thirty with one expected Z lies 0.23 too
 * high and moves by 0.65 where θ moves by 1. The usual 1 / (n p (1 - p)) is no variance of such a logit, and the plug-in
 * 1/(x+½) + 1/(n-x+½) depends on the result itself: weighting by it pulls estimates toward results near one half.
 *
 * @param input means, tau2 ≥ 0 and tested, whole numbers of at least 1; at tau2 = 0 the slope is the derivative of E(Z | θ)
 * @returns means, slopes and variances, to six digits
 * @throws StatsError `out-of-range`; `non-finite` also where a mean is so far out that no count but none, or all, has a chance
 * @reference definition; McCullagh & Nelder (1989) Generalized Linear Models, section 2.5, and Breslow & Clayton (1993) JASA
 *   88:9–25 on working responses; Gart & Zweifel (1967) Biometrika 54:181–187 and Gart, Pettigrew & Thomas (1985) Biometrika
 *   72:179–190 on bias and variance of the empirical logit; Trefethen & Weideman (2014) SIAM Review 56:385–458 (trapezoidal
 *   rule); Berrut & Trefethen (2004) SIAM Review 46:501–517 (polynomial through points)
 * @example
 * expectedLogits({ means: [0], tau2: 0, tested: [1] }) // → { means: [0], slopes: [0.5493061443], variances: [4] }
 */
export function expectedLogits(input: ExpectedLogitsInput): ExpectedLogits {
	const { means, tau2, tested } = input;
	check(tau2, tested);
	requireLength("tested", tested.length, means.length);
	const { bias, slope, beside } = averagedMoments({ tested, means, tau: Math.sqrt(tau2) });
	// Var(Z) = λ² τ² + what lies beside that line. In place: a state's rows are many, and this is asked for in every round.
	for (let row = 0; row < bias.length; row++) {
		const variance = beside[row]! / slope[row]! ** 2;
		if (!Number.isFinite(variance)) {
			throw new StatsError("non-finite", `no finite variance at mean ${means[row]}, tau2 ${tau2}`);
		}
		bias[row]! += means[row]!;
		beside[row] = variance;
	}
	return { means: bias, slopes: slope, variances: beside };
}

function check(tau2: number, tested: ArrayLike<number>): void {
	if (!(tau2 >= 0 && tau2 < Number.POSITIVE_INFINITY)) {
		throw new StatsError("out-of-range", `tau2 must be at least 0, got ${tau2}`);
	}
	for (let row = 0; row < tested.length; row++) {
		const students = tested[row]!;
		if (!(Number.isSafeInteger(students) && students >= 1)) {
			throw new StatsError("out-of-range", `tested must be whole and at least 1, got ${students}`);
		}
	}
}
