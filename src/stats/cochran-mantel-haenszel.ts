/** Tests of no association within strata. */

import { chiSquareCdf } from "./chi-square.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { supportOf } from "./hypergeometric.js";
import { isInformative, readStrata } from "./mantel-haenszel.js";
import type { Cells, TwoByTwo } from "./two-by-two.js";

/** A statistic that follows a chi-square distribution under its hypothesis. */
export interface ChiSquareTest {
	readonly kind: "chi-square-test";
	readonly statistic: number;
	readonly df: number;
	readonly p: number;
}

/**
 * A chi-square test from its statistic.
 *
 * @param statistic at least 0
 * @param df degrees of freedom
 * @returns the test
 * @internal
 */
export function chiSquareTest(statistic: number, df: number): ChiSquareTest {
	return { kind: "chi-square-test", statistic, df, p: chiSquareCdf(statistic, df, { upper: true }) };
}

/** The Cochran–Mantel–Haenszel test, without and with the continuity correction. */
export interface StratifiedTest {
	readonly kind: "stratified-test";
	readonly plain: ChiSquareTest;
	/** Corrected by one half, or not at all where the sum lies within one half of what is expected. */
	readonly corrected: ChiSquareTest;
	/** Mantel and Fleiss: how far the sum can move to its nearer end; from 5 on chi-square describes it well. */
	readonly mantelFleiss: number;
}

/**
 * Cochran–Mantel–Haenszel test that, within strata, the outcome is as frequent in the first group as in the second.
 *
 * @param strata tables, one per stratum
 * @returns the test with the Mantel–Fleiss criterion; undefined when no stratum has both groups and both results
 * @throws StatsError `empty-input` or `out-of-range`
 * @reference Mantel & Haenszel (1959) JNCI 22:719–748; Mantel & Fleiss (1980) American Journal of Epidemiology 112:129–134; correction as in R's mantelhaen.test
 * @example
 * cochranMantelHaenszel([{ first: { successes: 5, trials: 20 }, second: { successes: 10, trials: 100 } }]).corrected.statistic // → 2.176
 */
export function cochranMantelHaenszel(strata: readonly TwoByTwo[]): StratifiedTest | UndefinedResult {
	const cells = readStrata({ strata }).cells.filter(isInformative);
	if (cells.length === 0) return undefinedResult("no stratum has both groups and both results");
	const add = (value: (one: Cells) => number): number => cells.reduce((sum, one) => sum + value(one), 0);
	const expected = add(({ n1, met, total }) => (n1 * met) / total);
	const variance = add(({ n1, n0, met, total }) => (n1 * n0 * met * (total - met)) / (total ** 2 * (total - 1)));
	const distance = Math.abs(add(({ x1, n1, met, total }) => x1 - (n1 * met) / total));
	const correction = distance >= 0.5 ? 0.5 : 0;
	const least = add((one) => supportOf(one).low);
	const most = add((one) => supportOf(one).high);
	return {
		kind: "stratified-test",
		plain: chiSquareTest(distance ** 2 / variance, 1),
		corrected: chiSquareTest((distance - correction) ** 2 / variance, 1),
		mantelFleiss: Math.min(expected - least, most - expected),
	};
}
