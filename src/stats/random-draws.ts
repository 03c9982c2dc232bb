/** Exact draws from the usual distributions, built on uniforms only. */

import { StatsError } from "./errors.js";

/** All that a draw needs. */
export interface UniformSource {
	uniform(): number;
}

/**
 * Standard normal by the polar method. The second deviate is thrown away, so that a stream's state is its position only.
 *
 * @param source uniforms
 * @returns one draw
 * @reference Marsaglia & Bray (1964) SIAM Review 6:260–264
 * @internal
 */
export function normalDraw(source: UniformSource): number {
	for (;;) {
		const x = 2 * source.uniform() - 1;
		const y = 2 * source.uniform() - 1;
		const square = x * x + y * y;
		if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
	}
}

/**
 * Gamma with scale 1.
 *
 * @param source uniforms
 * @param shape positive
 * @returns one draw
 * @throws StatsError `out-of-range`
 * @reference Marsaglia & Tsang (2000) ACM TOMS 26:363–372, with their device for shapes below 1
 * @internal
 */
export function gammaDraw(source: UniformSource, shape: number): number {
	return Math.exp(logGammaDraw(source, shape));
}

/** Logarithm of a gamma draw: for tiny shapes the draw itself would underflow. */
function logGammaDraw(source: UniformSource, shape: number): number {
	if (!(shape > 0) || !Number.isFinite(shape)) {
		throw new StatsError("out-of-range", `shape must be a finite number above zero, got ${shape}`);
	}
	if (shape < 1) return logGammaDraw(source, shape + 1) + Math.log(source.uniform()) / shape;
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const z = normalDraw(source);
		const base = 1 + c * z;
		if (base <= 0) continue;
		const cube = base ** 3;
		if (Math.log(source.uniform()) < 0.5 * z * z + d * (1 - cube + Math.log(cube))) return Math.log(d * cube);
	}
}

/**
 * Beta as the share of two gammas, formed from their logarithms.
 *
 * @param source uniforms
 * @param a first shape, positive
 * @param b second shape, positive
 * @returns one draw in [0, 1]
 * @throws StatsError `out-of-range`
 * @reference Devroye, Non-Uniform Random Variate Generation (1986), section IX.4
 * @internal
 */
export function betaDraw(source: UniformSource, a: number, b: number): number {
	const first = logGammaDraw(source, a);
	const second = logGammaDraw(source, b);
	return 1 / (1 + Math.exp(second - first));
}

/** Below this many trials (or this mean) counting directly is quicker than splitting. */
const COUNT_DIRECTLY = 16;

/**
 * Binomial count: split the trials at a random order statistic (a beta) until few are left, then count.
 * Exact for any number of trials, and takes about log2(trials) betas.
 *
 * @param source uniforms
 * @param trials integer at least 0
 * @param probability in [0, 1]
 * @returns number of successes
 * @throws StatsError `out-of-range`
 * @reference Relles (1972) JASA 67:612–613; Devroye (1986), section X.4.4
 * @internal
 */
export function binomialDraw(source: UniformSource, trials: number, probability: number): number {
	if (!(Number.isSafeInteger(trials) && trials >= 0) || !(probability >= 0 && probability <= 1)) {
		throw new StatsError("out-of-range", `cannot draw a binomial with ${trials} trials and probability ${probability}`);
	}
	let left = trials;
	let chance = probability;
	let count = 0;
	while (left > COUNT_DIRECTLY && chance > 0 && chance < 1) {
		const middle = Math.floor(left / 2) + 1;
		// The middle-th smallest of `left` uniforms; successes are the uniforms below `chance`.
		const statistic = betaDraw(source, middle, left + 1 - middle);
		if (statistic <= chance) {
			count += middle;
			left -= middle;
			chance = Math.min(1, Math.max(0, (chance - statistic) / (1 - statistic)));
		} else {
			left = middle - 1;
			chance = Math.min(1, chance / statistic);
		}
	}
	if (chance >= 1) return count + left;
	if (chance <= 0) return count;
	for (let i = 0; i < left; i++) if (source.uniform() < chance) count++;
	return count;
}

/**
 * Poisson count: jump to the arrival time of a late event (a gamma), then count the rest.
 *
 * @param source uniforms
 * @param mean at least 0
 * @returns number of events
 * @throws StatsError `out-of-range`
 * @reference Ahrens & Dieter (1974) Computing 12:223–246
 * @internal
 */
export function poissonDraw(source: UniformSource, mean: number): number {
	if (!(mean >= 0) || !Number.isFinite(mean)) {
		throw new StatsError("out-of-range", `mean must be a finite number, at least zero, got ${mean}`);
	}
	let left = mean;
	let count = 0;
	while (left > COUNT_DIRECTLY) {
		const events = Math.floor((7 * left) / 8);
		const time = gammaDraw(source, events);
		if (time > left) return count + binomialDraw(source, events - 1, left / time);
		count += events;
		left -= time;
	}
	let product = source.uniform();
	const floor = Math.exp(-left);
	while (product > floor) {
		count++;
		product *= source.uniform();
	}
	return count;
}
