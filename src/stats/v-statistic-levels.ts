/** Moments of two groups from their level counts, on any common scale: the V statistic does not depend on it. */

import { type UndefinedResult, undefinedResult } from "./errors.js";
import type { JointGroup } from "./hetop-group.js";
import { fitJointly, type JointFit } from "./hetop-joint.js";
import { type Direction, groupCovariance, momentsOf, sharedCovariance } from "./hetop-variance.js";
import { normalQuantile } from "./normal.js";
import { occupied, requireCounts, scaleCuts, studentsIn } from "./ordered-probit-levels.js";

/** Means and standard deviations of two groups; covariance of (mean, sd, mean, sd), flat 4 × 4. */
export interface GapMoments {
	readonly means: readonly [number, number];
	readonly sds: readonly [number, number];
	readonly covariance: Float64Array;
}

/** Counts of two groups, cuts if known, and the number of students below which spreads are shared. */
export interface TwoGroups {
	readonly first: Float64Array;
	readonly second: Float64Array;
	readonly cuts?: ArrayLike<number>;
	readonly minimumStudents: number;
}

/** What the counts say. */
export interface FoundMoments {
	readonly kind: "found-moments";
	readonly moments: GapMoments;
	readonly sdSource: "own" | "pooled";
}

/**
 * Fits both groups with their own standard deviations, or with one.
 *
 * @param input counts of both, cuts, minimum
 * @returns moments with their covariance, or undefined with the reason
 * @throws StatsError for counts or cuts that cannot be
 * @internal
 */
export function momentsFromLevels(input: TwoGroups): FoundMoments | UndefinedResult {
	const { first, second, cuts, minimumStudents } = input;
	requireCounts("first", first, cuts === undefined ? first.length : cuts.length + 1);
	requireCounts("second", second, first.length);
	const known = cuts === undefined ? undefined : scaleCuts(cuts).positions;
	if (studentsIn(first) === 0 || studentsIn(second) === 0) return undefinedResult("a group has no students");
	const part = known === undefined ? usedLevels(first, second) : { groups: [first, second], positions: known };
	if ("kind" in part) return part;
	const last = part.positions.length;
	for (const counts of part.groups) {
		const levels = occupied(counts);
		if (levels.length === 1 && (levels[0] === 0 || levels[0] === last)) {
			return undefinedResult("all students of a group are in an end level: the gap has no bound");
		}
	}
	const own = part.groups.every((counts) => studentsIn(counts) >= minimumStudents && occupied(counts).length >= 3);
	const groups = part.groups.map((counts): JointGroup => ({ counts, slope: own ? "own" : "common" }));
	const fit = fitJointly(groups, part.positions, known === undefined);
	if (fit.kind === "undefined") return fit;
	return { kind: "found-moments", moments: gather(fit), sdSource: own ? "own" : "pooled" };
}

/** Levels empty in both groups say nothing where cuts are free; a start for the cuts between the others. */
function usedLevels(
	first: Float64Array,
	second: Float64Array,
): { readonly groups: readonly Float64Array[]; readonly positions: Float64Array } | UndefinedResult {
	const total = first.map((count, k) => count + second[k]!);
	const levels = occupied(total);
	if (levels.length < 3) return undefinedResult("fewer than three levels hold students");
	const students = studentsIn(total);
	let below = 0;
	const quantiles = Float64Array.from(levels.slice(0, -1), (level) => {
		below += total[level]!;
		return normalQuantile((below + 0.5) / (students + 1));
	});
	const span = quantiles[quantiles.length - 1]! - quantiles[0]!;
	return {
		groups: [first, second].map((counts) => Float64Array.from(levels, (level) => counts[level]!)),
		positions: quantiles.map((quantile) => (quantile - quantiles[0]!) / span),
	};
}

function gather(fit: JointFit): GapMoments {
	const [one, two] = [momentsOf(fit, 0), momentsOf(fit, 1)];
	const directions: (readonly [Direction, number])[] = [
		[one.meanDirection, 0],
		[one.sdDirection, 0],
		[two.meanDirection, 1],
		[two.sdDirection, 1],
	];
	const covariance = Float64Array.from({ length: 16 }, (_, k) => {
		const [left, group] = directions[Math.floor(k / 4)]!;
		const [right, other] = directions[k % 4]!;
		return group === other
			? groupCovariance(fit, group, [left, right])
			: sharedCovariance(fit, left.shared, right.shared);
	});
	return { means: [one.mean, two.mean], sds: [one.sd, two.sd], covariance };
}
