/** One pass over a file that makes its repaired copy: what to change in each record, and the receipts. */

import { readCode } from "../../domain/cds-code.js";
import type { ProblemCode } from "../../domain/problem-codes.js";
import type { Delimiter } from "../layouts/layout.js";
import type { Prepared } from "../prepare.js";
import { delimiterNames, type FileColumn } from "../recognise.js";
import { wholeRecords } from "../staging.js";
import { candidatesFor, damagedRow, isScientific, type KnownPlaces } from "./candidates.js";
import { columnOf, type Mending, mendedLine } from "./mending.js";
import { copyBytes, type RawLine, rawLines, textOfBytes } from "./raw-lines.js";
import { type ByteRecord, byteRecord, trimmedCell, withFields } from "./record-edit.js";
import { type Verdicts, verdict } from "./verdicts.js";

/** One change of a copy. */
export interface Receipt {
	/** Physical line in the original; absent where the whole file is meant. */
	readonly line?: number;
	/** Character position in that line; absent where the whole line is meant, or the cell stands on a later line. */
	readonly column?: number;
	readonly code: ProblemCode;
	readonly before: string;
	readonly after: string;
}

/** A code that may stand for a cell in scientific notation. */
export interface Proposal {
	readonly line: number;
	readonly column?: number;
	readonly found: string;
	readonly school: string;
	readonly district: string;
	/** 14 digits, or empty where no place was found. */
	readonly cds: string;
	readonly basis: string;
}

/** A piece of the copy, and what was changed in it. */
export interface RepairedPiece {
	readonly bytes: Buffer;
	readonly receipts: readonly Receipt[];
	readonly proposals: readonly Proposal[];
}

export interface CopyJob {
	readonly original: Prepared;
	readonly mending: Mending;
	/** The same file as it was checked, with its lines mended. */
	readonly checked: Prepared;
	readonly verdicts: Verdicts;
	readonly places: KnownPlaces;
}

/** Finds blanks at the edge of some field. */
const paddingIn = (delimiter: Delimiter): RegExp => {
	const blank = delimiter === "\t" ? " " : "[ \\t]";
	const edge = `["\\${delimiter}]`;
	return new RegExp(`(?:^|${edge})${blank}|${blank}(?:${edge}|$)`);
};

class Copier {
	readonly #job: CopyJob;
	readonly #delimiter: Delimiter;
	readonly #columns: readonly FileColumn[];
	readonly #padding: RegExp;
	#skip = 0;
	#ordinal = 0;
	/** Lines of a record that goes on, and how many are still to come. */
	#held: RawLine[] = [];
	#left = 0;
	#pieces: Buffer[] = [];
	#receipts: Receipt[] = [];
	#proposals: Proposal[] = [];

	constructor(job: CopyJob) {
		this.#job = job;
		const { header, columns } = job.checked.recognition;
		this.#delimiter = header.delimiter;
		this.#columns = columns;
		this.#padding = paddingIn(header.delimiter);
	}

	/** Whole records so far. */
	get records(): number {
		return this.#ordinal;
	}

