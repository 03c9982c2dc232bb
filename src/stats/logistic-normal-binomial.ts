/** Counts of students whose chance itself is uncertain: binomial, with a normal logit. */

import { StatsError } from "./errors.js";
import { logGamma } from "./gamma.js";
import { betaTails, type TailOption } from "./incomplete-beta.js";
import { inverseLogit } from "./logit.js";
import { normalCdf } from "./normal.js";

/** A count that is binomial given its logit, the logit being normal. */
export interface LogisticNormalBinomial {
	/** Students, a whole number of at least 1. */
	readonly trials: number;
	/** Mean of the logit. */
	readonly mean: number;
	/** Standard deviation of the logit; 0 is the plain binomial. */
	readonly sd: number;
}

/**
 * The trapezoidal rule errs by what the integrand's Fourier transform has beyond 2π/step. That of a normal curve with
 * precision π is below 1e-12 beyond 7.5·√π; that of a beta's logit, |Γ(a + iω) Γ(b + iω)| / (Γ(a) Γ(b)), reaches a little
 * farther, up to 11 where a or b is near 1.
 */
const FREQUENCIES = { perRootPrecision: 7.5, more: 11 } as const;
/** Terms below this share of the sum no longer count. */
const NEGLIGIBLE = 1e-13;
/** A logit with less than this share of the beta's standard deviation is integrated around its mean instead. */
const NARROW = 0.25;

/**
 * Mid-distribution function of the logistic-normal binomial: P(X < x) + ½ P(X = x). With half of the observed count on
 * either side, its values are as even over (0, 1) as those of a discrete distribution can be, without randomizing
 * (Lancaster's mid-p). Between whole counts it goes on with gamma functions, in the first and last step on a line.
 *
 * P(X ≤ x | logit θ) is the chance that the logit of a Beta(x + 1, n - x) variable exceeds θ. So over a normal θ it is the
 * mean of Φ((η - mean) / sd) over that variable's η: a smooth integral, which the trapezoidal rule on a fixed grid around
 * its highest point gives to rounding, in either tail.
 *
 * @param count from 0 to trials, whole or not
 * @param distribution trials, and mean and standard deviation of the logit
 * @param options `{ upper: true }` for P(X > x) + ½ P(X = x)
 * @returns probability
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference Lancaster (1961) JASA 56:223–234 (mid-p); Aitchison & Shen (1980) Biometrika 67:261–272 (logistic-normal);
 *   Trefethen & Weideman (2014) SIAM Review 56:385–458 (trapezoidal rule)
 * @example
 * logisticNormalBinomialMidCdf(10, { trials: 20, mean: 0, sd: 0.5 }) // → 0.5
 */
export function logisticNormalBinomialMidCdf(
	count: number,
	distribution: LogisticNormalBinomial,
	options: TailOption = {},
): number {
	const { trials, mean, sd } = distribution;
	if (!(Number.isSafeInteger(trials) && trials >= 1)) {
		throw new StatsError("out-of-range", `trials must be a whole number of at least 1, got ${trials}`);
	}
	if (!(count >= 0 && count <= trials)) {
		throw new StatsError("out-of-range", `count must lie between 0 and ${trials}, got ${count}`);
	}
	if (!Number.isFinite(mean)) throw new StatsError("non-finite", `mean is ${mean}`);
	if (!(sd >= 0 && Number.isFinite(sd))) throw new StatsError("out-of-range", `sd must be at least 0, got ${sd}`);
	return options.upper
		? Math.min(1, between(trials - count, { trials, mean: -mean, sd }))
		: Math.min(1, between(count, distribution));
}

/** The lower tail, on a line where the beta's shapes would fall below 1. */
function between(count: number, distribution: LogisticNormalBinomial): number {
	const { trials } = distribution;
	const cell = count < 1 ? 0 : count > trials - 1 ? trials - 1 : undefined;
	if (cell === undefined || count === cell || count === cell + 1) return lowerTail(count, distribution);
	const part = count - cell;
	return (1 - part) * lowerTail(cell, distribution) + part * lowerTail(cell + 1, distribution);
}

