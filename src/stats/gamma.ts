/** The log-gamma function and the pieces that keep binomial and Poisson probabilities exact in the tails. */

import { requireFinite } from "./checks.js";
import { StatsError } from "./errors.js";

const EULER = 0.5772156649015329;
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** ζ(k) - 1 for k = 2, 3, …, by direct summation with an Euler–Maclaurin tail. */
const ZETA_LESS_ONE: readonly number[] = Array.from({ length: 40 }, (_, position) => {
	const k = position + 2;
	const last = 20;
	let tail = last ** (1 - k) / (k - 1) - 0.5 * last ** -k + (k * last ** (-k - 1)) / 12;
	tail -= (k * (k + 1) * (k + 2) * last ** (-k - 3)) / 720;
	tail += (k * (k + 1) * (k + 2) * (k + 3) * (k + 4) * last ** (-k - 5)) / 30240;
	for (let j = last; j >= 2; j--) tail += j ** -k;
	return tail;
});

/**
 * Natural logarithm of the gamma function.
 *
 * Near its zeros at 1 and 2 a series about 2 keeps full relative accuracy; above 10 Stirling's series; between, the
 * recurrence Γ(x+1) = x Γ(x).
 *
 * @param x positive number
 * @returns log Γ(x)
 * @throws StatsError `out-of-range` for x ≤ 0, `non-finite`
 * @reference NIST Digital Library of Mathematical Functions, 5.7.3 and 5.11.1
 * @example
 * logGamma(10) // → 12.80182748008
 */
export function logGamma(x: number): number {
	requireFinite("x", [x]);
	if (!(x > 0)) throw new StatsError("out-of-range", `logGamma needs x > 0, got ${x}`);
	if (x < 0.5) return logGamma(x + 1) - Math.log(x);
	if (x < 1.5) return aroundTwo(x - 1) - Math.log1p(x - 1);
	if (x <= 2.5) return aroundTwo(x - 2);
	if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
	let product = 1;
	let reduced = x;
	while (reduced > 2.5) {
		reduced -= 1;
		product *= reduced;
	}
	return aroundTwo(reduced - 2) + Math.log(product);
}

/** log Γ(2 + z) = (1 - γ) z + Σ (-1)^k (ζ(k) - 1) z^k / k, for |z| ≤ 1/2. */
function aroundTwo(z: number): number {
	let sum = 0;
	for (let position = ZETA_LESS_ONE.length - 1; position >= 0; position--) {
		const k = position + 2;
		sum = ((k % 2 === 0 ? 1 : -1) * ZETA_LESS_ONE[position]!) / k + z * sum;
	}
	return z * (1 - EULER + z * sum);
}

/** Stirling's series Σ B_2k / (2k (2k-1) x^(2k-1)), for x ≥ 10. */
function stirlingSeries(x: number): number {
	const y = 1 / (x * x);
	const coefficients = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
	let sum = 0;
	for (let k = coefficients.length - 1; k >= 0; k--) sum = coefficients[k]! + y * sum;
	return sum / x;
}

/**
 * What Stirling's leading terms lack: log Γ(x) - [(x - ½) log x - x + ½ log 2π].
 *
 * @param x positive number
 * @returns the remainder, about 1/(12 x)
 * @reference NIST Digital Library of Mathematical Functions, 5.11.1
 * @internal
 */
export function stirlingRemainder(x: number): number {
	if (x >= 10) return stirlingSeries(x);
	return logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
}

/**
 * Deviance part a log(a/m) + m - a, without cancellation when a is near m.
 *
 * @param a observed, positive
 * @param m expected, positive
 * @returns a number ≥ 0
 * @reference Loader (2000), Fast and accurate computation of binomial probabilities
 * @internal
 */
export function deviancePart(a: number, m: number): number {
	const ratio = (a - m) / (a + m);
	if (Math.abs(ratio) > 0.1) return a * Math.log(a / m) + m - a;
	// log(a/m) = 2 artanh(ratio); the two largest terms are combined by hand.
	let sum = (a - m) * ratio;
	let power = 2 * a * ratio;
	const square = ratio * ratio;
	for (let k = 3; k < 60; k += 2) {
		power *= square;
		const next = sum + power / k;
		if (next === sum) break;
		sum = next;
	}
	return sum;
}

/**
 * The prefactor x^a e^-x / Γ(a), accurate also when a and x are large.
 *
 * @param a shape, positive
 * @param x positive
 * @returns the prefactor (may underflow to 0)
 * @reference Loader (2000)
 * @internal
 */
export function gammaPrefactor(a: number, x: number): number {
	if (a < 1) return Math.exp(a * Math.log(x) - x - logGamma(a));
	return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-deviancePart(a, x) - stirlingRemainder(a));
}

/**
 * The prefactor x^a y^b / B(a, b) with y = 1 - x given separately.
 *
 * @param a first shape, positive
 * @param b second shape, positive
 * @param x in (0, 1)
 * @param y 1 - x, computed by the caller without cancellation
 * @returns the prefactor (may underflow to 0)
 * @reference Loader (2000); DiDonato & Morris (1992) ACM TOMS 18:360–373
 * @internal
 */
export function betaPrefactor(a: number, b: number, x: number, y: number): number {
	const total = a + b;
	if (Math.min(a, b) < 1) {
		const logX = x < 0.5 ? Math.log(x) : Math.log1p(-y);
		const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
		return Math.exp(a * logX + b * logY - logBeta(a, b));
	}
	const exponent =
		-deviancePart(a, total * x) -
		deviancePart(b, total * y) +
		stirlingRemainder(total) -
		stirlingRemainder(a) -
		stirlingRemainder(b);
	return Math.sqrt((a / (2 * Math.PI)) * (b / total)) * Math.exp(exponent);
}

/**
 * Logarithm of the beta function, without the cancellation of three large log-gammas.
 *
 * @param a positive
 * @param b positive
 * @returns log B(a, b)
 * @reference DiDonato & Morris (1992) ACM TOMS 18:360–373, section 8
 * @internal
 */
export function logBeta(a: number, b: number): number {
	const small = Math.min(a, b);
	const large = Math.max(a, b);
	if (large < 10) return logGamma(small) + logGamma(large) - logGamma(a + b);
	// log Γ(large) - log Γ(large + small) by Stirling's terms, arranged to cancel on paper.
	const difference =
		-(large - 0.5) * Math.log1p(small / large) -
		small * Math.log(large + small) +
		small +
		stirlingRemainder(large) -
		stirlingRemainder(large + small);
	return logGamma(small) + difference;
}
