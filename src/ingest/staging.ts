/**
 * Staging: a file's whole records as a relation of texts, one column per role, in the file's order, with an ordinal.
 *
 * Two readers make the same relation: the engine for large regular files, and a record by record reader for the rest.
 * Neither decides what is a record: the scan has done that, and both must arrive at its count.
 */

import { parse } from "csv-parse/sync";
import { textOf } from "./cells.js";
import { type Engine, literal } from "./engine.js";
import type { Layout } from "./layouts/layout.js";
import { writePlainCopy } from "./plain-copy.js";
import type { Prepared } from "./prepare.js";
import type { FileColumn } from "./recognise.js";
import { longestLine } from "./scan/range-scanner.js";
import type { Scan } from "./scan/scan.js";
import { joinPath, removeFile, textLines } from "./source.js";

/** A file that was recognized and scanned, with its place among the inputs. */
export interface PreparedFile extends Prepared {
	/** Position among the inputs in their lasting order. */
	readonly index: number;
	readonly layout: Layout;
	/** Columns that are checked: those with a role, then those with numbers that nothing is read from. */
	readonly columns: readonly FileColumn[];
}

export interface StagingTools {
	readonly engine: Engine;
	readonly workFolder: string;
	/** Told what share of the records is checked. */
	readonly passed?: (share: number) => void;
	/** What is wrong with each record is kept by its ordinal, for repairs: see `verdicts.ts`. */
	readonly verdicts?: boolean;
}

/** Whole records: what staging must hold. */
export const wholeRecords = (scan: Scan): number => scan.records - scan.badCount;

export const stagedName = (file: PreparedFile): string => `staged_${file.index}`;

/** The same relation with the ordinal of each record: slower to read, for looking up records. */
export const numberedName = (file: PreparedFile): string => `numbered_${file.index}`;

/** Records of the file as text, whole ones only, in batches; a record of several lines has its line breaks in it. */
async function* wholeRecordTexts(prepared: PreparedFile): AsyncGenerator<readonly string[]> {
	const { scan, recognition, text: file } = prepared;
	const { lines: skipped } = scan.skipped;
	let line = 0;
	let skip = 0;
	let open: { text: string; left: number } | undefined;
	for await (const lines of textLines(file, scan.encoding, scan.lineFeed)) {
		const records: string[] = [];
		for (const text of lines) {
			line++;
			if (open !== undefined) {
				open = { text: `${open.text}\n${text}`, left: open.left - 1 };
				if (open.left === 0) {
					records.push(open.text);
					open = undefined;
				}
				if (skipped[skip] === line) skip++;
				continue;
			}
			if (line <= recognition.header.lastLine) continue;
			if (skipped[skip] === line) {
				skip++;
				continue;
			}
			const span = scan.spans.get(line);
			if (span === undefined) records.push(text);
			else open = { text, left: span - 1 };
		}
		yield records;
	}
}

/** True for a file that the engine can read where it lies. */
function isRegular({ scan, recognition, text }: PreparedFile): boolean {
	return (
		(scan.encoding === "utf-8" || scan.encoding === "utf-8 with byte-order mark" || scan.plain) &&
		(scan.lineEnding === "\n" || scan.lineEnding === "\r\n") &&
		scan.skipped.lines.length === 0 &&
		recognition.header.lastLine <= 1 &&
		!/[*?[\]]/.test(text.path)
	);
}

const newLines = { "\r\n": "\\r\\n", "\n": "\\n", "\r": "\\n", mixed: "\\n" } as const;

/** The engine's piece of a file: as small as the longest line allows, since it holds several at a time. */
const bufferBytes = 2 * longestLine;

interface CsvWish {
	readonly path: string;
	/** Lines before the first record. */
	readonly skip: number;
	readonly newLine: string;
	/** Each record has its number before it. */
	readonly numbered?: true;
}

/** The engine's reading of a delimited file as texts. */
function readCsv({ recognition, scan }: PreparedFile, wish: CsvWish): string {
	const names = recognition.header.names.map((_, position) => `'c${position + 1}': 'VARCHAR'`);
	const columns = [...(wish.numbered ? ["'number': 'INTEGER'"] : []), ...names].join(", ");
	// Where no field is in quotes, quotes are characters; the engine drops such rows silently if told otherwise.
	const quote = scan.quoting === "around" ? literal('"') : "''";
	return `read_csv(${literal(wish.path)}, auto_detect = false, delim = ${literal(recognition.header.delimiter)}, quote = ${quote},
		escape = ${quote}, header = false, skip = ${wish.skip}, new_line = '${wish.newLine}', columns = {${columns}},
		max_line_size = ${longestLine}, buffer_size = ${bufferBytes})`;
}

const texts = (prepared: PreparedFile): string =>
	prepared.columns.map((entry) => `coalesce(c${entry.number}, '') as ${textOf(entry)}`).join(", ");

/** A view over the file itself, or over a clean copy of it in the work folder. */
async function stageInBulk(prepared: PreparedFile, tools: StagingTools): Promise<string | undefined> {
	const { text, scan, recognition } = prepared;
	const { lastLine } = recognition.header;
	const copy = isRegular(prepared) ? undefined : joinPath(tools.workFolder, `copy-${prepared.index}.txt`);
	if (copy !== undefined) await writePlainCopy(copy, text, scan, lastLine);
	const source =
		copy === undefined
			? readCsv(prepared, { path: text.path, skip: lastLine, newLine: newLines[scan.lineEnding] })
			: readCsv(prepared, { path: copy, skip: 0, newLine: "\\n" });
	await tools.engine.run(`create view ${stagedName(prepared)} as select ${texts(prepared)} from ${source}`);
	await addOrdinals(prepared, tools);
	return copy;
}

