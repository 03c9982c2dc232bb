/** Editing single fields of a record, and leaving every other byte as it is. */

import type { Delimiter } from "../layouts/layout.js";
import { readRecord, type TextRecord } from "../record.js";

/**
 * A record one character a byte, so that positions in the text are positions in the bytes. Delimiters, quotes and
 * digits are the same in every encoding that gets here.
 */
export interface ByteRecord extends TextRecord {
	readonly view: string;
	readonly delimiter: Delimiter;
}

export const byteRecord = (bytes: Buffer, delimiter: Delimiter): ByteRecord => {
	const view = bytes.toString("latin1");
	return { view, delimiter, ...readRecord(view, 0, delimiter) };
};

/** Offsets of a field, its quotes included; `undefined` for one that does not end in the text. */
function span(record: ByteRecord, field: number): readonly [start: number, end: number] | undefined {
	const start = record.starts[field - 1];
	if (start === undefined || record.fields[field - 1] === undefined) return undefined;
	const next = record.starts[field];
	return [start, next === undefined ? record.view.length : next - 1];
}

/** New texts of fields by number, from 1: digits, which need no quotes but keep those that stand there. */
export type FieldEdits = ReadonlyMap<number, string>;

/** The bytes of a record with some fields replaced. */
export function withFields(record: ByteRecord, edits: FieldEdits): Buffer {
	let view = "";
	let from = 0;
	for (const [field, text] of [...edits].sort(([a], [b]) => a - b)) {
		const place = span(record, field);
		if (place === undefined) continue;
		const [start, end] = place;
		view += record.view.slice(from, start);
		view += record.view[start] === '"' ? `"${text}"` : text;
		from = end;
	}
	return Buffer.from(view + record.view.slice(from), "latin1");
}

/** Blanks that reading ignores. */
export const trimmedCell = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, "");
