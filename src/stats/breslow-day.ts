/** Is the odds ratio the same in every stratum? */

import { type ChiSquareTest, chiSquareTest } from "./cochran-mantel-haenszel.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { isInformative, mantelHaenszelOddsRatio, readStrata } from "./mantel-haenszel.js";
import { type Cells, cellAtRatio, type TwoByTwo } from "./two-by-two.js";

/** Tests of one odds ratio for all strata. */
export interface HomogeneityTest {
	readonly kind: "homogeneity-test";
	/** As Breslow and Day wrote it. */
	readonly breslowDay: ChiSquareTest;
	/** With Tarone's correction, which it needs to follow chi-square. */
	readonly tarone: ChiSquareTest;
	/** The smallest count expected in a cell; below about 5 the test is not to be trusted. */
	readonly smallestExpected: number;
}

/**
 * Breslow–Day test that the strata share one odds ratio, with Tarone's correction. It says nothing about risk ratios or
 * differences.
 *
 * @param strata tables, one per stratum; those without both groups and both results are left out
 * @returns the tests; undefined with fewer than two informative strata or without a common odds ratio
 * @throws StatsError `empty-input` or `out-of-range`
 * @reference Breslow & Day, Statistical Methods in Cancer Research I (1980), section 4.4; Tarone (1985) Biometrika 72:91–95
 * @example
 * breslowDay([
 *   { first: { successes: 20, trials: 30 }, second: { successes: 10, trials: 30 } },
 *   { first: { successes: 10, trials: 30 }, second: { successes: 20, trials: 30 } },
 * ]).tarone.statistic // → 13.33333333333
 */
export function breslowDay(strata: readonly TwoByTwo[]): HomogeneityTest | UndefinedResult {
	const cells = readStrata({ strata }).cells.filter(isInformative);
	if (cells.length < 2) return undefinedResult("fewer than two strata have both groups and both results");
	const common = mantelHaenszelOddsRatio({ strata });
	if (common.kind === "undefined") return common;
	let statistic = 0;
	let distances = 0;
	let variances = 0;
	let smallestExpected = Number.POSITIVE_INFINITY;
	for (const one of cells) {
		const fitted = fittedCells(one, common.estimate);
		const variance = 1 / fitted.reduce((sum, cell) => sum + 1 / cell, 0);
		const distance = one.x1 - fitted[0];
		statistic += distance ** 2 / variance;
		distances += distance;
		variances += variance;
		smallestExpected = Math.min(smallestExpected, ...fitted);
	}
	const df = cells.length - 1;
	return {
		kind: "homogeneity-test",
		breslowDay: chiSquareTest(statistic, df),
		tarone: chiSquareTest(Math.max(0, statistic - distances ** 2 / variances), df),
		smallestExpected,
	};
}

/** Cells with the margins of a stratum and a given odds ratio; first group with and without, second with and without. */
function fittedCells(cells: Cells, ratio: number): [number, number, number, number] {
	const { n1, n0, met } = cells;
	const a = cellAtRatio(cells, ratio);
	return [a, n1 - a, met - a, n0 - met + a];
}
