/** Workbooks: cells as the texts they are, sheets as tables, the state's meal files as published. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../src/domain/problem.js";
import { columnOfPlace, numberText } from "../../src/ingest/containers/cell-text.js";
import { Unpacker } from "../../src/ingest/containers/unpack.js";
import { type SheetCell, workbookParts, xlsx, zip, zipOfParts } from "../helpers/archives.js";
import { realData, realDataAbsence, realDataPresent, sample } from "../helpers/data.js";
import { withContents } from "./helpers.js";

/** The sheets of a workbook as texts by name, or the refusal as "code found". */
async function sheetsOf(bytes: Buffer): Promise<Record<string, string> | string[]> {
	const folder = await mkdtemp(join(tmpdir(), "cimp-test-"));
	try {
		const path = join(folder, "a.xlsx");
		await writeFile(path, bytes);
		const { files } = await new Unpacker({ workFolder: folder }).unpack({ path, name: "a.xlsx" });
		const texts = await Promise.all(files.map(async (file) => [file.name, await readFile(file.path, "utf8")] as const));
		return Object.fromEntries(texts);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.problems.map((entry) => `${entry.code} ${entry.found}`);
	} finally {
		await rm(folder, { recursive: true });
	}
}

const raw = (attributes: string, xml: string): SheetCell => ({ attributes, xml });

describe("cells", () => {
	test("codes stored as text keep their zeros; numbers come as they were typed; nothing becomes a date", async () => {
		const rows: SheetCell[][] = [
			["0123", 0.1234, raw("", "<v>0.10000000000000001</v>"), raw('s="14"', "<v>45383</v>")],
			[raw("", "<v>1.611190130229E12</v>"), raw("", "<v>6.0E-2</v>"), raw("", "<v>0.28999999999999998</v>"), -5],
			[raw('t="b"', "<v>1</v>"), raw('t="b"', "<v>0</v>"), raw('t="e"', "<v>#DIV/0!</v>"), raw("", "")],
			[raw('t="str"', "<f>A1&amp;B1</f><v>0042</v>"), raw("", "<f>1/3</f><v>0.33333333333333331</v>")],
			[
				raw('t="inlineStr"', "<is><r><t>Para Los </t></r><r><t>Niños</t></r><rPh><t>no</t></rPh></is>"),
				raw('t="d"', "<v>2024-04-01</v>"),
			],
		];
		expect(await sheetsOf(xlsx([{ name: "One", rows }]))).toEqual({
			"a.xlsx/One": [
				"0123,0.1234,0.1,45383",
				"1611190130229,0.06,0.29,-5",
				"TRUE,FALSE,#DIV/0!,",
				"0042,0.3333333333333333,,",
				"Para Los Niños,2024-04-01,,",
				"",
			].join("\n"),
		});
	});

	test("line n of the table is row n of the sheet, line breaks and gaps or not", async () => {
		const rows: SheetCell[][] = [
			["A title"],
			[],
			["Two\nlines", 'a "quoted" word', "comma, inside", "tab\tinside"],
			[undefined, undefined],
			["Ever–EL\r\n🎒", " blank "],
			[],
		];
		expect(await sheetsOf(xlsx([{ name: "One", rows }]))).toEqual({
			"a.xlsx/One": 'A title\n\nTwo lines,"a ""quoted"" word","comma, inside",tab\tinside\n\nEver–EL 🎒, blank ,,\n',
		});
	});

	test("numbers as the shortest text of the same value, and what is no number as it stands", () => {
		const texts = ["0.1", "100", " 7 ", "1E2", "1.0", "-0.5", "0.1234567890123", "9007199254740993", "NaN", "", "x"];
		expect(texts.map(numberText)).toEqual([
			"0.1",
			"100",
			"7",
			"100",
			"1",
			"-0.5",
			"0.1234567890123",
			"9007199254740992",
			"NaN",
			"",
			"x",
		]);
	});

	test("places of cells", () => {
		expect(["A1", "Z9", "AA1", "AB10524", "XFD1", "XFE1", "ABCD1", "1", "a1", "A-1"].map(columnOfPlace)).toEqual([
			1,
			26,
			27,
			28,
			16_384,
			...Array(5).fill(undefined),
		]);
	});
});

