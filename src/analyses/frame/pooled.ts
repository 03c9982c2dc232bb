/** A result pooled over the grades' own rows: distance from standard, or standard score within grade and year. */

import { displayMinimum } from "../../domain/evidence.js";
import { isAbsent, isKnown, type Measured, missing, notDefined, reasons, suppressed } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { groupIds } from "../../domain/student-groups.js";
import { standardMetScore } from "../../domain/tests.js";
import type { ResultRow } from "../../domain/tidy.js";
import { type GradeSpread, gradeSpreads, scoresOf, spreadAround } from "./grade-spread.js";
import { nothing } from "./result.js";
import { isSingleGrade, sortRows, spreadKey } from "./rows.js";
import type { SchoolResult } from "./school.js";

/** A scale whose values are put together from single grades. */
export type PooledScale = Exclude<OutcomeScale, "percent">;

/** Standard deviation of students' scores, in points, where neither levels nor a state row give one (not for science). */
export const assumedStudentSd = 100;

/** Fewer of the tested students in the published grades than this: the value would speak for too few of them. */
const fewestPublished = 0.5;

/** Where the mean and standard deviation of a standard score come from. */
export type StandardSource = "state rows" | "schools of the files" | "schools of the files, spread assumed";

/** What a scale needs to know of each grade. */
export interface GradeScales {
	readonly scale: PooledScale;
	/** Zero and unit of the scale by `yearAndGrade`, in points: the standard and 1, or the mean and the students' spread. */
	readonly units: ReadonlyMap<number, { readonly zero: number; readonly unit: number }>;
	readonly spreads: ReadonlyMap<number, GradeSpread>;
	/** Sources of the standard score's units, each once. */
	readonly sources: readonly StandardSource[];
}

export const yearAndGrade = ({ year, grade }: Pick<ResultRow, "year" | "grade">): number => 100 * year + grade;

/** Looks over the rows of single grades, once for all places. */
export function gradeScales(rows: readonly ResultRow[], scale: PooledScale): GradeScales {
	const spreads = gradeSpreads(rows);
	const units = new Map<number, { zero: number; unit: number }>();
	const sources = new Set<StandardSource>();
	for (const own of sortRows(rows).single.values()) {
		const [first] = own;
		if (first === undefined) continue;
		const found = unitOf(first, own, { spreads, scale });
		if (found === undefined) continue;
		if (found.source !== undefined) sources.add(found.source);
		units.set(yearAndGrade(first), { zero: found.zero, unit: found.unit });
	}
	return { scale, units, spreads, sources: [...sources].sort() };
}

/** True where some grade has a zero and a unit. A published standard usually settles it, and no spread has to be found. */
export function hasUnits(rows: readonly ResultRow[], scale: PooledScale): boolean {
	const settles = (row: ResultRow): boolean =>
		isSingleGrade(row) &&
		standardMetScore(row.subject, row.grade) !== undefined &&
		(scale === "dfs" || (row.group === groupIds.all && row.level === "school" && hasMean(row)));
	return rows.some(settles) || (scale !== "dfs" && gradeScales(rows, scale).units.size > 0);
}

/** Zero and unit of one grade and year, from its rows of one student group: any tells a standard, all students the spread. */
function unitOf(
	first: ResultRow,
	rows: readonly ResultRow[],
	{ scale, spreads }: Pick<GradeScales, "scale" | "spreads">,
): { zero: number; unit: number; source?: StandardSource } | undefined {
	if (scale === "dfs") {
		const zero = standardMetScore(first.subject, first.grade);
		return zero === undefined ? undefined : { zero, unit: 1 };
	}
	const found = first.group === groupIds.all ? standardsOf(rows, spreads) : undefined;
	return found && { zero: found.mean, unit: found.sd, source: found.source };
}

/** Mean and spread of all students in a grade: of the state's own row, else over the schools of the files. */
function standardsOf(
	all: readonly ResultRow[],
	spreads: ReadonlyMap<number, GradeSpread>,
): { mean: number; sd: number; source: StandardSource } | undefined {
	const state = all.find((row) => row.level === "state");
	const scores = state === undefined ? undefined : scoresOf(state);
	const sd = state === undefined || scores === undefined ? undefined : spreadAround(state, scores);
	if (scores !== undefined && sd !== undefined) return { mean: scores.mean, sd, source: "state rows" };
	const [example] = all;
	const spread = example === undefined ? undefined : spreads.get(spreadKey(example));
	if (spread !== undefined) {
		// The state's mean stands though its spread can't be told without cuts.
		const mean = scores?.mean ?? spread.mean;
		return { mean, sd: spread.total, source: "schools of the files" };
	}
	const mean = meanOver(all.filter((row) => row.level === "school"));
	if (mean === undefined || example === undefined || standardMetScore(example.subject, example.grade) === undefined)
		return undefined;
	return { mean, sd: assumedStudentSd, source: "schools of the files, spread assumed" };
}