function lowerTail(x: number, { trials: n, mean, sd }: LogisticNormalBinomial): number {
	const center = Math.log((x + 0.5) / (n - x + 0.5));
	const variance = 1 / (x + 0.5) + 1 / (n - x + 0.5);
	const density = { x, n, log: logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1) };
	if (sd * sd < NARROW * NARROW * variance) return aroundMean(density, mean, sd);
	// The integrand is a product of two bells, one cut off on one side; it is highest between them.
	const middle = center + ((mean - center) * variance) / (variance + sd * sd);
	const highest = midDensity(density, middle) > 0 ? middle : highestFar(center, { trials: n, mean, sd }, x);
	const share = inverseLogit(highest);
	const precision = Math.max(1 / variance, n * share * (1 - share)) + 1 / (sd * sd);
	const step = (2 * Math.PI) / (FREQUENCIES.perRootPrecision * Math.sqrt(precision) + FREQUENCIES.more);
	let sum = 0;
	for (const direction of [1, -1]) {
		for (let k = direction === 1 ? 0 : 1; ; k++) {
			const eta = highest + direction * k * step;
			const term = midDensity(density, eta) * normalCdf((eta - mean) / sd);
			sum += term;
			if (!(term > NEGLIGIBLE * sum)) break;
		}
	}
	return step * sum + (x === n ? 0.5 : 0);
}

/**
 * Where the integrand is highest when count and mean lie so far apart that the count's bell, which is no normal one out there,
 * has sunk to nothing between them: at the bell itself where the normal distribution function is near 1, else where the
 * slopes of both logarithms cancel.
 */
function highestFar(center: number, { trials, mean, sd }: LogisticNormalBinomial, x: number): number {
	if (center >= mean) return center;
	let [low, high] = [center, mean];
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		const slope = x + 0.5 - (trials + 1) * inverseLogit(middle) + (mean - middle) / (sd * sd);
		if (slope > 0) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

interface MidDensity {
	readonly x: number;
	readonly n: number;
	/** Logarithm of the binomial coefficient. */
	readonly log: number;
}

/**
 * The average of the densities of the logits of Beta(x, n - x + 1) and Beta(x + 1, n - x); of the one of them that there
 * is, half, at the ends.
 */
function midDensity({ x, n, log }: MidDensity, eta: number): number {
	const small = Math.exp(-Math.abs(eta));
	const odds = eta > 0 ? n - x + x * small : (n - x) * small + x;
	// e^(xη) / (1 + e^η)^(n + 1), times e^η where η > 0, which the line above has left out.
	const exponent = log + (eta > 0 ? (x - n) * eta : x * eta) - (n + 1) * Math.log1p(small);
	return 0.5 * odds * Math.exp(exponent);
}

/** Points and weights of a Gauss–Legendre rule on (0, 1). */
const GAUSS_LEGENDRE: readonly (readonly [number, number])[] = gaussLegendre(24);
/** Beyond so many standard deviations nothing is left of a normal distribution. */
const REACH = 9;

/**
 * The binomial's own mid-distribution function at the mean logit, and what a narrow normal around it changes:
 * ∫ over t > 0 of (g(mean - t) - g(mean + t)) Φ(-t / sd).
 */
function aroundMean(density: MidDensity, mean: number, sd: number): number {
	const { x, n } = density;
	const share = inverseLogit(mean);
	const complement = inverseLogit(-mean);
	const below = x > 0 ? betaTails({ x: share, y: complement, a: x, b: n - x + 1 }).upper : 0;
	const upTo = x < n ? betaTails({ x: share, y: complement, a: x + 1, b: n - x }).upper : 1;
	let change = 0;
	if (sd > 0) {
		for (const [point, weight] of GAUSS_LEGENDRE) {
			const t = REACH * sd * point;
			const slope = midDensity(density, mean - t) - midDensity(density, mean + t);
			change += weight * slope * normalCdf(-REACH * point);
		}
	}
	return 0.5 * (below + upTo) + REACH * sd * change;
}

/** Points and weights on (0, 1): roots of the Legendre polynomial by Newton's method. */
function gaussLegendre(points: number): (readonly [number, number])[] {
	return Array.from({ length: points }, (_, k) => {
		let root = Math.cos((Math.PI * (k + 0.75)) / (points + 0.5));
		let slope = 1;
		for (let round = 0; round < 20; round++) {
			let [before, value] = [1, root];
			for (let j = 2; j <= points; j++) {
				[before, value] = [value, ((2 * j - 1) * root * value - (j - 1) * before) / j];
			}
			slope = (points * (root * value - before)) / (root * root - 1);
			root -= value / slope;
		}
		return [0.5 * (1 + root), 1 / ((1 - root * root) * slope * slope)] as const;
	});
}
