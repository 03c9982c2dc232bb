/** Reading a crosswalk: a small table that people edit, so every line that can't be used is named with its place. */

import { createHash } from "node:crypto";
import { entityLevel, readCode } from "../domain/cds-code.js";
import { cellInWords, numberCellInWords } from "../domain/cell-words.js";
import { withoutGuard } from "../domain/formula-guard.js";
import { type CrosswalkRow, crosswalkColumns } from "../domain/places/crosswalk.js";
import { compareProblems, type Place, type Problem, type ProblemDetails, problem, Refusal } from "../domain/problem.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import { type PlacedRow, withoutConflicts } from "./crosswalk-conflicts.js";
import { headText, readSignature } from "./encoding.js";
import { delimiters } from "./recognise.js";
import { readRecord, type TextRecord } from "./record.js";
import { type InputFile, readHead } from "./source.js";

/** A crosswalk that was read: every line of it is in `rows` or has a problem. */
export interface Crosswalk {
	readonly file: string;
	readonly sha256: string;
	/** Lines below the header that are not blank. */
	readonly rowsRead: number;
	/** Of the lines that can be used, in the order of the file. */
	readonly rows: readonly CrosswalkRow[];
	readonly problems: readonly Problem[];
}

type ColumnName = (typeof crosswalkColumns)[number];

/** Names, change and basis are for people; a crosswalk made by hand may go without. */
const needed: readonly ColumnName[] = ["from_year", "to_year", "from_cds", "to_cds", "accepted"];

/** A crosswalk larger than this, in bytes, is another file. */
const largest = 16_000_000;

interface Line {
	readonly record: TextRecord;
	/** Physical line, from 1. */
	readonly number: number;
	readonly text: string;
}

interface Header {
	readonly names: readonly string[];
	/** Where each column stands, from 0. */
	readonly positions: ReadonlyMap<string, number>;
}

/** All records of a text that are not blank. */
function linesOf(text: string, delimiter: (typeof delimiters)[number]): Line[] {
	const lines: Line[] = [];
	let number = 1;
	for (let offset = 0; offset < text.length; ) {
		const record = readRecord(text, offset, delimiter);
		const own = text.slice(offset, record.end);
		const starts = record.starts.map((start) => start - offset);
		if (record.fields.some((field) => field.trim() !== "")) {
			lines.push({ record: { ...record, starts }, number, text: own });
		}
		number += own.split(/\r\n|\n|\r/).length - 1;
		offset = record.end;
	}
	return lines;
}

const headerOf = (line: Line | undefined): Header => {
	const names = (line?.record.fields ?? []).map((name) => name.trim().toLowerCase());
	return { names, positions: new Map(names.map((name, index) => [name, index])) };
};

const lacking = (header: Header): string[] => needed.filter((name) => !header.positions.has(name));

