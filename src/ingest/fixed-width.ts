/**
 * Fixed-width twins: the same tables without delimiters and without a header, each field at its place in the line.
 *
 * A line becomes the record of the delimited twin, so that everything behind this file works on one form. Nothing here
 * touches files.
 */

import { isAscii, isUtf8 } from "node:buffer";
import { type Problem, problem } from "../domain/problem.js";
import { fixedWidthTwins } from "./layouts/fixed-widths.js";
import type { FixedWidthTwin, LayoutColumn } from "./layouts/layout.js";
import { delimiters, type Recognition } from "./recognise.js";

/** A fixed-width file that was recognised. */
export interface FixedWidthReading {
	/** As if the file were its delimited twin, without a header line: line numbers are those of the file. */
	readonly recognition: Recognition;
	/** Characters of a line. */
	readonly width: number;
	/**
	 * The cells of a line in the order of the twin's columns, without padding.
	 *
	 * @returns `undefined` for a line of another length
	 */
	readonly cellsOf: (line: string) => string[] | undefined;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Lines looked at. */
const linesSearched = 50;

/** No table of the state has shorter lines. */
const shortestLine = 40;

/** Whole lines at the top of a head, if there are any and all are of one length. */
function evenLines(text: string): readonly string[] | undefined {
	const ended = text.endsWith("\n");
	const lines = text.split(/\r?\n/).filter((line) => line !== "");
	// The last line of a head may be cut.
	const whole = (ended || lines.length === 1 ? lines : lines.slice(0, -1)).slice(0, linesSearched);
	const [first] = whole;
	return first !== undefined && first.length >= shortestLine && whole.every((line) => line.length === first.length)
		? whole
		: undefined;
}

/** A field without its padding: blanks, and for numbers the zeros before them. */
function unpadded(text: string, { kind }: LayoutColumn): string {
	const plain = text.trim();
	return kind === "integer" || kind === "count" ? plain.replace(/^0+(?=\d)/, "") : plain;
}

function cutter({ layout, widths }: FixedWidthTwin): (line: string) => string[] {
	return (line) => {
		let from = 0;
		return layout.columns.map((column, place) => {
			const until = from + (widths[place] ?? 0);
			const cell = unpadded(line.slice(from, until), column);
			from = until;
			return cell;
		});
	};
}

const widthOf = ({ widths }: FixedWidthTwin): number => widths.reduce((sum, width) => sum + width, 0);

/** True where codes, year and type of a line stand where the twin has them. */
function fits(twin: FixedWidthTwin, line: string): boolean {
	const cells = cutter(twin)(line);
	const roles = twin.layout.columns.map((column) => column.role);
	const cell = (role: (typeof roles)[number]): string => cells[roles.indexOf(role)] ?? "";
	const year = /^\d{4}$/.test(cell("year")) ? Number(cell("year")) : 0;
	return (
		/^\d{14}$/.test(line.slice(0, 14)) &&
		year >= twin.testYears[0] &&
		year <= twin.testYears[1] &&
		(roles.includes("entityType") ? /^\d{1,2}$/.test(cell("entityType")) : true)
	);
}

/** The twin's delimiter must not be in a field; carets are in none, and such a line would be refused for its fields. */
const delimiter = "^";

/** Recognises a head as that of a fixed-width file whose places are known. */
export function recogniseFixedWidth(text: string): FixedWidthReading | undefined {
	const lines = evenLines(text);
	const width = lines?.[0]?.length ?? 0;
	const twin = fixedWidthTwins.find(
		(candidate) => widthOf(candidate) === width && lines?.every((line) => fits(candidate, line)),
	);
	if (twin === undefined) return undefined;
	const { layout } = twin;
	const cut = cutter(twin);
	return {
		recognition: {
			candidates: [layout],
			header: { names: layout.columns.map((column) => column.header), delimiter, firstLine: 0, lastLine: 0 },
			columns: layout.columns.map((column, position) => ({ number: position + 1, header: column.header, column })),
		},
		width,
		cellsOf: (line) => (line.length === width ? cut(line) : undefined),
	};
}

/**
 * A line as a record of the delimited twin. A line of another length stays as it is: its number of fields will not be
 * that of the twin, so that it is refused with its own line number.
 */
function delimitedLine(line: Buffer, reading: FixedWidthReading): Buffer {
	// A field's place is counted in characters: Latin-1 keeps any byte as one, and UTF-8 says what is a character.
	const encoding = !isAscii(line) && isUtf8(line) ? "utf8" : "latin1";
	const cells = reading.cellsOf(line.toString(encoding));
	return cells === undefined ? line : Buffer.from(cells.join(delimiter), encoding);
}

/** The bytes of a fixed-width file as those of its delimited twin without a header, line for line. */
export async function* delimitedBytes(
	chunks: AsyncIterable<Buffer>,
	reading: FixedWidthReading,
): AsyncGenerator<Buffer> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		const made: Buffer[] = [];
		let start = 0;
		for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
			const until = bytes[end - 1] === carriageReturn && end > start ? end - 1 : end;
			made.push(delimitedLine(bytes.subarray(start, until), reading), bytes.subarray(until, end + 1));
			start = end + 1;
		}
		rest = bytes.subarray(start);
		yield Buffer.concat(made);
	}
	if (rest.length > 0) yield delimitedLine(rest, reading);
}

/**
 * Problem CIMP-E106 for a fixed-width file whose places are not known, naming the delimited twin; `undefined` for a head
 * that is not fixed-width.
 */
export function unknownFixedWidth(file: string, text: string): Problem | undefined {
	const lines = evenLines(text);
	if (lines === undefined || !lines.every((line) => /^\d{14}/.test(line))) return undefined;
	// What stands in every line delimits.
	if (delimiters.some((mark) => lines.every((line) => line.includes(mark)))) return undefined;
	const twin = file.replace(/_ascii(?=_|\.|$)/i, "_csv");
	const which = twin === file ? 'the "csv" file of the same year' : `the delimited twin, ${twin}`;
	return problem(
		"CIMP-E106",
		{ file, line: 1 },
		{
			found: `no header and no delimiter: lines of ${lines[0]?.length} characters each`,
			expected: "a delimited file, or a fixed-width one whose places are known (`cimp layouts` lists them)",
			help: `download ${which}, in place of the fixed-width ("ascii") one`,
		},
	);
}