/** Records parsed at a time. */
const batchSize = 1000;

/** The fields of a batch of whole records. */
function parseBatch(records: readonly string[], { recognition, file }: PreparedFile): string[][] {
	const rows = parse(records.join("\n"), {
		delimiter: recognition.header.delimiter,
		relax_quotes: true,
		relax_column_count: true,
		record_delimiter: "\n",
	}) as string[][];
	const width = recognition.header.names.length;
	if (rows.length !== records.length || rows.some((row) => row.length !== width)) {
		throw new Error(`${file.name}: the readers disagree about the records of a batch`);
	}
	return rows;
}

/** A table, filled record by record. */
async function stageExactly(prepared: PreparedFile, tools: StagingTools): Promise<void> {
	const name = stagedName(prepared);
	const columns = prepared.columns.map((entry) => `${textOf(entry)} varchar`);
	await tools.engine.run(`create table ${name} (${columns.join(", ")})`);
	const appender = await tools.engine.appender(name);
	try {
		for await (const records of wholeRecordTexts(prepared)) {
			for (let from = 0; from < records.length; from += batchSize) {
				for (const row of parseBatch(records.slice(from, from + batchSize), prepared)) {
					appender.append(prepared.columns.map((entry) => row[entry.number - 1] ?? ""));
				}
			}
		}
	} finally {
		appender.close();
	}
	await addOrdinals(prepared, tools);
}

/** Adds the ordinals: both kinds of relation keep the order of the file. */
const addOrdinals = (prepared: PreparedFile, { engine }: StagingTools): Promise<void> =>
	engine.run(
		`create view ${numberedName(prepared)} as
		select (row_number() over ())::integer as ordinal, * from ${stagedName(prepared)}`,
	);

/** Removes the relation and its copy. */
export async function unstage(prepared: PreparedFile, tools: StagingTools, copy?: string): Promise<void> {
	await tools.engine.run(`drop view if exists ${numberedName(prepared)}`);
	await tools.engine.run(`drop view if exists ${stagedName(prepared)}`).catch(() => undefined);
	await tools.engine.run(`drop table if exists ${stagedName(prepared)}`).catch(() => undefined);
	if (copy !== undefined) await removeFile(copy);
}

/** True where the engine's idea of quotes and the scan's are the same, and no record has several lines. */
const engineReads = ({ layout, scan }: PreparedFile): boolean =>
	layout.reader === "bulk" && scan.spans.size === 0 && scan.quoting !== "both";

/**
 * Stages a file, has the relation worked on, and clears it away.
 *
 * Large files go through the engine first. Where it cannot read the file or does not arrive at the scan's count (`work`
 * returns how many rows it saw), the file is read again record by record; if that does not agree either, it is a bug.
 *
 * @param work reads the relation and returns its number of rows; called again, it starts afresh
 */
export async function withStaged(
	prepared: PreparedFile,
	tools: StagingTools,
	work: () => Promise<number>,
): Promise<void> {
	const expected = wholeRecords(prepared.scan);
	if (engineReads(prepared)) {
		let copy: string | undefined;
		try {
			copy = await stageInBulk(prepared, tools);
			if ((await work()) === expected) return;
		} catch (error) {
			if (!(error instanceof Error && /CSV|encod/i.test(error.message))) throw error;
		} finally {
			await unstage(prepared, tools, copy);
		}
	}
	try {
		await stageExactly(prepared, tools);
		const rows = await work();
		if (rows !== expected) throw new Error(`${prepared.file.name}: ${rows} rows read of ${expected} records counted`);
	} finally {
		await unstage(prepared, tools);
	}
}

/** True where the records that passed the filter can stand for the file: the engine reads them as the scan did. */
export const partsCanBeStaged = (prepared: PreparedFile): boolean =>
	engineReads(prepared) &&
	(prepared.scan.encoding === "windows-1252" || !prepared.scan.bad.some((entry) => entry.code === "CIMP-E116"));

/** Stages the records that passed the filter only. Returns how many there are. */
export async function stageParts(prepared: PreparedFile, tools: StagingTools): Promise<number> {
	const { scan } = prepared;
	const latin = scan.encoding === "windows-1252" && !scan.plain;
	const views: string[] = [];
	for (const part of prepared.parts.filter((entry) => entry.records > 0)) {
		const path = latin ? `${part.path}.utf-8` : part.path;
		if (latin) await writePlainCopy(path, { ...prepared.text, path: part.path }, partScan(scan), 0);
		views.push(`select number + ${part.before} as ordinal, ${texts(prepared)}
			from ${readCsv(prepared, { path, skip: 0, newLine: "\\n", numbered: true })}`);
	}
	const none = prepared.columns.map((entry) => `''::varchar as ${textOf(entry)}`);
	const all = [...views, `select 0::integer as ordinal, ${none.join(", ")} where false`].join(" union all ");
	await tools.engine.run(`create view ${numberedName(prepared)} as ${all}`);
	await tools.engine.run(
		`create view ${stagedName(prepared)} as select * exclude (ordinal) from ${numberedName(prepared)}`,
	);
	return prepared.parts.reduce((sum, part) => sum + part.records, 0);
}

/** A part has no line that is left out, and line feeds alone. */
const partScan = (scan: Scan): Scan => ({
	...scan,
	lineFeed: "\n",
	lineEnding: "\n",
	skipped: { lines: [], from: [], to: [] },
});
