/** Examination: any files together, each with its own verdict, and copies of whatever they came in. */

import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { entitiesFixed2015 } from "../../src/ingest/layouts/entities/fixed-width.js";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { xlsx, zip } from "../helpers/archives.js";
import { company } from "./company.js";
import { type Cells, latin, tableText, withContents } from "./helpers.js";
import { diagnosed, repair } from "./repair-property.js";

const layoutOf = (id: string) => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(`no layout ${id}`);
	return layout;
};

const research = layoutOf("sb-2021-2023");

const school = (code: string, cells: Cells = {}): Cells => ({
	"County Code": "01",
	"District Code": "99901",
	"School Code": code,
	"Test Year": "2022",
	"Type ID": "7",
	"Test ID": "2",
	"Student Group ID": "1",
	Grade: "13",
	"Students Tested": "61",
	"Students with Scores": "60",
	"Percentage Standard Met and Above": "45.00",
	...cells,
});

const headings = new Set(research.columns.map((column) => column.header));
const results = (...rows: Cells[]): Buffer => {
	const unknown = rows.flatMap((row) => Object.keys(row)).filter((name) => !headings.has(name));
	expect(unknown).toEqual([]);
	return latin(tableText(research, rows));
};

const panel = "cds,year,indicator,studentgroup,value,numerator,denominator,reliability";

/** Per file: its kind and the codes with their counts. */
const inShort = async (contents: Readonly<Record<string, Buffer>>): Promise<Record<string, string>> =>
	Object.fromEntries(
		(await diagnosed(contents)).map(({ file, kind, problems }) => [
			file,
			[kind, ...problems.map(({ code, count }) => `${code} ${count}`)].join(", "),
		]),
	);

describe("files together", () => {
	it("one that is refused, a stranger and a copy keep nothing from the others", async () => {
		const table = results(school("9990011"), school("9990029", { "County Code": "1" }));
		const archive = zip([
			{ name: "in/results.txt", data: table },
			{ name: "readme.txt", data: Buffer.from("hello\n") },
		]);
		const contents = { "a.zip": archive, "b.txt": table, "c.txt": Buffer.from(""), "d.csv": Buffer.from("x,y\n1,2\n") };
		expect(await inShort(contents)).toEqual({
			"a.zip/file 2 (.txt)": "left out, CIMP-W125 1",
			"a.zip/results.txt": "read, CIMP-R112 1",
			"b.txt": "left out, CIMP-R126 1",
			"c.txt": "refused, CIMP-E103 1",
			"d.csv": "refused, CIMP-E106 1",
		});
	});

	it("percents and distances of the same schools do not contradict each other", async () => {
		const distances = `${panel}\n01999019990011,2022,math,all,-12.5,,60,x\n`;
		expect(await inShort({ "a.txt": results(school("9990011")), "b.csv": Buffer.from(distances) })).toEqual({
			"a.txt": "read",
			"b.csv": "read",
		});
	});

	it("a group that a lookup table among them names is not unknown; odd cells that nothing reads are said", async () => {
		const rows = [school("9990011", { "Student Group ID": "299", "Area 1 Percentage Above Standard": "x" })];
		const groups =
			"Demographic ID^Demographic ID Num^Demographic Name^Student Group\r\n299^299^Sample group^Sample\r\n";
		expect(await inShort({ "a.txt": results(...rows) })).toEqual({ "a.txt": "read, CIMP-W118 1, CIMP-W130 1" });
		expect(await inShort({ "a.txt": results(...rows), "groups.csv": Buffer.from(groups) })).toEqual({
			"a.txt": "read, CIMP-W130 1",
			"groups.csv": "read",
		});
	});

	it("a district's row that its schools do not add up to is said, unless rows were refused", async () => {
		const own = school("0000000", { "Type ID": "6", "Students with Scores": "500" });
		const rows = [own, school("9990011"), school("9990029")];
		const found = await diagnosed({ "a.txt": results(...rows) });
		expect(found.flatMap(({ problems }) => problems.flatMap(({ first }) => first.map((one) => one.found)))).toEqual([
			"01-99901, 2022: 500 in its row, 120 in its schools",
		]);
		const refused = school("9990037", { Grade: "two" });
		expect(await inShort({ "a.txt": results(...rows, refused) })).toEqual({ "a.txt": "read, CIMP-E117 1" });
	});
});

