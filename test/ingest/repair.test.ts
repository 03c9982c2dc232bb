/** Repairs: what a copy holds, what is proposed for rounded codes, and which answers are taken. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../src/domain/problem.js";
import { copyNames } from "../../src/ingest/repair/names.js";
import { inWords } from "../app/effects.js";
import { repair, repairProperty } from "./repair-property.js";

it("a copy is the original with its receipts applied, holds the same values, and has nothing left to repair", async () => {
	await fc.assert(repairProperty, { numRuns: 3 });
});

describe("codes in scientific notation", () => {
	const places = Buffer.from(
		[
			"County Code^District Code^School Code^Type ID^Filler^Test Year^County Name^District Name^School Name^Zip Code",
			"01^99901^9990011^7^^2025^Sample^Sample Unified^Elm Elementary^",
			"01^99901^9990029^7^^2025^Sample^Sample Unified^Elm Elementary^",
			"01^99901^9990037^7^^2025^Sample^Sample Unified^Oak Middle^",
			"02^99902^9990045^7^^2025^Other^Sample Unified^Oak Middle^",
			"01^99901^8880011^7^^2025^Sample^Sample Unified^Elm Elementary^",
			"",
		].join("\r\n"),
	);
	const header =
		"County Code^District Code^School Code^Type ID^Filler^Test Year^County Name^District Name^School Name^Zip Code";
	const damaged = (...rows: string[]): Buffer => Buffer.from([header, ...rows, ""].join("\n"));
	const oak = "1^99901^9.99E+06^7^^2024^Sample^Sample Unified^Oak Middle^";
	const elm = "01^99901^9.99E+06^7^^2024^Sample^SAMPLE UNIFIED^Elm  Elementary^";
	const nobody = "01^99901^9.99E+06^7^^2024^Sample^Sample Unified^Ash High^";
	const unlike = "01^99901^7.77E+06^7^^2024^Sample^Sample Unified^Oak Middle^";
	const unnamed = "01^99901^9.99E+06^7^^2024^^^^";
	const files = { "damaged.txt": damaged(oak, elm, nobody, unlike, unnamed), "places.txt": places };
	const basis = "school, district and county names as in places.txt; the digits left agree";
	const oakNames = { school: "Oak Middle", district: "Sample Unified" };

	it("are never repaired; schools of the same names, county and digits are proposed, one line each", async () => {
		const done = (await repair(files)).get("damaged.txt");
		expect(done?.copy).toEqual(files["damaged.txt"]);
		expect(done?.receipts).toEqual([]);
		const found = "9.99E+06";
		const elmNames = { school: "Elm  Elementary", district: "SAMPLE UNIFIED" };
		expect(done?.proposals).toEqual([
			{ line: 2, column: 9, found, ...oakNames, cds: "01999019990037", basis },
			{ line: 3, column: 10, found, ...elmNames, cds: "01999019990011", basis },
			{ line: 3, column: 10, found, ...elmNames, cds: "01999019990029", basis },
			{
				line: 4,
				column: 10,
				found,
				school: "Ash High",
				district: "Sample Unified",
				cds: "",
				basis: "no intact row has these names",
			},
			{
				line: 5,
				column: 10,
				found: "7.77E+06",
				...oakNames,
				cds: "",
				basis: "rows with these names have other digits",
			},
			{
				line: 6,
				column: 10,
				found,
				school: "",
				district: "",
				cds: "",
				basis: "the row names no district and school",
			},
		]);
	});

	const columns = "file,line,column,found,school_name,district_name,proposed_cds,basis,accept";
	const answer = (line: string): string => `${columns}\r\n${line}\r\n`;

	it("are replaced where a person says yes, and the row is then checked and repaired like any other", async () => {
		const done = await repair(
			files,
			answer("damaged.txt,2,9,9.99E+06,,,01-99901-9990037,,Yes\r\ndamaged.txt,3,10,,,,,,no"),
		);
		const copy = done.get("damaged.txt");
		expect(copy?.receipts).toEqual([
			{ line: 2, column: 1, code: "CIMP-R112", before: "1", after: "01" },
			{ line: 2, column: 9, code: "CIMP-E113", before: "9.99E+06", after: "9990037" },
		]);
		expect(copy?.copy.toString()).toBe(
			damaged("01^99901^9990037^7^^2024^Sample^Sample Unified^Oak Middle^", elm, nobody, unlike, unnamed).toString(),
		);
		expect(copy?.proposals.map(({ line }) => line)).toEqual([3, 3, 4, 5, 6]);
	});

	it("may be given by hand, and in a file that a spreadsheet saved with semicolons and a mark", async () => {
		const saved = `\uFEFF${columns.replaceAll(",", ";")}\ndamaged.txt;4;10;9.99E+06;;;01999019990052;by hand;YES\n`;
		const copy = (await repair(files, saved)).get("damaged.txt");
		expect(copy?.receipts).toEqual([{ line: 4, column: 10, code: "CIMP-E113", before: "9.99E+06", after: "9990052" }]);
	});

	const oneCode = "one accepted code for a cell, as `cimp doctor --fix` proposed it";
	it.each([
		[
			"damaged.txt,2,9,9.99E+06,,,01-99901-9990037,,maybe",
			"answers.csv:2 accept: text of 5 characters | yes, no, or blank",
		],
		["damaged.txt,2,9,9.99E+06,,,,,yes", "answers.csv:2 no code accepted | 14 digits, with dashes as 01-61119-0130229"],
		[
			"damaged.txt,2,9,9.99E+06,,,1.99902E+12,,yes",
			"answers.csv:2 a number in scientific notation | 14 digits, with dashes as 01-61119-0130229",
		],
		["other.txt,2,9,9.99E+06,,,01-99901-9990037,,yes", "answers.csv:2 other.txt | a file that is given, too"],
		["damaged.txt,99,9,9.99E+06,,,01-99901-9990037,,yes", `answers.csv:2 no row at damaged.txt:99:9 | ${oneCode}`],
		[
			"damaged.txt,2,1,1,,,01-99901-9990037,,yes",
			`answers.csv:2 no code in scientific notation at damaged.txt:2:1 | ${oneCode}`,
		],
		[
			"damaged.txt,2,9,9.98E+06,,,01-99901-9990037,,yes",
			"answers.csv:2 9.99E+06 at damaged.txt:2:9 | 9.98E+06, as the proposal says",
		],
		[
			"damaged.txt,2,9,9.99E+06,,,01-99901-9980037,,yes",
			"answers.csv:2 01999019980037 | a code that agrees with 1, 99901, 9.99E+06",
		],
		[
			"damaged.txt,2,9,9.99E+06,,,02-99902-9990045,,yes",
			"answers.csv:2 02999029990045 | a code that agrees with 1, 99901, 9.99E+06",
		],
		[
			"damaged.txt,3,10,9.99E+06,,,01-99901-9990011,,yes\r\ndamaged.txt,3,10,9.99E+06,,,01-99901-9990029,,yes",
			"answers.csv:3 a second code for damaged.txt:3:10, after line 2 | one accepted code for a cell",
		],
	])("an answer that is no clear choice refuses everything: %s", async (line, expected) => {
		const refused = await repair(files, answer(line)).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(Refusal);
		expect(inWords(refused as Refusal)).toEqual([`CIMP-E305 ${expected}`]);
	});

	it("answers in a file of another kind are refused", async () => {
		const refused = await repair(files, "a,b\n1,2\n").catch((error: unknown) => error);
		expect(inWords(refused as Refusal)).toEqual([
			`CIMP-E305 answers.csv:1 other columns | the columns ${columns.replaceAll(",", ", ")}`,
		]);
	});
});

describe("odd shapes of files", () => {
	const panel = "cds,year,indicator,studentgroup,value,numerator,denominator,reliability";

	/** The copy as text and its receipts as "line:column code before → after". */
	async function repaired(bytes: Buffer | string): Promise<{ copy: string; receipts: string[] }> {
		const done = (await repair({ "a.txt": Buffer.from(bytes) })).get("a.txt");
		if (done === undefined) throw new Error("refused");
		const receipts = done.receipts.map(
			({ line = "", column = "", code, before, after }) => `${line}:${column} ${code} ${before} → ${after}`,
		);
		return { copy: done.copy.toString("utf8"), receipts };
	}

	it("records of several lines keep their line ends; a cell on a later line has no column", async () => {
		const lines = [
			panel,
			'1999010999011,2024,math,all,-12.5,,60,"two\r\nlines"',
			'"1999010999029",2024,math,all,-12.5,,60,"a ""b"""',
			'01999010999037,2024,math,all,-12.5,,60,"two\r\n\r\nlines"',
			'01999010999037,2024,math,all,-12.5,,60,"two\r\n\r\nlines"',
			"",
		];
		const moved = [
			"reliability,cds,year,indicator,studentgroup,value,numerator,denominator",
			'"two\r\nlines",1999010999011,2024,math,all,-12.5,,60',
			"",
		];
		expect(await repaired(lines.join("\r\n"))).toEqual({
			copy: [...lines.slice(0, 4), ""].join("\r\n").replaceAll(/(?<!0)1999010999/g, "01999010999"),
			receipts: [
				"2:1 CIMP-R112 1999010999011 → 01999010999011",
				"4:1 CIMP-R112 1999010999029 → 01999010999029",
				`8: CIMP-R111 ${lines[4]} → `,
			],
		});
		expect(await repaired(moved.join("\r\n"))).toEqual({
			copy: moved.join("\r\n").replace("1999010999011", "01999010999011"),
			receipts: ["2: CIMP-R112 1999010999011 → 01999010999011"],
		});
	});

	it("a cell of another encoding on the second line of a record is decoded, and nothing else of it", async () => {
		const bytes = Buffer.from(
			`${panel}\n01999010999011,2024,math,all,1,,60,"\u00F1\nCaf@"\n01999010999029,2024,math,all,1,,60,\u00F1\n01999010999037,2024,math,all,1,,60,\u00F1\n`,
		);
		bytes[bytes.indexOf("@")] = 0x80;
		expect(await repaired(bytes)).toEqual({
			copy: `${panel}\n01999010999011,2024,math,all,1,,60,"\u00F1\nCaf\u20AC"\n01999010999029,2024,math,all,1,,60,\u00F1\n01999010999037,2024,math,all,1,,60,\u00F1\n`,
			receipts: ["2:36 CIMP-E116 \u00F1\nCaf\uFFFD → \u00F1\nCaf\u20AC"],
		});
	});

	it("a zero byte, a short row and a row with a fault stay as they are, blanks and lost zeros among them", async () => {
		const rows = [
			panel,
			"01999010999011,2024,math,all,1,,60,x",
			"1999010999029,2024,math,all,1,,60,\0",
			"1999010999037,2024,math",
			" 1999010999045 ,2024,math,all,one,,60,x",
			"",
		];
		expect(await repaired(rows.join("\n"))).toEqual({ copy: rows.join("\n"), receipts: [] });
	});

	it("files with carriage returns alone, with tabs, and in UTF-16 of the other order", async () => {
		const tabs = panel.replaceAll(",", "\t");
		expect(await repaired(`${panel}\r1999010999011,2024,math,all,1,,60,x\r\r`)).toEqual({
			copy: `${panel}\r01999010999011,2024,math,all,1,,60,x\r`,
			receipts: ["2:1 CIMP-R112 1999010999011 → 01999010999011", "3: CIMP-R134  → "],
		});
		expect(await repaired(`${tabs}\n 01999010999011\t2024\tmath\tall\t1\t\t60\tx\n`)).toEqual({
			copy: `${tabs}\n01999010999011\t2024\tmath\tall\t1\t\t60\tx\n`,
			receipts: ["2:1 CIMP-R135  01999010999011 → 01999010999011"],
		});
		const text = `${panel}\r\n1999010999011,2024,math,all,1,,60,\u00F1\r\n`;
		const wide = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
		expect(await repaired(wide)).toEqual({
			copy: text.replace("1999", "01999"),
			receipts: [": CIMP-R136 utf-16be → utf-8", "2:1 CIMP-R112 1999010999011 → 01999010999011"],
		});
	});

	it("a title above a header that breaks lines, and a header repeated with its breaks", async () => {
		const broken = panel.replace("studentgroup", '"studentgroup\r\n"');
		const row = "01999010999011,2024,math,all,1,,60,x";
		expect(await repaired(`A title,,,,,,,\r\n\r\n${broken}\r\n${row}\r\n${broken}\r\n`)).toEqual({
			copy: `${broken}\r\n${row}\r\n`,
			receipts: ["1: CIMP-R133 A title,,,,,,, → ", "2: CIMP-R134  → ", `6: CIMP-R118 ${broken} → `],
		});
	});
});

describe("names of copies", () => {
	it.each([
		[["a.txt", "b.txt"], [], ["a.txt", "b.txt"]],
		[["a.txt", "A.txt", "a.txt"], [], ["a.txt", "A-2.txt", "a-3.txt"]],
		[["a.txt", "a.txt", "a-2.txt"], [], ["a.txt", "a-3.txt", "a-2.txt"]],
		[["repairs.csv", "noend", "noend", ".hidden"], ["repairs.csv"], ["repairs-2.csv", "noend", "noend-2", ".hidden"]],
	])("of %j", (names, taken, expected) => {
		expect(copyNames(names, taken)).toEqual(expected);
	});
});
