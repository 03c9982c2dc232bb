/** Sums over counts at given log odds: deviance, Pearson's X², log likelihood. */

import { logGamma } from "./gamma.js";

/** Counts per row, trials positive. */
export interface Counts {
	readonly successes: Float64Array;
	readonly trials: Float64Array;
}

/**
 * The two probabilities of a log odds, each with full relative accuracy.
 *
 * @param eta log odds
 * @returns share of successes and of failures
 * @internal
 */
export function logitTails(eta: number): { share: number; rest: number } {
	const small = Math.exp(-Math.abs(eta));
	const tail = small / (1 + small);
	const main = 1 / (1 + small);
	return eta >= 0 ? { share: main, rest: tail } : { share: tail, rest: main };
}

/**
 * Twice the log likelihood that the counts' own shares have over the fitted ones.
 *
 * @param counts successes and trials per row
 * @param eta log odds per row
 * @returns deviance, at least 0 up to rounding
 * @internal
 */
export function binomialDeviance({ successes, trials }: Counts, eta: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < eta.length; i++) {
		const met = successes[i]!;
		const missed = trials[i]! - met;
		const soft = Math.log1p(Math.exp(-Math.abs(eta[i]!)));
		// -log p and -log(1 - p).
		const above = soft + Math.max(0, -eta[i]!);
		const below = soft + Math.max(0, eta[i]!);
		if (met > 0) sum += met * (Math.log(met / trials[i]!) + above);
		if (missed > 0) sum += missed * (Math.log(missed / trials[i]!) + below);
	}
	return 2 * sum;
}

/**
 * Pearson's X²: squared differences from the expected counts over their binomial variances.
 *
 * @param counts successes and trials per row
 * @param eta log odds per row
 * @returns the sum
 * @internal
 */
export function pearsonSum({ successes, trials }: Counts, eta: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < eta.length; i++) {
		const { share, rest } = logitTails(eta[i]!);
		const n = trials[i]!;
		const missed = n - successes[i]!;
		// All or nothing in a row is a ratio of the two tails, finite also where one of them is zero in the computer.
		if (missed === 0) sum += (n * rest) / share;
		else if (missed === n) sum += (n * share) / rest;
		else sum += (successes[i]! * rest - missed * share) ** 2 / (n * share * rest);
	}
	return sum;
}

/**
 * Deviance of the model without regressors.
 *
 * @param used successes and trials per row
 * @param withIntercept whether that model is one common share; else it is one half
 * @returns deviance
 * @internal
 */
export function nullDeviance(used: Counts, withIntercept: boolean): number {
	const { successes, trials } = used;
	const met = successes.reduce((sum, value) => sum + value, 0);
	const missed = trials.reduce((sum, value, i) => sum + value - successes[i]!, 0);
	// With one result only, which Firth's penalty can fit, the log odds are infinite and the deviance is zero.
	const eta = withIntercept ? Math.log(met / missed) : 0;
	return binomialDeviance(used, new Float64Array(trials.length).fill(eta));
}

/**
 * Log likelihood of the counts at their own shares, binomial coefficients included.
 *
 * @param counts successes and trials per row
 * @returns log likelihood
 * @internal
 */
export function saturatedLogLikelihood({ successes, trials }: Counts): number {
	let sum = 0;
	for (let i = 0; i < trials.length; i++) {
		const n = trials[i]!;
		const met = successes[i]!;
		sum += logGamma(n + 1) - logGamma(met + 1) - logGamma(n - met + 1);
		if (met > 0) sum += met * Math.log(met / n);
		if (met < n) sum += (n - met) * Math.log((n - met) / n);
	}
	return sum;
}
