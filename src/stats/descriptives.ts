/** Plain descriptive statistics; an empty or too short list gives an undefined result instead of NaN. */

import {
	medianAbsoluteDeviation as libraryMad,
	mean as libraryMean,
	median as libraryMedian,
	quantile as libraryQuantile,
	weightedMean as libraryWeightedMean,
	sampleStandardDeviation,
} from "simple-statistics";
import { requireFinite, requireLength, requireProbability } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";

/** Copies to a plain array, after the check every function here makes. */
function checked(values: ArrayLike<number>): number[] {
	requireFinite("values", values);
	return Array.from(values);
}

/**
 * Arithmetic mean.
 *
 * @param values finite numbers
 * @returns the mean, or undefined for an empty list
 * @throws StatsError `non-finite`
 * @reference simple-statistics `mean` (compensated summation)
 * @example
 * mean([1, 2, 6]) // → 3
 */
export function mean(values: ArrayLike<number>): number | UndefinedResult {
	const list = checked(values);
	return list.length === 0 ? undefinedResult("no values") : libraryMean(list);
}

/**
 * Sample standard deviation, with one less than the number of values in the denominator.
 *
 * @param values finite numbers
 * @returns the standard deviation, or undefined for fewer than two values
 * @throws StatsError `non-finite`
 * @reference simple-statistics `sampleStandardDeviation`
 * @example
 * standardDeviation([1, 2, 3]) // → 1
 */
export function standardDeviation(values: ArrayLike<number>): number | UndefinedResult {
	const list = checked(values);
	return list.length < 2 ? undefinedResult("fewer than two values") : sampleStandardDeviation(list);
}

/**
 * Median; the mean of the two middle values when their number is even.
 *
 * @param values finite numbers
 * @returns the median, or undefined for an empty list
 * @throws StatsError `non-finite`
 * @reference simple-statistics `median`
 * @example
 * median([4, 1, 3, 2]) // → 2.5
 */
export function median(values: ArrayLike<number>): number | UndefinedResult {
	const list = checked(values);
	return list.length === 0 ? undefinedResult("no values") : libraryMedian(list);
}

/**
 * Quantile by linear interpolation between order statistics: R's and numpy's default, type 7.
 *
 * @param values finite numbers
 * @param p share of values below, in [0, 1]
 * @returns the quantile, or undefined for an empty list
 * @throws StatsError `non-finite` or `out-of-range`
 * @reference simple-statistics `quantile`; Hyndman & Fan (1996) American Statistician 50:361–365, definition 7
 * @example
 * quantile([1, 2, 3, 4], 0.25) // → 1.75
 */
export function quantile(values: ArrayLike<number>, p: number): number | UndefinedResult {
	requireProbability("p", p);
	const list = checked(values);
	return list.length === 0 ? undefinedResult("no values") : libraryQuantile(list, p);
}

/**
 * Median absolute deviation from the median, not scaled to a normal standard deviation (multiply by 1.4826 for that).
 *
 * @param values finite numbers
 * @returns the deviation, or undefined for an empty list
 * @throws StatsError `non-finite`
 * @reference simple-statistics `medianAbsoluteDeviation`
 * @example
 * medianAbsoluteDeviation([1, 2, 3, 4, 100]) // → 1
 */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number | UndefinedResult {
	const list = checked(values);
	return list.length === 0 ? undefinedResult("no values") : libraryMad(list);
}

/**
 * Weighted mean, for example of school percentages with students tested as weights.
 *
 * @param values finite numbers
 * @param weights one per value, at least zero
 * @returns the mean, or undefined when the weights sum to zero
 * @throws StatsError `non-finite`, `length-mismatch` or `out-of-range`
 * @reference simple-statistics `weightedMean`
 * @example
 * weightedMean([40, 80], [30, 10]) // → 50
 */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number | UndefinedResult {
	const list = checked(values);
	requireLength("weights", weights.length, list.length);
	const weightList = checked(weights);
	if (weightList.some((weight) => weight < 0)) throw new StatsError("out-of-range", "weights must be at least zero");
	if (!weightList.some((weight) => weight > 0)) return undefinedResult("the weights sum to zero");
	return libraryWeightedMean(list, weightList);
}
