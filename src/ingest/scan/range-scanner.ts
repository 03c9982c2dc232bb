/**
 * The independent count of one range of a file: one pass over its bytes that finds every record, and every line that
 * is none.
 *
 * Nearly every line of a statewide file is plain: as many fields as the header, quotes around whole fields or nowhere.
 * `#plainLines` runs over those without leaving its loop; the first line that is anything else goes the slow and exact
 * way through `take`, and the loop goes on behind it.
 */

import { isAscii, isUtf8 } from "node:buffer";
import { LineReader } from "./line-reader.js";
import { type Judge, judgeOf, type RowFilter } from "./row-filter.js";
import { type BadLine, type LineList, mostReported, noLines, type RangeScan } from "./scan.js";

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

/** Gets a record that passed the filter: its number among the whole records of the range, and its bytes. */
export type Keep = (ordinal: number, bytes: Uint8Array, from: number, to: number) => void;

/** Reads bytes at a position of the file into a buffer; returns how many there were. */
export type ReadAt = (buffer: Uint8Array, offset: number, length: number, position: number) => number;

/** Most lines that one record may span; beyond it a quote is taken as never closed. */
const mostLines = 50;

/** Bytes of the longest line of text that any table has. */
const longestLine = 1 << 22;

const pieceBytes = 1 << 20;

