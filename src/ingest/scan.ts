/**
 * The independent count: one pass over the bytes that finds every record, and every line that is none.
 *
 * What it counts is the measure for the readers: rows kept and rows refused must add up to it.
 */

import { isAscii, isUtf8 } from "node:buffer";
import { decideEncoding, type Encoding } from "./encoding.js";
import { LineReader } from "./line-reader.js";

/** A line that holds no readable record. */
export interface BadLine {
	readonly line: number;
	readonly code: "CIMP-E110" | "CIMP-E116";
	readonly found: string;
	readonly expected?: string;
}

export interface Scan {
	readonly encoding: Encoding;
	/** No byte beyond ASCII: the encoding makes no difference. */
	readonly plain: boolean;
	readonly lineFeed: "\n" | "\r";
	/** How lines end; `mixed` where they differ. */
	readonly lineEnding: "\r\n" | "\n" | "\r" | "mixed";
	/** Data records: whole ones and bad lines. */
	readonly records: number;
	/** In order. */
	readonly bad: readonly BadLine[];
	/** Lines that begin no whole record, in order: bad lines, blank lines, and second and later lines of a record. */
	readonly skipped: readonly number[];
	/** Records of several lines: first line → number of lines. */
	readonly spans: ReadonlyMap<number, number>;
	/** How quotes are used: around fields, only as characters inside fields (or not at all), or in both ways. */
	readonly quoting: "around" | "inside" | "both";
	/** A line is too long for any table: the scan stopped there. */
	readonly endless: boolean;
}

export interface ScanOptions {
	readonly delimiter: string;
	/** Fields of the header. */
	readonly fields: number;
	/** Last line of the header. */
	readonly headerEnd: number;
	readonly lineFeed: "\n" | "\r";
	/** The bytes begin with the UTF-8 mark. */
	readonly marked: boolean;
	/** Bytes that were already decoded from another encoding (and are UTF-8 now). */
	readonly decodedFrom?: Encoding;
}

/** Most lines that one record may span; beyond it a quote is taken as never closed. */
const mostLines = 50;

/** Bytes of the longest line of text that any table has. */
const longestLine = 1 << 22;

class Scanner {
	readonly #options: ScanOptions;
	readonly #reader: LineReader;
	readonly #bad: BadLine[] = [];
	readonly #skipped: number[] = [];
	readonly #spans = new Map<number, number>();
	/** Lines of a record whose quote is still open, and the number of the first. */
	#held: Buffer[] = [];
	#heldFrom = 0;
	#line = 0;
	#whole = 0;
	readonly #invalid: BadLine[] = [];
	#validLines = 0;
	#endings = { crlf: 0, bare: 0 };

	constructor(options: ScanOptions) {
		this.#options = options;
		this.#reader = new LineReader(options.delimiter.charCodeAt(0));
	}

	/** One physical line without its line feed. */
	take(line: Buffer, ended: boolean): void {
		this.#line++;
		let end = line.length;
		if (this.#options.lineFeed === "\n" && end > 0 && line[end - 1] === 0x0d) {
			end--;
			this.#endings.crlf++;
		} else if (ended) this.#endings.bare++;
		const text = line.subarray(0, end);
		if (this.#line <= this.#options.headerEnd) {
			if (!isAscii(text) && isUtf8(text)) this.#validLines++;
			return;
		}
		this.#record(text, this.#line);
	}

	#record(text: Buffer, line: number): void {
		if (this.#held.length > 0) this.#goOn(text, line);
		else if (isBlank(text)) this.#skipped.push(line);
		else this.#begin(text, line);
	}

