/** The guard before any sum over rows of results: what would count a student twice. */

import { allGrades, allHighSchool, graduatingClass } from "./tests.js";
import type { ResultRow } from "./tidy.js";

/** What of a row decides whether it may be added to another. */
export type CountedRow = Pick<ResultRow, "cds" | "level" | "year" | "subject" | "grade" | "group">;

/** Science rows of high school: single grades, all of them, and a graduating class stand side by side and overlap. */
const highSchoolGrades: ReadonlySet<number> = new Set([10, 11, 12, allHighSchool, graduatingClass]);

/** True for two grades of one place that may hold the same students. */
function gradesOverlap(left: number, right: number): boolean {
	if (left === right || left === allGrades || right === allGrades) return true;
	return highSchoolGrades.has(left) && highSchoolGrades.has(right);
}

/**
 * Why the students of these rows would be counted twice if the rows were added.
 *
 * Rows may be added where they are of one subject, year, student group and level of places, and no place stands in them
 * with grades that overlap: all grades with a grade, or two of the high-school rows of science.
 *
 * @returns `undefined` where nothing overlaps
 * @example doubleCounting([grade3, allGradesOfTheSameSchool]) // → "grades 3 and 13 of 01990019900011 overlap"
 */
export function doubleCounting(rows: readonly CountedRow[]): string | undefined {
	const [first] = rows;
	if (first === undefined) return undefined;
	for (const key of ["subject", "year", "group", "level"] as const) {
		const other = rows.find((row) => row[key] !== first[key]);
		if (other !== undefined) return `rows of ${key} ${first[key]} and ${other[key]}`;
	}
	const seen = new Map<string, number[]>();
	for (const { cds, grade } of rows) {
		const before = seen.get(cds) ?? [];
		const overlapping = before.find((other) => gradesOverlap(other, grade));
		if (overlapping !== undefined) return `grades ${overlapping} and ${grade} of ${cds} overlap`;
		seen.set(cds, [...before, grade]);
	}
	return undefined;
}

/**
 * Passes rows that may be added.
 *
 * @throws Error where a student would be counted twice: a bug, never a user's mistake
 */
export function addable<Row extends CountedRow>(rows: readonly Row[]): readonly Row[] {
	const why = doubleCounting(rows);
	if (why !== undefined) throw new Error(`these rows can't be added: ${why}`);
	return rows;
}
