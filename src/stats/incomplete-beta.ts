/** Regularized incomplete beta function, both tails with full relative accuracy. */

import { requireFinite } from "./checks.js";
import { StatsError } from "./errors.js";
import { betaPrefactor } from "./gamma.js";

/** Which tail a distribution function returns. */
export interface TailOption {
	/** True for the probability above x, computed directly rather than as one minus the other. */
	readonly upper?: boolean;
}

/** Cap on terms of the continued fraction; it needs about sqrt(max(a, b)). */
const MOST_TERMS = 200_000;

/**
 * Regularized incomplete beta function I_x(a, b), the distribution function of a beta variable.
 *
 * @param x in [0, 1]
 * @param a first shape, positive
 * @param b second shape, positive
 * @param options `{ upper: true }` for 1 - I_x(a, b)
 * @returns probability
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference NIST Digital Library of Mathematical Functions, 8.17.4; DiDonato & Morris (1992) ACM TOMS 18:360–373
 * @example
 * regularizedBeta(0.5, 2, 3) // → 0.6875
 */
export function regularizedBeta(x: number, a: number, b: number, options: TailOption = {}): number {
	if (!(x >= 0 && x <= 1)) throw new StatsError("out-of-range", `x must lie in [0, 1], got ${x}`);
	const tails = betaTails({ x, y: 1 - x, a, b });
	return options.upper ? tails.upper : tails.lower;
}

/** A point of the unit interval with its complement, and the shapes. */
export interface BetaPoint {
	readonly x: number;
	/** 1 - x, computed without cancellation by whoever knows how. */
	readonly y: number;
	readonly a: number;
	readonly b: number;
}

/**
 * Both tails of the beta distribution at a point whose complement is known exactly.
 *
 * @param point x, y = 1 - x and the shapes
 * @returns lower and upper tail; the smaller one is accurate to rounding
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference NIST Digital Library of Mathematical Functions, 8.17.4; DiDonato & Morris (1992) ACM TOMS 18:360–373,
 *   equation 9, for the continued fraction
 * @internal
 */
export function betaTails({ x, y, a, b }: BetaPoint): { lower: number; upper: number } {
	requireFinite("shapes", [a, b]);
	if (!(a > 0) || !(b > 0)) throw new StatsError("out-of-range", `beta shapes must be positive, got ${a} and ${b}`);
	if (x <= 0) return { lower: 0, upper: 1 };
	if (y <= 0) return { lower: 1, upper: 0 };
	const prefactor = betaPrefactor(a, b, x, y);
	// Each side of the mean has a fraction of its own that converges quickly there.
	if (a * y >= b * x) {
		const lower = Math.min(1, prefactor / fraction({ x, y, a, b }));
		return { lower, upper: 1 - lower };
	}
	const upper = Math.min(1, prefactor / fraction({ x: y, y: x, a: b, b: a }));
	return { lower: 1 - upper, upper };
}

/**
 * Continued fraction for x^a y^b / (B(a, b) I_x(a, b)), x at or below its mean, by the modified Lentz method. It uses
 * y where 1 - x would cancel, so that it is exact for large shapes too.
 */
function fraction({ x, y, a, b }: BetaPoint): number {
	const tiny = 1e-300;
	const lambda = a * y - b * x;
	let value = (a / (a + 1)) * (lambda + 1);
	let c = value;
	let d = 0;
	for (let m = 1; m < MOST_TERMS; m++) {
		const middle = a + 2 * m - 1;
		const scaled = (m * (b - m) * x) / middle;
		const numerator = (((a + m - 1) * (a + b + m - 1)) / middle) * scaled * x;
		const denominator = m + scaled + ((a + m) / (middle + 2)) * (lambda + 1 + m * (1 + y));
		d = 1 / guard(denominator + numerator * d, tiny);
		c = guard(denominator + numerator / c, tiny);
		const factor = c * d;
		value *= factor;
		// Two units in the last place: asking for less would go on multiplying by rounding errors.
		if (Math.abs(factor - 1) < 4e-16) break;
	}
	return value;
}

function guard(value: number, tiny: number): number {
	return Math.abs(value) < tiny ? tiny : value;
}
