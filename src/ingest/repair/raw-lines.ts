/** Physical lines as bytes, with their ends: what is not repaired goes into the copy as it is. */

import { isAscii, isUtf8 } from "node:buffer";
import { windows1252Text } from "../encoding.js";
import type { Delimiter } from "../layouts/layout.js";
import type { Prepared } from "../prepare.js";
import { byteChunks } from "../source.js";

export interface RawLine {
	/** From 1. */
	readonly number: number;
	/** One-byte text: UTF-8, or Windows-1252 in a file that is written so. */
	readonly bytes: Buffer;
	/** "\r\n", "\n", "\r", or nothing at the end of the file. */
	readonly end: string;
}

const carriageReturn = 0x0d;
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The bytes of a file's text, without a byte-order mark. */
async function* textBytes({ text }: Prepared): AsyncGenerator<Buffer> {
	let first = true;
	for await (const chunk of byteChunks(text)) {
		yield first && chunk.subarray(0, 3).equals(mark) ? chunk.subarray(3) : chunk;
		first = false;
	}
}

function lineOf(bytes: Buffer, number: number, feed: "\n" | "\r" | ""): RawLine {
	const wide = feed !== "\r" && bytes.at(-1) === carriageReturn;
	return { number, bytes: wide ? bytes.subarray(0, -1) : bytes, end: wide ? `\r${feed}` : feed };
}

/** The lines of a file, in batches; numbers are those of the scan. */
export async function* rawLines(prepared: Prepared): AsyncGenerator<readonly RawLine[]> {
	const { lineFeed } = prepared.scan;
	const feed = lineFeed.charCodeAt(0);
	let rest: Buffer = Buffer.alloc(0);
	let number = 0;
	for await (const chunk of textBytes(prepared)) {
		const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		const lines: RawLine[] = [];
		let start = 0;
		for (let end = bytes.indexOf(feed); end >= 0; end = bytes.indexOf(feed, start)) {
			lines.push(lineOf(bytes.subarray(start, end), ++number, lineFeed));
			start = end + 1;
		}
		rest = bytes.subarray(start);
		yield lines;
	}
	if (rest.length > 0) yield [lineOf(rest, number + 1, "")];
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** One-byte text of a file as a string; bytes that are not valid become U+FFFD. */
export const textOfBytes = (bytes: Buffer, prepared: Prepared): string =>
	prepared.scan.encoding === "windows-1252" ? windows1252Text(bytes) : utf8.decode(bytes);

/** One-byte text of a file as the copy holds it: in UTF-8. */
export const copyBytes = (bytes: Buffer, prepared: Prepared): Buffer =>
	prepared.scan.encoding !== "windows-1252" || isAscii(bytes) ? bytes : Buffer.from(windows1252Text(bytes), "utf8");

/** True for a line that a repaired copy decodes as Windows-1252, although its file is in UTF-8. */
export const isForeign = (bytes: Buffer, prepared: Prepared): boolean =>
	prepared.scan.encoding !== "windows-1252" && !isAscii(bytes) && !isUtf8(bytes) && !bytes.includes(0);

/** The line in UTF-8; only its fields that are not valid are decoded, as valid ones are what they seem. */
export function decodeForeign(bytes: Buffer, delimiter: Delimiter): Buffer {
	const parts = bytes.toString("latin1").split(delimiter);
	const mended = parts.map((part) => {
		const field = Buffer.from(part, "latin1");
		return isUtf8(field) ? field : Buffer.from(windows1252Text(field), "utf8");
	});
	return Buffer.concat(mended.flatMap((field, index) => (index === 0 ? [field] : [Buffer.from(delimiter), field])));
}
