/** Text to bytes, field by field as the state writes them: quoting, delimiter, line end, encoding. */

import type { Layout } from "../ingest/layouts/index.js";

type Writing = Layout["writing"];

/** A file of the simulation. `chunks` is read once or often, and gives the same bytes every time. */
export interface SimulatedFile {
	readonly name: string;
	readonly chunks: Iterable<Uint8Array>;
}

const utf8 = new TextEncoder();

/** Characters outside Latin-1 that the invented files may hold, by their Windows-1252 byte. */
const windowsBytes: ReadonlyMap<number, number> = new Map([
	[0x2013, 0x96],
	[0x2014, 0x97],
	[0x2019, 0x92],
]);

/**
 * Windows-1252 bytes of a text.
 *
 * @throws RangeError for a character that the encoding (or this table of it) does not have
 */
function windows1252(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		const direct = unit < 0x80 || (unit >= 0xa0 && unit <= 0xff);
		const byte = direct ? unit : windowsBytes.get(unit);
		if (byte === undefined) throw new RangeError(`no Windows-1252 byte for character ${unit}`);
		bytes[index] = byte;
	}
	return bytes;
}

export const encodeText = (text: string, encoding: Writing["encoding"]): Uint8Array =>
	encoding === "utf-8" ? utf8.encode(text) : windows1252(text);

/** A field as it stands in a file that quotes some or all fields. Empty `bare` ones are not quoted even where all others are. */
export function writeField(text: string, writing: Writing, bare: boolean): string {
	if (bare && text === "") return text;
	const needsQuotes = writing.quoting === "all" || /["\r\n]/.test(text) || text.includes(writing.delimiter);
	return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines are gathered to about this many characters before they are encoded. */
const chunkLength = 1 << 16;

/** Encodes lines without their ends; the last line ends like all others. */
export function* encodeLines(lines: Iterable<string>, writing: Writing): Generator<Uint8Array> {
	let gathered: string[] = [];
	let length = 0;
	for (const line of lines) {
		gathered.push(line, writing.lineEnding);
		length += line.length;
		if (length < chunkLength) continue;
		yield encodeText(gathered.join(""), writing.encoding);
		gathered = [];
		length = 0;
	}
	if (gathered.length > 0) yield encodeText(gathered.join(""), writing.encoding);
}

/** A file whose chunks are made anew each time they are read. */
export const streamedFile = (name: string, chunks: () => Iterable<Uint8Array>): SimulatedFile => ({
	name,
	chunks: { [Symbol.iterator]: () => chunks()[Symbol.iterator]() },
});
