/**
 * CSV that Excel, R and Python read alike (RFC 4180), from released tables only.
 *
 * UTF-8 with a byte-order mark, without which Excel garbles ñ; CRLF because the RFC asks for it and old readers need it.
 * A number stays a number: an absent one is an empty field, and a companion column `<key>_absent` says `suppressed`,
 * `missing` or `undefined`. Every measured column has its companion in every file, at the end of the row, so that a
 * script finds the same columns whether or not something was withheld; other columns have one where they need it.
 */

import { withGuard } from "../domain/formula-guard.js";
import { isAbsent } from "../domain/measured.js";
import type { Cell, Column, ReleasedTable, Unit } from "../domain/table.js";
import { roundForFile } from "./json.js";
import { cleanText } from "./text.js";

const words: ReadonlySet<Unit> = new Set<Unit>(["text", "code", "year"]);

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

// Codes are always quoted: readers that honor quotes keep their leading zeros.
function field(cell: Cell, column: Column): string {
	if (isAbsent(cell)) return "";
	if (column.unit === "code") return quote(withGuard(cleanText(String(cell))));
	if (typeof cell === "number") {
		if (!Number.isFinite(cell)) throw new TypeError(`${cell} can't be written as CSV (column ${column.key})`);
		return String(roundForFile(cell));
	}
	const text = withGuard(cleanText(cell));
	return /[",\r\n]|^\s|\s$/.test(text) ? quote(text) : text;
}

const hasCompanion = (table: ReleasedTable, column: Column, index: number): boolean =>
	!words.has(column.unit) || table.rows.some((row) => isAbsent(row[index]));

/** Positions of the columns that say behind the row why their value is absent. */
const companionsOf = (table: ReleasedTable): number[] =>
	table.columns.flatMap((column, index) => (hasCompanion(table, column, index) ? [index] : []));

/** The first line, with the mark and its line end: for a file that is written in parts. */
export function csvHead(table: ReleasedTable): string {
	const { columns } = table;
	const companions = companionsOf(table).map((index) => `${columns[index]?.key}_absent`);
	return `\uFEFF${[...columns.map(({ key }) => key), ...companions].join(",")}\r\n`;
}

/** The rows, each with its line end: for a file that is written in parts. All parts must have the same columns with reasons. */
export function csvRows(table: ReleasedTable): string {
	const { columns, rows } = table;
	const companions = companionsOf(table);
	const lines = rows.map((row, line) => {
		if (row.length !== columns.length) throw new RangeError(`row ${line} of ${table.id} has ${row.length} cells`);
		const fields = columns.map((column, index) => field(row[index] ?? "", column));
		const reasons = companions.map((index) => {
			const cell = row[index];
			return isAbsent(cell) ? cell.absent : "";
		});
		return `${[...fields, ...reasons].join(",")}\r\n`;
	});
	return lines.join("");
}

/**
 * Writes a released table as CSV, with the columns' keys as header and `csvOnly` columns included.
 *
 * Text that starts like a formula (`= + - @`, tab, carriage return) is written with an apostrophe in front; numbers have
 * up to 12 significant digits.
 *
 * @throws TypeError for NaN and infinities; RangeError for a row that has not one cell per column
 */
export const renderCsv = (table: ReleasedTable): string => csvHead(table) + csvRows(table);
