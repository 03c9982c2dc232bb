/** One group's distribution by ordered probit with known cuts: both moments, or one with the other held. */

import { requireFinite } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { climbPositions, curvature, levelLikelihood, positionDerivatives } from "./ordered-probit-climb.js";
import { middleOf, occupied, type ScaledCuts, startingLine, studentsIn } from "./ordered-probit-levels.js";
import type { HeldSd, LevelDistribution } from "./ordered-probit-types.js";

function describe(counts: Float64Array): Pick<LevelDistribution, "kind" | "students" | "occupiedLevels"> {
	return { kind: "level-distribution", students: studentsIn(counts), occupiedLevels: occupied(counts).length };
}

/**
 * Mean and standard deviation of one group: positions = α cut - β, so sd = 1 / α and mean = β / α on the scaled cuts.
 *
 * @param counts students per level, some
 * @param scaled the cuts
 * @returns the distribution, or undefined with the reason
 * @internal
 */
export function fitBoth(
	counts: Float64Array,
	{ positions, origin, span }: ScaledCuts,
): LevelDistribution | UndefinedResult {
	if (occupied(counts).length < 3)
		return undefinedResult("fewer than three levels hold students: no spread of its own");
	const maximum = climbPositions({
		counts,
		offset: new Float64Array(positions.length),
		first: positions,
		second: new Float64Array(positions.length).fill(-1),
		start: startingLine(counts, positions),
	});
	if (maximum === undefined || !(maximum.theta[0] > 0))
		return undefinedResult("no maximum of the likelihood was found");
	const [alpha, beta] = maximum.theta;
	const { first, both, second } = maximum.information;
	const determinant = first * second - both * both;
	const cov = { aa: second / determinant, ab: -both / determinant, bb: first / determinant };
	// Gradients of sd = 1/α and mean = β/α.
	const sdA = -1 / alpha ** 2;
	const meanA = -beta / alpha ** 2;
	const meanB = 1 / alpha;
	const meanVariance = meanA ** 2 * cov.aa + 2 * meanA * meanB * cov.ab + meanB ** 2 * cov.bb;
	return {
		...describe(counts),
		mean: origin + (span * beta) / alpha,
		sd: span / alpha,
		meanStandardError: span * Math.sqrt(meanVariance),
		sdStandardError: span * Math.abs(sdA) * Math.sqrt(cov.aa),
		covariance: span ** 2 * sdA * (meanA * cov.aa + meanB * cov.ab),
		meanSource: "own",
		sdSource: "own",
		logLikelihood: maximum.logLikelihood,
	};
}

/**
 * The mean of one group whose standard deviation is held.
 *
 * @param counts students per level, some
 * @param scaled the cuts
 * @param held standard deviation with its standard error
 * @returns the distribution, or undefined with the reason
 * @throws StatsError `out-of-range`
 * @internal
 */
export function fitLocation(
	counts: Float64Array,
	{ positions, origin, span }: ScaledCuts,
	held: HeldSd,
): LevelDistribution | UndefinedResult {
	const { value, standardError = 0 } = held;
	if (!(value > 0 && standardError >= 0 && Number.isFinite(value) && Number.isFinite(standardError))) {
		throw new StatsError("out-of-range", `sd must be above 0 with a standard error of at least 0, got ${value}`);
	}
	const levels = occupied(counts);
	if (levels.length === 1 && (levels[0] === 0 || levels[0] === positions.length)) {
		return undefinedResult("all students are in an end level: the mean has no bound on that side");
	}
	const alpha = span / value;
	const offset = positions.map((cut) => alpha * cut);
	const first = new Float64Array(positions.length).fill(-1);
	const maximum = climbPositions({ counts, offset, first, start: [middleOf(levels, offset), 0] });
	if (maximum === undefined) return undefinedResult("no maximum of the likelihood was found");
	const beta = maximum.theta[0];
	// β̂ moves with α at -withScale / information, and the mean moves with the standard deviation at β - α dβ/dα.
	const slope =
		beta + (alpha * crossInformation(counts, offset, { beta, cuts: positions })) / maximum.information.first;
	const sdVariance = standardError ** 2;
	return {
		...describe(counts),
		mean: origin + (span * beta) / alpha,
		sd: value,
		meanStandardError: Math.sqrt(value ** 2 / maximum.information.first + slope ** 2 * sdVariance),
		sdStandardError: standardError,
		covariance: slope * sdVariance,
		meanSource: "own",
		sdSource: "held",
		logLikelihood: maximum.logLikelihood,
	};
}

