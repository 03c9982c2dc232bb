/** How much of a gap lies within schools and how much between them. */

import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { cellsOf, type TwoByTwo } from "./two-by-two.js";

/** A gap of two shares in two parts that add up to it. */
export interface KitagawaDecomposition {
	readonly kind: "kitagawa-decomposition";
	/** Shares of the first and the second group over all strata, and their difference. */
	readonly firstShare: number;
	readonly secondShare: number;
	readonly gap: number;
	/** Part from different shares in the same stratum, weighted by the mean of the two groups' distributions. */
	readonly within: number;
	/** Part from the groups' different distributions over the strata. */
	readonly between: number;
	/** The same with the first group's distribution as weights within, and the second's shares as weights between. */
	readonly referenceWeighted: { readonly within: number; readonly between: number };
	/** Half the sum of the absolute differences of the two distributions: 0 alike, 1 in no stratum together. */
	readonly dissimilarity: number;
	/** Strata where one of the groups has no student: they add to `between` only. */
	readonly strataWithOneGroup: number;
}

/**
 * Kitagawa's symmetric decomposition of the difference of two shares over strata (schools). In a stratum without one of
 * the groups, that group's share is taken to be the stratum's own.
 *
 * @param strata tables, one per stratum
 * @returns the parts; undefined when a group has no students at all
 * @throws StatsError `empty-input` or `out-of-range`
 * @reference Kitagawa (1955) JASA 50:1168–1194
 * @example
 * kitagawaDecomposition([
 *   { first: { successes: 30, trials: 40 }, second: { successes: 5, trials: 10 } },
 *   { first: { successes: 2, trials: 10 }, second: { successes: 8, trials: 40 } },
 * ]).within // → 0.125
 */
export function kitagawaDecomposition(strata: readonly TwoByTwo[]): KitagawaDecomposition | UndefinedResult {
	if (strata.length === 0) throw new StatsError("empty-input", "there are no strata");
	const cells = strata.map(cellsOf).filter(({ total }) => total > 0);
	const add = (value: (one: (typeof cells)[number]) => number): number =>
		cells.reduce((sum, one) => sum + value(one), 0);
	const [n1, n0] = [add((one) => one.n1), add((one) => one.n0)];
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	const parts = cells.map((one) => ({
		w1: one.n1 / n1,
		w0: one.n0 / n0,
		p1: one.n1 > 0 ? one.x1 / one.n1 : one.met / one.total,
		p0: one.n0 > 0 ? one.x0 / one.n0 : one.met / one.total,
	}));
	const sum = (value: (part: (typeof parts)[number]) => number): number =>
		parts.reduce((total, part) => total + value(part), 0);
	const firstShare = add((one) => one.x1) / n1;
	const secondShare = add((one) => one.x0) / n0;
	return {
		kind: "kitagawa-decomposition",
		firstShare,
		secondShare,
		gap: firstShare - secondShare,
		within: sum(({ w1, w0, p1, p0 }) => ((w1 + w0) / 2) * (p1 - p0)),
		between: sum(({ w1, w0, p1, p0 }) => ((w1 - w0) * (p1 + p0)) / 2),
		referenceWeighted: {
			within: sum(({ w1, p1, p0 }) => w1 * (p1 - p0)),
			between: sum(({ w1, w0, p0 }) => (w1 - w0) * p0),
		},
		dissimilarity: 0.5 * sum(({ w1, w0 }) => Math.abs(w1 - w0)),
		strataWithOneGroup: cells.filter((one) => one.n1 === 0 || one.n0 === 0).length,
	};
}
