/** The rows of one roster, into columns that all files share. */

import type { Coded } from "../../domain/coded.js";
import { Coder } from "../../domain/coder.js";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import { lineFeedOf, readRecord } from "../record.js";
import type { RosterHeader } from "./header.js";
import { exportHelp, lineHelp } from "./help.js";

/** Problems of one kind that are listed one by one. */
const listed = 20;

const headerHelp = "nothing to do; the report counts it among the rows left out";

/** Numbers that a spreadsheet rounded: their last digits are gone. */
const scientific = /^\d(?:\.\d+)?e\+?\d+$/i;

/** A column of a file: the place of its cells, and what collects them. */
interface FileColumn {
	readonly coder: Coder;
	readonly position: number;
}

/** Grows with the rows of all files. */
export class RosterRows {
	readonly #columns = new Map<string, Coder>();
	#file = new Uint16Array(1 << 12);
	#line = new Int32Array(1 << 12);
	count = 0;

	/** Takes one row; cells of columns that an earlier file had and this one has not stay absent. */
	add(file: number, line: number, fields: readonly string[], columns: readonly FileColumn[]): void {
		const row = this.count++;
		if (row >= this.#line.length) {
			const [files, lines] = [new Uint16Array(2 * row), new Int32Array(2 * row)];
			files.set(this.#file);
			lines.set(this.#line);
			[this.#file, this.#line] = [files, lines];
		}
		this.#file[row] = file;
		this.#line[row] = line;
		for (const { coder, position } of columns) coder.add(row, (fields[position] ?? "").trim());
	}

	/** Where the columns of a file go. */
	columnsOf({ positions }: RosterHeader): FileColumn[] {
		return [...positions].map(([name, position]) => ({ coder: this.#coder(name), position }));
	}

	#coder(name: string): Coder {
		let coder = this.#columns.get(name);
		if (coder === undefined) {
			coder = new Coder(this.count + 1024);
			this.#columns.set(name, coder);
		}
		return coder;
	}

	columns(): Map<string, Coded> {
		return new Map([...this.#columns].map(([name, coder]) => [name, coder.coded(this.count)]));
	}

	places(): { readonly file: Uint16Array; readonly line: Int32Array } {
		return { file: this.#file.slice(0, this.count), line: this.#line.slice(0, this.count) };
	}
}

/** Counts problems of one code, and lists the first of them. */
class Tally {
	readonly #problems: Problem[] = [];
	#more = 0;

	add(make: () => Problem): void {
		if (this.#problems.length < listed) this.#problems.push(make());
		else this.#more++;
	}

	problems(): Problem[] {
		const last = this.#problems.at(-1);
		if (last === undefined || this.#more === 0) return this.#problems;
		return [...this.#problems.slice(0, -1), { ...last, times: 1 + this.#more }];
	}
}

/** Line ends in a piece of text. */
function breaks(text: string, from: number, to: number, lineFeed: string): number {
	let count = 0;
	for (let at = text.indexOf(lineFeed, from); at >= 0 && at < to; at = text.indexOf(lineFeed, at + 1)) count++;
	return count;
}

/** Offset of the first character behind so many lines. */
function behindLines(text: string, lines: number, lineFeed: string): number {
	let offset = 0;
	for (let line = 0; line < lines; line++) {
		const at = text.indexOf(lineFeed, offset);
		if (at < 0) return text.length;
		offset = at + 1;
	}
	return offset;
}

export interface RowsRead {
	/** Not blank, the repeated headers not counted. */
	readonly rows: number;
	readonly repeatedHeaders: number;
	readonly problems: readonly Problem[];
}

interface RowsWish {
	readonly name: string;
	/** Index of the file. */
	readonly file: number;
	readonly text: string;
	readonly header: RosterHeader;
}

/** One file on its way into the columns. */
class FileRows {
	readonly #wish: RowsWish;
	readonly #rows: RosterRows;
	readonly #columns: readonly FileColumn[];
	readonly #idAt: number;
	readonly #ragged = new Tally();
	readonly #rounded = new Tally();
	readonly #repeated = new Tally();
	#count = 0;
	#repeats = 0;

	constructor(wish: RowsWish, rows: RosterRows) {
		this.#wish = wish;
		this.#rows = rows;
		this.#columns = rows.columnsOf(wish.header);
		this.#idAt = wish.header.positions.get("student_id") ?? 0;
	}

	take(fields: readonly string[], line: number): void {
		const { header, file, name } = this.#wish;
		const place = { file: name, line };
		if (fields.length !== header.names.length) {
			const details = { found: `${fields.length} fields`, expected: `${header.names.length} fields`, help: lineHelp };
			this.#ragged.add(() => problem("CIMP-E110", place, details));
			return;
		}
		const id = (fields[this.#idAt] ?? "").trim();
		const heading = header.names[this.#idAt]?.trim() ?? "";
		if (id === heading && fields.every((field, at) => field.trim() === header.names[at]?.trim())) {
			this.#repeats++;
			this.#repeated.add(() => problem("CIMP-R118", place, { found: "the header once more", help: headerHelp }));
			return;
		}
		if (scientific.test(id)) {
			const field = { number: this.#idAt + 1, name: heading };
			// The cell is a student's: its form is named, not the cell.
			const found = "a number in scientific notation";
			this.#rounded.add(() => problem("CIMP-E142", { ...place, field }, { found }));
		}
		this.#count++;
		this.#rows.add(file, line, fields, this.#columns);
	}

	/** @throws Refusal for rows that can't be trusted: CIMP-E110, E142, and E105 where there is none */
	result(): RowsRead {
		const errors = [...this.#ragged.problems(), ...this.#rounded.problems()];
		if (errors.length > 0) throw new Refusal(errors);
		const { name, header } = this.#wish;
		if (this.#count === 0) {
			const place = { file: name, line: header.lastLine };
			throw new Refusal([
				problem("CIMP-E105", place, { found: `${header.names.length} columns and no data line`, help: exportHelp }),
			]);
		}
		return { rows: this.#count, repeatedHeaders: this.#repeats, problems: this.#repeated.problems() };
	}
}

/**
 * Reads all rows of a text.
 *
 * @throws Refusal for a file in which rows can't be told apart or trusted: CIMP-E105, E110, E142
 */
export function readRows(wish: RowsWish, rows: RosterRows): RowsRead {
	const { text, header, name } = wish;
	const lineFeed = lineFeedOf(text.slice(0, 1 << 16));
	const reader = new FileRows(wish, rows);
	let line = header.lastLine + 1;
	for (let offset = behindLines(text, header.lastLine, lineFeed); offset < text.length; ) {
		const record = readRecord(text, offset, header.delimiter);
		if (!record.sound) {
			const found = "a quote that is never closed, or closed in the middle of a cell";
			throw new Refusal([problem("CIMP-E110", { file: name, line }, { found, help: lineHelp })]);
		}
		if (record.fields.some((field) => field.trim() !== "")) reader.take(record.fields, line);
		line += breaks(text, offset, record.end, lineFeed);
		offset = record.end;
	}
	return reader.result();
}
