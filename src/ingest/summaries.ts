/** The account of each file: what was read, kept and refused. */

import { type ProblemCode, problemCatalogue } from "../domain/problem-codes.js";
import { vintageOf } from "./companion-row.js";
import type { Engine } from "./engine.js";
import type { LayoutFamily } from "./layouts/layout.js";
import { delimiterNames, type Recognition, settleLayout } from "./recognise.js";
import type { PreparedFile } from "./staging.js";
import type { Target } from "./tables.js";

/** One input file's account; `rowsRead` is always `rowsKept` and `rowsRefused` together. */
export interface InputSummary {
	/** Base name; `archive.zip/member.txt` for a member, `workbook.xlsx/sheet` for a sheet, `-` for standard input. */
	readonly file: string;
	/** Of the plain content: of a member or a gzip stream unpacked, of a sheet as CSV, of any other file itself. */
	readonly sha256: string;
	/** Of the same content. */
	readonly bytes: number;
	/** Id of the layout; "map" for a file read by a column map. */
	readonly layout: string;
	readonly family: LayoutFamily;
	readonly encoding: string;
	/** In words: "comma", "caret". */
	readonly delimiter: string;
	/** Data records, not lines. */
	readonly rowsRead: number;
	readonly rowsKept: number;
	readonly rowsRefused: number;
	/** By reason, in the order of the alphabet. */
	readonly refused: readonly { readonly reason: string; readonly rows: number }[];
	/** Test years of the rows kept, ascending; none for companion tables. */
	readonly years: readonly number[];
	/** School year of a companion table, "2022–23"; empty where the file does not say or holds several. */
	readonly vintage: string;
}

/** A file with what its check needs besides: its possible layouts and its table. */
export interface CheckedFile {
	readonly prepared: PreparedFile;
	readonly candidates: Recognition["candidates"];
	readonly target: Target;
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Refused rows by reason, bad lines included. */
async function refusals({ prepared, target }: CheckedFile, engine: Engine): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	const add = (code: ProblemCode, rows: number): void => {
		const reason = problemCatalogue[code].title;
		counts.set(reason, (counts.get(reason) ?? 0) + rows);
	};
	for (const line of prepared.scan.bad) add(line.code, 1);
	const rows = await engine.rows(
		`select fault, count(*)::integer from ${target.table}
		where file = ${prepared.index} and fault is not null group by fault`,
	);
	for (const [code, number] of rows) add(code as ProblemCode, Number(number));
	return counts;
}

async function distinct(checked: CheckedFile, column: string, engine: Engine): Promise<string[]> {
	const rows = await engine.rows(
		`select distinct ${column} as item from ${checked.target.table}
		where file = ${checked.prepared.index} and fault is null order by item`,
	);
	return rows.map(([item]) => `${item}`);
}

/**
 * Writes a file's account.
 *
 * @throws Error where the account does not add up: a bug, never a user's mistake
 */
export async function summarize(checked: CheckedFile, engine: Engine): Promise<InputSummary> {
	const { prepared, candidates } = checked;
	const { scan, layout, fingerprint, file, header } = prepared;
	const refused = await refusals(checked, engine);
	const rowsRefused = [...refused.values()].reduce((sum, rows) => sum + rows, 0);
	const [kept] = await engine.rows(
		`select count(*)::integer from ${checked.target.table} where file = ${prepared.index} and fault is null`,
	);
	const rowsKept = Number(kept?.[0]);
	if (rowsKept + rowsRefused !== scan.records) {
		throw new Error(`${file.name}: ${rowsKept} rows kept and ${rowsRefused} refused of ${scan.records} read`);
	}
	const companion = layout.family === "companion";
	const years = companion ? [] : (await distinct(checked, "year", engine)).map(Number);
	const vintages = companion ? (await distinct(checked, '"schoolYear"', engine)).map(vintageOf) : [];
	return {
		file: file.name,
		...fingerprint,
		layout: settleLayout(candidates, years.at(-1) ?? 0).id,
		family: layout.family,
		encoding: scan.encoding,
		delimiter: delimiterNames[header.delimiter],
		rowsRead: scan.records,
		rowsKept,
		rowsRefused,
		refused: [...refused].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => byText(a.reason, b.reason)),
		years,
		vintage: vintages.length === 1 ? (vintages[0] ?? "") : "",
	};
}
