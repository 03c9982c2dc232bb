/** The standard normal distribution, accurate far into both tails. */

import { requireProbability } from "./checks.js";
import { StatsError } from "./errors.js";
import type { TailOption } from "./incomplete-beta.js";

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** A step this small, as a share of z, was the last: the next would be its square, which is rounding that goes in circles. */
const SMALL_MOVE = 1e-9;

/**
 * Standard normal density.
 *
 * @param x any number
 * @returns density at x
 * @throws StatsError `non-finite` for NaN
 * @reference definition; the square is split so that no digits are lost far out
 * @example
 * normalPdf(0) // → 0.398942280401
 */
export function normalPdf(x: number): number {
	if (Number.isNaN(x)) throw new StatsError("non-finite", "x is NaN");
	if (Math.abs(x) > 39) return 0;
	// x² = head² + (x - head)(x + head), head² exact: the rounding of x² would cost 3 digits at 37.
	const head = Math.round(x * 16) / 16;
	return (Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (x - head) * (x + head))) / SQRT_TWO_PI;
}

/**
 * Standard normal distribution function.
 *
 * @param x any number, infinities included
 * @param options `{ upper: true }` for the probability above x
 * @returns probability; relative accuracy about 1e-15 down to x = -38
 * @throws StatsError `non-finite` for NaN
 * @reference Abramowitz & Stegun 26.2.11 (series) and 26.2.14 (continued fraction)
 * @example
 * normalCdf(1.959963984540054) // → 0.975
 */
export function normalCdf(x: number, options: TailOption = {}): number {
	if (Number.isNaN(x)) throw new StatsError("non-finite", "x is NaN");
	const z = options.upper ? -x : x;
	if (z < -2) return lowerTail(-z);
	if (z > 2) return 1 - lowerTail(z);
	return 0.5 + centralPart(z);
}

/** Φ(z) - ½ = φ(z) Σ z^(2k+1) / (1·3·5…(2k+1)). */
function centralPart(z: number): number {
	let term = z;
	let sum = z;
	for (let k = 1; k < 200; k++) {
		term *= (z * z) / (2 * k + 1);
		sum += term;
		if (Math.abs(term) < Math.abs(sum) * 1e-17) break;
	}
	return normalPdf(z) * sum;
}

/** Φ(-z) for z > 2: density times Mills' ratio by its continued fraction, evaluated backward. */
function lowerTail(z: number): number {
	const density = normalPdf(z);
	if (density === 0) return 0;
	const terms = Math.ceil(20 + 600 / (z * z));
	let fraction = z;
	for (let k = terms; k >= 1; k--) fraction = z + k / fraction;
	return density / fraction;
}

/**
 * Standard normal quantile.
 *
 * @param p probability in [0, 1]; 0 and 1 give the infinities
 * @param options `{ upper: true }` when p is the probability above the quantile
 * @returns z with Φ(z) = p
 * @throws StatsError `out-of-range`
 * @reference start: Abramowitz & Stegun 26.2.22; refined by Newton steps on this file's distribution function
 * @example
 * normalQuantile(0.975) // → 1.95996398454
 */
export function normalQuantile(p: number, options: TailOption = {}): number {
	requireProbability("p", p);
	const sign = options.upper ? -1 : 1;
	if (p === 0) return sign * Number.NEGATIVE_INFINITY;
	if (p === 1) return sign * Number.POSITIVE_INFINITY;
	if (Math.abs(p - 0.5) < 0.45) return sign * centralQuantile(p - 0.5);
	return p < 0.5 ? -sign * tailQuantile(p) : sign * tailQuantile(1 - p);
}

/** Solves Φ(z) - ½ = share; working with the odd part keeps full accuracy near zero. */
function centralQuantile(share: number): number {
	let z = share * SQRT_TWO_PI;
	for (let step = 0; step < 50; step++) {
		const error = centralPart(z) - share;
		const slope = error / normalPdf(z);
		// Halley's correction: the density's own slope is -z times itself.
		const move = slope / (1 + 0.5 * z * slope);
		z -= move;
		if (Math.abs(move) <= SMALL_MOVE * Math.abs(z)) break;
	}
	return z;
}

/** z > 0 with Φ(-z) = p for p ≤ 0.05, by Newton steps on log p. */
function tailQuantile(p: number): number {
	const t = Math.sqrt(-2 * Math.log(p));
	let z = t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t));
	for (let step = 0; step < 50; step++) {
		const tail = normalCdf(-z);
		const move = (tail / normalPdf(z)) * Math.log(tail / p);
		z += move;
		if (Math.abs(move) <= SMALL_MOVE * z) break;
	}
	return z;
}
