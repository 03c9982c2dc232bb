/** Paired changes: students who moved one way against those who moved the other. */

import { binomialCdf } from "./binomial.js";
import { logBinomial } from "./binomial-terms.js";
import { type ChiSquareTest, chiSquareTest } from "./cochran-mantel-haenszel.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";

/** Discordant pairs. */
export interface DiscordantPairs {
	/** Pairs that changed in one direction, whole. */
	readonly up: number;
	/** Pairs that changed in the other. */
	readonly down: number;
}

/** McNemar's test. */
export interface McNemarTest {
	readonly kind: "mcnemar-test";
	/** Exact two-sided p-value: the binomial distribution with one half. */
	readonly exactP: number;
	readonly midP: number;
	readonly plain: ChiSquareTest;
	readonly corrected: ChiSquareTest;
}

/**
 * McNemar's test that as many pairs change in one direction as in the other. Pairs that did not change say nothing.
 *
 * @param pairs discordant pairs
 * @returns the test; undefined when nobody changed
 * @throws StatsError `out-of-range`
 * @reference McNemar (1947) Psychometrika 12:153–157; mid-p: Fagerland, Lydersen & Laake (2013) BMC Medical Research Methodology 13:91
 * @example
 * mcNemar({ up: 1, down: 7 }).exactP // → 0.0703125
 */
export function mcNemar({ up, down }: DiscordantPairs): McNemarTest | UndefinedResult {
	for (const count of [up, down]) {
		if (!(Number.isSafeInteger(count) && count >= 0)) {
			throw new StatsError("out-of-range", `counts are whole and at least 0, got ${count}`);
		}
	}
	const moved = up + down;
	if (moved === 0) return undefinedResult("nobody moved");
	const fewer = Math.min(up, down);
	const oneSided = binomialCdf(fewer, moved, 0.5);
	const distance = Math.abs(up - down);
	return {
		kind: "mcnemar-test",
		exactP: Math.min(1, 2 * oneSided),
		midP: Math.min(1, 2 * oneSided - Math.exp(logBinomial(fewer, moved, 0.5))),
		plain: chiSquareTest(distance ** 2 / moved, 1),
		corrected: chiSquareTest(Math.max(0, distance - 1) ** 2 / moved, 1),
	};
}