async function textOf(file: InputFile): Promise<{ text: string; sha256: string }> {
	const bytes = await readHead(file, largest + 1);
	const refuse = (code: ProblemCode, found: string): never => {
		throw new Refusal([problem(code, { file: file.name }, { found })]);
	};
	const signature = readSignature(bytes);
	if (bytes.length === 0) refuse("CIMP-E103", "0 bytes");
	if (signature.kind === "binary") refuse("CIMP-E104", signature.what);
	if (bytes.length > largest) refuse("CIMP-E104", `more than ${largest / 1_000_000} million bytes, no crosswalk`);
	return { text: headText(bytes, signature), sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** The lines under the delimiter that gives the header most of its columns. */
function readLines(file: InputFile, text: string): { header: Header; lines: Line[] } {
	const readings = delimiters.map((delimiter) => {
		const [first, ...lines] = linesOf(text, delimiter);
		return { header: headerOf(first), lines, first };
	});
	const best = readings.reduce((a, b) => (lacking(b.header).length < lacking(a.header).length ? b : a));
	const missing = lacking(best.header);
	if (missing.length === 0) return best;
	const found = `no column ${missing.join(", ")}`;
	const expected = `the columns ${crosswalkColumns.join(", ")}`;
	const help = "start from the crosswalk.csv that `cimp entities diff … --out DIR` writes";
	throw new Refusal([
		problem("CIMP-E106", { file: file.name, line: best.first?.number ?? 1 }, { found, expected, help }),
	]);
}

/** Reads one line; collects what is wrong with it. */
class LineReader {
	readonly problems: Problem[] = [];
	readonly #file: string;
	readonly #header: Header;
	readonly #line: Line;

	constructor(file: string, header: Header, line: Line) {
		this.#file = file;
		this.#header = header;
		this.#line = line;
	}

	cell(name: ColumnName): string {
		const position = this.#header.positions.get(name);
		return withoutGuard((position === undefined ? undefined : this.#line.record.fields[position])?.trim() ?? "");
	}

	place(name?: ColumnName): Place {
		const index = name === undefined ? undefined : this.#header.positions.get(name);
		const start = index === undefined ? undefined : this.#line.record.starts[index];
		const place = { file: this.#file, line: this.#line.number };
		if (name === undefined || index === undefined || start === undefined) return place;
		const column = [...this.#line.text.slice(0, start)].length + 1;
		return { ...place, column, field: { number: index + 1, name } };
	}

	say(code: ProblemCode, name: ColumnName | undefined, details: ProblemDetails): void {
		this.problems.push(problem(code, this.place(name), details));
	}

	/** A test year; 0 where the cell holds none. */
	year(name: ColumnName): number {
		const text = this.cell(name);
		if (/^20[1-9]\d$/.test(text) && Number(text) >= 2015) return Number(text);
		this.say("CIMP-E127", name, { found: numberCellInWords(text), expected: "a test year from 2015 on" });
		return 0;
	}

	/** The code of a school; empty where the cell holds none. */
	school(name: ColumnName): string {
		const text = this.cell(name);
		const reading = readCode(text, 14);
		const found = cellInWords(text);
		if (reading.kind === "scientific") this.say("CIMP-E113", name, { found });
		else if (reading.kind === "malformed") this.say("CIMP-E112", name, { found, expected: "14 digits" });
		else if (entityLevel(reading.code) !== "school") {
			this.say("CIMP-E127", name, { found: reading.code, expected: "the code of a school, not of a district" });
		} else {
			if (reading.kind === "padded") {
				const repair = { before: text, after: reading.code };
				this.say("CIMP-R112", name, { found: `${text} (13 of 14 digits)`, expected: reading.code, repair });
			}
			return reading.code;
		}
		return "";
	}

	accepted(): CrosswalkRow["accepted"] {
		const word = this.cell("accepted").toLowerCase();
		if (word === "yes" || word === "no" || word === "") return word;
		this.say("CIMP-E127", "accepted", { found: cellInWords(this.cell("accepted")), expected: "yes, no, or nothing" });
		return "";
	}
}

/** One line as a row, or nothing but its problems. */
function readLine(file: string, header: Header, line: Line): { row?: PlacedRow; problems: Problem[] } {
	const reader = new LineReader(file, header, line);
	const { fields, sound } = line.record;
	if (!sound || fields.length !== header.names.length) {
		const found = sound ? `${fields.length} fields` : "a quote that is never closed, down to the end of the file";
		reader.say("CIMP-E110", undefined, { found, expected: `${header.names.length} fields` });
		return { problems: reader.problems };
	}
	const row: CrosswalkRow = {
		fromYear: reader.year("from_year"),
		toYear: reader.year("to_year"),
		fromCds: reader.school("from_cds"),
		toCds: reader.school("to_cds"),
		fromName: reader.cell("from_name"),
		toName: reader.cell("to_name"),
		change: reader.cell("change"),
		basis: reader.cell("basis"),
		accepted: reader.accepted(),
	};
	if (row.fromYear > 0 && row.toYear > 0 && row.toYear <= row.fromYear) {
		const found = `${row.toYear}, not later than ${row.fromYear}`;
		reader.say("CIMP-E127", "to_year", { found, expected: "a year later than from_year" });
	}
	// A line is refused once, for its first fault; what was repaired in it is then of no use.
	const fault = reader.problems.find((entry) => entry.severity === "error");
	if (fault !== undefined) return { problems: [fault] };
	return { row: { row, place: reader.place("from_cds") }, problems: reader.problems };
}

/**
 * Reads a crosswalk as `cimp entities diff` writes it, or as a person or a spreadsheet saved it.
 *
 * @returns every line as a row or with a problem: CIMP-E110 to E113 and R111 to R112 as in any table, E127 for a line that
 *   says nothing that can be followed
 * @throws Refusal for a file that can't be read (CIMP-E101 to E104) or has other columns (E106)
 */
export async function readCrosswalk(file: InputFile): Promise<Crosswalk> {
	const { text, sha256 } = await textOf(file);
	const { header, lines } = readLines(file, text);
	const read = lines.map((line) => readLine(file.name, header, line));
	const { rows, problems } = withoutConflicts(read.flatMap(({ row }) => row ?? []));
	return {
		file: file.name,
		sha256,
		rowsRead: lines.length,
		rows,
		problems: [...read.flatMap((entry) => entry.problems), ...problems].sort(compareProblems),
	};
}
