/**
 * Staging: a file's whole records as a relation of texts, one column per role, in the file's order, with an ordinal.
 *
 * Two readers make the same relation: the engine for large regular files, and a record by record reader for the rest.
 * Neither decides what is a record: the scan has done that, and both must arrive at its count.
 */

import { parse } from "csv-parse/sync";
import { roleOf, textOf } from "./cells.js";
import { type Engine, literal } from "./engine.js";
import type { Layout } from "./layouts/layout.js";
import type { FileColumn, HeaderRecord } from "./recognise.js";
import type { Scan } from "./scan.js";
import { type Fingerprint, type InputFile, joinPath, removeFile, textLines, writeLines } from "./source.js";

/** A file that was recognised and scanned. */
export interface PreparedFile {
	readonly file: InputFile;
	/** Position among the inputs in their lasting order. */
	readonly index: number;
	readonly layout: Layout;
	readonly header: HeaderRecord;
	/** Columns that are read. */
	readonly columns: readonly FileColumn[];
	readonly scan: Scan;
	readonly fingerprint: Fingerprint;
}

export interface StagingTools {
	readonly engine: Engine;
	readonly workFolder: string;
	/** Names of student groups that lookup tables among the inputs give. */
	readonly groupNames: ReadonlyMap<number, string>;
}

/** Whole records: what staging must hold. */
export const wholeRecords = (scan: Scan): number => scan.records - scan.bad.length;

export const stagedName = (file: PreparedFile): string => `staged_${file.index}`;

/** The same relation with the ordinal of each record: slower to read, for looking up records. */
export const numberedName = (file: PreparedFile): string => `numbered_${file.index}`;

/** Records of the file as text, whole ones only, in batches; a record of several lines has its line breaks in it. */
async function* wholeRecordTexts(prepared: PreparedFile): AsyncGenerator<readonly string[]> {
	const { scan, header, file } = prepared;
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
				if (scan.skipped[skip] === line) skip++;
				continue;
			}
			if (line <= header.lastLine) continue;
			if (scan.skipped[skip] === line) {
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
function isRegular({ scan, header, file }: PreparedFile): boolean {
	return (
		(scan.encoding === "utf-8" || scan.encoding === "utf-8 with byte-order mark" || scan.plain) &&
		(scan.lineEnding === "\n" || scan.lineEnding === "\r\n") &&
		scan.skipped.length === 0 &&
		header.lastLine === 1 &&
		!/[*?[\]]/.test(file.path)
	);
}

const newLines = { "\r\n": "\\r\\n", "\n": "\\n", "\r": "\\n", mixed: "\\n" } as const;

/** The engine's reading of a delimited file as texts. */
function readCsv(prepared: PreparedFile, path: string, regular: boolean): string {
	const columns = prepared.header.names.map((_, position) => `'c${position + 1}': 'VARCHAR'`).join(", ");
	// Where no field is in quotes, quotes are characters; the engine drops such rows silently if told otherwise.
	const quote = prepared.scan.quoting === "around" ? literal('"') : "''";
	return `read_csv(${literal(path)}, auto_detect = false, delim = ${literal(prepared.header.delimiter)}, quote = ${quote},
		escape = ${quote}, header = false, skip = ${regular ? 1 : 0}, new_line = '${regular ? newLines[prepared.scan.lineEnding] : "\\n"}',
		columns = {${columns}})`;
}

/** A view over the file itself, or over a clean copy of it in the work folder. */
async function stageInBulk(prepared: PreparedFile, tools: StagingTools): Promise<string | undefined> {
	const regular = isRegular(prepared);
	const copy = regular ? undefined : joinPath(tools.workFolder, `copy-${prepared.index}.txt`);
	if (copy !== undefined) await writeLines(copy, wholeRecordTexts(prepared));
	const roles = prepared.columns.map((entry) => `coalesce(c${entry.number}, '') as ${textOf(roleOf(entry))}`);
	const source = readCsv(prepared, copy ?? prepared.file.path, regular);
	await tools.engine.run(`create view ${stagedName(prepared)} as select ${roles.join(", ")} from ${source}`);
	return copy;
}

/** Records parsed at a time. */
const batchSize = 1000;

/** The fields of a batch of whole records. */
function parseBatch(texts: readonly string[], prepared: PreparedFile): string[][] {
	const rows = parse(texts.join("\n"), {
		delimiter: prepared.header.delimiter,
		relax_quotes: true,
		relax_column_count: true,
		record_delimiter: "\n",
	}) as string[][];
	const width = prepared.header.names.length;
	if (rows.length !== texts.length || rows.some((row) => row.length !== width)) {
		throw new Error(`${prepared.file.name}: the readers disagree about the records of a batch`);
	}
	return rows;
}

/** A table, filled record by record. */
async function stageExactly(prepared: PreparedFile, tools: StagingTools): Promise<void> {
	const name = stagedName(prepared);
	const columns = prepared.columns.map((entry) => `${textOf(roleOf(entry))} varchar`);
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
}

/** Adds the ordinals: both kinds of relation keep the order of the file. */
const addOrdinals = (prepared: PreparedFile, { engine }: StagingTools): Promise<void> =>
	engine.run(
		`create view ${numberedName(prepared)} as
		select (row_number() over ())::integer as ordinal, * from ${stagedName(prepared)}`,
	);

/** Removes the relation and its copy. */
async function unstage(prepared: PreparedFile, tools: StagingTools, copy?: string): Promise<void> {
	await tools.engine.run(`drop view if exists ${numberedName(prepared)}`);
	await tools.engine.run(`drop view if exists ${stagedName(prepared)}`).catch(() => undefined);
	await tools.engine.run(`drop table if exists ${stagedName(prepared)}`).catch(() => undefined);
	if (copy !== undefined) await removeFile(copy);
}

/**
 * Stages a file, has the relation worked on, and clears it away.
 *
 * Large files go through the engine first. Where it cannot read the file or does not arrive at the scan's count (`work`
 * returns how many rows it saw), the file is read again record by record; if that does not agree either, it is a bug.
 *
 * @param work reads the relation and returns its number of rows; `undo` takes back what it did
 */
export async function withStaged(
	prepared: PreparedFile,
	tools: StagingTools,
	work: () => Promise<number>,
	undo: () => Promise<void>,
): Promise<void> {
	const { layout, scan } = prepared;
	const expected = wholeRecords(scan);
	if (layout.reader === "bulk" && scan.spans.size === 0 && scan.quoting !== "both") {
		let copy: string | undefined;
		try {
			copy = await stageInBulk(prepared, tools);
			await addOrdinals(prepared, tools);
			if ((await work()) === expected) return;
		} catch (error) {
			if (!(error instanceof Error && /CSV|encod/i.test(error.message))) throw error;
		} finally {
			await unstage(prepared, tools, copy);
		}
		await undo();
	}
	try {
		await stageExactly(prepared, tools);
		await addOrdinals(prepared, tools);
		const rows = await work();
		if (rows !== expected) throw new Error(`${prepared.file.name}: ${rows} rows read of ${expected} records counted`);
	} finally {
		await unstage(prepared, tools);
	}
}
