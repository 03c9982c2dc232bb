/** Straight lines through a few values of one school whose errors may go together, and how far values stray from them. */

import { requireFinite, requireLength } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { solveInPlace, writeCholesky } from "./small-matrix.js";

/** One school's values over the years. */
export interface Series {
	/** Times, not all the same. */
	readonly times: Float64Array;
	readonly values: Float64Array;
	/** Covariance of the errors, flat, symmetric and positive definite; squared unit of the values. */
	readonly covariance: Float64Array;
}

/** A line fitted by generalized least squares. */
export interface Line {
	/** Per unit of time. */
	readonly slope: number;
	readonly slopeVariance: number;
	/** (y - line)' V⁻¹ (y - line): has as many degrees of freedom as values minus 2. */
	readonly distance: number;
}

/**
 * Fits a line with an intercept of its own.
 *
 * @param series times, values and covariance of the errors; two values or more
 * @param wobble variance added to every value, independent from value to value; default 0
 * @returns slope with its variance, and the distance of the values from the line
 * @throws StatsError `length-mismatch`, `non-finite`, or `out-of-range` when all times are alike or the covariance is not
 *   positive definite
 * @reference Aitken (1936) Proc. Royal Society of Edinburgh 55:42–48 (generalized least squares)
 * @example
 * fitLine({
 *   times: Float64Array.of(0, 1, 2), values: Float64Array.of(0, 3, 4), covariance: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
 * }) // → { slope: 2, slopeVariance: 0.5, distance: 0.666666667 }
 */
export function fitLine(series: Series, wobble = 0): Line {
	checkSeries(series);
	return lineThrough(series, wobble, roomFor(series.times.length));
}

function checkSeries({ times, values, covariance }: Series): void {
	const order = times.length;
	requireLength("values", values.length, order);
	requireLength("covariance", covariance.length, order * order);
	requireFinite("times", times);
	requireFinite("values", values);
	requireFinite("covariance", covariance);
	if (times.every((time) => time === times[0])) {
		throw new StatsError("out-of-range", "a line needs two different times");
	}
}

/** Arrays for a line through so many values, used again for the next. */
interface Room {
	readonly matrix: Float64Array;
	readonly factor: Float64Array;
	readonly centered: Float64Array;
	readonly off: Float64Array;
	/** A right-hand side, then the solution. */
	readonly solved: Float64Array;
}

const roomFor = (order: number): Room => ({
	matrix: new Float64Array(order * order),
	factor: new Float64Array(order * order),
	centered: new Float64Array(order),
	off: new Float64Array(order),
	solved: new Float64Array(order),
});

/** The line of a series that was checked. */
function lineThrough({ times, values, covariance }: Series, wobble: number, room: Room): Line {
	const { matrix, factor, centered, off, solved } = room;
	const order = times.length;
	matrix.set(covariance);
	for (let i = 0; i < order; i++) matrix[i * order + i]! += wobble;
	if (!writeCholesky(matrix, order, factor)) {
		throw new StatsError("out-of-range", "the covariance of a series is not positive definite");
	}
	solved.fill(1);
	solveInPlace(factor, solved);
	let weight = 0;
	for (let i = 0; i < order; i++) weight += solved[i]!;
	const [middle, level] = [dot(solved, times) / weight, dot(solved, values) / weight];
	for (let i = 0; i < order; i++) {
		centered[i] = times[i]! - middle;
		off[i] = values[i]! - level;
	}
	solved.set(centered);
	solveInPlace(factor, solved);
	const information = dot(solved, centered);
	const slope = dot(solved, off) / information;
	for (let i = 0; i < order; i++) off[i]! -= slope * centered[i]!;
	solved.set(off);
	solveInPlace(factor, solved);
	return { slope, slopeVariance: 1 / information, distance: Math.max(0, dot(solved, off)) };
}

function dot(left: Float64Array, right: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
	return sum;
}

/** Steps of the search at most, and how near to its end it stops, relative to the degrees of freedom. */
const STEPS = 60;
const PRECISION = 1e-12;

/**
 * Variance of values around their own lines, beyond what their known errors explain: Paule and Mandel's equation with a
 * line for every series. The wobble is the variance at which the summed distances equal their degrees of freedom.
 *
 * @param all series; those of two values say nothing and are passed over
 * @returns the variance, exactly 0 where the values stray no farther than their errors; undefined where no series has
 *   three values
 * @throws StatsError as `fitLine` does
 * @reference Paule & Mandel (1982) J. Res. NBS 87:377–385; DerSimonian & Kacker (2007) Contemporary Clinical Trials 28:105–114
 * @example
 * wobbleAroundLines([{
 *   times: Float64Array.of(0, 1, 2), values: Float64Array.of(0, 6, 0), covariance: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
 * }]) // → 23
 */
export function wobbleAroundLines(all: readonly Series[]): number | UndefinedResult {
	const telling = all.filter(({ times }) => times.length > 2);
	const df = telling.reduce((sum, { times }) => sum + times.length - 2, 0);
	if (df < 1) return undefinedResult("no series has three values");
	for (const series of telling) checkSeries(series);
	const rooms = new Map(telling.map(({ times }) => [times.length, roomFor(times.length)]));
	// Rises with the wobble, and almost as a straight line where wobble outweighs the known errors.
	const excess = (wobble: number): number => {
		let distance = 0;
		for (const series of telling) {
			distance += lineThrough(series, wobble, rooms.get(series.times.length) as Room).distance;
		}
		return df / distance - 1;
	};
	const atZero = excess(0);
	return atZero >= 0 ? 0 : rootAbove(excess, atZero, Math.max(...telling.map(({ covariance }) => covariance[0]!)));
}

/** Root of a rising function that is negative at 0: false position, with the end that stays halved (Illinois). */
function rootAbove(rising: (x: number) => number, atZero: number, scale: number): number {
	let [low, atLow] = [0, atZero];
	let [high, atHigh] = [scale, rising(scale)];
	while (atHigh < 0) {
		[low, atLow] = [high, atHigh];
		high *= 4;
		atHigh = rising(high);
	}
	let side = 0;
	for (let step = 0; step < STEPS; step++) {
		const x = low - (atLow * (high - low)) / (atHigh - atLow);
		const value = rising(x);
		if (Math.abs(value) < PRECISION || high - low < PRECISION * high) return x;
		if (value < 0) {
			[low, atLow] = [x, value];
			if (side === -1) atHigh /= 2;
			side = -1;
		} else {
			[high, atHigh] = [x, value];
			if (side === 1) atLow /= 2;
			side = 1;
		}
	}
	return (low + high) / 2;
}
