/**
 * The independent count of one range of a file: one pass over its bytes that finds every record, and every line that
 * is none.
 *
 * Nearly every line of a statewide file is plain: as many fields as the header, quotes around whole fields or nowhere.
 * `PlainLines` runs over those; the first line that is anything else goes the slow and exact way through `#take`, and
 * the fast loop goes on behind it.
 */

import { isAscii, isUtf8 } from "node:buffer";
import { LineReader } from "./line-reader.js";
import { type Keep, LineTally, PlainLines } from "./plain-lines.js";
import { judgeOf, type RowFilter } from "./row-filter.js";
import { addLine, type BadLine, mostReported, noLines, type RangeScan } from "./scan.js";

export interface RangeOptions {
	readonly delimiter: string;
	/** Fields of the header. */
	readonly fields: number;
	/** Last line of the header, counted from the range's first; 0 where the range has none of it. */
	readonly headerEnd: number;
	readonly lineFeed: "\n" | "\r";
	/** Keeps the records that pass: `keep` gets them one by one. */
	readonly filter?: RowFilter;
}

/** Reads bytes at a position of the file into a buffer; returns how many there were. */
export type ReadAt = (buffer: Uint8Array, offset: number, length: number, position: number) => number;

/** Most lines that one record may span; beyond it a quote is taken as never closed. */
const mostLines = 50;

/** Bytes of the longest line of text that any table has. */
export const longestLine = 1 << 22;

const pieceBytes = 1 << 20;

const _quote = 0x22;
const carriageReturn = 0x0d;
const underscore = 0x5f;

interface HeldLine {
	readonly text: Buffer;
	readonly from: number;
	readonly to: number;
}

export class RangeScanner {
	readonly #options: RangeOptions;
	readonly #feed: number;
	readonly #reader: LineReader;
	readonly #plain: PlainLines;
	readonly #tally = new LineTally();
	readonly #keep: Keep | undefined;
	readonly #bad: BadLine[] = [];
	#badCount = 0;
	readonly #skipped = noLines();
	readonly #spans: [number, number][] = [];
	/** Lines of a record whose quote is still open, and the number of the first. */
	#held: HeldLine[] = [];
	#heldFrom = 0;
	/** Position in the file of the buffer's first byte. */
	#base = 0;

