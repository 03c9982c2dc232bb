/** A roster's bytes as text: the encodings that people's programs save in, mixed ones line by line. */

import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import type { ProblemCode } from "../../domain/problem-codes.js";
import { decideEncoding, type Encoding, readSignature, windows1252Text } from "../encoding.js";
import { fileBytes, type InputFile, readHead } from "../source.js";
import { exportHelp, saveHelp } from "./help.js";

/** A roster larger than this is another file: 600 bytes for each of a million students. */
const largest = 600_000_000;

export interface RosterText {
	readonly text: string;
	readonly encoding: Encoding;
	readonly sha256: string;
	readonly bytes: number;
	readonly problems: readonly Problem[];
}

const refuse = (code: ProblemCode, file: InputFile, found: string): never => {
	const help = code === "CIMP-E104" ? saveHelp : exportHelp;
	throw new Refusal([problem(code, { file: file.name }, { found, help })]);
};

const isPlain = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

interface OddLine {
	readonly number: number;
	readonly from: number;
	readonly to: number;
	readonly valid: boolean;
}

/** Lines with bytes beyond ASCII. */
function oddLines(bytes: Buffer): OddLine[] {
	const lines: OddLine[] = [];
	let number = 1;
	for (let from = 0; from < bytes.length; number++) {
		const feed = bytes.indexOf(0x0a, from);
		const to = feed < 0 ? bytes.length : feed + 1;
		const line = bytes.subarray(from, to);
		if (!isPlain(line)) lines.push({ number, from, to, valid: isUtf8(line) });
		from = to;
	}
	return lines;
}

/** Text of one-byte units that is not all UTF-8: each line in the encoding that it is in. */
function mixedText(
	bytes: Buffer,
	marked: boolean,
	file: InputFile,
): Pick<RosterText, "text" | "encoding" | "problems"> {
	const lines = oddLines(bytes);
	const valid = lines.filter((line) => line.valid).length;
	const wrong = lines.find((line) => !line.valid);
	const encoding = decideEncoding(marked, valid, lines.length - valid);
	const pieces: string[] = [];
	let done = 0;
	for (const line of lines) {
		pieces.push(bytes.toString("latin1", done, line.from));
		const own = bytes.subarray(line.from, line.to);
		pieces.push(line.valid ? own.toString("utf8") : windows1252Text(own));
		done = line.to;
	}
	pieces.push(bytes.toString("latin1", done));
	const place = { file: file.name, ...(wrong === undefined ? {} : { line: wrong.number }) };
	const mixed = problem("CIMP-W132", place, {
		found: `${lines.length - valid} lines in Windows-1252, ${valid} in UTF-8`,
	});
	const found = `bytes that are no UTF-8, first in line ${wrong?.number ?? 1}`;
	return {
		text: pieces.join(""),
		encoding,
		problems: [valid > 0 ? mixed : problem("CIMP-W153", place, { found })],
	};
}

/**
 * The whole text of a file, its byte-order mark dropped.
 *
 * @throws Refusal for a file that can't be read (CIMP-E101, E102), is empty (E103) or is no text (E104)
 */
export async function readRosterText(file: InputFile): Promise<RosterText> {
	const size = await fileBytes(file);
	if (size > largest) refuse("CIMP-E104", file, "more than 600 million bytes, no roster");
	const bytes = await readHead(file, size);
	if (bytes.length === 0) refuse("CIMP-E103", file, "0 bytes");
	const signature = readSignature(bytes.subarray(0, 1 << 16));
	if (signature.kind === "binary") return refuse("CIMP-E104", file, signature.what);
	const account = { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
	if (signature.kind === "wide") {
		const text = new TextDecoder(signature.encoding).decode(bytes);
		return { text, encoding: signature.encoding, ...account, problems: [] };
	}
	const own = signature.marked ? bytes.subarray(3) : bytes;
	if (!isUtf8(own)) return { ...account, ...mixedText(own, signature.marked, file) };
	return { text: own.toString("utf8"), encoding: decideEncoding(signature.marked, 1, 0), ...account, problems: [] };
}