describe("workbooks", () => {
	const parts = () =>
		workbookParts([
			{ name: "First & only", rows: [["a", "b"]] },
			{ name: "Empty", rows: [[], [undefined]] },
			{ name: "Data ", rows: [["c", 1]] },
		]);

	test("each filled sheet, under its name", async () => {
		expect(await sheetsOf(zipOfParts(parts()))).toEqual({ "a.xlsx/First & only": "a,b\n", "a.xlsx/Data": "c,1\n" });
	});

	test("no filled sheet", async () => {
		expect(await sheetsOf(xlsx([{ name: "Empty", rows: [] }]))).toEqual(["CIMP-E103 a workbook without a filled cell"]);
	});

	test("names with a prefix, parts without places, and charts in between", async () => {
		const main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
		const changed = parts();
		changed.set(
			"xl/worksheets/sheet1.xml",
			`<x:worksheet ${main}><x:sheetData><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
		);
		const relations = changed.get("xl/_rels/workbook.xml.rels") ?? "";
		changed.set(
			"xl/_rels/workbook.xml.rels",
			relations.replace(/worksheet(?=" Target="worksheets\/sheet3)/, "chartsheet"),
		);
		expect(await sheetsOf(zipOfParts(changed))).toEqual({ "a.xlsx/First & only": "b,5\n" });
	});

	const sheet = (body: string): string => `<worksheet><sheetData>${body}</sheetData></worksheet>`;
	test.each<[string, string, string | undefined, string]>([
		["a part that is gone", "xl/worksheets/sheet3.xml", undefined, "no part xl/worksheets/sheet3.xml"],
		["the list of texts gone", "xl/sharedStrings.xml", undefined, "no part xl/sharedStrings.xml"],
		["relations gone", "xl/_rels/workbook.xml.rels", undefined, "no part xl/_rels/workbook.xml.rels"],
		[
			"a sheet without relation",
			"xl/_rels/workbook.xml.rels",
			"<Relationships/>",
			"no part for the sheet First & only",
		],
		[
			"a text that is not in the list",
			"xl/worksheets/sheet1.xml",
			sheet('<row><c t="s"><v>99</v></c></row>'),
			"a cell whose text is missing",
		],
		["rows out of order", "xl/worksheets/sheet1.xml", sheet('<row r="2"/><row r="2"/>'), "a row 2 out of order"],
		["a row beyond the last", "xl/worksheets/sheet1.xml", sheet('<row r="1048577"/>'), "a row 1048577 out of order"],
		[
			"cells out of order",
			"xl/worksheets/sheet1.xml",
			sheet('<row><c r="B1"/><c r="A1"/></row>'),
			"a cell A1 out of order",
		],
		[
			"a column beyond the last",
			"xl/worksheets/sheet1.xml",
			sheet('<row><c r="XFE1"/></row>'),
			"a cell XFE1 out of order",
		],
		["entities of its own", "xl/worksheets/sheet1.xml", '<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>', "a document type"],
		[
			"tags that do not match",
			"xl/worksheets/sheet1.xml",
			"<worksheet><sheetData></worksheet>",
			"Unexpected close tag",
		],
		[
			"a cell that never ends",
			"xl/worksheets/sheet1.xml",
			sheet(`<row><c t="str"><v>${"x".repeat(300_000)}</v></c></row>`),
			"a cell longer than any cell",
		],
		["a sheet that was cut", "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>", "Unclosed root tag"],
	])("%s", async (_, part, xml, found) => {
		const changed = parts();
		if (xml === undefined) changed.delete(part);
		else changed.set(part, xml);
		expect(await sheetsOf(zipOfParts(changed))).toEqual([`CIMP-E125 a damaged workbook: ${found}`]);
	});

	test("a sheet's target never leaves the workbook", async () => {
		const changed = parts();
		const relations = changed.get("xl/_rels/workbook.xml.rels") ?? "";
		changed.set("xl/_rels/workbook.xml.rels", relations.replace("worksheets/sheet1.xml", "../../../etc/passwd"));
		expect(await sheetsOf(zipOfParts(changed))).toEqual(["CIMP-E125 a damaged workbook: no part etc/passwd"]);
	});
});

describe("the state's meal files", () => {
	/** A CSV file as a workbook: numbers where the state has numbers, codes as text, a title and a title page. */
	const asWorkbook = (csv: string, titled: boolean): Buffer => {
		const [header = [], ...body] = parse(csv, { bom: true, relax_column_count: true }) as string[][];
		const isNumber = header.map((name) => /^(?:Enrollment|Free|FRPM|Percent)/.test(name));
		const cells = body.map((row) =>
			row.map((cell, index): SheetCell => {
				if (cell === "") return undefined;
				return isNumber[index] && /^-?[\d.]+(?:E-?\d+)?$/.test(cell)
					? raw("", `<v>${Number(cell).toPrecision(17)}</v>`)
					: cell;
			}),
		);
		const title: SheetCell[][] = titled ? [["Free or Reduced-Price Meal (FRPM) data"]] : [];
		return xlsx([
			{ name: "Title Page", rows: [["California Department of Education"], ["Data as of a day"]] },
			{ name: "FRPM School-Level Data ", rows: [...title, header, ...cells] },
		]);
	};
	const results = join(sample, "results-2025.txt");
	const companionsOf = async (name: string, content: Buffer | string) =>
		withContents({ "results.txt": await readFile(results), [name]: content }, async (inputs) => {
			const summary = inputs.summaries.find((entry) => entry.layout === "frpm");
			return {
				account: [summary?.file, summary?.rowsRead, summary?.rowsKept, summary?.vintage],
				rows: await inputs.companions(),
				problems: inputs.problems.map((entry) => [entry.code, entry.place.file, entry.place.line]),
			};
		});

	const files = {
		"the sample's": join(sample, "frpm.csv"),
		...(realDataPresent
			? { "2018–19": join(realData, "frpm", "frpm1819_mic.csv"), "2022–23": join(realData, "frpm", "frpm2223_mic.csv") }
			: {}),
	};
	if (!realDataPresent) test.skip(`the state's own files (${realDataAbsence})`, () => undefined);

	test.each(
		Object.entries(files).flatMap(([name, path]) => [true, false].map((titled) => [name, titled, path] as const)),
	)("%s, titled %s: the workbook gives the same rows as the CSV", async (_, titled, path) => {
		const csv = await readFile(path, "utf8");
		const plain = await companionsOf("frpm.csv", csv);
		const workbook = await companionsOf("frpm.xlsx", asWorkbook(csv, titled));
		expect(plain.rows.length).toBeGreaterThan(50);
		expect(workbook.rows).toEqual(plain.rows);
		expect(workbook.account).toEqual(["frpm.xlsx/FRPM School-Level Data", ...plain.account.slice(1)]);
		expect(workbook.problems).toEqual([["CIMP-W125", "frpm.xlsx/sheet 1", 1]]);
	});

	test("in a zip archive, and damaged in it", async () => {
		const workbook = asWorkbook(await readFile(join(sample, "frpm.csv"), "utf8"), true);
		const { account } = await companionsOf("frpm.zip", zip([{ name: "frpm2425.xlsx", data: workbook }]));
		expect(account[0]).toBe("frpm.zip/frpm2425.xlsx/FRPM School-Level Data");
		await expect(
			companionsOf("frpm.zip", zip([{ name: "frpm2425.xlsx", data: workbook.subarray(0, -99) }])),
		).rejects.toThrow("CIMP-E125: archive can't be used");
	});
});
