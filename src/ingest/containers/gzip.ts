/** Gzip streams. */

import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { byteChunks, type InputFile } from "../source.js";
import { readingFailed } from "./zip.js";

const pieceBytes = 1 << 18;

/** The inflated bytes; length and checksum are verified on the way. Several streams in one file count as one. */
export async function* gunzipped(file: InputFile): AsyncGenerator<Uint8Array> {
	const inflater = createGunzip({ chunkSize: pieceBytes });
	// Errors of both streams reach the reader of the last one.
	const stream = pipeline(byteChunks(file), inflater, () => undefined);
	try {
		for await (const chunk of stream) yield chunk as Buffer;
	} catch (error) {
		throw readingFailed(file.name, error);
	}
}
