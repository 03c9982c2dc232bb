/** Which rows are of a place, year and student group: one of all grades together, and those by grade. */

import type { RowCodes } from "./row-codes.js";

/** Rows by cell, as places in the list that they came in. */
export interface CellRows {
	/** The row of all grades of a cell, of several the last, counted from 1; 0 where there is none. */
	readonly together: Uint32Array;
	/** Rows by grade, those of one cell in the order in which they came. */
	readonly byGrade: Uint32Array;
	/** Where those of each cell begin, and at the end their number. */
	readonly starts: Uint32Array;
}

/** @param isTogether 1 for a row of all grades, one entry per row */
export function cellRows(codes: RowCodes, isTogether: Uint8Array): CellRows {
	const together = new Uint32Array(codes.cells);
	const starts = new Uint32Array(codes.cells + 1);
	const cells = new Int32Array(isTogether.length);
	for (let row = 0; row < cells.length; row++) cells[row] = codes.cellOfRow(row);
	for (let row = 0; row < cells.length; row++) {
		const cell = cells[row] ?? 0;
		if (isTogether[row] === 1) together[cell] = row + 1;
		else starts[cell + 1]! += 1;
	}
	for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!;
	const next = starts.slice();
	const byGrade = new Uint32Array(starts.at(-1) ?? 0);
	for (let row = 0; row < cells.length; row++) {
		if (isTogether[row] !== 1) byGrade[next[cells[row] ?? 0]!++] = row;
	}
	return { together, byGrade, starts };
}