	/** The first line of a record. */
	#begin(text: Buffer, line: number): void {
		const damage = this.#damagedBytes(text);
		if (damage === "zero byte") {
			this.#refuse(line, "CIMP-E116", "a zero byte");
			return;
		}
		this.#reader.read(text, false);
		if (this.#reader.open) {
			// A copy: the piece of the file that the line is a part of will be given back.
			this.#held = [Buffer.from(text)];
			this.#heldFrom = line;
			return;
		}
		if (this.#judge(line) && damage === "not UTF-8") {
			this.#invalid.push({ line, code: "CIMP-E116", found: "bytes that are not UTF-8" });
		}
	}

	/** Counts a closed record as whole, or refuses its line. */
	#judge(line: number): boolean {
		const { fields, misplaced } = this.#reader;
		if (misplaced) {
			this.#refuse(line, "CIMP-E110", "a quote or line end in the middle of a field", "quotes around whole fields");
			return false;
		}
		if (fields !== this.#options.fields) {
			this.#refuse(line, "CIMP-E110", count(fields), count(this.#options.fields));
			return false;
		}
		this.#whole++;
		return true;
	}

	/** A further line of a record with an open quote. */
	#goOn(text: Buffer, line: number): void {
		this.#held.push(Buffer.from(text));
		this.#reader.read(text, true);
		if (this.#reader.open && !this.#reader.misplaced && this.#held.length < mostLines) return;
		const { fields, misplaced, open } = this.#reader;
		if (open || misplaced || fields !== this.#options.fields || this.#held.some((part) => part.includes(0))) {
			this.#giveUp();
			return;
		}
		this.#spans.set(this.#heldFrom, this.#held.length);
		for (let next = this.#heldFrom + 1; next <= line; next++) this.#skipped.push(next);
		if (this.#held.some((part) => this.#damagedBytes(part) === "not UTF-8")) {
			this.#invalid.push({ line: this.#heldFrom, code: "CIMP-E116", found: "bytes that are not UTF-8" });
		}
		this.#held = [];
		this.#whole++;
	}

	/** The quote was never closed: its line alone is refused, the lines behind it are read afresh. */
	#giveUp(): void {
		const [, ...again] = this.#held;
		const from = this.#heldFrom;
		this.#held = [];
		this.#refuse(from, "CIMP-E110", "a quote that is never closed", "a closing quote");
		again.forEach((text, position) => {
			this.#record(text, from + 1 + position);
		});
	}

	#refuse(line: number, code: BadLine["code"], found: string, expected?: string): void {
		this.#bad.push({ line, code, found, ...(expected === undefined ? {} : { expected }) });
		this.#skipped.push(line);
	}

	#damagedBytes(text: Buffer): "zero byte" | "not UTF-8" | undefined {
		if (text.includes(0)) return "zero byte";
		if (isAscii(text)) return undefined;
		if (!isUtf8(text)) return "not UTF-8";
		this.#validLines++;
		return undefined;
	}

	finish(endless: boolean): Scan {
		while (this.#held.length > 0) this.#giveUp();
		const { decodedFrom, marked, lineFeed } = this.#options;
		const encoding = decodedFrom ?? decideEncoding(marked, this.#validLines, this.#invalid.length);
		const broken = encoding === "windows-1252" ? [] : this.#invalid;
		const bad = [...this.#bad, ...broken].sort((a, b) => a.line - b.line);
		const skipped = [...this.#skipped, ...broken.map((entry) => entry.line)].sort((a, b) => a - b);
		for (const entry of broken) this.#spans.delete(entry.line);
		const { crlf, bare } = this.#endings;
		return {
			encoding,
			plain: this.#validLines === 0 && this.#invalid.length === 0,
			lineFeed,
			lineEnding: lineFeed === "\r" ? "\r" : bare === 0 ? "\r\n" : crlf === 0 ? "\n" : "mixed",
			records: this.#whole + this.#bad.length,
			bad,
			skipped,
			spans: this.#spans,
			quoting: !this.#reader.quotes ? "inside" : this.#reader.innerQuotes ? "both" : "around",
			endless,
		};
	}
}

const count = (fields: number): string => `${fields} ${fields === 1 ? "field" : "fields"}`;

const isBlank = (text: Buffer): boolean =>
	text.length === 0 || (text[0] === 0x20 && text.every((byte) => byte === 0x20));

/** Scans the bytes of a file in one pass, in memory bounded by its longest line. */
export async function scanRecords(chunks: AsyncIterable<Buffer>, options: ScanOptions): Promise<Scan> {
	const scanner = new Scanner(options);
	const feed = options.lineFeed.charCodeAt(0);
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		let start = 0;
		for (let end = bytes.indexOf(feed); end >= 0; end = bytes.indexOf(feed, start)) {
			scanner.take(bytes.subarray(start, end), true);
			start = end + 1;
		}
		rest = bytes.subarray(start);
		if (rest.length > longestLine) return scanner.finish(true);
	}
	if (rest.length > 0) scanner.take(rest, false);
	return scanner.finish(false);
}
