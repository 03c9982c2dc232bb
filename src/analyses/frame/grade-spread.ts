/**
 * How far students' scores spread in each grade: over all students, and within schools.
 *
 * Files hold no standard deviation. The shares of students at each level, with the published cuts and the published mean,
 * give one by ordered probit. What lies between schools is taken off it, so that what stays is the spread among students
 * of one school: the source of a school mean's sampling variance. It is one value for all schools of a grade, so that a
 * school's variance is not tied to its own mean.
 */

import { isKnown } from "../../domain/measured.js";
import { levelMinimumScores } from "../../domain/tests.js";
import type { ResultRow } from "../../domain/tidy.js";
import { fitOrderedProbit } from "../../stats/index.js";
import type { LevelCounts } from "./group-levels.js";
import { isSingleGrade, sortRows, spreadKey } from "./rows.js";
import { type Scores, spreadWithoutCuts } from "./spread-without-cuts.js";

/** One grade in one year and student group, over the schools of the files; points. */
export interface GradeSpread {
	readonly mean: number;
	/** Of all students, and of the students of one school. */
	readonly total: number;
	readonly within: number;
}

/** Fewer schools or students than this say too little of a grade. */
const fewestSchools = 5;
const fewestStudents = 200;

/** Schools can't be taken to hold more than this share of the variance: a bound for tables that no test produced. */
const mostBetween = 0.75;

/** The scores of a row; `undefined` where mean, count or levels are not known. */
export function scoresOf(row: ResultRow): Scores | undefined {
	const { cds, meanScaleScore: mean, levelCounts: counts } = row;
	const students = isKnown(row.scored) ? row.scored : row.tested;
	if (!isKnown(mean) || !isKnown(students) || students < 1 || !areKnown(counts)) return undefined;
	return counts.reduce((sum, count) => sum + count, 0) < 1 ? undefined : { cds, students, mean, counts };
}

const areKnown = (counts: ResultRow["levelCounts"]): counts is LevelCounts => counts.every(isKnown);

/** Standard deviation of students' scores about a mean that is held; `undefined` where cuts or levels don't tell. */
export function spreadAround(row: ResultRow, { mean, counts }: Omit<Scores, "cds">): number | undefined {
	const cuts = levelMinimumScores(row.subject, row.grade);
	if (cuts === undefined) return undefined;
	const fitted = fitOrderedProbit({ counts: Float64Array.from(counts), cuts, mean });
	return fitted.kind === "undefined" ? undefined : fitted.sd;
}

const known = new WeakMap<readonly ResultRow[], ReadonlyMap<number, GradeSpread>>();

/**
 * Spreads over the schools of the files, found once for all scales.
 *
 * @param rows in any order; those of single grades of schools count
 * @returns by `spreadKey`, only grades of which the schools say enough
 */
export function gradeSpreads(rows: readonly ResultRow[]): ReadonlyMap<number, GradeSpread> {
	const before = known.get(rows);
	if (before !== undefined) return before;
	const spreads = new Map<number, GradeSpread>();
	const scores = scoresOfSchools(rows);
	for (const [key, [first]] of sortRows(rows).single) {
		const own = (scores.get(key) ?? []).sort((a, b) => (a.cds < b.cds ? -1 : 1));
		const spread = first === undefined ? undefined : spreadOver(first, own);
		if (spread !== undefined) spreads.set(key, spread);
	}
	known.set(rows, spreads);
	return spreads;
}

/** By `spreadKey`; in the order of the rows, which lie side by side in memory, not of the keys. */
function scoresOfSchools(rows: readonly ResultRow[]): Map<number, Scores[]> {
	const scores = new Map<number, Scores[]>();
	for (const row of rows) {
		if (row.level !== "school" || !isSingleGrade(row)) continue;
		const found = scoresOf(row);
		if (found === undefined) continue;
		const key = spreadKey(row);
		const own = scores.get(key);
		if (own === undefined) scores.set(key, [found]);
		else own.push(found);
	}
	return scores;
}

function spreadOver(example: ResultRow, schools: readonly Scores[]): GradeSpread | undefined {
	const students = schools.reduce((sum, school) => sum + school.students, 0);
	if (schools.length < fewestSchools || students < fewestStudents) return undefined;
	const mean = schools.reduce((sum, school) => sum + school.students * school.mean, 0) / students;
	const between = schools.reduce((sum, school) => sum + school.students * (school.mean - mean) ** 2, 0);
	if (levelMinimumScores(example.subject, example.grade) === undefined) {
		const within = spreadWithoutCuts(schools);
		return within === undefined ? undefined : { mean, within, total: Math.sqrt(within ** 2 + between / students) };
	}
	const atLevel = (level: 0 | 1 | 2 | 3): number => schools.reduce((sum, { counts }) => sum + counts[level], 0);
	const counts: LevelCounts = [atLevel(0), atLevel(1), atLevel(2), atLevel(3)];
	const total = spreadAround(example, { students, mean, counts });
	if (total === undefined) return undefined;
	// Squares about the grand mean are those within schools plus those between them.
	const left = (students * total ** 2 - between) / (students - schools.length);
	return { mean, total, within: Math.sqrt(Math.max(left, (1 - mostBetween) * total ** 2)) };
}
