/** Temporary plain copies in the work folder. Their names are numbers: no name from an archive ever becomes a path. */

import { problem, Refusal } from "../../domain/problem.js";
import { joinPath, removeFile, writePieces } from "../source.js";

export interface SpoolOptions {
	readonly workFolder: string;
	/** Ends the work at its next piece, with the signal's reason. */
	readonly interrupted?: AbortSignal;
	/** Told of each piece that was written: the name for messages and the piece's bytes. */
	readonly progress?: (name: string, bytes: number) => void;
}

const isFull = (error: unknown): boolean =>
	error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

/** Bytes written at a time: inflaters give small pieces, and each write costs its time. */
const writtenBytes = 1 << 20;

async function* gathered(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let pieces: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of chunks) {
		pieces.push(chunk);
		bytes += chunk.length;
		if (bytes < writtenBytes) continue;
		yield Buffer.concat(pieces);
		pieces = [];
		bytes = 0;
	}
	if (bytes > 0) yield Buffer.concat(pieces);
}

export class Spool {
	readonly #options: SpoolOptions;
	#copies = 0;

	constructor(options: SpoolOptions) {
		this.#options = options;
	}

	/**
	 * Writes the pieces to a new file; where that fails, nothing stays behind.
	 *
	 * @param name for messages
	 * @returns the file's path and length
	 * @throws Refusal CIMP-E302 where the disk is full, and whatever the pieces throw
	 */
	async write(
		chunks: AsyncIterable<Uint8Array>,
		name: string,
	): Promise<{ readonly path: string; readonly bytes: number }> {
		const { workFolder, interrupted } = this.#options;
		this.#copies++;
		const path = joinPath(workFolder, `unpacked-${this.#copies}`);
		const count = { bytes: 0 };
		try {
			await writePieces(path, this.#watched(gathered(chunks), name, count));
		} catch (error) {
			await removeFile(path);
			interrupted?.throwIfAborted();
			if (!isFull(error)) throw error;
			const help = "free some space in the folder for temporary files, or unpack the archive elsewhere";
			throw new Refusal([problem("CIMP-E302", { file: name }, { found: "no space for a temporary copy", help })]);
		}
		return { path, bytes: count.bytes };
	}

	async *#watched(
		chunks: AsyncIterable<Uint8Array>,
		name: string,
		count: { bytes: number },
	): AsyncGenerator<Uint8Array> {
		const { interrupted, progress } = this.#options;
		for await (const chunk of chunks) {
			interrupted?.throwIfAborted();
			count.bytes += chunk.length;
			progress?.(name, chunk.length);
			yield chunk;
		}
		interrupted?.throwIfAborted();
	}

	remove(path: string): Promise<void> {
		return removeFile(path);
	}
}
