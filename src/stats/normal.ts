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
 * @reference Cody (1969) Mathematics of Computation 23:631–637, coefficients as in R's pnorm
 * @example
 * normalCdf(1.959963984540054) // → 0.975
 */
export function normalCdf(x: number, options: TailOption = {}): number {
	if (Number.isNaN(x)) throw new StatsError("non-finite", "x is NaN");
	const z = options.upper ? -x : x;
	if (Math.abs(z) <= CENTRAL) return 0.5 + z * ratio(CENTRAL_COEFFICIENTS, z * z);
	return z < 0 ? lowerTail(-z) : 1 - lowerTail(z);
}

/** Where Cody's three approximations meet: near the quartile, and √32. */
const CENTRAL = 0.67448975;
const FAR = 5.656854249492381;

/** A rational function: coefficients of the numerator and of the denominator, from the highest power down. */
type Rational = readonly [readonly number[], readonly number[]];

/** (Φ(z) - ½) / z in z², |z| at most CENTRAL. */
const CENTRAL_COEFFICIENTS: Rational = [
	[0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356],
	[1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673],
];

/** Φ(-z) exp(z² / 2) in z, up to FAR. */
const MIDDLE_COEFFICIENTS: Rational = [
	[
		1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
		2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
	],
	[
		1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
		34900.95272114598, 38912.00328609327, 19685.429676859992,
	],
];

/** (1 / √(2π) - z Φ(-z) exp(z² / 2)) z² in 1 / z², beyond FAR. */
const FAR_COEFFICIENTS: Rational = [
	[
		0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
		2.9112874951168793e-5,
	],
	[1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5],
];

function ratio([numerator, denominator]: Rational, x: number): number {
	let [above, below] = [0, 0];
	for (let k = 0; k < numerator.length; k++) {
		above = above * x + numerator[k]!;
		below = below * x + denominator[k]!;
	}
	return above / below;
}

/** Φ(-z) for z above CENTRAL. */
function lowerTail(z: number): number {
	if (z <= FAR) return Math.exp(-0.5 * z * z) * ratio(MIDDLE_COEFFICIENTS, z);
	const density = normalPdf(z) * SQRT_TWO_PI;
	if (density === 0) return 0;
	const square = 1 / (z * z);
	return (density * (1 / SQRT_TWO_PI - square * ratio(FAR_COEFFICIENTS, square))) / z;
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
		const error = aboveHalf(z) - share;
		const slope = error / normalPdf(z);
		// Halley's correction: the density's own slope is -z times itself.
		const move = slope / (1 + 0.5 * z * slope);
		z -= move;
		if (Math.abs(move) <= SMALL_MOVE * Math.abs(z)) break;
	}
	return z;
}

/** Φ(z) - ½, exact near zero. */
function aboveHalf(z: number): number {
	if (Math.abs(z) <= CENTRAL) return z * ratio(CENTRAL_COEFFICIENTS, z * z);
	return z < 0 ? lowerTail(-z) - 0.5 : 0.5 - lowerTail(z);
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