/** Minus the second derivative by α and β at positions α cut - β. */
function crossInformation(
	counts: Float64Array,
	offset: Float64Array,
	{ beta, cuts }: { beta: number; cuts: Float64Array },
): number {
	const work = positionDerivatives(cuts.length);
	levelLikelihood(
		counts,
		offset.map((value) => value - beta),
		work,
	);
	return -curvature(work, cuts, new Float64Array(cuts.length).fill(-1));
}

/**
 * The standard deviation of one group whose mean is held.
 *
 * @param counts students per level, some
 * @param scaled the cuts
 * @param mean the mean, in the unit of the cuts
 * @returns the distribution, or undefined with the reason
 * @throws StatsError `non-finite`
 * @internal
 */
export function fitSpread(
	counts: Float64Array,
	{ positions, origin, span }: ScaledCuts,
	mean: number,
): LevelDistribution | UndefinedResult {
	requireFinite("mean", [mean]);
	const first = positions.map((cut) => cut - (mean - origin) / span);
	const obstacle = spreadObstacle(counts, first);
	if (obstacle !== undefined) return undefinedResult(obstacle);
	const size = first.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
	const maximum = climbPositions({ counts, offset: new Float64Array(first.length), first, start: [1 / size, 0] });
	if (maximum === undefined || !(maximum.theta[0] > 0))
		return undefinedResult("no maximum of the likelihood was found");
	const alpha = maximum.theta[0];
	return {
		...describe(counts),
		mean,
		sd: span / alpha,
		meanStandardError: 0,
		sdStandardError: span / alpha ** 2 / Math.sqrt(maximum.information.first),
		covariance: 0,
		meanSource: "held",
		sdSource: "own",
		logLikelihood: maximum.logLikelihood,
	};
}

/**
 * The distribution of one group whose mean and standard deviation are both held.
 *
 * @param counts students per level, some
 * @param scaled the cuts
 * @param held mean and standard deviation
 * @returns the distribution with the likelihood of the counts, or undefined where they cannot come from it
 * @internal
 */
export function holdBoth(
	counts: Float64Array,
	{ positions, origin, span }: ScaledCuts,
	{ mean, sd }: { readonly mean: number; readonly sd: HeldSd },
): LevelDistribution | UndefinedResult {
	const at = positions.map((cut) => (origin + span * cut - mean) / sd.value);
	const logLikelihood = levelLikelihood(counts, at, positionDerivatives(at.length));
	if (!Number.isFinite(logLikelihood)) return undefinedResult("the levels cannot come from this mean and spread");
	return {
		...describe(counts),
		mean,
		sd: sd.value,
		meanStandardError: 0,
		sdStandardError: sd.standardError ?? 0,
		covariance: 0,
		meanSource: "held",
		sdSource: "held",
		logLikelihood,
	};
}

/** Why no standard deviation above 0 and below infinity is the most likely one, if so; `distances` are cut - mean. */
function spreadObstacle(counts: Float64Array, distances: Float64Array): string | undefined {
	const levels = occupied(counts);
	if (levels.length < 2) return "all students are in one level: no spread";
	const last = distances.length - 1;
	const [low, high] = [levels[0]!, levels[levels.length - 1]!];
	if (levels.length > 2) return undefined;
	// Only the end levels: the likelihood falls from an infinite spread on unless the mean lies far to one side.
	if (low === 0 && high === last + 1 && counts[low]! * distances[0]! <= counts[high]! * distances[last]!) {
		return "students are in the end levels only: the spread has no bound";
	}
	// The mean sits on the cut between the only two levels: any smaller spread explains them as well.
	if (high === low + 1 && distances[low] === 0)
		return "the mean lies on the cut between the only two levels with students";
	return undefined;
}
