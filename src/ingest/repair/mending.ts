/**
 * Mending single lines before a file is checked: bytes of another encoding, and codes that a person accepted.
 *
 * What a line is worth can only be told when it is readable, so these repairs come first; the check then sees the lines
 * as they will stand in the copy.
 */

import { type Problem, problem, Refusal } from "../../domain/problem.js";
import type { Prepared } from "../prepare.js";
import type { Acceptance } from "./accept.js";
import { type DamagedRow, damagedRow, fitsCodes, isScientific, partOf } from "./candidates.js";
import { decodeForeign, isForeign, type RawLine, rawLines, textOfBytes } from "./raw-lines.js";
import { type ByteRecord, byteRecord, type FieldEdits, withFields } from "./record-edit.js";

export interface Mending {
	/** Some line has to be changed. */
	readonly needed: boolean;
	/** Accepted codes by line. */
	readonly accepted: ReadonlyMap<number, FieldEdits>;
}

/** The line as the check should see it. */
export function mendedLine({ bytes, number }: RawLine, prepared: Prepared, mending: Mending): Buffer {
	const { header } = prepared.recognition;
	if (number <= header.lastLine) return bytes;
	const edits = mending.accepted.get(number);
	const valid = isForeign(bytes, prepared) ? decodeForeign(bytes, header.delimiter) : bytes;
	return edits === undefined ? valid : withFields(byteRecord(valid, header.delimiter), edits);
}

/**
 * Character position of a field in the first line of its record; `undefined` where it stands on a later line, or where
 * the line is not that of the user's file.
 */
export function columnOf(record: ByteRecord, field: number, prepared: Prepared): number | undefined {
	const start = record.starts[field - 1];
	if (start === undefined) return undefined;
	const before = record.view.slice(0, start);
	if (prepared.converted || /[\r\n]/.test(before)) return undefined;
	return [...textOfBytes(Buffer.from(before, "latin1"), prepared)].length + 1;
}

/** The field that an acceptance is for, and its new text; or why it does not fit. */
function editOf(
	entry: Acceptance,
	record: ByteRecord,
	row: DamagedRow,
	prepared: Prepared,
): [number, string] | Problem {
	const cell = row.codes.find((code) => columnOf(record, code.field, prepared) === entry.column);
	if (cell === undefined || !isScientific(cell)) return noCell(entry, "no code in scientific notation");
	if (cell.text !== entry.found) return noCell(entry, cell.text, `${entry.found}, as the proposal says`);
	if (!fitsCodes(entry.cds, row.codes)) {
		const expected = `a code that agrees with ${row.codes.map((code) => code.text).join(", ")}`;
		return problem("CIMP-E305", entry.place, { found: entry.cds, expected });
	}
	return [cell.field, partOf(entry.cds, cell)];
}

const noCell = ({ place, file, line, column }: Acceptance, what: string, expected?: string): Problem =>
	problem("CIMP-E305", place, {
		found: `${what} at ${file}:${line}:${column}`,
		...(expected === undefined ? {} : { expected }),
	});

/** Tells lines that begin a record, also one whose bytes are to be mended, from all others. */
function recordStarts(prepared: Prepared): (line: RawLine) => boolean {
	const { header } = prepared.recognition;
	const skipped = new Set(prepared.scan.skipped.lines);
	return ({ number, bytes }) => {
		if (number <= header.lastLine) return false;
		if (!skipped.has(number)) return true;
		const { fields } = byteRecord(bytes, header.delimiter);
		return isForeign(bytes, prepared) && fields.length === header.names.length;
	};
}

/** Finds the cells of the acceptances in the file. */
async function findCells(
	prepared: Prepared,
	acceptances: readonly Acceptance[],
): Promise<Map<number, Map<number, string>>> {
	const edits = new Map<number, Map<number, string>>();
	if (acceptances.length === 0) return edits;
	const { header, columns } = prepared.recognition;
	const open = new Map<number, Acceptance[]>();
	for (const entry of acceptances) open.set(entry.line, [...(open.get(entry.line) ?? []), entry]);
	const problems: Problem[] = [];
	const begins = recordStarts(prepared);
	for await (const lines of rawLines(prepared)) {
		for (const line of lines) {
			const entries = open.get(line.number);
			if (entries === undefined || !begins(line)) continue;
			open.delete(line.number);
			const record = byteRecord(line.bytes, header.delimiter);
			const row = damagedRow(record.fields, columns);
			for (const entry of entries) {
				const edit = editOf(entry, record, row, prepared);
				if ("code" in edit) problems.push(edit);
				else edits.set(line.number, (edits.get(line.number) ?? new Map<number, string>()).set(...edit));
			}
		}
	}
	for (const entry of [...open.values()].flat()) problems.push(noCell(entry, "no row"));
	if (problems.length > 0) throw new Refusal(problems);
	return edits;
}

/**
 * What has to be mended in a file.
 *
 * @throws Refusal CIMP-E305 for acceptances that fit no cell
 */
export async function mendingOf(prepared: Prepared, acceptances: readonly Acceptance[]): Promise<Mending> {
	const { bad, badCount } = prepared.scan;
	const accepted = await findCells(prepared, acceptances);
	// Where there are too many bad lines to be listed, any kind may be among them.
	const foreign = badCount > bad.length || bad.some((entry) => entry.code === "CIMP-E116");
	return { needed: accepted.size > 0 || foreign, accepted };
}

/** The whole file with its lines mended, to be checked. */
export async function* mendedBytes(prepared: Prepared, mending: Mending): AsyncGenerator<Buffer> {
	for await (const lines of rawLines(prepared)) {
		yield Buffer.concat(lines.flatMap((line) => [mendedLine(line, prepared, mending), Buffer.from(line.end)]));
	}
}
