/** The one place of this room that reads and writes files: heads, bytes, lines of text, temporary copies. */

import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync, writeSync } from "node:fs";
import { mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { problem, Refusal } from "../domain/problem.js";
import { makeAside, removeAside, sweepAside } from "./aside.js";
import { type Encoding, windows1252Text } from "./encoding.js";

/** A file of the user. */
export interface InputFile {
	readonly path: string;
	/** Base name, for messages; `archive.zip/member.txt` for what an archive holds. */
	readonly name: string;
	/**
	 * A file that the user named, which is refused where it can't be read (so it is where nothing is said), or one found in
	 * a folder or an archive, which is left out with a warning where it is no table.
	 */
	readonly offered?: "named" | "found";
	/** How messages call a file that was found and is no table, since its name is nobody's to repeat. */
	readonly alias?: string;
	/** The bytes, where they come from no path: standard input. */
	readonly content?: AsyncIterable<Uint8Array>;
}

const chunkBytes = 1 << 20;

/** The system's error in the catalogue's words: not found, or not readable. */
function unreadable(file: InputFile, error: unknown): Refusal {
	const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
	return new Refusal([problem(code === "ENOENT" ? "CIMP-E101" : "CIMP-E102", { file: file.name }, { found: code })]);
}

/**
 * The first bytes of a file, fewer if it is shorter.
 *
 * @throws Refusal CIMP-E101 or CIMP-E102
 */
export async function readHead(file: InputFile, length: number): Promise<Buffer> {
	try {
		const handle = await open(file.path, "r");
		try {
			const head = Buffer.alloc(length);
			let filled = 0;
			while (filled < length) {
				const { bytesRead } = await handle.read(head, filled, length - filled, filled);
				if (bytesRead === 0) break;
				filled += bytesRead;
			}
			return head.subarray(0, filled);
		} finally {
			await handle.close();
		}
	} catch (error) {
		throw unreadable(file, error);
	}
}

/** The bytes of a file in pieces, from one position to another (not included). */
export async function* byteChunks(file: InputFile, from = 0, to?: number): AsyncGenerator<Buffer> {
	if (to !== undefined && to <= from) return;
	const range = to === undefined ? { start: from } : { start: from, end: to - 1 };
	try {
		for await (const chunk of createReadStream(file.path, { highWaterMark: chunkBytes, ...range })) {
			yield chunk as Buffer;
		}
	} catch (error) {
		throw error instanceof Refusal ? error : unreadable(file, error);
	}
}

/** A file open for reading at any position, without pauses. */
export function openForReading(path: string): {
	readonly readAt: (buffer: Uint8Array, offset: number, length: number, position: number) => number;
	readonly close: () => void;
} {
	const file = openSync(path, "r");
	return {
		readAt: (buffer, offset, length, position) => readSync(file, buffer, offset, length, position),
		close: () => closeSync(file),
	};
}

/** The position behind the first line end at or behind a position: the start of a line, or the file's end. */
export function lineStartBehind(path: string, from: number, lineFeed: string): number {
	const { readAt, close } = openForReading(path);
	try {
		const piece = Buffer.alloc(1 << 16);
		for (let position = from; ; ) {
			const got = readAt(piece, 0, piece.length, position);
			if (got === 0) return position;
			const at = piece.subarray(0, got).indexOf(lineFeed);
			if (at >= 0) return position + at + 1;
			position += got;
		}
	} finally {
		close();
	}
}

/** A temporary file of records, each behind its number and on a line of its own. */
export function openPart(
	path: string,
	delimiter: string,
): {
	readonly keep: (ordinal: number, bytes: Uint8Array, from: number, to: number) => void;
	readonly close: () => void;
} {
	const file = openSync(path, "w", 0o600);
	let buffer = Buffer.allocUnsafe(chunkBytes);
	let filled = 0;
	const flush = (): void => {
		for (let written = 0; written < filled; ) written += writeSync(file, buffer, written, filled - written);
		filled = 0;
	};
	return {
		keep: (ordinal, bytes, from, to) => {
			const needed = to - from + 24;
			if (filled + needed > buffer.length) flush();
			if (needed > buffer.length) buffer = Buffer.allocUnsafe(2 * needed);
			filled += buffer.write(`${ordinal}${delimiter}`, filled, "latin1");
			buffer.set(bytes.subarray(from, to), filled);
			filled += to - from;
			buffer[filled++] = 0x0a;
		},
		close: () => {
			flush();
			closeSync(file);
		},
	};
}

/** What the file system says of files as long as nobody changes them; of a file that is not there, nothing. */
export async function stampsOf(files: readonly InputFile[]): Promise<readonly string[]> {
	const stampOf = async ({ path, content }: InputFile): Promise<string> => {
		if (content !== undefined) return "";
		const { ino, size, mtimeNs } = await stat(path, { bigint: true });
		return [ino, size, mtimeNs].join(" ");
	};
	return Promise.all(files.map((file) => stampOf(file).catch(() => "")));
}

/**
 * Refuses what was read where files are no longer as they were before.
 *
 * @throws Refusal CIMP-E137, one problem for each file
 */
export async function refuseChanged(files: readonly InputFile[], before: readonly string[]): Promise<void> {
	const after = await stampsOf(files);
	const changed = files.filter((_, index) => after[index] !== before[index]);
	if (changed.length === 0) return;
	const found = "another size or time of change than at the start";
	throw new Refusal(changed.map((file) => problem("CIMP-E137", { file: file.name }, { found })));
}

/**
 * The length of a file in bytes.
 *
 * @throws Refusal CIMP-E101 or CIMP-E102
 */
export async function fileBytes(file: InputFile): Promise<number> {
	try {
		return (await stat(file.path)).size;
	} catch (error) {
		throw unreadable(file, error);
	}
}

export interface Fingerprint {
	readonly sha256: string;
	readonly bytes: number;
}

/**
 * Hash and length of a file's bytes; one piece of memory serves for all of them.
 *
 * @throws Refusal CIMP-E101 or CIMP-E102
 */
export async function fingerprintOf(file: InputFile): Promise<Fingerprint> {
	const hash = createHash("sha256");
	const piece = Buffer.allocUnsafe(chunkBytes);
	let bytes = 0;
	try {
		const handle = await open(file.path, "r");
		try {
			for (;;) {
				const { bytesRead } = await handle.read(piece, 0, piece.length, bytes);
				if (bytesRead === 0) break;
				hash.update(piece.subarray(0, bytesRead));
				bytes += bytesRead;
			}
		} finally {
			await handle.close();
		}
	} catch (error) {
		throw unreadable(file, error);
	}
	return { sha256: hash.digest("hex"), bytes };
}

const decoderLabels = {
	"utf-8": "utf-8",
	"utf-8 with byte-order mark": "utf-8",
	"utf-16le": "utf-16le",
	"utf-16be": "utf-16be",
} as const;

/** Bytes as text, in pieces; a byte-order mark is dropped, invalid bytes become U+FFFD. */
export async function* decoded(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
	if (encoding === "windows-1252") {
		for await (const chunk of chunks) yield windows1252Text(chunk);
		return;
	}
	const decoder = new TextDecoder(decoderLabels[encoding]);
	for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
	yield decoder.decode();
}

/**
 * The physical lines of a file as text, without their line ends, in batches.
 *
 * @param lineFeed the character that ends a line: "\n", or "\r" in files without any "\n"
 */
export async function* textLines(
	file: InputFile,
	encoding: Encoding,
	lineFeed: "\n" | "\r",
): AsyncGenerator<readonly string[]> {
	let rest = "";
	for await (const text of decoded(byteChunks(file), encoding)) {
		const lines = (rest + text).split(lineFeed);
		rest = lines.pop() ?? "";
		yield lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
	}
	if (rest !== "") yield [rest.endsWith("\r") ? rest.slice(0, -1) : rest];
}

/** Writes pieces of text or bytes to a new file of its own. */
export const writePieces = (path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> =>
	writeFile(path, pieces, { flag: "wx", mode: 0o600 });

const workStem = "cimp-ingest-";

/** A folder of its own for temporary copies, and how to remove it. What killed runs left in the same place goes first. */
export async function makeWorkFolder(
	parent: string,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
	await mkdir(parent, { recursive: true });
	sweepAside(parent, workStem);
	const path = makeAside(parent, workStem);
	return { path, remove: async () => removeAside(path) };
}

/** A folder inside a folder. */
export async function makeSubfolder(parent: string, name: string): Promise<string> {
	const path = join(parent, name);
	await mkdir(path, { recursive: true });
	return path;
}

/** Puts a file in the place of another. */
export const renameFile = (from: string, to: string): Promise<void> => rename(from, to);

/** Removes one temporary copy. */
export const removeFile = (path: string): Promise<void> => rm(path, { force: true });

export const joinPath = (folder: string, name: string): string => join(folder, name);