const quote = 0x22;
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
	readonly #delimiter: number;
	readonly #reader: LineReader;
	readonly #judge: Judge | undefined;
	readonly #keep: Keep | undefined;
	readonly #bad: BadLine[] = [];
	#badCount = 0;
	readonly #skipped = noLines();
	readonly #invalid = noLines();
	readonly #spans: [number, number][] = [];
	/** Lines of a record whose quote is still open, and the number of the first. */
	#held: HeldLine[] = [];
	#heldFrom = 0;
	#line = 0;
	#whole = 0;
	#selected = 0;
	#validLines = 0;
	#crlf = 0;
	#bare = 0;
	#beyondLatin1 = false;
	#underscores = false;
	#quotes = false;
	/** Position in the file of the buffer's first byte. */
	#base = 0;
	/** Bytes that end a run inside a bare field, and inside a quoted one. */
	readonly #endsBare = new Uint8Array(256);
	readonly #endsQuoted = new Uint8Array(256);
	readonly #starts: Int32Array;
	readonly #ends: Int32Array;

	constructor(options: RangeOptions, keep?: Keep) {
		this.#options = options;
		this.#feed = options.lineFeed.charCodeAt(0);
		this.#delimiter = options.delimiter.charCodeAt(0);
		this.#reader = new LineReader(this.#delimiter);
		this.#judge = options.filter === undefined ? undefined : judgeOf(options.filter);
		this.#keep = keep;
		this.#starts = new Int32Array(options.fields + 1);
		this.#ends = new Int32Array(options.fields + 1);
		for (const table of [this.#endsBare, this.#endsQuoted]) {
			table.fill(1, 128);
			for (const byte of [0, this.#feed, quote, underscore]) table[byte] = 1;
		}
		for (const byte of [this.#delimiter, carriageReturn]) this.#endsBare[byte] = 1;
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
			if (last < 0 && filled > longestLine) return this.#finish(true, range.whole);
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
			if (this.#held.length === 0 && this.#line >= this.#options.headerEnd) {
				position = this.#plainLines(bytes, position, last);
				if (position > last) return;
			}
			const end = bytes.indexOf(this.#feed, position);
			this.#take(bytes.subarray(position, end), this.#base + position, true);
			position = end + 1;
		}
	}

	/**
	 * Runs over plain lines.
	 *
	 * @returns the position of the first line that is not plain, or behind the last line
	 */
	#plainLines(bytes: Buffer, from: number, last: number): number {
		const endsBare = this.#endsBare;
		const endsQuoted = this.#endsQuoted;
		const starts = this.#starts;
		const ends = this.#ends;
		const delimiter = this.#delimiter;
		const feed = this.#feed;
		const expected = this.#options.fields;
		let position = from;
		while (position <= last) {
			const lineStart = position;
			let fields = 0;
			let high = false;
			let quotes = false;
			let byte = 0;
			for (;;) {
				starts[fields] = position;
				byte = bytes[position] as number;
				if (byte === quote) {
					quotes = true;
					position++;
					for (;;) {
						while (endsQuoted[bytes[position] as number] === 0) position++;
						byte = bytes[position] as number;
						if (byte === quote) {
							if (bytes[position + 1] !== quote) break;
							position += 2;
						} else if (byte >= 128 || byte === underscore) {
							if (byte === underscore) this.#underscores = true;
							else high = true;
							position++;
						} else return lineStart;
					}
					byte = bytes[++position] as number;
				} else {
					for (;;) {
						while (endsBare[bytes[position] as number] === 0) position++;
						byte = bytes[position] as number;
						if (byte < 128 && byte !== underscore) break;
						if (byte === underscore) this.#underscores = true;
						else high = true;
						position++;
					}
				}
				ends[fields] = position;
				fields++;
				if (byte !== delimiter) break;
				if (fields === expected) return lineStart;
				position++;
			}
			const lineEnd = position;
			const returned = byte === carriageReturn && feed !== carriageReturn;
			if (returned) byte = bytes[++position] as number;
			if (byte !== feed || fields !== expected) return lineStart;
			position++;
			this.#line++;
			if (returned) this.#crlf++;
			else this.#bare++;
			if (quotes) this.#quotes = true;
			if (high) this.#judgeBytes(bytes.subarray(lineStart, lineEnd), this.#base + lineStart, this.#base + position);
			this.#whole++;
			if (this.#judge?.(bytes, starts, ends)) this.#keepRecord(bytes, lineStart, lineEnd);
		}
		return position;
	}

	/** A line with bytes beyond ASCII. */
	#judgeBytes(text: Buffer, from: number, to: number): void {
		if (isUtf8(text)) this.#validLines++;
		else this.#addInvalid(text, this.#line, { from, to });
	}

	#addInvalid(text: Buffer, line: number, at: { readonly from: number; readonly to: number }): void {
		add(this.#invalid, line, at.from, at.to);
		this.#beyondLatin1 ||= text.some((byte) => byte >= 0x80 && byte < 0xa0);
	}

	#keepRecord(bytes: Uint8Array, from: number, to: number): void {
		this.#selected++;
		this.#keep?.(this.#whole, bytes, from, to);
	}

	/** One physical line without its line feed. */
	#take(line: Buffer, from: number, ended: boolean): void {
		this.#line++;
		let end = line.length;
		if (this.#options.lineFeed === "\n" && end > 0 && line[end - 1] === carriageReturn) {
			end--;
			this.#crlf++;
		} else if (ended) this.#bare++;
		const text = line.subarray(0, end);
		const to = from + line.length + (ended ? 1 : 0);
		if (this.#line <= this.#options.headerEnd) {
			if (!isAscii(text) && isUtf8(text)) this.#validLines++;
			return;
		}
		this.#record(text, this.#line, { from, to });
	}

	#record(text: Buffer, line: number, at: { readonly from: number; readonly to: number }): void {
		this.#underscores ||= text.includes(underscore);
		if (this.#held.length > 0) this.#goOn(text, line, at);
		else if (isBlank(text)) add(this.#skipped, line, at.from, at.to);
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
		if (damage === "not UTF-8") this.#addInvalid(text, line, at);
		// The filter reads plain lines; any other goes on to the checker.
		if (this.#judge !== undefined) this.#keepRecord(text, 0, text.length);
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
		this.#whole++;
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
			add(this.#skipped, this.#heldFrom + 1 + position, part.from, part.to);
		});
		const texts = this.#held.map((part) => part.text);
		if (first !== undefined && texts.map((text) => this.#damagedBytes(text)).includes("not UTF-8")) {
			this.#addInvalid(Buffer.concat(texts), this.#heldFrom, first);
		}
		this.#held = [];
		this.#whole++;
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
		add(this.#skipped, bad.line, at.from, at.to);
	}

	#damagedBytes(text: Buffer): "zero byte" | "not UTF-8" | undefined {
		if (text.includes(0)) return "zero byte";
		if (isAscii(text)) return undefined;
		if (!isUtf8(text)) return "not UTF-8";
		this.#validLines++;
		return undefined;
	}

	#finish(endless: boolean, whole: boolean): RangeScan {
		const open = !whole && this.#held.length > 0;
		while (whole && this.#held.length > 0) this.#giveUp();
		return {
			lines: this.#line,
			whole: this.#whole,
			bad: this.#bad,
			badCount: this.#badCount,
			skipped: this.#skipped,
			spans: this.#spans,
			invalid: this.#invalid,
			validLines: this.#validLines,
			beyondLatin1: this.#beyondLatin1,
			underscores: this.#underscores,
			crlf: this.#crlf,
			bare: this.#bare,
			quotes: this.#quotes || this.#reader.quotes,
			innerQuotes: this.#reader.innerQuotes,
			open,
			endless,
			selected: this.#selected,
		};
	}
}

function add(list: LineList, line: number, from: number, to: number): void {
	list.lines.push(line);
	list.from.push(from);
	list.to.push(to);
}

const count = (fields: number): string => `${fields} ${fields === 1 ? "field" : "fields"}`;

const isBlank = (text: Buffer): boolean =>
	text.length === 0 || (text[0] === 0x20 && text.every((byte) => byte === 0x20));
