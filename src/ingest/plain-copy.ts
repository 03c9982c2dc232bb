/** A copy of a file that the engine can read: whole records only, one a line, as UTF-8. */

import { transcode } from "node:buffer";
import { windows1252Text } from "./encoding.js";
import type { Scan } from "./scan/scan.js";
import { byteChunks, fileBytes, type InputFile, lineStartBehind, writePieces } from "./source.js";

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** Ranges of bytes that hold whole records: what lies between the header and the lines that are left out. */
async function* keptRanges(
	file: InputFile,
	scan: Scan,
	headerEnd: number,
): AsyncGenerator<readonly [from: number, to: number]> {
	let from = 0;
	for (let line = 0; line < headerEnd; line++) from = lineStartBehind(file.path, from, scan.lineFeed);
	for (const [position, start] of scan.skipped.from.entries()) {
		if (start > from) yield [from, start];
		from = Math.max(from, scan.skipped.to[position] ?? from);
	}
	yield [from, await fileBytes(file)];
}

/** Carriage returns as line feeds, in files whose lines they end. */
function withLineFeeds(piece: Buffer): Buffer {
	for (let at = piece.indexOf(carriageReturn); at >= 0; at = piece.indexOf(carriageReturn, at)) piece[at] = lineFeed;
	return piece;
}

/** A piece without the carriage returns that stand before line feeds; others are a part of a field in quotes. */
function withoutReturns(piece: Buffer): Buffer {
	let filled = 0;
	for (let from = 0; from < piece.length; ) {
		const at = piece.indexOf("\r\n", from);
		const end = at < 0 ? piece.length : at;
		piece.copy(piece, filled, from, end);
		filled += end - from;
		from = at < 0 ? piece.length : at + 1;
	}
	return piece.subarray(0, filled);
}

/** Pieces with line feeds alone at the ends of lines; a carriage return at a piece's end waits for what comes. */
async function* endedByLineFeeds(pieces: AsyncIterable<Buffer>, scan: Scan): AsyncGenerator<Buffer> {
	let held = false;
	for await (const piece of pieces) {
		if (scan.lineFeed === "\r" || scan.lineEnding === "\n") {
			yield scan.lineFeed === "\r" ? withLineFeeds(piece) : piece;
			continue;
		}
		const whole: Buffer = held ? Buffer.concat([Buffer.from("\r"), piece]) : piece;
		held = whole.at(-1) === carriageReturn;
		yield withoutReturns(held ? whole.subarray(0, -1) : whole);
	}
	// One that is still held ends the file's last line.
}

function asUtf8(piece: Buffer, scan: Scan): Buffer {
	if (scan.encoding !== "windows-1252" || scan.plain) return piece;
	return scan.beyondLatin1 ? Buffer.from(windows1252Text(piece), "utf8") : transcode(piece, "latin1", "utf8");
}

async function* pieces(file: InputFile, scan: Scan, headerEnd: number): AsyncGenerator<Buffer> {
	let last = lineFeed;
	for await (const [from, to] of keptRanges(file, scan, headerEnd)) {
		// The last line of a file may lack its end.
		if (last !== lineFeed) yield Buffer.from("\n");
		for await (const chunk of endedByLineFeeds(byteChunks(file, from, to), scan)) {
			const piece = asUtf8(chunk, scan);
			last = piece.at(-1) ?? last;
			yield piece;
		}
	}
}

/**
 * Writes the copy. Only for files without records of several lines.
 *
 * @param headerEnd last line of the header, which is left out
 */
export const writePlainCopy = (path: string, file: InputFile, scan: Scan, headerEnd: number): Promise<void> =>
	writePieces(path, pieces(file, scan, headerEnd));