describe("more than are listed", () => {
	const many = 10_050;
	const code = (row: number): string => String(1_000_000 + row);

	it("lost zeros and copies are all counted, and all repaired", async () => {
		const rows = Array.from({ length: many }, (_, row) => school(code(row)));
		const hurt = rows.map((row) => ({ ...row, "County Code": "1" }));
		const contents = { "a.txt": results(...hurt), "b.txt": results(...rows, school("9990011")) };
		expect(await inShort(contents)).toEqual({ "a.txt": `read, CIMP-R112 ${many}`, "b.txt": `read, CIMP-R111 ${many}` });
		const done = await repair(contents);
		expect(done.get("a.txt")?.copy.equals(results(...rows))).toBe(true);
		expect(done.get("a.txt")?.receipts).toHaveLength(many);
		expect(done.get("b.txt")?.copy.equals(results(school("9990011")))).toBe(true);
		expect(done.get("b.txt")?.receipts).toHaveLength(many);
	});

	it("rows that contradict each other all stay, the first one too; so do bad lines, and foreign ones are decoded", async () => {
		const name = (text: string): Cells => ({ "Test Type": text });
		const good = tableText(research, [
			school("9990011"),
			school("9990011", { "Students Tested": "62" }),
			school("1", { "County Code": "1" }),
			school("0000001", { "Students Tested": "62" }),
			school("9990029", name("A\u00F1o")),
			school("9990037", name("A\u00F1o")),
		]);
		const short = `${"short\n".repeat(many)}`;
		const bytes = Buffer.concat([
			Buffer.from(good + short),
			latin(tableText(research, [school("9990045", name("A\u00F1o"))])).subarray(tableText(research, []).length),
		]);
		const done = (await repair({ "a.txt": bytes })).get("a.txt");
		const lines = done?.copy.toString("utf8").split(/\r?\n/) ?? [];
		const was = bytes.toString("utf8").split(/\r?\n/);
		expect(lines.filter((line, index) => line !== was[index])).toEqual([
			expect.stringMatching(/^01\^99901\^9990045\^.*A\u00F1o/),
		]);
		expect(done?.receipts.map(({ code: one, line }) => `${one} ${line}`)).toEqual([`CIMP-E116 ${many + 8}`]);
	});
});

describe("what files come in", () => {
	const rows = [school("9990011", { "County Code": "1" }), school("9990029")];
	const fixed = rows.map((row) => ({ ...row, "County Code": "01" }));

	it("archives, streams and workbooks are copied as plain text, under the names of what they hold", async () => {
		const sheet = [panel.split(","), [1999010999011, 2022, "math", "all", -12.5, "", 60, "x"]];
		const done = await repair({
			"a.zip": zip([
				{ name: "in/results.txt", data: results(...rows) },
				{ name: "..", data: results(school("9990045")) },
			]),
			"more.txt.gz": gzipSync(results(school("9990037", { "County Code": "1" }))),
			"panel.xlsx": xlsx([{ name: "Facts?", rows: sheet }]),
			"results.txt": results(school("9990052")),
		});
		expect([...done].map(([name, { copy }]) => [name, copy.toString("utf8")])).toEqual([
			["unnamed.txt", results(school("9990045")).toString()],
			["results.txt", results(...fixed).toString()],
			["more.txt", results(school("9990037")).toString()],
			["Facts_.csv", expect.stringContaining("\n01999010999011,2022,")],
			["results-2.txt", results(school("9990052")).toString()],
		]);
	});

	it("a fixed-width file is copied as its delimited twin, with a header, and holds the same rows", async () => {
		const twin = entitiesFixed2015;
		const values: Readonly<Record<string, string>> = {
			...{ county: "01", district: "99901", year: "2015", entityType: "07" },
			...{ districtName: "Sample Unified", schoolName: "Escuela A\u00F1o" },
		};
		const line = (code: string): string =>
			twin.layout.columns
				.map(({ role }, place) =>
					(role === "school" ? code : ((role && values[role]) ?? "")).padEnd(twin.widths[place] ?? 0, " "),
				)
				.join("");
		const text = ["9990011", "9990029", "9990037"].map((code) => `${line(code)}\r\n`).join("");
		const done = (await repair({ "a.txt": latin(text + text.slice(0, text.indexOf("\n") + 1)) })).get("a.txt");
		const lines = done?.copy.toString("utf8").split("\r\n") ?? [];
		expect(lines).toHaveLength(5);
		expect(lines[0]).toBe(twin.layout.columns.map((column) => column.header).join("^"));
		expect(lines[1]).toContain("Escuela A\u00F1o");
		expect(done?.receipts).toEqual([
			{ code: "CIMP-R136", before: "windows-1252, fixed width", after: "utf-8, caret" },
			{ line: 4, code: "CIMP-R111", before: lines[1], after: "" },
		]);
		const read = (bytes: Buffer) =>
			withContents({ "a.txt": bytes, "zz-results.txt": company }, (inputs) => inputs.entities());
		const rows = await read(latin(text));
		expect(rows).toHaveLength(3);
		expect(await read(done?.copy ?? Buffer.alloc(0))).toEqual(rows);
	});
});
