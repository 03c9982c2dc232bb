/** From a path to a recognized, scanned file: the first of ingest's steps. */

import { type Problem, problem, Refusal } from "../domain/problem.js";
import type { ColumnMap } from "./column-map.js";
import { type Encoding, type HeadReading, headText, readSignature } from "./encoding.js";
import { delimitedBytes, unknownFixedWidth } from "./fixed-width.js";
import { unknownHeader } from "./nearest.js";
import { delimiterNames, delimiters, type Recognition } from "./recognise.js";
import { recogniseFile } from "./recognise-file.js";
import { lineFeedOf, readRecord } from "./record.js";
import type { RowFilter } from "./scan/row-filter.js";
import type { Scan } from "./scan/scan.js";
import { type Part, type ScanTools, scanFile } from "./scan/scan-file.js";
import { byteChunks, decoded, type InputFile, joinPath, readHead, textLines, writePieces } from "./source.js";

/** Bytes read for recognising a file: more than any header and a few records. */
const headBytes = 1 << 18;

export interface Prepared {
	/** As the user named it. */
	readonly file: InputFile;
	/** Where its text lies in units of one byte: the file itself, or a copy in the work folder. */
	readonly text: InputFile;
	readonly recognition: Recognition;
	/** What the recognition has to say. */
	readonly warnings: readonly Problem[];
	/** The text is the delimited twin of a fixed-width file, line for line. */
	readonly converted: boolean;
	readonly scan: Scan;
	/** Of the user's file; the copy's is in the scan. */
	readonly encoding: Encoding;
	/** Records that passed the filter, where one was given. */
	readonly parts: readonly Part[];
}

/** A file's head, read and recognized. */
export interface Head {
	readonly file: InputFile;
	readonly text: InputFile;
	readonly signature: HeadReading;
	readonly recognition: Recognition;
	readonly warnings: readonly Problem[];
	readonly converted: boolean;
	readonly lineFeed: "\n" | "\r";
}

const refuse = (entry: Problem): never => {
	throw new Refusal([entry]);
};

/** The first data line, where every line was refused for its number of fields. */
async function firstDataLine(head: Head, scan: Scan): Promise<{ text: string; line: number }> {
	const line = scan.bad[0]?.line ?? head.recognition.header.lastLine + 1;
	let seen = 0;
	for await (const texts of textLines(head.text, scan.encoding, scan.lineFeed)) {
		const text = texts[line - 1 - seen];
		if (text !== undefined) return { text, line };
		seen += texts.length;
	}
	return { text: "", line };
}

/** Problem CIMP-E107, where no record fits the header but another delimiter fits the first one. */
async function otherDelimiter(head: Head, scan: Scan): Promise<Problem | undefined> {
	if (scan.badCount < scan.records || scan.bad[0]?.code !== "CIMP-E110") return undefined;
	const { text, line } = await firstDataLine(head, scan);
	const { delimiter, names } = head.recognition.header;
	const other = delimiters.find(
		(candidate) => candidate !== delimiter && readRecord(text, 0, candidate).fields.length === names.length,
	);
	if (other === undefined) return undefined;
	const found = `header delimited by ${delimiterNames[delimiter]}, data by ${delimiterNames[other]}`;
	return problem("CIMP-E107", { file: head.file.name, line }, { found });
}

/**
 * Reads a file's head and recognizes its layout. Two-byte text is copied to UTF-8, and a
 * fixed-width file to its delimited twin: everything behind sees records of one-byte units.
 *
 * @throws Refusal for a file that can't be read or is no table that cimp knows: CIMP-E101 to E106, E108
 */
export async function readFileHead(file: InputFile, map: ColumnMap | undefined, workFolder: string): Promise<Head> {
	let head = await readHead(file, headBytes);
	if (head.length === 0) refuse(problem("CIMP-E103", { file: file.name }, { found: "0 bytes" }));
	const signature = readSignature(head);
	if (signature.kind === "binary") return refuse(problem("CIMP-E104", { file: file.name }, { found: signature.what }));
	let text = file;
	if (signature.kind === "wide") {
		text = { ...file, path: joinPath(workFolder, "utf-8.txt") };
		await writePieces(text.path, decoded(byteChunks(file), signature.encoding));
		head = await readHead(text, headBytes);
	}
	const words = headText(head, signature.kind === "wide" ? { kind: "narrow", marked: false } : signature);
	if (words.trim() === "") refuse(problem("CIMP-E103", { file: file.name }, { found: "only blank lines" }));
	const recognised = recogniseFile(words, file.name, map);
	if ("code" in recognised) return refuse(recognised);
	const { recognition, warnings, fixedWidth } = recognised;
	if (fixedWidth !== undefined) {
		// Widths are counted in the state's own bytes: a copy in two-byte characters is not converted.
		if (signature.kind === "wide") {
			return refuse(unknownFixedWidth(file.name, words) ?? unknownHeader(file.name, words));
		}
		text = { ...file, path: joinPath(workFolder, "delimited.txt") };
		await writePieces(text.path, delimitedBytes(byteChunks(file), fixedWidth));
	}
	const lineFeed = lineFeedOf(words);
	return { file, text, signature, recognition, warnings, converted: fixedWidth !== undefined, lineFeed };
}

/**
 * Scans a file whose head was read.
 *
 * @param filter keeps the records of a selection apart, so that the readers need not see the others
 * @throws Refusal for a file that is refused as a whole: CIMP-E104, E105, E107
 */
export async function scanPrepared(head: Head, tools: ScanTools, filter?: RowFilter): Promise<Prepared> {
	const { file, text, signature, recognition, warnings, converted, lineFeed } = head;
	const { delimiter, names, lastLine } = recognition.header;
	const wish = {
		...{ file: text, delimiter, fields: names.length, headerEnd: lastLine, lineFeed },
		marked: signature.kind === "narrow" && signature.marked,
		...(filter === undefined ? {} : { filter }),
	};
	const { scan, parts } = await scanFile(wish, tools);
	if (scan.endless) {
		const place = { file: file.name, line: recognition.header.firstLine };
		const found = "a line of more than four million bytes below a known header";
		refuse(problem("CIMP-E104", place, { found }));
	}
	if (scan.records === 0) {
		const place = { file: file.name, line: recognition.header.firstLine };
		refuse(problem("CIMP-E105", place, { found: `${names.length} columns and no data line` }));
	}
	const mixed = await otherDelimiter(head, scan);
	if (mixed !== undefined) refuse(mixed);
	const encoding = signature.kind === "wide" ? signature.encoding : scan.encoding;
	return { file, text, recognition, warnings, converted, scan, encoding, parts };
}
