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
	/** The line that is being read has bytes beyond ASCII. */
	#high = false;

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
	 * Runs over plain lines. One loop, long as it is: every call in it would be made hundreds of millions of times.
	 *
	 * @param last position of the last line feed in the bytes
	 * @param base position in the file of the first byte
	 * @returns the position of the first line that is not plain, or behind the last line
	 */
	run(bytes: Buffer, from: number, last: number, base: number): number {
		const { delimiter, lineFeed, fields: expected, judge } = this.#wish;
		const [starts, ends, endsBare, endsQuoted] = [this.#starts, this.#ends, this.#endsBare, this.#endsQuoted];
		const tally = this.#tally;
		let lineStart = from;
		while (lineStart <= last) {
			let position = lineStart;
			let fields = 0;
			let quotes = false;
			this.#high = false;
			for (;;) {
				starts[fields] = position;
				if (bytes[position] === quote) {
					quotes = true;
					position++;
					while (endsQuoted[bytes[position] as number] === 0) position++;
					if (bytes[position] === quote && bytes[position + 1] !== quote) position++;
					else position = this.#restOfQuoted(bytes, position);
					if (position < 0) return lineStart;
				} else {
					while (endsBare[bytes[position] as number] === 0) position++;
					if (unusual[bytes[position] as number] === 1) position = this.#restOfBare(bytes, position);
				}
				ends[fields] = position;
				fields++;
				if (bytes[position] !== delimiter) break;
				if (fields === expected) return lineStart;
				position++;
			}
			const end = position;
			const returned = bytes[position] === carriageReturn && lineFeed !== carriageReturn;
			if (returned) position++;
			if (bytes[position] !== lineFeed || fields !== expected) return lineStart;
			position++;
			tally.lines++;
			if (returned) tally.crlf++;
			else tally.bare++;
			if (quotes) tally.quotes = true;
			if (this.#high) this.#judgeBytes(bytes.subarray(lineStart, end), base + lineStart, base + position);
			tally.whole++;
			if (judge?.(bytes, starts, ends)) {
				tally.selected++;
				this.#wish.keep?.(tally.whole, bytes, lineStart, end);
			}
			lineStart = position;
		}
		return lineStart;
	}

	/** Goes on in a bare field at an underscore or a byte beyond ASCII. */
	#restOfBare(bytes: Buffer, from: number): number {
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

	/**
	 * Goes on in a quoted field at a doubled quote, an underscore or a byte beyond ASCII.
	 *
	 * @returns the position behind the closing quote; -1 where the line ends first, or has a zero byte
	 */
	#restOfQuoted(bytes: Buffer, from: number): number {
		const endsQuoted = this.#endsQuoted;
		let position = from;
		for (;;) {
			const byte = bytes[position] as number;
			if (byte === quote) {
				if (bytes[position + 1] !== quote) return position + 1;
				position++;
			} else if (byte === underscore) this.#tally.underscores = true;
			else if (byte >= 128) this.#high = true;
			else return -1;
			position++;
			while (endsQuoted[bytes[position] as number] === 0) position++;
		}
	}

	/** A line with bytes beyond ASCII. */
	#judgeBytes(text: Buffer, from: number, to: number): void {
		if (isUtf8(text)) this.#tally.validLines++;
		else this.#tally.addInvalid(text, this.#tally.lines, { from, to });
	}
}
