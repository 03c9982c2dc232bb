/** Gap between two groups in units of their own spread, from level counts or from fitted distributions. */

import { requireFinite } from "./checks.js";
import { StatsError, type UndefinedResult } from "./errors.js";
import { type GapMoments, momentsFromLevels } from "./v-statistic-levels.js";

/** Mean and standard deviation of a group with their errors, as `fitOrderedProbit` gives them. */
export interface StudentMoments {
	readonly mean: number;
	readonly sd: number;
	readonly meanStandardError: number;
	readonly sdStandardError: number;
	/** Covariance of the two estimates. */
	readonly covariance: number;
}

/** A gap. */
export interface VStatistic {
	readonly kind: "v-statistic";
	/** (mean of the first - mean of the second) / root mean square of the two standard deviations. */
	readonly value: number;
	readonly standardError: number;
	/** Whether each group had its own standard deviation, or both the same. */
	readonly sdSource: "own" | "pooled";
}

/**
 * V of two independent groups whose distributions are known: V = (μ_a - μ_b) / √((σ_a² + σ_b²) / 2), with its standard
 * error by the delta method.
 *
 * @param first moments of one group
 * @param second moments of the other, in the same unit
 * @returns the gap, above 0 where the first group's mean is higher
 * @throws StatsError `non-finite` or `out-of-range`
 * @reference Ho & Reardon (2012) J. Educational and Behavioral Statistics 37:489–517
 * @example
 * vStatistic(
 *   { mean: 2530, sd: 100, meanStandardError: 10, sdStandardError: 0, covariance: 0 },
 *   { mean: 2500, sd: 100, meanStandardError: 0, sdStandardError: 0, covariance: 0 },
 * ) // → { kind: "v-statistic", value: 0.3, standardError: 0.1, sdSource: "own" }
 */
export function vStatistic(first: StudentMoments, second: StudentMoments): VStatistic {
	const moments = [first, second];
	const covariance = new Float64Array(16);
	for (const [g, { mean, sd, meanStandardError, sdStandardError, covariance: both }] of moments.entries()) {
		requireFinite("moments", [mean, sd, meanStandardError, sdStandardError, both]);
		if (!(sd > 0)) throw new StatsError("out-of-range", `sd must be above 0, got ${sd}`);
		covariance[g * 10] = meanStandardError ** 2;
		covariance[g * 10 + 5] = sdStandardError ** 2;
		covariance[g * 10 + 1] = both;
		covariance[g * 10 + 4] = both;
	}
	return gapOf({ means: [first.mean, second.mean], sds: [first.sd, second.sd], covariance }, "own");
}

/** Counts of two groups in the same levels. */
export interface LevelGapInput {
	/** Students per level of either group, lowest level first. */
	readonly first: Float64Array;
	readonly second: Float64Array;
	/** Scores that separate the levels; without them the cuts are estimated from the two groups. */
	readonly cuts?: ArrayLike<number>;
	/** With fewer students in either group both get the same standard deviation; default 50. */
	readonly minimumStudents?: number;
}

/**
 * V of two groups from their level counts alone, by a two-group ordered probit. Unlike a difference of percents it does
 * not depend on where the cut lies.
 *
 * Both groups get one standard deviation where either has too few students or students in fewer than three levels.
 *
 * @param input counts of both groups, cuts if known, and the minimum
 * @returns the gap, or undefined where the counts do not determine it
 * @throws StatsError for counts or cuts that cannot be
 * @reference Ho & Reardon (2012) J. Educational and Behavioral Statistics 37:489–517; Reardon & Ho (2015) 40:158–189
 * @example
 * vStatisticFromLevels({ first: Float64Array.of(20, 30, 50), second: Float64Array.of(50, 30, 20) }).value // → 0.842
 */
export function vStatisticFromLevels(input: LevelGapInput): VStatistic | UndefinedResult {
	const { minimumStudents = 50 } = input;
	if (!(minimumStudents >= 0)) throw new StatsError("out-of-range", `minimumStudents is ${minimumStudents}`);
	const found = momentsFromLevels({ ...input, minimumStudents });
	return found.kind === "undefined" ? found : gapOf(found.moments, found.sdSource);
}

function gapOf({ means, sds, covariance }: GapMoments, sdSource: VStatistic["sdSource"]): VStatistic {
	const spread = Math.sqrt((sds[0] ** 2 + sds[1] ** 2) / 2);
	const value = (means[0] - means[1]) / spread;
	const bySd = sds.map((sd) => (-value * sd) / (2 * spread ** 2));
	const gradient = [1 / spread, bySd[0]!, -1 / spread, bySd[1]!];
	let variance = 0;
	for (let a = 0; a < 4; a++) {
		for (let b = 0; b < 4; b++) variance += gradient[a]! * covariance[a * 4 + b]! * gradient[b]!;
	}
	return { kind: "v-statistic", value, standardError: Math.sqrt(Math.max(0, variance)), sdSource };
}
