/** Percentages on the logit scale: the empirical logit and its inverse. */

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
