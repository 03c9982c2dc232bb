/** The account of each file, for its user. */

import { type ProblemCode, problemCatalogue } from "../domain/problem-codes.js";
import type { Item } from "./items.js";
import type { LayoutFamily } from "./layouts/layout.js";
import type { Reading } from "./reading.js";

/** One input file's account; `rowsRead` is always `rowsKept`, `rowsRefused` and `rowsNotSelected` together. */
export interface InputSummary {
	/** Base name; `archive.zip/member.txt` for a member, `workbook.xlsx/sheet` for a sheet, `-` for standard input. */
	readonly file: string;
	/**
	 * Of the plain content: of a member or a gzip stream unpacked, of a sheet as CSV, of any other file itself. Empty
	 * where only a selection was read.
	 */
	readonly sha256: string;
	/** Of the same content. */
	readonly bytes: number;
	/** Id of the layout; "map" for a file read by a column map, "by-role" for one read by the names of its columns. */
	readonly layout: string;
	readonly family: LayoutFamily;
	readonly encoding: string;
	/** In words: "comma", "caret". */
	readonly delimiter: string;
	/** Data records, not lines. */
	readonly rowsRead: number;
	readonly rowsKept: number;
	readonly rowsRefused: number;
	/** Outside the selection, so that nobody looked at their values. */
	readonly rowsNotSelected: number;
	/** By reason, in the order of the alphabet. */
	readonly refused: readonly { readonly reason: string; readonly rows: number }[];
	/** Test years of the rows kept, ascending; none for other tables than results and entities. */
	readonly years: readonly number[];
	/** School year of a companion table, "2022–23"; empty where the file does not say or holds several. */
	readonly vintage: string;
	/** Its rows were taken from the cache. */
	readonly cached: boolean;
}

/** Refused rows by reason, for people, in the order of the alphabet. */
function refusedByReason(refused: Reading["refused"]): { readonly reason: string; readonly rows: number }[] {
	const counts = new Map<string, number>();
	for (const [code, rows] of Object.entries(refused)) {
		const reason = problemCatalogue[code as ProblemCode].title;
		counts.set(reason, (counts.get(reason) ?? 0) + rows);
	}
	return [...counts]
		.map(([reason, rows]) => ({ reason, rows }))
		.sort((a, b) => (a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0));
}

/** Writes a file's account. */
export function summaryOf(item: Item, reading: Reading): InputSummary {
	const { layout, family, encoding, delimiter, records, unselected, years, vintage } = reading;
	const refused = refusedByReason(reading.refused);
	const rowsRefused = refused.reduce((sum, entry) => sum + entry.rows, 0);
	return {
		file: item.head.file.name,
		...item.fingerprint,
		...{ layout, family, encoding, delimiter, refused, years, vintage, rowsRefused },
		rowsRead: records,
		rowsKept: records - rowsRefused - unselected,
		rowsNotSelected: unselected,
		cached: item.cached !== undefined,
	};
}
