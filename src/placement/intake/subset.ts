/** Rows of columns: those that stay. */

import type { Coded } from "../../domain/coded.js";
import type { RosterCells } from "../../domain/roster-cells.js";

type Column = Int32Array | Uint16Array | Int16Array | Uint8Array | Float64Array;

/** The elements at some positions. */
export const taken = <T extends Column>(column: T, rows: Int32Array): T => {
	const kept = new (column.constructor as new (length: number) => T)(rows.length);
	for (let at = 0; at < rows.length; at++) kept[at] = column[rows[at] ?? 0] ?? 0;
	return kept;
};

/** A coded column of some rows; labels that nobody has any more go. */
export function takenCoded({ labels, codes }: Coded, rows: Int32Array): Coded {
	const kept = taken(codes, rows);
	const used = new Uint8Array(labels.length);
	for (const code of kept) if (code >= 0) used[code] = 1;
	const places = new Int32Array(labels.length).fill(-1);
	let next = 0;
	for (let label = 0; label < labels.length; label++) if (used[label] === 1) places[label] = next++;
	return {
		labels: labels.filter((_, label) => used[label] === 1),
		codes: kept.map((code) => (code < 0 ? -1 : (places[code] ?? -1))),
	};
}

/** The rows of a roster that are marked 1. */
export function keptRows(marks: Uint8Array): Int32Array {
	const rows = new Int32Array(marks.length);
	let kept = 0;
	for (let row = 0; row < marks.length; row++) if (marks[row] === 1) rows[kept++] = row;
	return rows.slice(0, kept);
}

/** Cells of some rows alone; the cells themselves where all rows stay. */
export const takenCells = (cells: RosterCells, rows: Int32Array): RosterCells =>
	rows.length === cells.rows
		? cells
		: {
				...cells,
				rows: rows.length,
				file: taken(cells.file, rows),
				line: taken(cells.line, rows),
				columns: new Map([...cells.columns].map(([name, column]) => [name, takenCoded(column, rows)])),
			};
