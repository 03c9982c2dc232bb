/**
 * The fast part of the independent count: runs over lines that are plain, without leaving its loop.
 *
 * A plain line has as many fields as the header, and quotes around whole fields or nowhere.
 */

import { isUtf8 } from "node:buffer";
import type { Judge } from "./row-filter.js";
import { addLine, noLines } from "./scan.js";

const quote = 0x22;
const carriageReturn = 0x0d;
const underscore = 0x5f;

/** Bytes that do not end a field and are worth knowing of. */
const unusual = new Uint8Array(256).fill(1, 128);
unusual[underscore] = 1;

/** Gets a record that passed the filter: its number among the whole records of the range, and its bytes. */
export type Keep = (ordinal: number, bytes: Uint8Array, from: number, to: number) => void;

export interface PlainWish {
	/** Codes of the characters. */
	readonly delimiter: number;
	readonly lineFeed: number;
	/** Fields of the header. */
	readonly fields: number;
	readonly judge: Judge | undefined;
	readonly keep: Keep | undefined;
}

/** What the lines so far were like; lines that are not plain add to it too. */
export class LineTally {
	lines = 0;
	whole = 0;
	selected = 0;
	validLines = 0;
	crlf = 0;
	bare = 0;
	quotes = false;
	underscores = false;
	beyondLatin1 = false;
	readonly invalid = noLines();

	/** A whole record with bytes that are not UTF-8. */
	addInvalid(text: Uint8Array, line: number, at: { readonly from: number; readonly to: number }): void {
		addLine(this.invalid, line, at.from, at.to);
		this.beyondLatin1 ||= text.some((byte) => byte >= 0x80 && byte < 0xa0);
	}
}

export class PlainLines {
	readonly #wish: PlainWish;
	readonly #tally: LineTally;
	/** Bytes that end a run inside a bare field, and inside a quoted one. */
	readonly #endsBare = new Uint8Array(256);
	readonly #endsQuoted = new Uint8Array(256);
	readonly #starts: Int32Array;
	readonly #ends: Int32Array;

	constructor(wish: PlainWish, tally: LineTally) {
		this.#wish = wish;
		this.#tally = tally;
		this.#starts = new Int32Array(wish.fields + 1);
		this.#ends = new Int32Array(wish.fields + 1);
		for (const table of [this.#endsBare, this.#endsQuoted]) {
			table.fill(1, 128);
			for (const byte of [0, wish.lineFeed, quote, underscore]) table[byte] = 1;
		}
		for (const byte of [wish.delimiter, carriageReturn]) this.#endsBare[byte] = 1;
	}

	/**
	 * Runs over plain lines.
	 *
	 * @param last position of the last line feed in the bytes
	 * @param base position in the file of the first byte
	 * @returns the position of the first line that is not plain, or behind the last line
	 */
	run(bytes: Buffer, from: number, last: number, base: number): number {
		const tally = this.#tally;
		const { lineFeed, judge } = this.#wish;
		let position = from;
		while (position <= last) {
			const end = this.#fields(bytes, position);
			if (end < 0) return position;
			let next = end;
			const returned = bytes[next] === carriageReturn && lineFeed !== carriageReturn;
			if (returned) next++;
			if (bytes[next] !== lineFeed) return position;
			next++;
			tally.lines++;
			if (returned) tally.crlf++;
			else tally.bare++;
			if (this.#high) this.#judgeBytes(bytes.subarray(position, end), base + position, base + next);
			tally.quotes ||= this.#quotes;
			tally.whole++;
			if (judge?.(bytes, this.#starts, this.#ends)) {
				tally.selected++;
				this.#wish.keep?.(tally.whole, bytes, position, end);
			}
			position = next;
		}
		return position;
	}

	/** The line that was read last: bytes beyond ASCII, fields in quotes. */
	#high = false;
	#quotes = false;

	/** Reads the fields of a line; the position behind the last one, or -1 where the line is not plain. */
	#fields(bytes: Buffer, from: number): number {
		const starts = this.#starts;
		const ends = this.#ends;
		const endsBare = this.#endsBare;
		const { delimiter, fields: expected } = this.#wish;
		this.#high = false;
		this.#quotes = false;
		let position = from;
		for (let field = 0; ; ) {
			starts[field] = position;
			if (bytes[position] === quote) {
				position = this.#quoted(bytes, position);
				if (position < 0) return -1;
			} else {
				while (endsBare[bytes[position] as number] === 0) position++;
				if (unusual[bytes[position] as number] === 1) position = this.#unusual(bytes, position);
			}
			ends[field++] = position;
			if (bytes[position] !== delimiter) return field === expected ? position : -1;
			if (field === expected) return -1;
			position++;
		}
	}

	/** Goes on in a bare field at an underscore or a byte beyond ASCII. */
	#unusual(bytes: Buffer, from: number): number {
		const endsBare = this.#endsBare;
		let position = from;
		for (;;) {
			const byte = bytes[position] as number;
			if (byte === underscore) this.#tally.underscores = true;
			else if (byte >= 128) this.#high = true;
			else return position;
			position++;
			while (endsBare[bytes[position] as number] === 0) position++;
		}
	}

	/** Behind the closing quote of a field; -1 where the line ends first, or has a zero byte. */
	#quoted(bytes: Buffer, from: number): number {
		const endsQuoted = this.#endsQuoted;
		let position = from + 1;
		this.#quotes = true;
		for (;;) {
			while (endsQuoted[bytes[position] as number] === 0) position++;
			const byte = bytes[position] as number;
			if (byte === quote) {
				if (bytes[position + 1] !== quote) return position + 1;
				position++;
			} else if (byte === underscore) this.#tally.underscores = true;
			else if (byte >= 128) this.#high = true;
			else return -1;
			position++;
		}
	}

	/** A line with bytes beyond ASCII. */
	#judgeBytes(text: Buffer, from: number, to: number): void {
		if (isUtf8(text)) this.#tally.validLines++;
		else this.#tally.addInvalid(text, this.#tally.lines, { from, to });
	}
}
