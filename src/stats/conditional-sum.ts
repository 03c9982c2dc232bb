/**
 * The sum over strata of the first group's cells, all margins held: its distribution under any common odds ratio, by
 * convolution of the strata's own distributions around where they have mass.
 */

import { supportOf, upward } from "./hypergeometric.js";
import { type Cells, cellAtRatio } from "./two-by-two.js";

/** Probabilities of consecutive whole numbers. */
export interface Lattice {
	readonly first: number;
	readonly weights: Float64Array;
}

/** Weights smaller than this, relative to the largest, are left out: their products would not be numbers any more. */
const SMALLEST = 1e-290;

/**
 * Distribution of one stratum's cell under an odds ratio.
 *
 * @param cells a stratum with all margins positive
 * @param logRatio logarithm of the odds ratio
 * @returns probabilities that add up to 1
 * @reference Fisher (1935): the extended (noncentral) hypergeometric distribution
 * @internal
 */
export function cellDistribution(cells: Cells, logRatio: number): Lattice {
	const { low, high } = supportOf(cells);
	const mode = Math.min(high, Math.max(low, Math.round(cellAtRatio(cells, Math.exp(logRatio)))));
	const factor = Math.exp(logRatio);
	const below: number[] = [];
	const above: number[] = [];
	// Around the middle both sides may rise a little first, so only terms that fall are cut.
	for (let x = mode, term = 1; x > low && term > SMALLEST; x--) {
		term /= upward(x - 1, cells) * factor;
		below.push(term);
	}
	for (let x = mode, term = 1; x < high && term > SMALLEST; x++) {
		term *= upward(x, cells) * factor;
		above.push(term);
	}
	const weights = Float64Array.from([...below.reverse(), 1, ...above]);
	const sum = weights.reduce((total, weight) => total + weight, 0);
	return { first: mode - below.length, weights: weights.map((weight) => weight / sum) };
}

/**
 * Distribution of the sum of two independent whole numbers.
 *
 * @param a probabilities of the one
 * @param b probabilities of the other
 * @returns probabilities of the sum
 * @reference none needed; sums in order
 * @example
 * convolve({ first: 0, weights: Float64Array.of(0.5, 0.5) }, { first: 1, weights: Float64Array.of(0.5, 0.5) }).weights // → [0.25, 0.5, 0.25]
 */
export function convolve(a: Lattice, b: Lattice): Lattice {
	const weights = new Float64Array(a.weights.length + b.weights.length - 1);
	for (let i = 0; i < a.weights.length; i++) {
		const weight = a.weights[i]!;
		for (let j = 0; j < b.weights.length; j++) weights[i + j]! += weight * b.weights[j]!;
	}
	return { first: a.first + b.first, weights };
}

/**
 * Distribution of the sum over strata under a common odds ratio.
 *
 * @param strata strata with all margins positive
 * @param logRatio logarithm of the odds ratio
 * @returns probabilities
 * @internal
 */
export function sumDistribution(strata: readonly Cells[], logRatio: number): Lattice {
	const start: Lattice = { first: 0, weights: Float64Array.of(1) };
	return strata.reduce((all, cells) => convolve(all, cellDistribution(cells, logRatio)), start);
}

/**
 * Mean of the sum over strata under a common odds ratio.
 *
 * @param strata strata with all margins positive
 * @param logRatio logarithm of the odds ratio
 * @returns mean
 * @internal
 */
export function meanOfSum(strata: readonly Cells[], logRatio: number): number {
	return strata.reduce((all, cells) => {
		const { first, weights } = cellDistribution(cells, logRatio);
		return weights.reduce((mean, weight, k) => mean + weight * (first + k), all);
	}, 0);
}
