/** Recognition: which layout a header belongs to, by its column names alone, in any order and with any delimiter. */

import { layouts } from "./layouts/index.js";
import { type Delimiter, type Layout, type LayoutColumn, plainHeader, unread } from "./layouts/layout.js";
import { lineFeedOf, readRecord, type TextRecord } from "./record.js";

export const delimiters: readonly Delimiter[] = [",", "^", "\t", ";", "|"];

export const delimiterNames: Readonly<Record<Delimiter, string>> = {
	",": "comma",
	"^": "caret",
	"\t": "tab",
	";": "semicolon",
	"|": "vertical bar",
};

/** A column of a file: where it stands, what the file calls it, and the layout's column. */
export interface FileColumn {
	/** From 1. */
	readonly number: number;
	readonly header: string;
	readonly column: LayoutColumn;
}

/** A record that may be the header, with its place in the file. */
export interface HeaderRecord {
	readonly names: readonly string[];
	readonly delimiter: Delimiter;
	/** Physical lines, from 1; 0 for a file without a header. */
	readonly firstLine: number;
	readonly lastLine: number;
}

export interface Recognition {
	/** Layouts with these columns: several where only the year tells them apart. */
	readonly candidates: readonly [Layout, ...Layout[]];
	readonly header: HeaderRecord;
	readonly columns: readonly FileColumn[];
}

/** A title or a separator line may stand before the header; it is looked for in this many records. */
const recordsSearched = 5;

/** Records near the top; their lines are counted as the scan does, by the file's line feed alone. */
function* recordsOf(text: string, delimiter: Delimiter): Generator<HeaderRecord> {
	const lineFeed = lineFeedOf(text);
	let offset = 0;
	let line = 1;
	for (let searched = 0; searched < recordsSearched && offset < text.length; ) {
		const record: TextRecord = readRecord(text, offset, delimiter);
		if (!record.sound) return;
		const lines = text.slice(offset, record.end).split(lineFeed).length - 1;
		const blank = record.fields.every((field) => field.trim() === "");
		if (!blank) {
			searched++;
			yield { names: record.fields, delimiter, firstLine: line, lastLine: line + Math.max(1, lines) - 1 };
		}
		offset = record.end;
		line += lines;
	}
}

/** All records near the top of the file, by delimiter, that may be its header. */
export const headerRecords = (text: string): HeaderRecord[] =>
	delimiters.flatMap((delimiter) => [...recordsOf(text, delimiter)].filter((record) => record.names.length > 1));

/** All names of a column, as headers are compared. */
export const spellings = (column: LayoutColumn): string[] =>
	[column.header, ...(column.aliases ?? [])].map(plainHeader);

/** A column that comes and goes between files of the layout, and is not read. */
export const tolerated = ({ tolerates = [] }: Layout, header: string): LayoutColumn | undefined =>
	tolerates.some((word) => plainHeader(header).startsWith(word.toLowerCase())) ? unread(header) : undefined;

/** The file's columns in the layout's terms; `undefined` where a column is missing, doubled or not the layout's. */
function matchColumns(layout: Layout, names: readonly string[]): FileColumn[] | undefined {
	const byName = new Map(layout.columns.flatMap((column) => spellings(column).map((name) => [name, column] as const)));
	const found: FileColumn[] = [];
	for (const [position, header] of names.entries()) {
		const column = byName.get(plainHeader(header)) ?? tolerated(layout, header);
		if (column === undefined || found.some((other) => other.column === column)) return undefined;
		found.push({ number: position + 1, header, column });
	}
	const optional = new Set(layout.optional);
	const missing = layout.columns.some(
		(column) => !optional.has(column.header) && !found.some((other) => other.column === column),
	);
	return missing ? undefined : found;
}

/** The layout of a file without a header, by what the records near its top look like. */
function recogniseHeadless(text: string): Recognition | undefined {
	for (const delimiter of delimiters) {
		const records = [...recordsOf(text, delimiter)].map((record) => record.names);
		const shaped = ({ headless }: Layout): boolean =>
			headless !== undefined && records.length > 0 && records.every((names) => headless.test(names.join("\n")));
		const layout = layouts.find(shaped);
		if (layout === undefined) continue;
		const columns = layout.columns.map((column, position) => ({
			number: position + 1,
			header: column.header,
			column,
		}));
		const names = columns.map((entry) => entry.header);
		return { candidates: [layout], header: { names, delimiter, firstLine: 0, lastLine: 0 }, columns };
	}
	return undefined;
}

/** The layout of a file's head; `undefined` where no record near its top is the header of a known layout. */
export function recognise(text: string): Recognition | undefined {
	for (const header of headerRecords(text)) {
		const matching = (layout: Layout): boolean => matchColumns(layout, header.names) !== undefined;
		const [first, ...others] = layouts.filter((layout) => layout.headless === undefined && matching(layout));
		if (first === undefined) continue;
		const columns = matchColumns(first, header.names) ?? [];
		return { candidates: [first, ...others], header, columns };
	}
	return recogniseHeadless(text);
}

/** Of layouts with the same columns, the one whose years hold the newest test year of the data; else the newest. */
export function settleLayout(candidates: Recognition["candidates"], year: number): Layout {
	const holds = ({ testYears }: Layout): boolean =>
		testYears !== undefined && year >= testYears[0] && year <= testYears[1];
	return candidates.find(holds) ?? candidates.at(-1) ?? candidates[0];
}
