/**
 * What a fit takes for results: for percents the working response of generalized linear models, which depends on what the fit
 * expects; for averages of scores the results as they stand.
 */

import type { Scale, Students } from "./scale.js";

/** Results before a fit has seen them, one entry per row. */
export interface Observed {
	/** On the model's scale. */
	readonly values: Float64Array;
	/** Students behind them, and the standard deviation of their scores in the unit of the values; see `studentsOf`. */
	readonly tested: Float64Array;
	readonly studentSd: Float64Array;
}

/** What a model expects before results are seen. */
export interface Expectation {
	/** On the model's scale, one per row; without what is known of single districts and schools. */
	readonly means: Float64Array;
	/** Variance of true results around them. */
	readonly between: number;
}

/** What a fit is to, one entry per row. */
export interface FitData {
	/** The very array of the results where the scale takes them as they stand: a fit can then use what it knows of them. */
	readonly response: Float64Array;
	/** Sampling variances, before the factor φ. */
	readonly variances: Float64Array;
}

/** The students of results as columns, none where there is no result; where the rows don't tell how their scores spread, as the scale assumes. */
export const studentsOf = (
	results: readonly (Students | undefined)[],
	{ assumedSd }: Scale,
): Pick<Observed, "tested" | "studentSd"> => ({
	tested: Float64Array.from(results, (result) => result?.tested ?? 0),
	studentSd: Float64Array.from(results, (result) => result?.studentSd ?? assumedSd),
});

/** The largest change: of a variance relative to itself, of a response in standard deviations of its chance. */
export function largestChange(before: FitData, after: FitData): number {
	let most = 0;
	for (let row = 0; row < before.variances.length; row++) {
		const variance = before.variances[row] ?? 1;
		const moved = (after.response[row] ?? 0) - (before.response[row] ?? 0);
		most = Math.max(most, Math.abs((after.variances[row] ?? 0) / variance - 1), Math.abs(moved) / Math.sqrt(variance));
	}
	return most;
}

/**
 * Where results lie far apart, full steps swing from one side to the other: where data moved more than in the round before,
 * later rounds go a part of the way; not so small a part that standing still would pass for agreement.
 */
const freeRounds = 3;
const damping = 0.5;
const shortestStep = 0.1;

/** From what one round expected to what the next one does. */
export class Pace {
	readonly #plausible: ReturnType<typeof plausibleRange>;
	#round = 0;
	#step = 1;
	#lastChange = Number.POSITIVE_INFINITY;

	constructor(values: Float64Array) {
		this.#plausible = plausibleRange(values);
	}

	/** @param change of the data in this round */
	next(from: Expectation, fitted: Expectation, change: number): Expectation {
		if (this.#round++ >= freeRounds && change > this.#lastChange)
			this.#step = Math.max(shortestStep, damping * this.#step);
		this.#lastChange = change;
		const { lowest, highest, between } = this.#plausible;
		const means = from.means.slice();
		for (let row = 0; row < means.length; row++) {
			const mean = means[row] ?? 0;
			means[row] = partOfTheWay(mean, Math.min(highest, Math.max(lowest, fitted.means[row] ?? mean)), this.#step);
		}
		return { means, between: partOfTheWay(from.between, Math.min(between, fitted.between), this.#step) };
	}
}

/** All of it to the last digit: rounds end where nothing moves. */
const partOfTheWay = (from: number, to: number, part: number): number => (part === 1 ? to : from + part * (to - from));

/**
 * What a fit may be expected to say: a line through next to nothing but zeros and hundreds can expect results so far outside
 * all results that no variance goes with them. No such limit is reached where schools vary as schools do.
 */
function plausibleRange(values: Float64Array): { lowest: number; highest: number; between: number } {
	const lowest = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
	const highest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
	const range = highest - lowest;
	return { lowest: lowest - range, highest: highest + range, between: range ** 2 };
}
