/** Fisher's exact test of a two-by-two table, and the mid-p variants. */

import type { UndefinedResult } from "./errors.js";
import { hypergeometricTails } from "./hypergeometric.js";
import { cellsOf, emptyMargin, type TwoByTwo } from "./two-by-two.js";

/** p-values of Fisher's exact test. */
export interface FisherTest {
	readonly kind: "fisher-test";
	/** Probability of tables no more probable than this one (minimum likelihood), margins held. */
	readonly twoSided: number;
	/** Probability of as few or fewer successes in the first group. */
	readonly less: number;
	/** Probability of as many or more successes in the first group. */
	readonly greater: number;
}

/** p-values that count half of the probability of tables as probable as the one seen. */
export interface MidPTest {
	readonly kind: "mid-p-test";
	/** Minimum likelihood: rarer tables, and half of those as probable as this one. */
	readonly twoSided: number;
	/** Twice the smaller one-sided value, at most 1: another definition, not the same number. */
	readonly doubled: number;
	readonly less: number;
	readonly greater: number;
}

/**
 * Fisher's exact test: how probable tables as uneven as this one are when both groups are treated alike, margins held.
 *
 * @param table two counts
 * @returns the p-values; undefined when a group is empty or all results are alike, since no test is possible then
 * @throws StatsError `out-of-range`
 * @reference Fisher (1935) Journal of the Royal Statistical Society 98:39–82; two-sided as in R's fisher.test
 * @example
 * fisherExact({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }) // → { kind: "fisher-test", twoSided: 0.48571428571, less: 0.98571428571, greater: 0.24285714286 }
 */
export function fisherExact(table: TwoByTwo): FisherTest | UndefinedResult {
	const cells = cellsOf(table);
	const empty = emptyMargin(cells);
	if (empty !== undefined) return empty;
	const { point, below, above, tied, rarer } = hypergeometricTails(cells);
	return {
		kind: "fisher-test",
		twoSided: Math.min(1, point + tied + rarer),
		less: Math.min(1, below + point),
		greater: Math.min(1, above + point),
	};
}

/**
 * The mid-p variants of Fisher's test, which keep closer to their level than the test itself and may exceed it a little.
 *
 * @param table two counts
 * @returns the p-values; undefined when a group is empty or all results are alike
 * @throws StatsError `out-of-range`
 * @reference Lancaster (1961) JASA 56:223–234; Hirji, Exact Analysis of Discrete Data (2006), section 2.5
 * @example
 * midP({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }).twoSided // → 0.25714285714
 */
export function midP(table: TwoByTwo): MidPTest | UndefinedResult {
	const cells = cellsOf(table);
	const empty = emptyMargin(cells);
	if (empty !== undefined) return empty;
	const { point, below, above, tied, rarer } = hypergeometricTails(cells);
	const less = Math.min(1, below + point / 2);
	const greater = Math.min(1, above + point / 2);
	return {
		kind: "mid-p-test",
		twoSided: Math.min(1, rarer + (tied + point) / 2),
		doubled: Math.min(1, 2 * Math.min(less, greater)),
		less,
		greater,
	};
}