	constructor(options: RangeOptions, keep?: Keep) {
		this.#options = options;
		this.#feed = options.lineFeed.charCodeAt(0);
		this.#keep = keep;
		const delimiter = options.delimiter.charCodeAt(0);
		this.#reader = new LineReader(delimiter);
		const judge = options.filter === undefined ? undefined : judgeOf(options.filter);
		const wish = { delimiter, lineFeed: this.#feed, fields: options.fields, judge, keep };
		this.#plain = new PlainLines(wish, this.#tally);
	}

	/**
	 * Scans the bytes from one position to another.
	 *
	 * @param whole the range ends where the file does: an open quote at its end is never closed
	 * @param passed told how many bytes were read, now and then
	 */
	scan(read: ReadAt, range: { from: number; to: number; whole: boolean }, passed?: (bytes: number) => void): RangeScan {
		let buffer = Buffer.allocUnsafe(pieceBytes);
		let filled = 0;
		let position = range.from;
		while (position < range.to) {
			if (filled === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
			const got = read(buffer, filled, Math.min(buffer.length - filled, range.to - position), position);
			if (got === 0) break;
			this.#base = position - filled;
			position += got;
			filled += got;
			const last = buffer.subarray(0, filled).lastIndexOf(this.#feed);
			if (last < 0 && filled >= longestLine) return this.#finish(true, range.whole);
			if (last >= 0) {
				this.#feedLines(buffer, last);
				buffer.copy(buffer, 0, last + 1, filled);
				filled -= last + 1;
				this.#base += last + 1;
			}
			passed?.(got);
		}
		if (filled > 0) this.#take(buffer.subarray(0, filled), this.#base, false);
		return this.#finish(false, range.whole);
	}

	/** All lines of a buffer up to and with the one that ends at `last`. */
	#feedLines(bytes: Buffer, last: number): void {
		let position = 0;
		while (position <= last) {
			if (this.#held.length === 0 && this.#tally.lines >= this.#options.headerEnd) {
				position = this.#plain.run(bytes, position, last, this.#base);
				if (position > last) return;
			}
			const end = bytes.indexOf(this.#feed, position);
			this.#take(bytes.subarray(position, end), this.#base + position, true);
			position = end + 1;
		}
	}

	/** One physical line without its line feed. */
	#take(line: Buffer, from: number, ended: boolean): void {
		this.#tally.lines++;
		let end = line.length;
		if (this.#options.lineFeed === "\n" && end > 0 && line[end - 1] === carriageReturn) {
			end--;
			this.#tally.crlf++;
		} else if (ended) this.#tally.bare++;
		const text = line.subarray(0, end);
		const to = from + line.length + (ended ? 1 : 0);
		if (this.#tally.lines <= this.#options.headerEnd) {
			if (!isAscii(text) && isUtf8(text)) this.#tally.validLines++;
			return;
		}
		this.#record(text, this.#tally.lines, { from, to });
	}

	#record(text: Buffer, line: number, at: { readonly from: number; readonly to: number }): void {
		this.#tally.underscores ||= text.includes(underscore);
		if (this.#held.length > 0) this.#goOn(text, line, at);
		else if (isBlank(text)) addLine(this.#skipped, line, at.from, at.to);
		else this.#begin(text, line, at);
	}

	/** The first line of a record. */
	#begin(text: Buffer, line: number, at: { readonly from: number; readonly to: number }): void {
		const damage = this.#damagedBytes(text);
		if (damage === "zero byte") {
			this.#refuse({ line, code: "CIMP-E116", found: "a zero byte" }, at);
			return;
		}
		this.#reader.read(text, false);
		if (this.#reader.open) {
			// A copy: the piece of the file that the line is a part of will be given back.
			this.#held = [{ text: Buffer.from(text), ...at }];
			this.#heldFrom = line;
			return;
		}
		if (!this.#accept(line, at)) return;
		if (damage === "not UTF-8") this.#tally.addInvalid(text, line, at);
		// The filter reads plain lines; any other goes on to the checker.
		if (this.#options.filter === undefined) return;
		this.#tally.selected++;
		this.#keep?.(this.#tally.whole, text, 0, text.length);
	}

	/** Counts a closed record as whole, or refuses its line. */
	#accept(line: number, at: { readonly from: number; readonly to: number }): boolean {
		const { fields, misplaced } = this.#reader;
		if (misplaced) {
			const found = "a quote or line end in the middle of a field";
			this.#refuse({ line, code: "CIMP-E110", found, expected: "quotes around whole fields" }, at);
			return false;
		}
		if (fields !== this.#options.fields) {
			this.#refuse({ line, code: "CIMP-E110", found: count(fields), expected: count(this.#options.fields) }, at);
			return false;
		}
		this.#tally.whole++;
		return true;
	}

	/** A further line of a record with an open quote. */
	#goOn(text: Buffer, _line: number, at: { readonly from: number; readonly to: number }): void {
		this.#held.push({ text: Buffer.from(text), ...at });
		this.#reader.read(text, true);
		if (this.#reader.open && !this.#reader.misplaced && this.#held.length < mostLines) return;
		const { fields, misplaced, open } = this.#reader;
		if (open || misplaced || fields !== this.#options.fields || this.#held.some((part) => part.text.includes(0))) {
			this.#giveUp();
			return;
		}
		const [first, ...others] = this.#held;
		this.#spans.push([this.#heldFrom, this.#held.length]);
		others.forEach((part, position) => {
			addLine(this.#skipped, this.#heldFrom + 1 + position, part.from, part.to);
		});
		const texts = this.#held.map((part) => part.text);
		if (first !== undefined && texts.map((text) => this.#damagedBytes(text)).includes("not UTF-8")) {
			this.#tally.addInvalid(Buffer.concat(texts), this.#heldFrom, first);
		}
		this.#held = [];
		this.#tally.whole++;
	}

	/** The quote was never closed: its line alone is refused, the lines behind it are read afresh. */
	#giveUp(): void {
		const [first, ...again] = this.#held;
		const from = this.#heldFrom;
		this.#held = [];
		if (first === undefined) return;
		const found = "a quote that is never closed";
		this.#refuse({ line: from, code: "CIMP-E110", found, expected: "a closing quote" }, first);
		again.forEach((part, position) => {
			this.#record(part.text, from + 1 + position, part);
		});
	}

	#refuse(bad: BadLine, at: { readonly from: number; readonly to: number }): void {
		this.#badCount++;
		if (this.#bad.length < mostReported) this.#bad.push(bad);
		addLine(this.#skipped, bad.line, at.from, at.to);
	}

	#damagedBytes(text: Buffer): "zero byte" | "not UTF-8" | undefined {
		if (text.includes(0)) return "zero byte";
		if (isAscii(text)) return undefined;
		if (!isUtf8(text)) return "not UTF-8";
		this.#tally.validLines++;
		return undefined;
	}

	#finish(endless: boolean, whole: boolean): RangeScan {
		const open = !whole && this.#held.length > 0;
		while (whole && this.#held.length > 0) this.#giveUp();
		const { quotes, ...tally } = this.#tally;
		return {
			...tally,
			bad: this.#bad,
			badCount: this.#badCount,
			skipped: this.#skipped,
			spans: this.#spans,
			quotes: quotes || this.#reader.quotes,
			innerQuotes: this.#reader.innerQuotes,
			open,
			endless,
		};
	}
}

const count = (fields: number): string => `${fields} ${fields === 1 ? "field" : "fields"}`;

/** Nothing but blanks; where carriage returns end the lines, a stray line feed is nothing either. */
const isBlank = (text: Buffer): boolean => text.every((byte) => byte === 0x20 || byte === 0x0a);
