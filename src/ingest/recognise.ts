/** Recognition: which layout a header belongs to, by its column names alone, in any order and with any delimiter. */

import { type Place, type Problem, problem } from "../domain/problem.js";
import { suggest } from "../domain/suggest.js";
import { layouts } from "./layouts/index.js";
import { type Delimiter, type Layout, type LayoutColumn, plainHeader } from "./layouts/layout.js";
import { readRecord, type TextRecord } from "./record.js";

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
	/** Physical lines, from 1. */
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

const breaksIn = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

function* recordsOf(text: string, delimiter: Delimiter): Generator<HeaderRecord> {
	let offset = 0;
	let line = 1;
	for (let searched = 0; searched < recordsSearched && offset < text.length; ) {
		const record: TextRecord = readRecord(text, offset, delimiter);
		if (!record.sound) return;
		const lines = Math.max(1, breaksIn(text.slice(offset, record.end)));
		const blank = record.fields.every((field) => field.trim() === "");
		if (!blank) {
			searched++;
			yield { names: record.fields, delimiter, firstLine: line, lastLine: line + lines - 1 };
		}
		offset = record.end;
		line += lines;
	}
}

/** All records near the top of the file, by delimiter, that may be its header. */
export const headerRecords = (text: string): HeaderRecord[] =>
	delimiters.flatMap((delimiter) => [...recordsOf(text, delimiter)].filter((record) => record.names.length > 1));

const spellings = (column: LayoutColumn): string[] => [column.header, ...(column.aliases ?? [])].map(plainHeader);

/** The file's columns in the layout's terms; `undefined` where a column is missing, doubled or not the layout's. */
function matchColumns(layout: Layout, names: readonly string[]): FileColumn[] | undefined {
	const byName = new Map(layout.columns.flatMap((column) => spellings(column).map((name) => [name, column] as const)));
	const found: FileColumn[] = [];
	for (const [position, header] of names.entries()) {
		const column = byName.get(plainHeader(header));
		if (column === undefined || found.some((other) => other.column === column)) return undefined;
		found.push({ number: position + 1, header, column });
	}
	const optional = new Set(layout.optional);
	const missing = layout.columns.some(
		(column) => !optional.has(column.header) && !found.some((other) => other.column === column),
	);
	return missing ? undefined : found;
}

/** The layout of a file's head; `undefined` where no record near its top is the header of a known layout. */
export function recognise(text: string): Recognition | undefined {
	for (const header of headerRecords(text)) {
		const [first, ...others] = layouts.filter((layout) => matchColumns(layout, header.names) !== undefined);
		if (first === undefined) continue;
		const columns = matchColumns(first, header.names) ?? [];
		return { candidates: [first, ...others], header, columns };
	}
	return undefined;
}

/** Of layouts with the same columns, the one whose years hold the newest test year of the data; else the newest. */
export function settleLayout(candidates: Recognition["candidates"], year: number): Layout {
	const holds = ({ testYears }: Layout): boolean =>
		testYears !== undefined && year >= testYears[0] && year <= testYears[1];
	return candidates.find(holds) ?? candidates.at(-1) ?? candidates[0];
}

const listed = (names: readonly string[]): string => {
	const shown = names.slice(0, 5).map((name) => `"${name.replace(/\s+/g, " ").trim()}"`);
	return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
};

/** Below this share of common names no layout is near enough to be named. */
const nearEnough = 0.3;

interface Nearness {
	readonly layout: Layout;
	readonly score: number;
	readonly missing: readonly string[];
	readonly extra: readonly string[];
	readonly header: HeaderRecord;
}

function compareWith(layout: Layout, header: HeaderRecord): Nearness {
	const open = [...header.names];
	const missing: string[] = [];
	for (const column of layout.columns) {
		const names = spellings(column);
		const position = open.findIndex((name) => names.includes(plainHeader(name)));
		if (position >= 0) open.splice(position, 1);
		else if (!layout.optional?.includes(column.header)) missing.push(column.header);
	}
	const common = header.names.length - open.length;
	return { layout, score: common / (layout.columns.length + open.length), missing, extra: open, header };
}

/** Problem CIMP-E106: the nearest layout, and what keeps the header from being its header. */
export function unknownHeader(file: string, text: string): Problem {
	const records = headerRecords(text);
	const nearest = records
		.flatMap((header) => layouts.map((layout) => compareWith(layout, header)))
		.sort((a, b) => b.score - a.score)[0];
	const place = (line: number): Place => ({ file, line });
	if (nearest === undefined || nearest.score < nearEnough) {
		const widest = [...records].sort((a, b) => b.names.length - a.names.length)[0];
		const found = widest === undefined ? "one column" : `${widest.names.length} columns: ${listed(widest.names)}`;
		return problem("CIMP-E106", place(widest?.firstLine ?? 1), { found });
	}
	const { layout, missing, extra, header } = nearest;
	const notes = extra.map((name) => {
		const [near] = suggest(name, missing, 1);
		return near === undefined ? undefined : `"${name.trim()}" may be "${near.replace(/\s+/g, " ")}"`;
	});
	const hint = notes.filter((note) => note !== undefined).slice(0, 3);
	const found = [
		...(missing.length > 0 ? [`missing: ${listed(missing)}`] : []),
		...(extra.length > 0 ? [`not of the layout: ${listed(extra)}`] : []),
	].join("; ");
	return {
		...problem("CIMP-E106", place(header.firstLine), {
			found,
			expected: `the columns of layout ${layout.id} (${layout.title})`,
			...(hint.length > 0 ? { help: `restore the columns named, or give --map; ${hint.join(", ")}` } : {}),
		}),
		// The names of the columns are the message: they are not cut like a user's cell.
		found,
	};
}
