/** Exact inference on a common odds ratio, conditional on all margins: one table or many strata. */

import { type Lattice, meanOfSum, sumDistribution } from "./conditional-sum.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { supportOf, TIE } from "./hypergeometric.js";
import { isInformative, readStrata, type StrataInput } from "./mantel-haenszel.js";
import { bisect } from "./root-search.js";
import type { Cells, RatioInterval, TwoByTwoInput } from "./two-by-two.js";

/** Exact test of an odds ratio of 1 in all strata, with the conditional estimate. */
export interface ExactConditionalTest {
	readonly kind: "exact-conditional-test";
	/** Probability of sums no more probable than the one seen (minimum likelihood). */
	readonly twoSided: number;
	readonly less: number;
	readonly greater: number;
	/** Conditional maximum-likelihood odds ratio with its exact interval. */
	readonly oddsRatio: RatioInterval;
}

/**
 * Exact conditional test of no association within strata, and the conditional odds ratio: for strata too small for the
 * Cochran–Mantel–Haenszel test.
 *
 * @param input strata and level
 * @returns the test; undefined when no stratum has both groups and both results
 * @throws StatsError `empty-input` or `out-of-range`
 * @reference Agresti, Categorical Data Analysis (2nd ed., 2002), section 6.7; two-sided as in R's mantelhaen.test(exact = TRUE)
 * @example
 * exactConditionalTest({ strata: [
 *   { first: { successes: 5, trials: 20 }, second: { successes: 10, trials: 100 } },
 *   { first: { successes: 3, trials: 3 }, second: { successes: 4, trials: 14 } },
 * ] }).oddsRatio // → { kind: "ratio-interval", estimate: 4.08565858876, lower: 1.19775960545, upper: 13.73140021952 }
 */
export function exactConditionalTest(input: StrataInput): ExactConditionalTest | UndefinedResult {
	const strata = readStrata(input).cells.filter(isInformative);
	if (strata.length === 0) return undefinedResult("no stratum has both groups and both results");
	const seen = strata.reduce((sum, { x1 }) => sum + x1, 0);
	const { first, weights } = sumDistribution(strata, 0);
	const point = weights[seen - first] ?? 0;
	const tail = (keep: (sum: number, weight: number) => boolean): number =>
		Math.min(
			1,
			weights.reduce((total, weight, k) => (keep(first + k, weight) ? total + weight : total), 0),
		);
	return {
		kind: "exact-conditional-test",
		twoSided: tail((_, weight) => weight <= point * (1 + TIE)),
		less: tail((sum) => sum <= seen),
		greater: tail((sum) => sum >= seen),
		oddsRatio: conditionalEstimate(strata, seen, input.level ?? 0.95),
	};
}

/**
 * Conditional maximum-likelihood odds ratio of one table with its exact interval. Not the cross-product ratio: margins
 * are held.
 *
 * @param input the two counts and the level
 * @returns the interval; undefined when a group is empty or all results are alike
 * @throws StatsError `out-of-range`
 * @reference Cornfield (1956) Proceedings of the Third Berkeley Symposium 4:135–148
 * @example
 * conditionalOddsRatio({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }) // → { kind: "ratio-interval", estimate: 6.4083196582, lower: 0.21173559545, upper: 626.2435305888 }
 */
export function conditionalOddsRatio(input: TwoByTwoInput): RatioInterval | UndefinedResult {
	const { level = 0.95 } = input;
	const result = exactConditionalTest({ strata: [input], level });
	return result.kind === "undefined" ? result : result.oddsRatio;
}

/** Farthest log odds ratio that is searched. */
const FARTHEST = 100;

function conditionalEstimate(strata: readonly Cells[], seen: number, level: number): RatioInterval {
	const least = strata.reduce((sum, cells) => sum + supportOf(cells).low, 0);
	const most = strata.reduce((sum, cells) => sum + supportOf(cells).high, 0);
	// At an end of the support there is no finite maximum; the search for the other limit starts half a count inside.
	const target = Math.min(most - 0.5, Math.max(least + 0.5, seen));
	const center = bisect((logRatio) => meanOfSum(strata, logRatio) - target, -FARTHEST, FARTHEST);
	const around = sumDistribution(strata, center);
	const tail = (1 - level) / 2;
	const limit = (side: 1 | -1): number => {
		const beyond = (logRatio: number): number => tail - tailAt(around, { seen, shift: logRatio - center, side });
		let outside = center + side;
		while (beyond(outside) < 0) outside += side;
		return Math.exp(bisect(beyond, center, outside));
	};
	return {
		kind: "ratio-interval",
		estimate:
			seen === least
				? 0
				: seen === most
					? undefinedResult("the odds ratio has no finite estimate: no cell can be larger")
					: Math.exp(center),
		lower: seen === least ? 0 : limit(-1),
		upper: seen === most ? undefinedResult("no upper limit: no cell can be larger") : limit(1),
	};
}

/** Probability of sums at least (side -1) or at most (side 1) as large as the one seen, the log odds ratio shifted. */
function tailAt(
	{ first, weights }: Lattice,
	{ seen, shift, side }: { seen: number; shift: number; side: 1 | -1 },
): number {
	const exponents = weights.map((weight, k) => Math.log(weight) + shift * (first + k - seen));
	const largest = exponents.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
	let inside = 0;
	let all = 0;
	exponents.forEach((value, k) => {
		const weight = Math.exp(value - largest);
		all += weight;
		if (side < 0 ? first + k >= seen : first + k <= seen) inside += weight;
	});
	return inside / all;
}
