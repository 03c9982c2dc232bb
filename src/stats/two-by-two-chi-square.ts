/** Chi-square tests of a two-by-two table. */

import { type ChiSquareTest, chiSquareTest } from "./cochran-mantel-haenszel.js";
import type { UndefinedResult } from "./errors.js";
import { cellsOf, emptyMargin, type TwoByTwo } from "./two-by-two.js";

/** Chi-square tests of one table, one degree of freedom each. */
export interface TwoByTwoChiSquare {
	readonly kind: "two-by-two-chi-square";
	readonly pearson: ChiSquareTest;
	/** With Yates's correction, never by more than the distance itself. */
	readonly yates: ChiSquareTest;
	/** Pearson's times (N - 1) / N. */
	readonly lessOne: ChiSquareTest;
	/** G, twice the log likelihood ratio. */
	readonly likelihoodRatio: ChiSquareTest;
	/** Signed root of Pearson's: positive where the first share is larger. */
	readonly z: number;
	readonly smallestExpected: number;
}

/**
 * Chi-square tests of two independent shares.
 *
 * @param table two counts
 * @returns the tests; undefined when a group is empty or all results are alike
 * @throws StatsError `out-of-range`
 * @reference Pearson (1900); Yates (1934) JRSS Supplement 1:217–235; Campbell (2007) Statistics in Medicine 26:3661–3675 (N - 1)
 * @example
 * twoByTwoChiSquare({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }).yates.statistic // → 0.5
 */
export function twoByTwoChiSquare(table: TwoByTwo): TwoByTwoChiSquare | UndefinedResult {
	const cells = cellsOf(table);
	const empty = emptyMargin(cells);
	if (empty !== undefined) return empty;
	const { x1, x0, n1, n0, met, total } = cells;
	const missed = total - met;
	const seen = [x1, n1 - x1, x0, n0 - x0];
	const expected = [n1 * met, n1 * missed, n0 * met, n0 * missed].map((product) => product / total);
	const distance = (x1 * n0 - x0 * n1) / total;
	const perSquare = (total / (n1 * n0)) * (total / met) * (total / missed);
	const statistic = distance ** 2 * perSquare;
	const corrected = Math.abs(distance) - Math.min(0.5, Math.abs(distance));
	const g = 2 * seen.reduce((sum, count, k) => (count > 0 ? sum + count * Math.log(count / expected[k]!) : sum), 0);
	return {
		kind: "two-by-two-chi-square",
		pearson: chiSquareTest(statistic, 1),
		yates: chiSquareTest(corrected ** 2 * perSquare, 1),
		lessOne: chiSquareTest((statistic * (total - 1)) / total, 1),
		likelihoodRatio: chiSquareTest(Math.max(0, g), 1),
		z: Math.sign(distance) * Math.sqrt(statistic),
		smallestExpected: Math.min(...expected),
	};
}
