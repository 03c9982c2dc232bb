/** The rows of a run, sorted in one pass for all who look for some of them: a state has hundreds of thousands. */

import { isKnown } from "../../domain/measured.js";
import { allGrades, allHighSchool, graduatingClass } from "../../domain/tests.js";
import type { ResultRow } from "../../domain/tidy.js";
import { cellRows } from "./cell-rows.js";
import { RowCodes } from "./row-codes.js";

/** Rows of one grade: 13 and 14 are several, 99 is a class that was tested over years. */
export const isSingleGrade = ({ grade }: Pick<ResultRow, "grade">): boolean =>
	grade !== allGrades && grade !== allHighSchool && grade !== graduatingClass;

/** One number for grade, year and student group. */
export const spreadKey = ({ year, grade, group }: Pick<ResultRow, "year" | "grade" | "group">): number =>
	(100 * year + grade) * 1000 + group;

/** What one look at every row finds; lists are in the order in which the rows came. */
interface Found {
	/** Of all grades together. */
	readonly together: readonly ResultRow[];
	/** Of districts, counties and the state. */
	readonly areas: readonly ResultRow[];
	/** Of single grades, by `spreadKey`. */
	readonly single: ReadonlyMap<number, readonly ResultRow[]>;
	/** Codes that have a school's row. */
	readonly schools: ReadonlySet<string>;
	/** True where rows state distances from standard themselves, or none has a mean that one could be made of. */
	readonly stateDistance: boolean;
}

export interface SortedRows extends Found {
	/** The row of all grades of a place, year and student group; of several the last. */
	rowOf(cds: string, year: number, group: number): ResultRow | undefined;
	/** Those of all places, in the order in which the places came. */
	rowsOf(year: number, group: number): ResultRow[];
	/** Rows of one grade, or of a few. */
	gradesOf(cds: string, year: number, group: number): ResultRow[];
	/** Those of all groups, one group after another. */
	gradesOfAll(cds: string, year: number): ResultRow[];
	/** True where a place has any row of a year. */
	hasRows(cds: string, year: number): boolean;
}

const known = new WeakMap<readonly ResultRow[], SortedRows>();

/** Sorts the rows when they are first asked for; whoever holds the same array shares the result. */
export function sortRows(rows: readonly ResultRow[]): SortedRows {
	const before = known.get(rows);
	if (before !== undefined) return before;
	const sorted = sort(rows);
	known.set(rows, sorted);
	return sorted;
}

function sort(rows: readonly ResultRow[]): SortedRows {
	const { codes, isTogether, ...found } = lookOver(rows);
	const { together, byGrade, starts } = cellRows(codes, isTogether);
	const rowAt = (cell: number): ResultRow | undefined => (cell < 0 ? undefined : rows[(together[cell] ?? 0) - 1]);
	/** Of neighboring cells. */
	const gradesAt = (first: number, cells: number): ResultRow[] => {
		const own: ResultRow[] = [];
		const end = first < 0 ? 0 : (starts[first + cells] ?? 0);
		for (let at = starts[first] ?? end; at < end; at++) own.push(rows[byGrade[at] ?? 0] as ResultRow);
		return own;
	};
	const firstCell = (cds: string, year: number): number =>
		codes.cell(codes.places.find(cds), codes.years.find(year), 0);
	return {
		...found,
		rowOf: (cds, year, group) => rowAt(codes.find(cds, year, group)),
		rowsOf: (year, group) => {
			const [yearCode, groupCode] = [codes.years.find(year), codes.groups.find(group)];
			const own: ResultRow[] = [];
			for (let place = 0; place < codes.places.size; place++) {
				const row = rowAt(codes.cell(place, yearCode, groupCode));
				if (row !== undefined) own.push(row);
			}
			return own;
		},
		gradesOf: (cds, year, group) => gradesAt(codes.find(cds, year, group), 1),
		gradesOfAll: (cds, year) => gradesAt(firstCell(cds, year), codes.groups.size),
		hasRows: (cds, year) => {
			const first = firstCell(cds, year);
			if (first < 0) return false;
			const end = first + codes.groups.size;
			return starts[first] !== starts[end] || together.subarray(first, end).some((row) => row > 0);
		},
	};
}

function lookOver(rows: readonly ResultRow[]): Found & { codes: RowCodes; isTogether: Uint8Array } {
	const [codes, isTogether] = [new RowCodes(rows.length), new Uint8Array(rows.length)];
	const [together, areas]: [ResultRow[], ResultRow[]] = [[], []];
	const [single, schools] = [new Map<number, ResultRow[]>(), new Set<string>()];
	let [school, distance, mean] = ["", false, false];
	for (let index = 0; index < rows.length; index++) {
		const row = rows[index] as ResultRow;
		codes.note(index, row);
		if (row.level !== "school") areas.push(row);
		else if (row.cds !== school) {
			// Rows of one place mostly follow one another.
			school = row.cds;
			schools.add(school);
		}
		mean ||= isKnown(row.meanScaleScore);
		if (row.grade === allGrades) {
			isTogether[index] = 1;
			together.push(row);
			distance ||= isKnown(row.distanceFromStandard);
		} else if (isSingleGrade(row)) listOf(single, spreadKey(row)).push(row);
	}
	return { codes, isTogether, together, areas, single, schools, stateDistance: distance || !mean };
}

function listOf(lists: Map<number, ResultRow[]>, key: number): ResultRow[] {
	const found = lists.get(key);
	if (found !== undefined) return found;
	const made: ResultRow[] = [];
	lists.set(key, made);
	return made;
}