function hasMean(row: ResultRow): boolean {
	const students = studentsOf(row);
	return isKnown(row.meanScaleScore) && isKnown(students) && students > 0;
}

function meanOver(rows: readonly ResultRow[]): number | undefined {
	const known = rows.filter(hasMean).map((row) => ({
		cds: row.cds,
		students: Number(studentsOf(row)),
		mean: Number(row.meanScaleScore),
	}));
	known.sort((a, b) => (a.cds < b.cds ? -1 : 1));
	const students = known.reduce((sum, row) => sum + row.students, 0);
	return students > 0 ? known.reduce((sum, row) => sum + row.students * row.mean, 0) / students : undefined;
}

const studentsOf = (row: ResultRow): Measured => (isKnown(row.scored) ? row.scored : row.tested);

interface GradePart {
	readonly students: number;
	readonly enrolled: Measured;
	readonly value: number;
	readonly variance: number;
}

/** The grades that have a value, in their order. */
function partsOf(grades: readonly ResultRow[], scales: GradeScales): GradePart[] {
	const parts: GradePart[] = [];
	for (const row of [...grades].sort((a, b) => a.grade - b.grade)) {
		const part = partOf(row, scales);
		if (part !== undefined) parts.push(part);
	}
	return parts;
}

function partOf(row: ResultRow, { units, spreads }: GradeScales): GradePart | undefined {
	const students = studentsOf(row);
	const unit = units.get(yearAndGrade(row));
	if (!isKnown(row.meanScaleScore) || !isKnown(students) || students < 1 || unit === undefined) return undefined;
	const spread = spreads.get(spreadKey(row))?.within ?? assumedStudentSd;
	return {
		students,
		enrolled: row.enrolled,
		value: (row.meanScaleScore - unit.zero) / unit.unit,
		variance: (spread / unit.unit) ** 2,
	};
}

/**
 * The pooled result of one place, year and group.
 *
 * The row of all grades says how many students were tested and whether they may be spoken of at all. Where the row of a
 * grade is withheld, the value speaks for the other grades, and its count of students is theirs.
 *
 * @param all row of all grades; no row, no result
 * @param grades rows of single grades of the same place, year and group
 */
export function pooledResult(
	all: ResultRow | undefined,
	grades: readonly ResultRow[],
	scales: GradeScales,
): SchoolResult {
	if (all === undefined) return nothing;
	const whole = studentsOf(all);
	const { enrolled } = all;
	const absent = (value: Measured): SchoolResult => ({ value, tested: whole, enrolled });
	if (isKnown(whole) && whole === 0) return absent(missing(reasons.notTested));
	if (isAbsent(all.percentMet) && all.percentMet.absent === "suppressed") return absent(all.percentMet);
	const parts = partsOf(grades, scales);
	const students = parts.reduce((sum, part) => sum + part.students, 0);
	if (students === 0) return absent(whyNone(grades, scales));
	if (isKnown(whole) && students < fewestPublished * whole) {
		return absent(suppressed("the rows of single grades that are published hold fewer than half of the students"));
	}
	if (students < displayMinimum) return absent(suppressed(reasons.fewerThan11));
	const average = (pick: (part: GradePart) => number): number =>
		parts.reduce((sum, part) => sum + part.students * pick(part), 0) / students;
	const complete = !isKnown(whole) || students >= whole;
	return {
		value: average((part) => part.value),
		tested: complete && isKnown(whole) ? whole : students,
		enrolled: complete ? enrolled : enrolledIn(parts),
		studentSd: Math.sqrt(average((part) => part.variance)),
		...(complete ? {} : { someGradesOnly: true }),
	};
}

function whyNone(grades: readonly ResultRow[], scales: GradeScales): Measured {
	const withheld = grades.map((row) => row.meanScaleScore).find(isAbsent);
	if (withheld?.absent === "suppressed") return withheld;
	if (grades.length === 0) return missing("no rows of single grades in the file");
	if (grades.every((row) => !scales.units.has(yearAndGrade(row)))) {
		return notDefined(
			scales.scale === "dfs" ? "no published standard for these grades" : "no spread of scores to set it by",
		);
	}
	return missing("no mean scale score in the rows of single grades");
}

function enrolledIn(parts: readonly GradePart[]): Measured {
	const unknown = parts.map((part) => part.enrolled).find(isAbsent);
	return unknown ?? parts.reduce((sum, part) => sum + Number(part.enrolled), 0);
}
