/** Regularized incomplete gamma functions, both tails with full relative accuracy. */

import { requireFinite } from "./checks.js";
import { StatsError } from "./errors.js";
import { gammaPrefactor } from "./gamma.js";

/** Cap on terms; reached only for shapes beyond 10^8. */
const MOST_TERMS = 200_000;

/**
 * Lower regularized incomplete gamma function P(a, x).
 *
 * @param a shape, positive
 * @param x at least 0
 * @returns probability that a gamma variable with shape a and scale 1 is at most x
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference NIST Digital Library of Mathematical Functions, 8.7.1 and 8.9.2
 * @example
 * regularizedGammaP(1, 1) // → 0.632120558829
 */
export function regularizedGammaP(a: number, x: number): number {
	checkArguments(a, x);
	if (x === 0) return 0;
	return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/**
 * Upper regularized incomplete gamma function Q(a, x) = 1 - P(a, x), accurate also where it is tiny.
 *
 * @param a shape, positive
 * @param x at least 0
 * @returns probability that a gamma variable with shape a and scale 1 exceeds x
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference NIST Digital Library of Mathematical Functions, 8.7.1 and 8.9.2
 * @example
 * regularizedGammaQ(1, 1) // → 0.367879441171
 */
export function regularizedGammaQ(a: number, x: number): number {
	checkArguments(a, x);
	if (x === 0) return 1;
	return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

function checkArguments(a: number, x: number): void {
	requireFinite("arguments", [a, x]);
	if (!(a > 0) || !(x >= 0))
		throw new StatsError("out-of-range", `incomplete gamma needs a > 0 and x >= 0, got ${a}, ${x}`);
}

/** Series with positive terms, for x below a + 1. */
function lowerSeries(a: number, x: number): number {
	const prefactor = gammaPrefactor(a, x);
	if (prefactor === 0) return 0;
	let term = 1 / a;
	let sum = term;
	for (let k = 1; k < MOST_TERMS; k++) {
		term *= x / (a + k);
		sum += term;
		if (term < sum * 1e-17) break;
	}
	return Math.min(1, prefactor * sum);
}

/** Continued fraction by the modified Lentz method, for x from a + 1 on. */
function upperFraction(a: number, x: number): number {
	const prefactor = gammaPrefactor(a, x);
	if (prefactor === 0) return 0;
	const tiny = 1e-300;
	let b = x + 1 - a;
	let c = 1 / tiny;
	let d = 1 / b;
	let fraction = d;
	for (let k = 1; k < MOST_TERMS; k++) {
		const numerator = -k * (k - a);
		b += 2;
		d = numerator * d + b;
		if (Math.abs(d) < tiny) d = tiny;
		c = b + numerator / c;
		if (Math.abs(c) < tiny) c = tiny;
		d = 1 / d;
		const factor = d * c;
		fraction *= factor;
		// Two units in the last place: asking for less would go on multiplying by rounding errors.
		if (Math.abs(factor - 1) < 4e-16) break;
	}
	return Math.min(1, prefactor * fraction);
}
