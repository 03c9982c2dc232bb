/** XML as a stream of events, for the parts of a workbook. */

import sax, { type Tag } from "sax";

export type Attributes = Readonly<Record<string, string>>;

/** Names come without their namespace's prefix. */
export interface XmlEvents {
	readonly open: (name: string, attributes: Attributes) => void;
	readonly text?: (text: string) => void;
	readonly close?: (name: string) => void;
}

/** A part is no well-formed XML. */
export class XmlError extends Error {}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1);

function unprefixed(tag: Tag): Attributes {
	const entries = Object.entries(tag.attributes).map(([name, value]) => [withoutPrefix(name), value] as const);
	return Object.fromEntries(entries);
}

/**
 * Parses UTF-8 XML. After each piece of input it yields, so that its reader can pass on what the events have gathered.
 *
 * @throws XmlError where the text is no XML, or declares entities, which no workbook does
 */
export async function* xmlPieces(chunks: AsyncIterable<Uint8Array>, events: XmlEvents): AsyncGenerator<void> {
	let failure: string | undefined;
	const parser = sax.parser(true, { position: false });
	parser.onerror = ({ message }) => {
		failure ??= message.split("\n")[0] ?? "";
	};
	parser.ondoctype = () => {
		failure ??= "a document type";
	};
	parser.onopentag = (tag) => events.open(withoutPrefix(tag.name), unprefixed(tag as Tag));
	parser.onclosetag = (name) => events.close?.(withoutPrefix(name));
	parser.ontext = (text) => events.text?.(text);
	parser.oncdata = (text) => events.text?.(text);
	const feed = (step: () => unknown): void => {
		try {
			step();
		} catch (error) {
			// After an error the parser throws it again; errors of the events are their own.
			if (failure === undefined) throw error;
		}
		if (failure !== undefined) throw new XmlError(failure);
	};
	const decoder = new TextDecoder("utf-8");
	for await (const chunk of chunks) {
		feed(() => parser.write(decoder.decode(chunk, { stream: true })));
		yield;
	}
	feed(() => parser.close());
	yield;
}

/** Parses a whole part. */
export async function readXml(chunks: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
	for await (const _ of xmlPieces(chunks, events));
}
