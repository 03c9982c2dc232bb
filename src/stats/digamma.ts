/** First and second derivative of the log-gamma function. */

import { requirePositive } from "./checks.js";

/** Arguments below this are moved up by the recurrence before the asymptotic series is used. */
const LARGE = 10;

/** B_2k / (2k), k = 1, 2, …: the series of the digamma function. */
const DIGAMMA_SERIES = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

/** B_2k, k = 1, 2, …: the series of the trigamma function. */
const TRIGAMMA_SERIES = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];

const horner = (coefficients: readonly number[], y: number): number =>
	coefficients.reduceRight((sum, coefficient) => coefficient + y * sum, 0);

/**
 * Digamma function ψ(x) = d log Γ(x) / dx.
 *
 * @param x positive number
 * @returns ψ(x)
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference NIST Digital Library of Mathematical Functions, 5.5.2 and 5.11.2
 * @internal
 */
export function digamma(x: number): number {
	requirePositive("x", [x]);
	let below = 0;
	let z = x;
	for (; z < LARGE; z++) below += 1 / z;
	const y = 1 / (z * z);
	return Math.log(z) - 0.5 / z - y * horner(DIGAMMA_SERIES, y) - below;
}

/**
 * Trigamma function ψ'(x).
 *
 * @param x positive number
 * @returns ψ'(x)
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference NIST Digital Library of Mathematical Functions, 5.15.5 and 5.15.8
 * @internal
 */
export function trigamma(x: number): number {
	requirePositive("x", [x]);
	let below = 0;
	let z = x;
	for (; z < LARGE; z++) below += 1 / (z * z);
	const y = 1 / (z * z);
	return (1 + 0.5 / z + y * horner(TRIGAMMA_SERIES, y)) / z + below;
}
