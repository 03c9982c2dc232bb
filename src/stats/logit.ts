/** Percentages on the logit scale: the empirical logit, its inverse and its model-based sampling variance. */

import { StatsError } from "./errors.js";

/**
 * Empirical logit log((x + ½) / (n - x + ½)), finite also at 0 and n.
 *
 * @param met number of students who met the standard, 0 ≤ met ≤ tested
 * @param tested number of students tested with scores
 * @returns log odds
 * @throws StatsError `out-of-range` when the counts are impossible
 * @reference Haldane (1955) Annals of Human Genetics 20:309–311; Cox & Snell, Analysis of Binary Data (1989), section 2.1
 * @example
 * empiricalLogit(0, 20) // → -3.713572067
 */
export function empiricalLogit(met: number, tested: number): number {
	if (!(met >= 0 && met <= tested && Number.isFinite(tested))) {
		throw new StatsError("out-of-range", `met must lie between 0 and tested, got ${met} of ${tested}`);
	}
	return Math.log((met + 0.5) / (tested - met + 0.5));
}

/**
 * Share whose log odds are given. The back-transform of a mean of logits is a median share, not a mean share.
 *
 * @param logit log odds, any finite number
 * @returns share between 0 and 1
 * @throws StatsError `non-finite`
 * @reference definition of the logistic function
 * @example
 * inverseLogit(0) // → 0.5
 */
export function inverseLogit(logit: number): number {
	if (!Number.isFinite(logit)) throw new StatsError("non-finite", `logit must be finite, got ${logit}`);
	if (logit >= 0) return 1 / (1 + Math.exp(-logit));
	const odds = Math.exp(logit);
	return odds / (1 + odds);
}

/** Where a school's logit lies before its own result is seen. */
export interface LogitVarianceInput {
	/** Mean of the logit, from the model. */
	readonly mean: number;
	/** Variance of true logits around that mean (between districts plus between schools). */
	readonly tau2: number;
	/** Students tested with scores, positive. */
	readonly tested: number;
}

/**
 * Sampling variance of an empirical logit averaged over the fitted distribution of true logits:
 * E[1 / (p (1 - p))] / tested = (2 + 2 cosh(mean) exp(tau2 / 2)) / tested for logit p ~ N(mean, tau2).
 *
 * Use it in place of 1/(x+½) + 1/(n-x+½): that plug-in depends on the result itself, and weighting by it pulls
 * estimates toward results near one half.
 *
 * @param input mean, tau2 ≥ 0 and tested > 0
 * @returns variance on the squared logit scale
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference 1/(p(1-p)) = 2 + e^z + e^-z with z = logit p; moment generating function of the normal distribution
 * @example
 * expectedLogitVariance({ mean: 0, tau2: 0, tested: 100 }) // → 0.04
 */
export function expectedLogitVariance(input: LogitVarianceInput): number {
	const { mean, tau2, tested } = input;
	if (!(tau2 >= 0) || !(tested > 0)) {
		throw new StatsError("out-of-range", `tau2 must be at least 0 and tested above 0, got ${tau2} and ${tested}`);
	}
	const variance = (2 + 2 * Math.cosh(mean) * Math.exp(tau2 / 2)) / tested;
	if (!Number.isFinite(variance))
		throw new StatsError("non-finite", `no finite variance at mean ${mean}, tau2 ${tau2}`);
	return variance;
}
