/** Which rows are students of the audit: of grade 9, once for each year, in courses that the policy knows. */

import type { Coded } from "../../domain/coded.js";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import type { RosterCells } from "../../domain/roster-cells.js";
import type { Excluded } from "../roster.js";
import { readSchoolYear } from "./days.js";
import { RosterPlaces, shownCount } from "./places.js";

export type Duplicates = "refuse" | "first" | "last";

/** Rows that stay, and why others do not. */
export class Selection {
	readonly marks: Uint8Array;
	readonly excluded: Excluded[] = [];
	readonly problems: Problem[] = [];
	readonly cells: RosterCells;
	readonly places: RosterPlaces;

	constructor(cells: RosterCells) {
		this.cells = cells;
		this.places = new RosterPlaces(cells);
		this.marks = new Uint8Array(cells.rows).fill(1);
	}

	has(row: number): boolean {
		return this.marks[row] === 1;
	}

	/** Leaves out the rows that a test names, counted under one reason. Returns how many, and the first of them. */
	leaveOut(reason: string, isOut: (row: number) => boolean): { readonly rows: number; readonly first: number } {
		let rows = 0;
		let first = -1;
		for (let row = 0; row < this.cells.rows; row++) {
			if (this.marks[row] !== 1 || !isOut(row)) continue;
			this.marks[row] = 0;
			if (rows++ === 0) first = row;
		}
		if (rows > 0) this.excluded.push({ reason, rows });
		return { rows, first };
	}
}

const nineWords = /^0*9(?:th)?$|^grade 0*9$|^freshm[ae]n$/i;

/** Leaves out rows of other grades; a roster without grades, or a blank grade, is taken for grade 9. */
export function selectGrade(selection: Selection): void {
	const grade = selection.cells.columns.get("grade");
	if (grade === undefined) return;
	const isNine = grade.labels.map((label) => nineWords.test(label));
	const other = (row: number): boolean => isNine[grade.codes[row] ?? -1] === false;
	const { rows, first } = selection.leaveOut("not in grade 9", other);
	if (rows === 0) return;
	const found = `${shownCount(rows)} rows of other grades`;
	selection.problems.push(problem("CIMP-W145", selection.places.of(first, "grade"), { found }));
}

/** Leaves out rows without an id: CIMP-E143. */
export function selectIdentified(selection: Selection): void {
	const ids = selection.cells.columns.get("student_id");
	const { rows, first } = selection.leaveOut("no student id", (row) => (ids?.codes[row] ?? -1) < 0);
	if (rows === 0) return;
	const found = `${shownCount(rows)} rows with a blank id`;
	selection.problems.push(problem("CIMP-E143", selection.places.of(first, "student_id"), { found }));
}

/** Later year of every row's school year; `usual` where the cell is blank or says nothing. */
export function yearsOf(cells: RosterCells, usual: number): Int16Array {
	const column = cells.columns.get("school_year");
	const years = column?.labels.map(readSchoolYear) ?? [];
	return Int16Array.from({ length: cells.rows }, (_, row) => years[column?.codes[row] ?? -1] || usual);
}

/** True where two rows have the same cells in all columns. */
function sameRows(columns: readonly Coded[], left: number, right: number): boolean {
	return columns.every(({ codes }) => codes[left] === codes[right]);
}

interface Doubles {
	/** Rows that repeat an earlier one cell for cell, with that one. */
	readonly copies: Map<number, number>;
	/** Rows that contradict an earlier one, with that one. */
	readonly others: Map<number, number>;
}

function findDoubles(selection: Selection, years: Int16Array): Doubles {
	const { cells } = selection;
	const ids = cells.columns.get("student_id");
	const columns = [...cells.columns.values()];
	const firsts = new Map<number, number>();
	const doubles: Doubles = { copies: new Map(), others: new Map() };
	for (let row = 0; row < cells.rows; row++) {
		if (!selection.has(row)) continue;
		const key = (ids?.codes[row] ?? 0) * 4096 + (years[row] ?? 0);
		const first = firsts.get(key);
		if (first === undefined) firsts.set(key, row);
		else (sameRows(columns, first, row) ? doubles.copies : doubles.others).set(row, first);
	}
	return doubles;
}

const copiesHelp = "nothing to do; the report counts the copies among the rows left out";

/** Problems that are listed one by one. */
const listed = 20;

function doubleProblems(
	code: "CIMP-R111" | "CIMP-E144" | "CIMP-W144",
	doubles: ReadonlyMap<number, number>,
	places: RosterPlaces,
): Problem[] {
	const word = code === "CIMP-R111" ? "a copy of" : "the student of";
	const shown = [...doubles].slice(0, listed);
	const problems = shown.map(([row, first]) =>
		problem(code, places.of(row), {
			found: `${word} ${places.named(first)}${code === "CIMP-R111" ? "" : " with other values"}`,
			...(code === "CIMP-R111" ? { help: copiesHelp } : {}),
		}),
	);
	const last = problems.at(-1);
	const more = doubles.size - shown.length;
	return last === undefined || more === 0 ? problems : [...problems.slice(0, -1), { ...last, times: 1 + more }];
}

/** Of rows of one student and year that differ, those that go: all but the first, or all but the last. */
function losers({ others, copies }: Doubles, keep: "first" | "last"): Set<number> {
	if (keep === "first") return new Set(others.keys());
	const lasts = new Map<number, number>();
	for (const [row, first] of others) lasts.set(first, row);
	const gone = new Set<number>();
	for (const [row, first] of others) {
		gone.add(first);
		if (lasts.get(first) !== row) gone.add(row);
	}
	// A copy of a row that goes is gone already: it was left out as a copy.
	for (const row of copies.keys()) gone.delete(row);
	return gone;
}

/**
 * One row for each student and year: copies go, and rows that differ are refused or decided by the caller's wish.
 *
 * @throws Refusal CIMP-E144
 */
export function selectOnce(selection: Selection, years: Int16Array, wish: Duplicates): void {
	const doubles = findDoubles(selection, years);
	const { copies, others } = doubles;
	if (others.size > 0 && wish === "refuse") throw new Refusal(doubleProblems("CIMP-E144", others, selection.places));
	selection.leaveOut("copy of another row", (row) => copies.has(row));
	selection.problems.push(...doubleProblems("CIMP-R111", copies, selection.places));
	if (others.size === 0 || wish === "refuse") return;
	const gone = losers(doubles, wish);
	selection.leaveOut(`another row of the same student was kept (--dup ${wish})`, (row) => gone.has(row));
	selection.problems.push(...doubleProblems("CIMP-W144", others, selection.places));
}
