/** The one place of this room that touches files: heads, bytes, lines of text, temporary copies. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { problem, Refusal } from "../domain/problem.js";
import type { Encoding } from "./encoding.js";

/** A file of the user. */
export interface InputFile {
	readonly path: string;
	/** Base name, for messages. */
	readonly name: string;
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

/** The bytes of a file in pieces. */
export async function* byteChunks(file: InputFile): AsyncGenerator<Buffer> {
	try {
		for await (const chunk of createReadStream(file.path, { highWaterMark: chunkBytes })) yield chunk as Buffer;
	} catch (error) {
		throw error instanceof Refusal ? error : unreadable(file, error);
	}
}

export interface Fingerprint {
	readonly sha256: string;
	readonly bytes: number;
}

/** Passes the pieces on and takes their hash and length on the way; ask for both at the end. */
export function fingerprinted(chunks: AsyncIterable<Buffer>): {
	readonly chunks: AsyncGenerator<Buffer>;
	readonly fingerprint: () => Fingerprint;
} {
	const hash = createHash("sha256");
	let bytes = 0;
	async function* pass(): AsyncGenerator<Buffer> {
		for await (const chunk of chunks) {
			hash.update(chunk);
			bytes += chunk.length;
			yield chunk;
		}
	}
	return { chunks: pass(), fingerprint: () => ({ sha256: hash.digest("hex"), bytes }) };
}

const decoderLabels: Readonly<Record<Encoding, string>> = {
	"utf-8": "utf-8",
	"utf-8 with byte-order mark": "utf-8",
	"utf-16le": "utf-16le",
	"utf-16be": "utf-16be",
	"windows-1252": "windows-1252",
};

/** Bytes as text, in pieces; a byte-order mark is dropped, invalid bytes become U+FFFD. */
export async function* decoded(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
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

/** Writes batches of lines as UTF-8, each line ended by "\n". */
export async function writeLines(path: string, batches: AsyncIterable<readonly string[]>): Promise<void> {
	const handle = await open(path, "wx", 0o600);
	try {
		for await (const lines of batches) if (lines.length > 0) await handle.write(`${lines.join("\n")}\n`);
	} finally {
		await handle.close();
	}
}

/** Writes pieces of bytes to a new file. */
export async function writePieces(path: string, pieces: AsyncIterable<Buffer>): Promise<void> {
	const handle = await open(path, "wx", 0o600);
	try {
		for await (const piece of pieces) await handle.write(piece);
	} finally {
		await handle.close();
	}
}

/** A folder of its own for temporary copies, and how to remove it. */
export async function makeWorkFolder(
	parent: string,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
	await mkdir(parent, { recursive: true });
	const path = await mkdtemp(join(parent, "ingest-"));
	return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Removes one temporary copy. */
export const removeFile = (path: string): Promise<void> => rm(path, { force: true });

export const joinPath = (folder: string, name: string): string => join(folder, name);
