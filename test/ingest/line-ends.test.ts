/** Files whose bytes are read in place, and lone carriage returns: no row is lost, none is taken for damage. */

import { expect, test } from "vitest";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { soundTable } from "./damages.js";
import { latin, tableText, withContents } from "./helpers.js";
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

test("a carriage return inside a quoted cell stays, wherever the file has to be copied first", async () => {
	const layout = layoutById("sb-2024-2025");
	if (layout === undefined) throw new Error("no layout");
	const name = "Escuela\rA\u00f1o";
	const csv = { delimiter: ",", quoting: "all", lineEnding: "\r\n" } as const;
	const base = { "County Code": "08", "District Code": "99901", "Test Year": "2024", "Test ID": "2", Grade: "5" };
	const rows = [1, 2].map((number) => ({
		...{ ...base, "School Code": `000100${number}`, "Student Group ID": "1", "School Name": name },
	}));
	const text = tableText(layout, rows, csv);
	const mixed = text.replace("\r\n", "\n");
	const cut = `${text.slice(0, -2)}\r`;
	for (const content of [text, mixed, cut, `${text}"1","2"\r\n`]) {
		await withContents({ "a.txt": latin(content) }, async (inputs) => {
			const read = await inputs.results({ subject: "math", years: [2024], groups: [1] });
			// A name stands in one line: a line break in it is a blank, never nothing and never the end of the row.
			expect(read.map((row) => row.school)).toEqual(["Escuela A\u00f1o", "Escuela A\u00f1o"]);
		});
	}
});