	/** What has come together since the last call. */
	piece(): RepairedPiece {
		const done = { bytes: Buffer.concat(this.#pieces), receipts: this.#receipts, proposals: this.#proposals };
		this.#pieces = [];
		this.#receipts = [];
		this.#proposals = [];
		return done;
	}

	take(line: RawLine): void {
		const { recognition, scan } = this.#job.checked;
		const { header } = recognition;
		if (line.number <= header.lastLine) {
			if (line.number >= header.firstLine) this.#emit(line.bytes, line.end);
			else this.#remove([line], isBlank(line) ? "CIMP-R134" : "CIMP-R133");
			return;
		}
		const skipped = scan.skipped.lines[this.#skip] === line.number;
		if (skipped) this.#skip++;
		if (this.#left > 0) this.#goOn(line);
		else if (!skipped) this.#begin(line, scan.spans.get(line.number) ?? 1);
		else if (isBlank(line)) this.#remove([line], "CIMP-R134");
		else this.#emit(line.bytes, line.end);
	}

	/** The first line of a whole record. */
	#begin(line: RawLine, span: number): void {
		this.#ordinal++;
		this.#left = span - 1;
		if (span === 1) this.#record([line]);
		else this.#held = [line];
	}

	/** A further line of a record. */
	#goOn(line: RawLine): void {
		this.#held.push(line);
		this.#left--;
		if (this.#left === 0) this.#record(this.#held);
	}

	#emit(bytes: Buffer, end: string): void {
		this.#pieces.push(copyBytes(bytes, this.#job.original), Buffer.from(end));
	}

	#remove(lines: readonly RawLine[], code: ProblemCode): void {
		const line = lines[0]?.number ?? 0;
		this.#receipts.push({ line, code, before: this.#text(joined(lines)), after: "" });
	}

	#text(bytes: Buffer): string {
		return textOfBytes(bytes, this.#job.original);
	}

	#record(lines: readonly RawLine[]): void {
		const found = this.#job.verdicts.take(this.#ordinal);
		if (found === verdict.copy) this.#remove(lines, "CIMP-R111");
		else if (found === verdict.header) this.#remove(lines, "CIMP-R118");
		else this.#keep(lines, found);
	}

