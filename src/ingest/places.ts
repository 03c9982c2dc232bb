/** From records to places: physical lines, and the character where a field begins. */

import { type Place, type Problem, problem } from "../domain/problem.js";
import type { RecordNote } from "./check.js";
import type { Prepared } from "./prepare.js";
import { readRecord } from "./record.js";
import type { Scan } from "./scan/scan.js";
import { textLines } from "./source.js";

/**
 * The physical line on which a whole record begins.
 *
 * @param ordinal number of the record among the whole ones, from 1
 */
export function lineOf(prepared: Prepared, ordinal: number): number {
	const { lines: skipped } = prepared.scan.skipped;
	const first = prepared.recognition.header.lastLine;
	// Whole records before the skipped line at a position; it never falls.
	const before = (position: number): number => (skipped[position] ?? 0) - first - 1 - position;
	let low = 0;
	let high = skipped.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (before(middle) < ordinal) low = middle + 1;
		else high = middle;
	}
	return first + ordinal + low;
}

/** Something to report of a line; the field, if one is meant, by number. */
export interface LineNote extends Omit<RecordNote, "ordinal"> {
	readonly line: number;
}

const damaged = /[\uFFFD\0]/;

/** The character position of the field meant, or of the damaged bytes; `undefined` where it is not on this line. */
function columnIn(text: string, note: LineNote, prepared: Prepared): { column: number; field: number } | undefined {
	const { starts } = readRecord(text, 0, prepared.recognition.header.delimiter);
	const characters = (offset: number): number => [...text.slice(0, offset)].length + 1;
	if (note.code === "CIMP-E116") {
		const offset = text.search(damaged);
		return offset < 0
			? undefined
			: { column: characters(offset), field: starts.filter((from) => from <= offset).length };
	}
	const start = note.field === undefined ? undefined : starts[note.field - 1];
	return start === undefined || note.field === undefined ? undefined : { column: characters(start), field: note.field };
}

/** True for a note whose column has to be looked up in the file. */
const hasColumn = (note: LineNote): boolean => note.field !== undefined || note.code === "CIMP-E116";

/** Columns of the notes, in one pass over the file. */
async function columnsOf(
	notes: readonly LineNote[],
	prepared: Prepared,
): Promise<Map<LineNote, { column: number; field: number }>> {
	const wanted = new Map<number, LineNote[]>();
	for (const note of notes.filter(hasColumn)) wanted.set(note.line, [...(wanted.get(note.line) ?? []), note]);
	const found = new Map<LineNote, { column: number; field: number }>();
	// In a converted line a field has another place than in the file.
	if (wanted.size === 0 || prepared.converted) return found;
	let line = 0;
	for await (const texts of textLines(prepared.text, prepared.scan.encoding, prepared.scan.lineFeed)) {
		for (const text of texts) {
			line++;
			for (const note of wanted.get(line) ?? []) {
				const column = columnIn(text, note, prepared);
				if (column !== undefined) found.set(note, column);
			}
		}
	}
	return found;
}

/** Bad lines as notes; the last one stands for those that are too many to be reported each by itself. */
export function badNotes({ bad, badCount }: Scan): LineNote[] {
	const others = badCount - bad.length;
	return bad.map((entry, position) => (others > 0 && position === bad.length - 1 ? { ...entry, others } : entry));
}

/** Notes as problems with their places, in the same order; a note of a record gets the record's line. */
export async function placed(notes: readonly (RecordNote | LineNote)[], prepared: Prepared): Promise<Problem[]> {
	const lineNotes = notes.map((note): LineNote => {
		if (!("ordinal" in note)) return note;
		const { ordinal, ...rest } = note;
		return { ...rest, line: lineOf(prepared, ordinal) };
	});
	const columns = await columnsOf(lineNotes, prepared);
	return lineNotes.map((note) => {
		const at = columns.get(note);
		const number = note.field ?? at?.field;
		const name = number === undefined ? undefined : prepared.recognition.header.names[number - 1];
		const place: Place = {
			file: prepared.file.name,
			line: note.line,
			...(at === undefined ? {} : { column: at.column }),
			...(number === undefined || name === undefined
				? {}
				: { field: { number, name: name.replace(/\s+/g, " ").trim() } }),
		};
		const { found, expected, help, repair, others } = note;
		const entry = problem(note.code, place, {
			found,
			...(expected === undefined ? {} : { expected }),
			...(help === undefined ? {} : { help }),
			...(repair === undefined ? {} : { repair }),
		});
		if (others === undefined) return entry;
		return { ...entry, found: `${entry.found}, and ${others} more like it`, times: others + 1 };
	});
}
