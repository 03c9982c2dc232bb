/** V: how far apart two groups' scores are in units of their own spread, from counts by level, grade by grade and pooled. */

import type { Interval } from "../../domain/evidence.js";
import { displayMinimum } from "../../domain/evidence.js";
import { isAbsent, type Measured, notDefined } from "../../domain/measured.js";
import { groupIds } from "../../domain/student-groups.js";
import { levelMinimumScores } from "../../domain/tests.js";
import { normalQuantile, vStatisticFromLevels } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import type { LevelCounts } from "../frame/group-levels.js";
import type { Comparison } from "./comparisons.js";
import { revealing } from "./sides.js";

/** V of one grade, whose cuts hold for both groups. */
export interface GradeGap {
	readonly grade: number;
	readonly value: number;
	readonly interval: Interval;
	/** Students of either side. */
	readonly tested: number;
	readonly referenceTested: number;
}

export interface LevelGap {
	/** Precision-weighted mean over the grades, with its 95 % interval. */
	readonly value: number;
	readonly interval: Interval;
	readonly grades: readonly GradeGap[];
}

/**
 * V of a comparison in a district's own rows of single grades.
 *
 * Grades are never added before: each has cuts of its own. A grade whose counts would give away a withheld group, or do
 * not determine V, is left out.
 *
 * @param cds the district's own row
 */
export function levelGapOf(cds: string, comparison: Comparison, input: AnalysisInput): Measured<LevelGap> {
	const fitted = input.groupLevels.grades.flatMap((grade) => {
		const sides = sidesIn(cds, grade, comparison, input);
		if (sides === undefined) return [];
		const cuts = levelMinimumScores(input.frame.subject, grade);
		const found = vStatisticFromLevels({
			first: Float64Array.from(sides.group),
			second: Float64Array.from(sides.reference),
			...(cuts === undefined ? {} : { cuts }),
		});
		if (found.kind === "undefined" || !(found.standardError > 0)) return [];
		return [{ grade, found, tested: students(sides.group), referenceTested: students(sides.reference) }];
	});
	if (fitted.length === 0) return notDefined("no grade publishes counts by level for both sides");
	let weights = 0;
	let value = 0;
	for (const { found } of fitted) {
		const weight = found.standardError ** -2;
		weights += weight;
		value += (weight / weights) * (found.value - value);
	}
	return {
		value,
		interval: around(value, weights ** -0.5),
		grades: fitted.map(({ grade, found, tested, referenceTested }) => ({
			grade,
			value: found.value,
			interval: around(found.value, found.standardError),
			tested,
			referenceTested,
		})),
	};
}

function around(value: number, standardError: number): Interval {
	const half = normalQuantile(0.975) * standardError;
	return { lower: value - half, upper: value + half };
}

const students = (counts: LevelCounts): number => counts.reduce((sum, count) => sum + count, 0);

/** Counts of both sides in a grade; `undefined` where one can't be shown or has fewer than 11 students. */
function sidesIn(
	cds: string,
	grade: number,
	{ group, reference, family }: Comparison,
	{ groupLevels }: AnalysisInput,
): { group: LevelCounts; reference: LevelCounts } | undefined {
	const own = groupLevels.counts(cds, grade, group.id);
	const other =
		reference === undefined
			? othersIn(own, { cds, grade, family, groupLevels })
			: groupLevels.counts(cds, grade, reference.id);
	if (isAbsent(own) || isAbsent(other)) return undefined;
	return Math.min(students(own), students(other)) < displayMinimum ? undefined : { group: own, reference: other };
}

interface GradePlace {
	readonly cds: string;
	readonly grade: number;
	readonly family: readonly number[];
	readonly groupLevels: AnalysisInput["groupLevels"];
}

function othersIn(own: Measured<LevelCounts>, { cds, grade, family, groupLevels }: GradePlace): Measured<LevelCounts> {
	const all = groupLevels.counts(cds, grade, groupIds.all);
	if (isAbsent(own)) return own;
	if (isAbsent(all)) return all;
	const results = family.map((id) => {
		const counts = groupLevels.counts(cds, grade, id);
		return isAbsent(counts) ? { value: counts, tested: counts } : { value: 0, tested: students(counts) };
	});
	const why = revealing({ tested: students(all) }, results);
	if (why !== undefined) return why;
	const [one, two, three, four] = all.map((count, level) => count - (own[level] ?? 0));
	const others = [one ?? 0, two ?? 0, three ?? 0, four ?? 0] as const;
	return others.some((count) => count < 0) ? notDefined("the groups add up to more than all students") : others;
}
