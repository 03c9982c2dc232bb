/** What the first bytes of a file say about it: text or not, and in which of the encodings people save in. */

import { isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "utf-8 with byte-order mark" | "utf-16le" | "utf-16be" | "windows-1252";

/** Files that hold other files, and can be opened. */
export type ContainerKind = "zip" | "gzip";

interface Signature {
	readonly bytes: readonly number[];
	/** Where the bytes stand, if not at the start. */
	readonly at?: number;
	readonly what: string;
	readonly container?: ContainerKind;
}

const signatures: readonly Signature[] = [
	{ bytes: [0x50, 0x4b, 0x03, 0x04], what: "a zip archive or a spreadsheet (.xlsx)", container: "zip" },
	{ bytes: [0x50, 0x4b, 0x05, 0x06], what: "an empty zip archive", container: "zip" },
	{ bytes: [0x1f, 0x8b], what: "a gzip archive", container: "gzip" },
	{ bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old spreadsheet (.xls)" },
	{ bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF" },
	{ bytes: [0x50, 0x41, 0x52, 0x31], what: "a Parquet file" },
	{ bytes: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7z archive" },
	{ bytes: [0x52, 0x61, 0x72, 0x21], what: "a rar archive" },
	{ bytes: [0x75, 0x73, 0x74, 0x61, 0x72], at: 257, what: "a tar archive" },
	{ bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG picture" },
	{ bytes: [0xff, 0xd8, 0xff], what: "a JPEG picture" },
];

const startsWith = (head: Uint8Array, bytes: readonly number[], at = 0): boolean =>
	bytes.every((byte, position) => head[at + position] === byte);

/** Share of zero bytes at even and at odd places. */
function zeroShares(head: Uint8Array): { readonly even: number; readonly odd: number } {
	const zeros = [0, 0];
	for (let position = 0; position < head.length; position++) {
		if (head[position] === 0) zeros[position % 2] = (zeros[position % 2] ?? 0) + 1;
	}
	const half = Math.max(1, head.length / 2);
	return { even: (zeros[0] ?? 0) / half, odd: (zeros[1] ?? 0) / half };
}

/** More zero bytes than this share of the head: not text with a damaged byte, but no text at all. */
const binaryShare = 0.01;

/** Zero bytes at one side of more than this share of the pairs: two-byte characters without a mark. */
const pairShare = 0.4;

export type HeadReading =
	| { readonly kind: "binary"; readonly what: string; readonly container?: ContainerKind }
	| { readonly kind: "wide"; readonly encoding: "utf-16le" | "utf-16be" }
	| { readonly kind: "narrow"; readonly marked: boolean };

/**
 * Reads the signature of a file's head: binary data, two-byte text, or text of one-byte units (UTF-8 or Windows-1252,
 * which only the whole file can tell apart).
 */
export function readSignature(head: Uint8Array): HeadReading {
	const known = signatures.find(({ bytes, at }) => startsWith(head, bytes, at));
	if (known !== undefined) {
		const { what, container } = known;
		return { kind: "binary", what, ...(container === undefined ? {} : { container }) };
	}
	if (startsWith(head, [0xff, 0xfe])) return { kind: "wide", encoding: "utf-16le" };
	if (startsWith(head, [0xfe, 0xff])) return { kind: "wide", encoding: "utf-16be" };
	const { even, odd } = zeroShares(head);
	if (odd > pairShare && even < binaryShare) return { kind: "wide", encoding: "utf-16le" };
	if (even > pairShare && odd < binaryShare) return { kind: "wide", encoding: "utf-16be" };
	if (even + odd > 2 * binaryShare) return { kind: "binary", what: "binary data (zero bytes)" };
	return { kind: "narrow", marked: startsWith(head, [0xef, 0xbb, 0xbf]) };
}

/**
 * The encoding of a file of one-byte units, from its lines with bytes beyond ASCII.
 *
 * Windows-1252 text is hardly ever valid UTF-8 by chance, so one such line decides; but where most of these lines are
 * valid UTF-8, the others are damage in a UTF-8 file and not a reason to misread every name.
 */
export function decideEncoding(marked: boolean, validLines: number, invalidLines: number): Encoding {
	if (marked) return "utf-8 with byte-order mark";
	return invalidLines === 0 || validLines > invalidLines ? "utf-8" : "windows-1252";
}

/** What Windows-1252 has where Latin-1 has control characters: bytes 0x80 to 0x9F. */
const between =
	"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

/**
 * Windows-1252 bytes as text. Not by `TextDecoder`, which takes this encoding for Latin-1 in some versions of Node.
 */
export const windows1252Text = (bytes: Buffer): string =>
	bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (character) => between[character.charCodeAt(0) - 0x80] ?? "");

/** The head as text for reading the header, before the whole file has been seen. */
export function headText(head: Buffer, signature: HeadReading): string {
	if (signature.kind === "wide") return new TextDecoder(signature.encoding).decode(head);
	// The head may end within a character: only whole lines, ended in either way, are asked.
	const lastBreak = Math.max(head.lastIndexOf(0x0a), head.lastIndexOf(0x0d));
	const whole = lastBreak > 0 ? head.subarray(0, lastBreak + 1) : head;
	const isUnicode = (signature.kind === "narrow" && signature.marked) || isUtf8(whole);
	return isUnicode ? new TextDecoder("utf-8").decode(head) : windows1252Text(head);
}

/** The kind of container that a file's head begins. */
export function containerKind(head: Uint8Array): ContainerKind | undefined {
	const signature = readSignature(head);
	return signature.kind === "binary" ? signature.container : undefined;
}
