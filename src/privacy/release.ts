/**
 * The one door through which a table becomes public.
 *
 * State files already hide small groups; their values may be repeated as published. What cimp adds is checked here: no
 * count of students below the minimum leaves as a number.
 */

import { displayMinimum } from "../domain/evidence.js";
import { reasons, suppressed } from "../domain/measured.js";
import type { Cell, RawTable, ReleasedTable } from "../domain/table.js";

/**
 * A count of students as it may be published: below the minimum it is withheld, zero is not (nobody to identify).
 *
 * @param minimum can only be raised: less than 11 counts as 11
 */
export function releaseCount(count: Cell, minimum = displayMinimum): Cell {
	const least = Math.max(displayMinimum, minimum);
	if (typeof count !== "number" || count <= 0 || count >= least) return count;
	return suppressed(least === displayMinimum ? reasons.fewerThan11 : `fewer than ${least} students`);
}

/**
 * Passes a table for publication: counts of students from 1 to 10 are withheld.
 *
 * @param table rows by columns; counts are recognised by the unit `students`
 * @returns the same table with withheld cells as absent values
 * @throws never; what may not be shown is replaced by the reason
 */
export function releaseTable(table: RawTable): ReleasedTable {
	const counts = table.columns.map((column) => column.unit === "students");
	const rows = table.rows.map((row) => row.map((cell, index) => (counts[index] ? releaseCount(cell) : cell)));
	return { ...table, rows } as RawTable as ReleasedTable;
}
