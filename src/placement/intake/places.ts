/** Where rows stand, for messages, and what counts may be said aloud. */

import type { Coded } from "../../domain/coded.js";
import type { Place } from "../../domain/problem.js";
import type { RosterCells } from "../../domain/roster-cells.js";

/** Fewer students than this are not counted aloud (the state's own rule for its files). */
export const leastShown = 11;

export const publishable = (students: number): boolean => students >= leastShown;

/** "14 students"; "fewer than 11 students" where the count would be small. */
export const shownCount = (students: number): string =>
	publishable(students) ? students.toLocaleString("en-US") : `fewer than ${leastShown}`;

/** How many rows have each label. */
export function countsOf({ labels, codes }: Coded): number[] {
	const counts = labels.map(() => 0);
	for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
	return counts;
}

/** Places of rows in the files. */
export class RosterPlaces {
	readonly #cells: RosterCells;

	constructor(cells: RosterCells) {
		this.#cells = cells;
	}

	/** The line of a row, with the column where one is meant. */
	of(row: number, column?: string): Place {
		const file = this.#cells.files[this.#cells.file[row] ?? 0];
		const line = this.#cells.line[row];
		const heading = column === undefined ? undefined : file?.headings[column];
		return {
			file: file?.name ?? "",
			...(line === undefined ? {} : { line }),
			...(heading === undefined ? {} : { field: { number: this.#numberOf(column ?? "", row), name: heading } }),
		};
	}

	/** Field of a column in the row's file, from 1. */
	#numberOf(column: string, row: number): number {
		return this.#cells.files[this.#cells.file[row] ?? 0]?.fields[column] ?? 1;
	}

	/** "roster.csv:12", for naming another row. */
	named(row: number): string {
		const { file, line } = this.of(row);
		return `${file}:${line}`;
	}
}
