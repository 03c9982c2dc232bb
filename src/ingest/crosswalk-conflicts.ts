/** Lines of a crosswalk that can't stand together: copies, contradictions, one school sent to two codes. */

import { groupBy } from "../domain/group-by.js";
import type { CrosswalkRow } from "../domain/places/crosswalk.js";
import { type Place, type Problem, problem } from "../domain/problem.js";

/** A row with the place of its former code. */
export interface PlacedRow {
	readonly row: CrosswalkRow;
	readonly place: Place;
}

const at = ({ place }: PlacedRow): string => `${place.file}:${place.line}`;

const keyOf = ({ row }: PlacedRow): string => `${row.fromYear} ${row.toYear} ${row.fromCds} ${row.toCds}`;

/** Later copies of a line go; lines that answer differently all go. */
function withoutCopies(rows: readonly PlacedRow[]): { kept: PlacedRow[]; problems: Problem[] } {
	const kept: PlacedRow[] = [];
	const problems: Problem[] = [];
	for (const [first, ...later] of groupBy(rows, keyOf).values()) {
		if (first === undefined) continue;
		const contradict = later.some(({ row }) => row.accepted !== first.row.accepted);
		if (!contradict) kept.push(first);
		for (const { place } of later) {
			const found = contradict ? `the codes of ${at(first)} with another answer` : `a copy of ${at(first)}`;
			problems.push(problem(contradict ? "CIMP-E111" : "CIMP-R111", { file: place.file, ...lineOf(place) }, { found }));
		}
	}
	return { kept, problems };
}

const lineOf = ({ line }: Place): { line?: number } => (line === undefined ? {} : { line });

const overlap = (left: CrosswalkRow, right: CrosswalkRow): boolean =>
	left.fromYear < right.toYear && right.fromYear < left.toYear;

/** Accepted lines that send one school to different codes in overlapping years: which is right, nobody knows. */
function splits(rows: readonly PlacedRow[]): Map<PlacedRow, PlacedRow> {
	const found = new Map<PlacedRow, PlacedRow>();
	const accepted = rows.filter(({ row }) => row.accepted === "yes");
	for (const same of groupBy(accepted, ({ row }) => row.fromCds).values()) {
		for (const entry of same) {
			const other = same.find(({ row }) => row.toCds !== entry.row.toCds && overlap(row, entry.row));
			if (other !== undefined) found.set(entry, other);
		}
	}
	return found;
}

/**
 * Takes out the lines that can't stand beside others.
 *
 * @returns the rows that are left, and one problem for each that is not, but for the first of contradicting lines: the
 *   later ones name it
 */
export function withoutConflicts(rows: readonly PlacedRow[]): { rows: CrosswalkRow[]; problems: Problem[] } {
	const { kept, problems } = withoutCopies(rows);
	const split = splits(kept);
	const help =
		"leave one of the lines accepted; a school that was split has no earlier result that could be carried over";
	return {
		rows: kept.filter((entry) => !split.has(entry)).map(({ row }) => row),
		problems: [
			...problems,
			...[...split].map(([{ row, place }, other]) => {
				const found = `${row.fromCds} to ${row.toCds} here, to ${other.row.toCds} in ${at(other)}`;
				return problem("CIMP-E127", place, { found, expected: "one later code for a school", help });
			}),
		],
	};
}
