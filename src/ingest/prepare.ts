/** From bytes to a recognised and scanned file, or the problem for which it is refused as a whole. */

import { type Problem, problem, Refusal } from "../domain/problem.js";
import type { ColumnMap } from "./column-map.js";
import { type HeadReading, headText, readSignature } from "./encoding.js";
import { delimitedBytes, unknownFixedWidth } from "./fixed-width.js";
import { unknownHeader } from "./nearest.js";
import { delimiterNames, delimiters, type Recognition } from "./recognise.js";
import { recogniseFile } from "./recognise-file.js";
import { readRecord } from "./record.js";
import { type Scan, scanRecords } from "./scan.js";
import {
	decoded,
	type Fingerprint,
	fingerprinted,
	type InputFile,
	readHead,
	storedChunks,
	textLines,
} from "./source.js";

/** Bytes read for recognising a file: more than any header and a few records. */
const headBytes = 1 << 18;

export interface Prepared {
	readonly file: InputFile;
	readonly recognition: Recognition;
	/** What the recognition has to say. */
	readonly warnings: readonly Problem[];
	readonly scan: Scan;
	readonly fingerprint: Fingerprint;
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
	for await (const text of texts) yield Buffer.from(text, "utf8");
}

/** Hash, length and records in one pass over the bytes. */
async function scanFile(
	file: InputFile,
	signature: HeadReading,
	recognition: Recognition,
	lineFeed: "\n" | "\r",
): Promise<{ scan: Scan; fingerprint: Fingerprint }> {
	const { chunks: stored, fingerprint } = fingerprinted(storedChunks(file));
	const chunks = file.convert === undefined ? stored : file.convert(stored);
	const wide = signature.kind === "wide" ? signature.encoding : undefined;
	const scan = await scanRecords(wide === undefined ? chunks : encoded(decoded(chunks, wide)), {
		delimiter: recognition.header.delimiter,
		fields: recognition.header.names.length,
		headerEnd: recognition.header.lastLine,
		lineFeed,
		marked: signature.kind === "narrow" && signature.marked,
		...(wide === undefined ? {} : { decodedFrom: wide }),
	});
	return { scan, fingerprint: fingerprint() };
}

/** The first data line, where every line was refused for its number of fields. */
async function firstDataLine({ file, recognition, scan }: Prepared): Promise<{ text: string; line: number }> {
	const line = scan.bad[0]?.line ?? recognition.header.lastLine + 1;
	let seen = 0;
	for await (const texts of textLines(file, scan.encoding, scan.lineFeed)) {
		const text = texts[line - 1 - seen];
		if (text !== undefined) return { text, line };
		seen += texts.length;
	}
	return { text: "", line };
}

/** Problem CIMP-E107, where no record fits the header but another delimiter fits the first one. */
async function otherDelimiter(prepared: Prepared): Promise<Problem | undefined> {
	const { scan, recognition, file } = prepared;
	if (scan.bad.length < scan.records || scan.bad[0]?.code !== "CIMP-E110") return undefined;
	const { text, line } = await firstDataLine(prepared);
	const { delimiter, names } = recognition.header;
	const other = delimiters.find(
		(candidate) => candidate !== delimiter && readRecord(text, 0, candidate).fields.length === names.length,
	);
	if (other === undefined) return undefined;
	return problem(
		"CIMP-E107",
		{ file: file.name, line },
		{
			found: `header delimited by ${delimiterNames[delimiter]}, data by ${delimiterNames[other]}`,
		},
	);
}

/**
 * Reads a file's head, recognises its layout and scans it.
 *
 * @throws Refusal for a file that is refused as a whole: CIMP-E101 to E108
 */
export async function prepare(given: InputFile, map: ColumnMap | undefined): Promise<Prepared> {
	const refuse = (entry: Problem): never => {
		throw new Refusal([entry]);
	};
	const { name } = given;
	const head = await readHead(given, headBytes);
	if (head.length === 0) refuse(problem("CIMP-E103", { file: name }, { found: "0 bytes" }));
	const signature = readSignature(head);
	if (signature.kind === "binary") refuse(problem("CIMP-E104", { file: name }, { found: signature.what }));
	const text = headText(head, signature);
	if (text.trim() === "") refuse(problem("CIMP-E103", { file: name }, { found: "only blank lines" }));
	const recognised = recogniseFile(text, name, map);
	if ("code" in recognised) return refuse(recognised);
	const { recognition, warnings, fixedWidth } = recognised;
	// Places are counted in the state's own bytes: a copy in two-byte characters is not converted.
	const unconvertible = fixedWidth !== undefined && signature.kind === "wide";
	if (unconvertible) refuse(unknownFixedWidth(name, text) ?? unknownHeader(name, text));
	// A fixed-width file is read as its delimited twin: everything behind this line sees records.
	const file =
		fixedWidth === undefined
			? given
			: { ...given, convert: (chunks: AsyncIterable<Buffer>) => delimitedBytes(chunks, fixedWidth) };
	const lineFeed = text.includes("\n") ? "\n" : "\r";
	const prepared = { file, recognition, warnings, ...(await scanFile(file, signature, recognition, lineFeed)) };
	if (prepared.scan.endless) {
		refuse(problem("CIMP-E104", { file: name }, { found: "a line of more than four million bytes" }));
	}
	if (prepared.scan.records === 0) {
		const place = { file: name, line: recognition.header.firstLine };
		refuse(problem("CIMP-E105", place, { found: `${recognition.header.names.length} columns and no data line` }));
	}
	const mixed = await otherDelimiter(prepared);
	return mixed === undefined ? prepared : refuse(mixed);
}
