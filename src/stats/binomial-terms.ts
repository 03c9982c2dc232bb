/** Single probabilities of the binomial distribution, accurate for any size, and many of them at the price of few. */

import { deviancePart, stirlingRemainder } from "./gamma.js";

const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * Logarithm of the binomial probability of exactly so many successes, by Loader's saddle-point form.
 *
 * @param x successes, whole, between 0 and n
 * @param n trials, whole
 * @param p chance of success in (0, 1)
 * @returns log probability
 * @reference Loader (2000), Fast and accurate computation of binomial probabilities
 * @internal
 */
export function logBinomial(x: number, n: number, p: number): number {
	if (x === 0) return n * Math.log1p(-p);
	if (x === n) return n * Math.log(p);
	const rest = n - x;
	const remainders = stirlingRemainder(n) - stirlingRemainder(x) - stirlingRemainder(rest);
	const spread = 0.5 * Math.log(n / x / rest) - HALF_LOG_TWO_PI;
	return remainders - deviancePart(x, n * p) - deviancePart(rest, n * (1 - p)) + spread;
}

/** Binomial probabilities of consecutive counts. */
export interface BinomialTerms {
	readonly first: number;
	readonly weights: Float64Array;
}

/**
 * Binomial probabilities from the mode outward by their ratios, as far as they count.
 *
 * @param n trials, whole
 * @param p chance of success in [0, 1]
 * @param least terms smaller than this are left out
 * @returns probabilities of consecutive counts
 * @reference ratios of neighboring terms, from Loader's form at the mode
 * @example
 * binomialTerms(2, 0.5, 1e-12).weights // → [0.25, 0.5, 0.25]
 */
export function binomialTerms(n: number, p: number, least: number): BinomialTerms {
	if (p === 0 || n === 0) return { first: 0, weights: Float64Array.of(1) };
	if (p === 1) return { first: n, weights: Float64Array.of(1) };
	const mode = Math.min(n, Math.floor((n + 1) * p));
	const peak = Math.exp(logBinomial(mode, n, p));
	const odds = p / (1 - p);
	const below: number[] = [];
	const above: number[] = [];
	for (let x = mode, term = peak; x > 0; x--) {
		term *= x / ((n - x + 1) * odds);
		if (term < least) break;
		below.push(term);
	}
	for (let x = mode, term = peak; x < n; x++) {
		term *= ((n - x) * odds) / (x + 1);
		if (term < least) break;
		above.push(term);
	}
	return { first: mode - below.length, weights: Float64Array.from([...below.reverse(), peak, ...above]) };
}
