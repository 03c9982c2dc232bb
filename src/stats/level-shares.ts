/** How far students' scores spread, from the published shares of the levels. */

import { requireFinite } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { fitOrderedProbit } from "./ordered-probit.js";
import type { LevelDistribution } from "./ordered-probit-types.js";

/** Published level shares of one school, grade and year. */
export interface LevelSharesInput {
	/** Shares (not percents) of the levels, lowest first; they add up to 1 up to rounding. */
	readonly shares: ArrayLike<number>;
	/** Students tested with scores. */
	readonly students: number;
	/** Scores that separate the levels, ascending; by grade. */
	readonly cuts: ArrayLike<number>;
	/** Published mean scale score: held, so that only the spread is estimated. */
	readonly mean?: number;
}

/** Mean and standard deviation of students' scores. */
export interface StudentSpread extends Omit<LevelDistribution, "kind"> {
	readonly kind: "student-spread";
	/** Mean that the levels alone suggest; a check of a held mean. */
	readonly meanFromLevels: number | UndefinedResult;
}

/** Rounding of four whole percents adds up to at most 2 percent. */
const ROUNDING = 0.02;

/**
 * Standard deviation of students' scores by ordered probit with known cuts.
 *
 * @param input shares, students, cuts and the published mean
 * @returns mean, standard deviation and their errors, or undefined where the levels do not show a spread or the shares
 *   do not add up
 * @throws StatsError for shares outside [0, 1], students below 0, or cuts that cannot be
 * @reference Reardon, Shear, Castellano & Ho (2017) J. Educational and Behavioral Statistics 42:3–45
 * @example
 * studentSdFromLevelShares({ shares: [0.1586553, 0.3413447, 0.3413447, 0.1586553], students: 200, cuts: [2400, 2500, 2600] }).sd // → 100.000
 */
export function studentSdFromLevelShares(input: LevelSharesInput): StudentSpread | UndefinedResult {
	const { shares, students, cuts, mean } = input;
	requireFinite("shares", shares);
	if (!(students >= 0 && Number.isFinite(students))) {
		throw new StatsError("out-of-range", `students must be at least 0, got ${students}`);
	}
	let sum = 0;
	for (let k = 0; k < shares.length; k++) {
		if (!(shares[k]! >= 0 && shares[k]! <= 1)) {
			throw new StatsError("out-of-range", `shares[${k}] is ${shares[k]}; shares lie in [0, 1]`);
		}
		sum += shares[k]!;
	}
	if (!(Math.abs(sum - 1) <= ROUNDING)) return undefinedResult("the level shares do not add up to 1");
	const counts = Float64Array.from(shares, (share) => (share / sum) * students);
	const free = fitOrderedProbit({ counts, cuts });
	const fit = mean === undefined ? free : fitOrderedProbit({ counts, cuts, mean });
	if (fit.kind === "undefined") return fit;
	return { ...fit, kind: "student-spread", meanFromLevels: free.kind === "undefined" ? free : free.mean };
}
