/** What the independent count finds: every record of a file, and every line that is none. */

import { decideEncoding, type Encoding } from "../encoding.js";

/** A line that holds no readable record. */
export interface BadLine {
	readonly line: number;
	readonly code: "CIMP-E110" | "CIMP-E116";
	readonly found: string;
	readonly expected?: string;
}

/** Lines with their places in the file, in order: numbers of the lines, first bytes, and bytes behind their line ends. */
export interface LineList {
	readonly lines: number[];
	readonly from: number[];
	readonly to: number[];
}

export const noLines = (): LineList => ({ lines: [], from: [], to: [] });

export function addLine(list: LineList, line: number, from: number, to: number): void {
	list.lines.push(line);
	list.from.push(from);
	list.to.push(to);
}

/** Appends one list to another; lines of the second are counted from `offset`. */
function append(list: LineList, more: LineList, offset: number): void {
	for (const line of more.lines) list.lines.push(line + offset);
	for (const byte of more.from) list.from.push(byte);
	for (const byte of more.to) list.to.push(byte);
}

/** What one reader finds in its range of a file; lines are counted from the range's first. */
export interface RangeScan {
	readonly lines: number;
	/** Whole records, with those whose bytes are not UTF-8. */
	readonly whole: number;
	readonly bad: readonly BadLine[];
	readonly badCount: number;
	readonly skipped: LineList;
	readonly spans: readonly (readonly [line: number, lines: number])[];
	/** Whole records with bytes that are not UTF-8. */
	readonly invalid: LineList;
	/** Lines with bytes beyond ASCII that are valid UTF-8. */
	readonly validLines: number;
	/** Some record that is not UTF-8 has a byte from 0x80 to 0x9F, where Windows-1252 and Latin-1 differ. */
	readonly beyondLatin1: boolean;
	/** Some record has an underscore, which the engine takes for a part of a number. */
	readonly underscores: boolean;
	readonly crlf: number;
	readonly bare: number;
	/** Some field is in quotes; some field has a quote in its middle. */
	readonly quotes: boolean;
	readonly innerQuotes: boolean;
	/** The range ended inside quotes: it can't be read apart from the next one. */
	readonly open: boolean;
	readonly endless: boolean;
	/** Records that passed the filter. */
	readonly selected: number;
}

export interface Scan {
	readonly encoding: Encoding;
	/** No byte beyond ASCII: the encoding makes no difference. */
	readonly plain: boolean;
	/** Lines beyond ASCII that are valid UTF-8, and records that are not. */
	readonly linesBeyondAscii: { readonly utf8: number; readonly other: number };
	/** In Windows-1252: some byte means another character in Latin-1. */
	readonly beyondLatin1: boolean;
	/** Some record has an underscore, which the engine takes for a part of a number. */
	readonly underscores: boolean;
	readonly lineFeed: "\n" | "\r";
	/** How lines end; `mixed` where they differ. */
	readonly lineEnding: "\r\n" | "\n" | "\r" | "mixed";
	/** Data records: whole ones and bad lines. */
	readonly records: number;
	/** In order; the first ones, where there are very many. */
	readonly bad: readonly BadLine[];
	readonly badCount: number;
	/** Lines that begin no whole record, in order: bad lines, blank lines, and second and later lines of a record. */
	readonly skipped: LineList;
	/** Records of several lines: first line → number of lines. */
	readonly spans: ReadonlyMap<number, number>;
	/** How quotes are used: around fields, only as characters inside fields (or not at all), or in both ways. */
	readonly quoting: "around" | "inside" | "both";
	/** A line is too long for any table: the scan stopped there. */
	readonly endless: boolean;
}

/** Bad lines that are reported each by itself; of a file without end of them, the rest is counted. */
export const mostReported = 10_000;

const byLine = (left: { readonly line: number }, right: { readonly line: number }): number => left.line - right.line;

/** Lists in the order of their lines. */
function sortedLines(list: LineList): LineList {
	const order = list.lines.map((_, position) => position);
	order.sort((a, b) => (list.lines[a] ?? 0) - (list.lines[b] ?? 0));
	const pick = (values: readonly number[]): number[] => order.map((position) => values[position] ?? 0);
	return { lines: pick(list.lines), from: pick(list.from), to: pick(list.to) };
}

export interface MergeOptions {
	readonly lineFeed: "\n" | "\r";
	/** The bytes begin with the UTF-8 mark. */
	readonly marked: boolean;
}

/** Whether all records are valid in the file's encoding; decided over all ranges. */
export function encodingOf(ranges: readonly RangeScan[], marked: boolean): Encoding {
	const sum = (of: (range: RangeScan) => number): number => ranges.reduce((all, range) => all + of(range), 0);
	return decideEncoding(
		marked,
		sum((range) => range.validLines),
		sum((range) => range.invalid.lines.length),
	);
}

/** Ranges of one file, in order, as one scan. */
export function mergeScans(ranges: readonly RangeScan[], { lineFeed, marked }: MergeOptions): Scan {
	const bad: BadLine[] = [];
	const skipped = noLines();
	const invalid = noLines();
	const spans = new Map<number, number>();
	let [lines, whole, badCount, crlf, bare] = [0, 0, 0, 0, 0];
	for (const range of ranges) {
		for (const entry of range.bad) bad.push({ ...entry, line: entry.line + lines });
		append(skipped, range.skipped, lines);
		append(invalid, range.invalid, lines);
		for (const [line, length] of range.spans) spans.set(line + lines, length);
		lines += range.lines;
		whole += range.whole;
		badCount += range.badCount;
		crlf += range.crlf;
		bare += range.bare;
	}
	const encoding = encodingOf(ranges, marked);
	// In another encoding than Windows-1252, bytes that are not UTF-8 are damage: their records are refused.
	const broken = encoding === "windows-1252" ? noLines() : invalid;
	if (broken.lines.length > 0) append(skipped, broken, 0);
	for (const line of broken.lines) {
		spans.delete(line);
		if (bad.length < 2 * mostReported) bad.push({ line, code: "CIMP-E116", found: "bytes that are not UTF-8" });
	}
	const some = (of: (range: RangeScan) => boolean): boolean => ranges.some(of);
	return {
		encoding,
		plain: invalid.lines.length === 0 && ranges.every((range) => range.validLines === 0),
		linesBeyondAscii: { utf8: ranges.reduce((sum, range) => sum + range.validLines, 0), other: invalid.lines.length },
		beyondLatin1: some((range) => range.beyondLatin1),
		underscores: some((range) => range.underscores),
		lineFeed,
		lineEnding: lineFeed === "\r" ? "\r" : bare === 0 ? "\r\n" : crlf === 0 ? "\n" : "mixed",
		records: whole + badCount,
		bad: bad.sort(byLine),
		badCount: badCount + broken.lines.length,
		skipped: broken.lines.length > 0 ? sortedLines(skipped) : skipped,
		spans,
		quoting: !some((range) => range.quotes) ? "inside" : some((range) => range.innerQuotes) ? "both" : "around",
		endless: some((range) => range.endless),
	};
}
