/** The rows of a run, sorted in one pass for all who look for some of them: a state has hundreds of thousands. */

import { allGrades, allHighSchool, graduatingClass } from "../../domain/tests.js";
import type { ResultRow } from "../../domain/tidy.js";

/** A place's rows. */
export interface PlaceRows {
	/** Of all grades together. */
	readonly together: readonly ResultRow[];
	/** Of one grade, or of a few. */
	readonly byGrade: readonly ResultRow[];
}

/** Every list is in the order in which the rows came. */
export interface SortedRows {
	/** Of all grades together. */
	readonly together: readonly ResultRow[];
	/** Of districts, counties and the state. */
	readonly areas: readonly ResultRow[];
	/** By 14-digit code. */
	readonly places: ReadonlyMap<string, PlaceRows>;
	/** Of single grades, by `spreadKey`. */
	readonly single: ReadonlyMap<number, readonly ResultRow[]>;
}

/** Rows of one grade: 13 and 14 are several, 99 is a class that was tested over years. */
export const isSingleGrade = ({ grade }: Pick<ResultRow, "grade">): boolean =>
	grade !== allGrades && grade !== allHighSchool && grade !== graduatingClass;

/** One number for grade, year and student group. */
export const spreadKey = ({ year, grade, group }: Pick<ResultRow, "year" | "grade" | "group">): number =>
	(100 * year + grade) * 1000 + group;

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
	const together: ResultRow[] = [];
	const areas: ResultRow[] = [];
	const places = new Map<string, { together: ResultRow[]; byGrade: ResultRow[] }>();
	const single = new Map<number, ResultRow[]>();
	let cds: string | undefined;
	let place: { together: ResultRow[]; byGrade: ResultRow[] } = { together: [], byGrade: [] };
	for (const row of rows) {
		// Rows of one place mostly follow one another.
		if (row.cds !== cds) {
			cds = row.cds;
			place = listOf(places, cds, () => ({ together: [], byGrade: [] }));
		}
		if (row.level !== "school") areas.push(row);
		if (row.grade === allGrades) {
			together.push(row);
			place.together.push(row);
		} else {
			place.byGrade.push(row);
			if (isSingleGrade(row)) listOf(single, spreadKey(row), () => []).push(row);
		}
	}
	return { together, areas, places, single };
}

function listOf<Key, List>(lists: Map<Key, List>, key: Key, none: () => List): List {
	const found = lists.get(key);
	if (found !== undefined) return found;
	const made = none();
	lists.set(key, made);
	return made;
}
