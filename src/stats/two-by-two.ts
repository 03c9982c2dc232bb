/** Two groups and one outcome: the counts that every comparison of two shares starts from. */

import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";

/** A count of students with the outcome among all of their group. */
export interface Count {
	readonly successes: number;
	readonly trials: number;
}

/** Two independent counts; the first is the group in question, the second what it is compared with. */
export interface TwoByTwo {
	readonly first: Count;
	readonly second: Count;
}

/** Two independent counts and a confidence level. */
export interface TwoByTwoInput extends TwoByTwo {
	/** Confidence level as a share; default 0.95. */
	readonly level?: number;
}

/** A ratio with its interval; a side without a finite limit says so. */
export interface RatioInterval {
	readonly kind: "ratio-interval";
	readonly estimate: number | UndefinedResult;
	readonly lower: number;
	readonly upper: number | UndefinedResult;
}

/** The four cells with their margins. */
export interface Cells {
	/** With the outcome, first and second group. */
	readonly x1: number;
	readonly x0: number;
	/** All of the first and of the second group. */
	readonly n1: number;
	readonly n0: number;
	/** With the outcome in both groups, and all. */
	readonly met: number;
	readonly total: number;
}

/**
 * Requires whole counts with successes among trials, and gives the cells short names.
 *
 * @param table two counts
 * @returns cells and margins
 * @throws StatsError `out-of-range`
 * @internal
 */
export function cellsOf({ first, second }: TwoByTwo): Cells {
	for (const { successes, trials } of [first, second]) {
		if (!(Number.isSafeInteger(successes) && Number.isSafeInteger(trials) && successes >= 0 && successes <= trials)) {
			throw new StatsError(
				"out-of-range",
				`counts must be whole with successes between 0 and trials, got ${successes} of ${trials}`,
			);
		}
	}
	return {
		x1: first.successes,
		x0: second.successes,
		n1: first.trials,
		n0: second.trials,
		met: first.successes + second.successes,
		total: first.trials + second.trials,
	};
}

/**
 * Why a table says nothing about a difference, where that is so: an empty group, or all results alike.
 *
 * @param cells the cells
 * @returns the reason, or nothing when both margins leave something to compare
 * @internal
 */
export function emptyMargin({ n1, n0, met, total }: Cells): UndefinedResult | undefined {
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	if (met === 0) return undefinedResult("nobody in either group has the outcome");
	if (met === total) return undefinedResult("everybody in both groups has the outcome");
	return undefined;
}

/**
 * The cell of the first group, not whole, that gives a table of these margins an odds ratio.
 *
 * @param cells margins, all positive
 * @param ratio odds ratio, positive
 * @returns the cell within the support
 * @reference Breslow & Day, Statistical Methods in Cancer Research I (1980), equation 4.30
 * @internal
 */
export function cellAtRatio({ n1, n0, met }: Cells, ratio: number): number {
	// (ratio - 1) a² - b a + c = 0, each root in the form that neither cancels nor is 0/0 at a ratio of 1.
	const b = n0 - met + ratio * (n1 + met);
	const c = ratio * n1 * met;
	const root = Math.sqrt(Math.max(0, b * b - 4 * (ratio - 1) * c));
	return b >= 0 ? (2 * c) / (b + root) : (root - b) / (2 * (1 - ratio));
}

/**
 * Cohen's h, the difference of two shares after 2 arcsin √p, first minus second.
 *
 * @param table two counts
 * @returns h between -π and π, or undefined when a group has no students
 * @throws StatsError `out-of-range`
 * @reference Cohen, Statistical Power Analysis for the Behavioral Sciences (2nd ed., 1988), section 6.2
 * @example
 * cohensH({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }) // → 1.0471975512
 */
export function cohensH(table: TwoByTwo): number | UndefinedResult {
	const { x1, x0, n1, n0 } = cellsOf(table);
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	const angle = (x: number, n: number): number => 2 * Math.atan2(Math.sqrt(x), Math.sqrt(n - x));
	return angle(x1, n1) - angle(x0, n0);
}
