/** Mixtures of normal distributions: what is said of a number whose mean and spread are themselves not quite known. */

import { requireFinite, requireLength } from "./checks.js";
import { StatsError } from "./errors.js";
import { normalCdf, normalPdf, normalQuantile } from "./normal.js";

/** Components of a mixture; the weights are positive and add up to 1. A standard deviation of 0 is a point. */
export interface NormalMixture {
	readonly weights: ArrayLike<number>;
	readonly means: ArrayLike<number>;
	readonly sds: ArrayLike<number>;
}

/** How far the weights may be from adding up to 1. */
const ROUNDING = 1e-9;

/**
 * Distribution function of a mixture of normal distributions.
 *
 * @param mixture weights, means and standard deviations
 * @param x any number
 * @param options `{ upper: true }` for the probability above x
 * @returns probability of x or less
 * @throws StatsError `length-mismatch`, `empty-input`, `non-finite`, `out-of-range`
 * @reference definition
 * @example
 * normalMixtureCdf({ weights: [0.5, 0.5], means: [0, 1], sds: [1, 0] }, 0) // → 0.25
 */
export function normalMixtureCdf(
	mixture: NormalMixture,
	x: number,
	{ upper = false }: { readonly upper?: boolean } = {},
): number {
	checkMixture(mixture);
	return cumulative(mixture, x, upper);
}

/**
 * Quantile of a mixture of normal distributions.
 *
 * @param mixture weights, means and standard deviations
 * @param p probability, strictly between 0 and 1
 * @returns smallest x with probability p of x or less, to 1e-12 of the mixture's reach
 * @throws StatsError as `normalMixtureCdf`
 * @reference Newton's method inside a bracket that only shrinks
 * @example
 * normalMixtureQuantile({ weights: [0.5, 0.5], means: [-1, 1], sds: [2, 2] }, 0.5) // → 0
 */
export function normalMixtureQuantile(mixture: NormalMixture, p: number): number {
	checkMixture(mixture);
	if (!(p > 0 && p < 1)) throw new StatsError("out-of-range", `p must lie strictly between 0 and 1, got ${p}`);
	const { weights, means, sds } = mixture;
	const z = normalQuantile(p);
	let [below, above, x] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
	for (let k = 0; k < weights.length; k++) {
		const own = means[k]! + z * sds[k]!;
		below = Math.min(below, own);
		above = Math.max(above, own);
		x += weights[k]! * own;
	}
	// The quantile lies between those of the components.
	const precision = 1e-12 * (above - below);
	while (above - below > precision) {
		const excess = cumulative(mixture, x, false) - p;
		if (excess >= 0) above = x;
		else below = x;
		const newton = x - excess / densityAt(mixture, x);
		const next = newton > below && newton < above ? newton : 0.5 * (below + above);
		if (Math.abs(next - x) <= precision || next === below || next === above) return next;
		x = next;
	}
	return above;
}

function cumulative({ weights, means, sds }: NormalMixture, x: number, upper: boolean): number {
	let sum = 0;
	for (let k = 0; k < weights.length; k++) {
		const distance = x - means[k]!;
		const sd = sds[k]!;
		if (sd > 0) sum += weights[k]! * normalCdf(distance / sd, { upper });
		else if (distance >= 0 !== upper) sum += weights[k]!;
	}
	return sum;
}

/** Density without the points of the mixture. */
function densityAt({ weights, means, sds }: NormalMixture, x: number): number {
	let sum = 0;
	for (let k = 0; k < weights.length; k++) {
		const sd = sds[k]!;
		if (sd > 0) sum += (weights[k]! * normalPdf((x - means[k]!) / sd)) / sd;
	}
	return sum;
}

function checkMixture({ weights, means, sds }: NormalMixture): void {
	if (weights.length === 0) throw new StatsError("empty-input", "a mixture needs components");
	requireLength("means", means.length, weights.length);
	requireLength("sds", sds.length, weights.length);
	let total = 0;
	for (let k = 0; k < weights.length; k++) {
		requireFinite("a component of a mixture", [weights[k]!, means[k]!, sds[k]!]);
		if (weights[k]! < 0 || sds[k]! < 0) {
			throw new StatsError("out-of-range", "weights and standard deviations of a mixture are not negative");
		}
		total += weights[k]!;
	}
	if (Math.abs(total - 1) > ROUNDING) throw new StatsError("out-of-range", `weights add up to ${total}, not to 1`);
}
