import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Absent, isAbsent, missing, notDefined, suppressed } from "../../src/domain/measured.js";
import type { Cell, RawTable } from "../../src/domain/table.js";
import { releaseTable } from "../../src/privacy/release.js";
import { type Block, cleanText, renderCsv, renderPage } from "../../src/report/index.js";
import { sampleDocument } from "./sample.js";

const table = (rows: readonly (readonly Cell[])[]): RawTable => ({
	id: "t",
	caption: "T",
	columns: [
		{ key: "school", label: "School", unit: "text" },
		{ key: "cds", label: "CDS code", unit: "code", csvOnly: true },
		{ key: "tested", label: "Tested", unit: "students" },
		{ key: "percent", label: "Percent", unit: "percent" },
	],
	rows,
});

describe("renderCsv", () => {
	it("writes a mark, keys, CRLF, quoted codes, plain numbers and reasons beside absent ones", () => {
		const rows = [
			['Elm, "East"', "01999996000001", 1234, 100 / 3],
			["Bay\nNorth", "02", 5, suppressed("fewer than 11 students")],
			[missing("no name in the file"), "03", 0, -0],
			["−3", "04", 40, notDefined("nobody tested")],
		];
		expect(renderCsv(releaseTable(table(rows)))).toBe(
			[
				"\uFEFFschool,cds,tested,percent,school_absent,tested_absent,percent_absent",
				'"Elm, ""East""","01999996000001",1234,33.3333333333,,,',
				'"Bay\nNorth","02",,,,suppressed,suppressed',
				',"03",0,0,missing,,',
				'−3,"04",40,,,,undefined',
				"",
			].join("\r\n"),
		);
	});

	it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("takes the formula out of %j", (text) => {
		const [, row] = parse(renderCsv(releaseTable(table([[text, "1", 20, 30]]))), { bom: true }) as string[][];
		expect(row?.[0]).toBe(`'${text}`);
	});

	it("keeps negative numbers numbers", () => {
		const [, row] = parse(renderCsv(releaseTable(table([["A", "1", 20, -1e-7]]))), { bom: true }) as string[][];
		expect(row?.map(Number).slice(2, 4)).toEqual([20, -1e-7]);
	});

	it("is read back cell by cell by an independent reader", () => {
		const absent = fc.constantFrom<Absent>(suppressed("s"), missing("m"), notDefined("u"));
		const text = fc.oneof(fc.string({ unit: "binary" }), absent);
		const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), absent);
		const row = fc.tuple(text, fc.stringMatching(/^\d{14}$/), fc.integer({ min: 11, max: 9999 }), number);
		fc.assert(
			fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
				const records = parse(renderCsv(releaseTable(table(rows))), { bom: true, columns: true }) as Record<
					string,
					string
				>[];
				const expected = rows.map(([school, cds, tested, percent]) => ({
					school: isAbsent(school) ? "" : cleanText(school).replace(/^(?=[=+\-@\t\r])/, "'"),
					cds,
					tested: String(tested),
					percent: isAbsent(percent) ? "" : String(Number(percent.toPrecision(12)) || 0),
					...(rows.some(([name]) => isAbsent(name)) ? { school_absent: isAbsent(school) ? school.absent : "" } : {}),
					tested_absent: "",
					percent_absent: isAbsent(percent) ? percent.absent : "",
				}));
				expect(records).toEqual(expected);
			}),
		);
	});

	it("refuses numbers that are none and rows of another length", () => {
		expect(() => renderCsv(releaseTable(table([["A", "1", 20, Number.NaN]])))).toThrow(
			new TypeError("NaN can't be written as CSV (column percent)"),
		);
		expect(() => renderCsv(releaseTable(table([["A", "1"]])))).toThrow(new RangeError("row 0 of t has 2 cells"));
	});

	it("takes released tables only: a raw one is an error of type, in a file and on a page", () => {
		const raw = table([["A", "1", 20, 30]]);
		// @ts-expect-error a raw table may hold values that must not leave
		const written = renderCsv(raw);
		// @ts-expect-error the same behind a page's block
		const block: Block = { block: "table", table: raw };
		const page = renderPage({ ...sampleDocument, sections: [{ id: "s", title: "", blocks: [block] }] });
		expect([written.length > 0, page.length > 0]).toEqual([true, true]);
	});
});
