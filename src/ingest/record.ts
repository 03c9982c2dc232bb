/** One record of delimited text: its fields, and where each begins. */

import type { Delimiter } from "./layouts/layout.js";

export interface TextRecord {
	readonly fields: readonly string[];
	/** Offset of each field's first character (its quote, if it has one) from the start of the text. */
	readonly starts: readonly number[];
	/** Offset behind the record and its line end. */
	readonly end: number;
	/** False where a quote is never closed, or closed in the middle of a field. */
	readonly sound: boolean;
}

const lineFeedCode = 0x0a;
const returnCode = 0x0d;
const isBreak = (character: string | undefined): boolean => character === "\n" || character === "\r";

/**
 * The character that ends the lines of a text: a line feed, or a carriage return in files of old Macintosh programs,
 * which may have a stray line feed.
 */
export function lineFeedOf(text: string): "\n" | "\r" {
	const lineFeeds = text.split("\n").length - 1;
	const lone = text.match(/\r(?!\n)/g)?.length ?? 0;
	return lone > 4 * lineFeeds ? "\r" : "\n";
}

/** A quoted field from its opening quote on; `end` is behind its closing quote. */
function quotedField(text: string, from: number): { readonly value: string; readonly end: number } | undefined {
	let value = "";
	let position = from + 1;
	for (;;) {
		const quote = text.indexOf('"', position);
		if (quote < 0) return undefined;
		value += text.slice(position, quote);
		if (text[quote + 1] !== '"') return { value, end: quote + 1 };
		value += '"';
		position = quote + 2;
	}
}

/** The end of an unquoted field. */
function bareEnd(text: string, from: number, delimiter: Delimiter): number {
	const stop = delimiter.charCodeAt(0);
	let position = from;
	for (; position < text.length; position++) {
		const code = text.charCodeAt(position);
		if (code === stop || code === lineFeedCode || code === returnCode) break;
	}
	return position;
}

/**
 * Reads the record that begins at an offset. Quotes count only where a field begins with one; doubled, they are a
 * character. A quoted field may hold line breaks.
 *
 * @param from offset of the record's first character
 */
export function readRecord(text: string, from: number, delimiter: Delimiter): TextRecord {
	const fields: string[] = [];
	const starts: number[] = [];
	let position = from;
	for (;;) {
		starts.push(position);
		const quoted = text[position] === '"' ? quotedField(text, position) : undefined;
		if (text[position] === '"' && quoted === undefined) return { fields, starts, end: text.length, sound: false };
		const end = quoted?.end ?? bareEnd(text, position, delimiter);
		fields.push(quoted?.value ?? text.slice(position, end));
		position = end;
		if (text[position] === delimiter) {
			position++;
			continue;
		}
		if (position < text.length && !isBreak(text[position])) return { fields, starts, end: text.length, sound: false };
		const wide = text[position] === "\r" && text[position + 1] === "\n" ? 2 : 1;
		return { fields, starts, end: Math.min(text.length, position + wide), sound: true };
	}
}
