/** Mean and standard deviation of scores from how many students fell into each level, where the cuts are known. */

import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { fitBoth, fitLocation, fitSpread } from "./ordered-probit-fits.js";
import { requireCounts, scaleCuts, studentsIn } from "./ordered-probit-levels.js";
import type { HeldSd, LevelDistribution } from "./ordered-probit-types.js";

/** One group's counts and the cuts between the levels. */
export interface OrderedProbitInput {
	/** Students per level, lowest level first. */
	readonly counts: Float64Array;
	/** Scores that separate the levels, one fewer than levels, ascending. */
	readonly cuts: ArrayLike<number>;
	/** Hold the mean at this published value and estimate the standard deviation only. */
	readonly mean?: number;
	/** Hold the standard deviation (for a small group: that of many groups) and estimate the mean only. */
	readonly sd?: HeldSd;
}

/**
 * Fits a normal distribution to counts in levels by maximum likelihood (ordered probit with known cuts): mean and
 * standard deviation, or one of them with the other held.
 *
 * @param input counts, cuts, and what is held (mean or sd, not both)
 * @returns the distribution, or undefined with the reason: no students, fewer than three occupied levels (two with a
 *   held mean), or everybody at one end
 * @throws StatsError for counts or cuts that cannot be
 * @reference Reardon, Shear, Castellano & Ho (2017) J. Educational and Behavioral Statistics 42:3–45; McCullagh (1980)
 * @example
 * fitOrderedProbit({ counts: Float64Array.of(16, 34, 34, 16), cuts: [2400, 2500, 2600] }).mean // → 2500
 */
export function fitOrderedProbit(input: OrderedProbitInput): LevelDistribution | UndefinedResult {
	const scaled = scaleCuts(input.cuts);
	requireCounts("counts", input.counts, scaled.positions.length + 1);
	if (input.mean !== undefined && input.sd !== undefined) {
		throw new StatsError("out-of-range", "mean and sd are both held: nothing is left to estimate");
	}
	if (studentsIn(input.counts) === 0) return undefinedResult("no students");
	if (input.mean !== undefined) return fitSpread(input.counts, scaled, input.mean);
	if (input.sd !== undefined) return fitLocation(input.counts, scaled, input.sd);
	return fitBoth(input.counts, scaled);
}
