/** The V statistic from students' own values, without any assumption about their distribution's shape. */

import { requireFinite } from "./checks.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { normalPdf, normalQuantile } from "./normal.js";

/** A gap from full data. */
export interface FullDataV {
	readonly kind: "full-data-v";
	/** √2 Φ⁻¹(probability). */
	readonly value: number;
	/** Delta method on the error of the probability; undefined where a group has one value only. */
	readonly standardError: number | UndefinedResult;
	/** Probability that a random member of the first group lies above one of the second, ties counting half. */
	readonly probability: number;
}

/**
 * V = √2 Φ⁻¹(P(A > B)) from the values of two groups: the standardized difference of means that normal distributions
 * with this overlap would have.
 *
 * @param first values of one group, any unit or rank
 * @param second values of the other
 * @returns the gap, or undefined for an empty group or groups that do not overlap
 * @throws StatsError `non-finite`
 * @reference Ho & Reardon (2012) J. Educational and Behavioral Statistics 37:489–517; error of the probability: DeLong,
 *   DeLong & Clarke-Pearson (1988) Biometrics 44:837–845
 * @example
 * vStatisticFromValues([1, 3, 5], [2, 3, 4]).value // → 0
 */
export function vStatisticFromValues(first: ArrayLike<number>, second: ArrayLike<number>): FullDataV | UndefinedResult {
	requireFinite("first", first);
	requireFinite("second", second);
	if (first.length === 0 || second.length === 0) return undefinedResult("a group has no values");
	const sorted = { first: Float64Array.from(first).sort(), second: Float64Array.from(second).sort() };
	const above = placements(sorted.first, sorted.second);
	const below = placements(sorted.second, sorted.first);
	// By the ends: a mean of placements that are all one can be off by rounding.
	const apart = (low: Float64Array, high: Float64Array): boolean => low.at(-1)! < high[0]!;
	if (apart(sorted.first, sorted.second) || apart(sorted.second, sorted.first)) {
		return undefinedResult("the groups do not overlap: the gap has no bound");
	}
	const probability = above.mean;
	const quantile = normalQuantile(probability);
	const error = Math.sqrt(above.variance / first.length + below.variance / second.length);
	const single = Math.min(first.length, second.length) < 2;
	return {
		kind: "full-data-v",
		value: Math.SQRT2 * quantile,
		standardError: single ? undefinedResult("a group has one value only") : (Math.SQRT2 * error) / normalPdf(quantile),
		probability,
	};
}

/** Share of `others` below each of `values` (ties half): mean over the values, and their variance. Both sorted. */
function placements(values: Float64Array, others: Float64Array): { mean: number; variance: number } {
	const placed = new Float64Array(values.length);
	let below = 0;
	let upTo = 0;
	let mean = 0;
	for (let i = 0; i < values.length; i++) {
		while (below < others.length && others[below]! < values[i]!) below++;
		while (upTo < others.length && others[upTo]! <= values[i]!) upTo++;
		placed[i] = (below + upTo) / 2 / others.length;
		mean += placed[i]! / values.length;
	}
	let square = 0;
	for (const place of placed) square += (place - mean) ** 2;
	return { mean, variance: square / Math.max(1, values.length - 1) };
}