	#keep(lines: readonly RawLine[], found: number): void {
		const { mending, original } = this.#job;
		const end = lines.at(-1)?.end ?? "";
		const bytes = joined(lines);
		const mended = mending.needed
			? joined(lines.map((line) => ({ ...line, bytes: mendedLine(line, original, mending) })))
			: bytes;
		const untouched =
			bytes.equals(mended) &&
			(found === verdict.faulty || (found === verdict.intact && !this.#padding.test(bytes.toString("latin1"))));
		if (untouched) this.#emit(bytes, end);
		else this.#change({ line: lines[0]?.number ?? 0, found, before: byteRecord(bytes, this.#delimiter), mended, end });
	}

	/** A record with something to mend, to repair or to propose. */
	#change(row: { line: number; found: number; before: ByteRecord; mended: Buffer; end: string }): void {
		const { line, found, before } = row;
		const record = byteRecord(row.mended, this.#delimiter);
		const receipts = this.#mended(line, before, record);
		const edits = new Map<number, string>();
		if (found === verdict.intact || found === verdict.zerosLost) {
			const repairs = this.#codeRepairs(record);
			// The verdict must be this record's own: anything else would change or spare the wrong row.
			if ((found === verdict.zerosLost) !== repairs.some(([, code]) => code === "CIMP-R112")) {
				throw new Error(`${this.#job.original.file.name}:${line}: the check and the copy disagree about this record`);
			}
			for (const [field, code, text] of repairs) {
				edits.set(field, text);
				receipts.push(
					this.#receipt(line, before, field, { code, before: record.fields[field - 1] ?? "", after: text }),
				);
			}
		}
		this.#receipts.push(...receipts.sort((a, b) => (a.column ?? 0) - (b.column ?? 0)));
		if (found === verdict.scientific) this.#propose(line, before, record);
		this.#emit(edits.size === 0 ? row.mended : withFields(record, edits), row.end);
	}

	/** Receipts of the fields that were mended before the check. */
	#mended(line: number, before: ByteRecord, record: ByteRecord): Receipt[] {
		const accepted = this.#job.mending.accepted.get(line);
		return record.fields.flatMap((after, index) => {
			const was = before.fields[index] ?? "";
			const code = accepted?.has(index + 1) ? "CIMP-E113" : "CIMP-E116";
			return was === after ? [] : [this.#receipt(line, before, index + 1, { code, before: was, after })];
		});
	}

	/** Codes with lost zeros or blanks around them: field, kind of repair, and the whole code. */
	#codeRepairs(record: ByteRecord): [field: number, code: ProblemCode, text: string][] {
		return this.#columns.flatMap(({ number, column }): [number, ProblemCode, string][] => {
			if (column.kind !== "code" || column.role === undefined) return [];
			const width = column.width ?? 14;
			const cell = record.fields[number - 1] ?? "";
			const reading = readCode(trimmedCell(cell), width);
			if (reading.kind === "padded") return [[number, "CIMP-R112", reading.code]];
			return reading.kind === "intact" && reading.code !== cell ? [[number, "CIMP-R135", reading.code]] : [];
		});
	}

	/** A receipt of one field, with its texts one character a byte until here. */
	#receipt(
		line: number,
		before: ByteRecord,
		field: number,
		change: Pick<Receipt, "code" | "before" | "after">,
	): Receipt {
		const column = columnOf(before, field, this.#job.original);
		const text = (view: string): string => this.#text(Buffer.from(view, "latin1"));
		return {
			line,
			...(column === undefined ? {} : { column }),
			code: change.code,
			before: text(change.before),
			after: text(change.after),
		};
	}

	#propose(line: number, before: ByteRecord, record: ByteRecord): void {
		const fields = record.fields.map((field) => this.#text(Buffer.from(field, "latin1")));
		const row = damagedRow(fields, this.#columns);
		const { found, basis } = candidatesFor(row, this.#job.places);
		for (const cell of row.codes.filter(isScientific)) {
			const column = columnOf(before, cell.field, this.#job.original);
			const place = { line, ...(column === undefined ? {} : { column }), found: cell.text };
			const named = { ...place, school: row.school, district: row.district };
			for (const candidate of found) this.#proposals.push({ ...named, ...candidate });
			if (found.length === 0) this.#proposals.push({ ...named, cds: "", basis });
		}
	}
}

const isBlank = ({ bytes }: RawLine): boolean => bytes.every((byte) => byte === 0x20);

/** A record's lines with the line ends between them. */
const joined = (lines: readonly RawLine[]): Buffer => {
	const [only] = lines;
	if (lines.length === 1 && only !== undefined) return only.bytes;
	return Buffer.concat(
		lines.flatMap(({ bytes, end }, index) => (index === lines.length - 1 ? [bytes] : [bytes, Buffer.from(end)])),
	);
};

/** The receipt for a file that is written in another encoding than its original, or with delimiters. */
function* formReceipt({ encoding, scan, converted, recognition }: Prepared): Generator<Receipt> {
	const code = "CIMP-R136";
	const after = "utf-8";
	if (converted) {
		const delimited = delimiterNames[recognition.header.delimiter];
		yield { code, before: `${encoding}, fixed width`, after: `${after}, ${delimited}` };
	} else if (encoding !== "utf-8" && !(encoding === "windows-1252" && scan.plain)) {
		yield { code, before: encoding, after };
	}
}

/** The header of a file that had none, because its fields had their places in the line. */
function newHeader({ converted, recognition, scan }: Prepared): Buffer {
	const { names, delimiter } = recognition.header;
	const end = scan.lineEnding === "mixed" ? "\n" : scan.lineEnding;
	return Buffer.from(converted ? names.join(delimiter) + end : "");
}

/** The repaired copy, piece by piece, in memory bounded by a piece of the file. */
export async function* repairedCopy(job: CopyJob): AsyncGenerator<RepairedPiece> {
	const { original, checked, verdicts } = job;
	const copier = new Copier(job);
	yield { bytes: newHeader(original), receipts: [...formReceipt(original)], proposals: [] };
	for await (const lines of rawLines(original)) {
		await verdicts.reach(copier.records + lines.length);
		for (const line of lines) copier.take(line);
		yield copier.piece();
	}
	if (copier.records !== wholeRecords(checked.scan)) {
		throw new Error(`${original.file.name}: ${copier.records} records copied of ${wholeRecords(checked.scan)} checked`);
	}
}
