/** Files whose bytes are read in place, and lone carriage returns: no row is lost, none is taken for damage. */

import { expect, test } from "vitest";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { soundTable } from "./damages.js";
import { latin, withContents } from "./helpers.js";
import { encode, encodings } from "./random-files.js";

const textOf = (id: string): string => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return soundTable(layout, 3);
};

test.each(encodings)("a file of ASCII letters alone, in %s", async (encoding) => {
	for (const id of ["sb-2017-2019", "sb-2021-2023"]) {
		for (const lineEnding of ["\r\n", "\n"]) {
			const bytes = encode(textOf(id).replaceAll("\r\n", lineEnding), encoding);
			await withContents({ "a.txt": bytes }, async (inputs) => {
				expect(inputs.problems).toEqual([]);
				expect(inputs.summaries.map((entry) => [entry.layout, entry.rowsRead, entry.rowsKept])).toEqual([[id, 3, 3]]);
			});
		}
	}
});

const quoted = textOf("sb-2017-2019");
const places: Readonly<Record<string, string>> = {
	"before the header": `\r${quoted}`,
	"twice before the header": `\r\r${quoted}`,
	"in a title": `A \rtitle\r\n${quoted}`,
	"in a heading in quotes": quoted.replace("Test Year", "Test\rYear"),
	"doubled behind the header": quoted.replace("\r\n", "\r\r\n"),
};

test.each(Object.entries(places))("a carriage return %s costs no row", async (_, text) => {
	await withContents({ "a.txt": latin(text) }, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		expect(inputs.summaries.map((entry) => [entry.rowsRead, entry.rowsKept])).toEqual([[3, 3]]);
	});
});
