/** Many groups' distributions from level counts with known cuts; small or coarse groups borrow the spread of all. */

import { requireLength } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import type { JointGroup } from "./hetop-group.js";
import { fitJointly } from "./hetop-joint.js";
import { momentsOf } from "./hetop-variance.js";
import { fitBoth, fitLocation, fitSpread, holdBoth } from "./ordered-probit-fits.js";
import { occupied, requireCounts, type ScaledCuts, scaleCuts, studentsIn } from "./ordered-probit-levels.js";
import type { LevelDistribution } from "./ordered-probit-types.js";

/** Counts of many groups with the same cuts (one grade, one subject). */
export interface OrderedProbitGroupsInput {
	/** Students, flat row-major, groups × levels. */
	readonly counts: Float64Array;
	/** Scores that separate the levels, ascending; they differ by grade, so never mix grades. */
	readonly cuts: ArrayLike<number>;
	/** Published means, `undefined` where there is none: a published mean is held, only the spread is estimated. */
	readonly means?: readonly (number | undefined)[];
	/** Groups with fewer students borrow the pooled standard deviation; default 50. */
	readonly minimumStudents?: number;
}

/** The standard deviation within groups if it were the same in all of them. */
export interface PooledSd {
	readonly kind: "pooled-sd";
	/** In the unit of the cuts. */
	readonly value: number;
	readonly standardError: number;
}

/** One result per group, and the standard deviation that small groups borrow. */
export interface OrderedProbitGroups {
	readonly kind: "ordered-probit-groups";
	readonly groups: readonly (LevelDistribution | UndefinedResult)[];
	readonly pooledSd: PooledSd | UndefinedResult;
}

/**
 * Fits every group by itself; a group with too few students, or with students in fewer than three levels, gets the
 * standard deviation that fits all groups jointly (each with its own mean), and says so in `sdSource`.
 *
 * @param input counts, cuts, published means and the minimum
 * @returns one distribution per group, or the reason there is none
 * @throws StatsError for counts, cuts or means that cannot be
 * @reference Reardon, Shear, Castellano & Ho (2017) J. Educational and Behavioral Statistics 42:3–45
 * @example
 * fitOrderedProbitGroups({ counts: Float64Array.of(160, 340, 340, 160, 0, 4, 4, 0), cuts: [2400, 2500, 2600] }).groups.map((group) => group.sdSource) // → ["own", "pooled"]
 */
export function fitOrderedProbitGroups(input: OrderedProbitGroupsInput): OrderedProbitGroups {
	const { counts, minimumStudents = 50 } = input;
	const scaled = scaleCuts(input.cuts);
	const levels = scaled.positions.length + 1;
	requireCounts("counts", counts, Math.ceil(counts.length / levels) * levels);
	const all = Array.from({ length: counts.length / levels }, (_, g) => counts.subarray(g * levels, (g + 1) * levels));
	const means = input.means ?? all.map(() => undefined);
	requireLength("means", means.length, all.length);
	for (const [g, mean] of means.entries()) {
		if (mean !== undefined && !Number.isFinite(mean)) throw new StatsError("non-finite", `means[${g}] is ${mean}`);
	}
	if (!(minimumStudents >= 0)) throw new StatsError("out-of-range", `minimumStudents is ${minimumStudents}`);
	const pooledSd = poolSd(all, means, scaled);
	const groups = all.map((group, g) => {
		const students = studentsIn(group);
		if (students === 0) return undefinedResult("no students");
		const own = students < minimumStudents ? undefined : ownFit(group, scaled, means[g]);
		if (own?.kind === "level-distribution") return own;
		return pooledSd.kind === "undefined" ? pooledSd : borrow(group, scaled, { mean: means[g], sd: pooledSd });
	});
	return { kind: "ordered-probit-groups", groups, pooledSd };
}

function ownFit(
	counts: Float64Array,
	scaled: ScaledCuts,
	mean: number | undefined,
): LevelDistribution | UndefinedResult {
	return mean === undefined ? fitBoth(counts, scaled) : fitSpread(counts, scaled, mean);
}

/** One standard deviation for all groups, each with its own (or its published) mean. */
function poolSd(
	all: readonly Float64Array[],
	means: readonly (number | undefined)[],
	scaled: ScaledCuts,
): PooledSd | UndefinedResult {
	const { positions, origin, span } = scaled;
	const groups = all
		.map((counts, g): JointGroup => {
			const mean = means[g];
			return { counts, slope: "common", mean: mean === undefined ? undefined : (mean - origin) / span };
		})
		.filter(({ counts, mean }) => {
			const levels = occupied(counts);
			const atEnd = levels.length === 1 && (levels[0] === 0 || levels[0] === positions.length);
			return levels.length > 0 && (mean !== undefined || !atEnd);
		});
	if (groups.length === 0) return undefinedResult("no group shows a spread");
	const fit = fitJointly(groups, positions, false);
	if (fit.kind === "undefined") return fit;
	const { sd, sdDirection } = momentsOf(fit, 0);
	const error = Math.abs(sdDirection.shared[0]!) * Math.sqrt(fit.borderCovariance[0]!);
	return { kind: "pooled-sd", value: span * sd, standardError: span * error };
}

function borrow(
	counts: Float64Array,
	scaled: ScaledCuts,
	{ mean, sd }: { readonly mean: number | undefined; readonly sd: PooledSd },
): LevelDistribution | UndefinedResult {
	const fit = mean === undefined ? fitLocation(counts, scaled, sd) : holdBoth(counts, scaled, { mean, sd });
	return fit.kind === "undefined" ? fit : { ...fit, sdSource: "pooled" };
}
