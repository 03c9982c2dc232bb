/** Heteroskedastic ordered probit with unknown cuts: groups compared by level counts alone. */

import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import type { JointGroup } from "./hetop-group.js";
import { fitJointly, type JointFit } from "./hetop-joint.js";
import { standardize } from "./hetop-standard.js";
import { normalQuantile } from "./normal.js";
import { occupied, requireCounts, studentsIn } from "./ordered-probit-levels.js";
import type { MomentSource } from "./ordered-probit-types.js";

/** Counts of many groups. */
export interface HetopInput {
	/** Students, flat row-major, groups × levels. */
	readonly counts: Float64Array;
	/** Number of levels, at least three. */
	readonly levels: number;
	/** Groups with fewer students share one standard deviation; default 50. `Infinity` gives all groups the same. */
	readonly minimumStudents?: number;
}

/** A group on the standard scale. */
export interface HetopGroup {
	readonly kind: "hetop-group";
	/** In standard deviations of all students around their mean. */
	readonly mean: number;
	readonly sd: number;
	readonly meanStandardError: number;
	readonly sdStandardError: number;
	/** "pooled" where the group shares its standard deviation with the other small or coarse groups. */
	readonly sdSource: Exclude<MomentSource, "held">;
	readonly students: number;
}

/** All groups on one scale. */
export interface HetopFit {
	readonly kind: "hetop-fit";
	/** One per group in the order given; undefined groups took no part. */
	readonly groups: readonly (HetopGroup | UndefinedResult)[];
	/** Cuts on the standard scale. */
	readonly cuts: Float64Array;
	/** Share of the variance between groups (intraclass correlation). */
	readonly icc: number;
	readonly iccStandardError: number;
	readonly logLikelihood: number;
	/** Newton steps of the shared parameters. */
	readonly iterations: number;
}

/**
 * Fits a normal distribution per group and the cuts all groups share, by maximum likelihood, and gives them on the
 * scale where all students together have mean 0 and variance 1. Groups with fewer than `minimumStudents`, or with
 * students in fewer than three levels, share one standard deviation (partially homoskedastic).
 *
 * Use `fitOrderedProbitGroups` where the cuts are known scores: it gives score points and needs no common scale.
 *
 * @param input counts, levels and the minimum
 * @returns the fit, or undefined where a level is empty in all groups, the shared spread cannot be seen or no maximum
 *   was found
 * @throws StatsError for counts that cannot be
 * @reference Reardon, Shear, Castellano & Ho (2017) J. Educational and Behavioral Statistics 42:3–45; Shear & Reardon
 *   (2021) J. Educational and Behavioral Statistics 46:3–33
 * @example
 * fitHetop({ counts: Float64Array.of(50, 30, 20, 20, 30, 50), levels: 3 }).groups.map((group) => group.mean) // → [-0.387867515, 0.387867515]
 */
export function fitHetop(input: HetopInput): HetopFit | UndefinedResult {
	const { counts, levels, minimumStudents = 50 } = input;
	if (!(Number.isInteger(levels) && levels >= 3)) {
		throw new StatsError("out-of-range", `levels must be a whole number from 3 on, got ${levels}`);
	}
	if (!(minimumStudents >= 0)) throw new StatsError("out-of-range", `minimumStudents is ${minimumStudents}`);
	requireCounts("counts", counts, Math.ceil(counts.length / levels) * levels);
	const all = Array.from({ length: counts.length / levels }, (_, g) => counts.subarray(g * levels, (g + 1) * levels));
	const kinds = all.map((group) => kindOf(group, minimumStudents));
	const taking = Array.from(all.keys()).filter((g) => typeof kinds[g] === "string");
	const groups = taking.map((g) => ({ counts: all[g]!, slope: kinds[g] as JointGroup["slope"] }));
	if (groups.length === 0) return undefinedResult("no group can be placed");
	const cuts = startingCuts(groups, levels);
	if (!(cuts instanceof Float64Array)) return cuts;
	const fit = fitJointly(groups, cuts, true);
	if (fit.kind === "undefined") return fit;
	return report({ all, kinds, taking }, fit);
}

type Kind = JointGroup["slope"] | UndefinedResult;

function kindOf(counts: Float64Array, minimumStudents: number): Kind {
	const levels = occupied(counts);
	if (levels.length === 0) return undefinedResult("no students");
	if (levels.length === 1 && (levels[0] === 0 || levels[0] === counts.length - 1)) {
		return undefinedResult("all students are in an end level: the mean has no bound on that side");
	}
	return levels.length < 3 || studentsIn(counts) < minimumStudents ? "common" : "own";
}

/** Cuts of all students together, on the scale where the first is 0 and the last is 1. */
function startingCuts(groups: readonly JointGroup[], levels: number): Float64Array | UndefinedResult {
	const total = new Float64Array(levels);
	for (const { counts } of groups) for (let k = 0; k < levels; k++) total[k]! += counts[k]!;
	const empty = total.indexOf(0);
	if (empty >= 0) return undefinedResult(`level ${empty + 1} holds no student of any group: combine levels`);
	const students = studentsIn(total);
	let below = 0;
	const quantiles = Float64Array.from({ length: levels - 1 }, (_, k) => {
		below += total[k]!;
		return normalQuantile((below + 0.5) / (students + 1));
	});
	const span = quantiles[levels - 2]! - quantiles[0]!;
	return quantiles.map((quantile) => (quantile - quantiles[0]!) / span);
}

interface Placed {
	readonly all: readonly Float64Array[];
	readonly kinds: readonly Kind[];
	/** Numbers of the groups in the fit. */
	readonly taking: readonly number[];
}

function report({ all, kinds, taking }: Placed, fit: JointFit): HetopFit {
	const students = taking.map((g) => studentsIn(all[g]!));
	const total = students.reduce((sum, n) => sum + n, 0);
	const standard = standardize(
		fit,
		Float64Array.from(students, (n) => n / total),
	);
	const place = new Map(taking.map((g, position) => [g, position]));
	const groups = kinds.map((kind, g): HetopGroup | UndefinedResult => {
		if (typeof kind !== "string") return kind;
		const position = place.get(g)!;
		return {
			kind: "hetop-group",
			mean: standard.mean[position]!,
			sd: standard.sd[position]!,
			meanStandardError: standard.meanStandardError[position]!,
			sdStandardError: standard.sdStandardError[position]!,
			sdSource: kind === "own" ? "own" : "pooled",
			students: students[position]!,
		};
	});
	const { cuts, icc, iccStandardError } = standard;
	return {
		kind: "hetop-fit",
		groups,
		cuts,
		icc,
		iccStandardError,
		logLikelihood: fit.logLikelihood,
		iterations: fit.iterations,
	};
}
