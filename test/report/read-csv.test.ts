import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAbsent, notDefined, suppressed } from "../../src/domain/measured.js";
import type { Cell, Column } from "../../src/domain/table.js";
import { releaseTable } from "../../src/privacy/release.js";
import { renderCsv } from "../../src/report/index.js";
import { roundForFile } from "../../src/report/json.js";
import { readCsv } from "../../src/report/read-csv.js";

const columns: readonly Column[] = [
	{ key: "name", label: "Name", unit: "text" },
	{ key: "code", label: "Code", unit: "code" },
	{ key: "year", label: "Year", unit: "year" },
	{ key: "value", label: "Value", unit: "percent" },
];
const csvOf = (rows: Cell[][]): string => renderCsv(releaseTable({ id: "t", caption: "T", columns, rows }));

describe("readCsv", () => {
	it("gives back every cell that was written, whatever stands in it", () => {
		// A formula's first character gets an apostrophe, and control characters go: those are not asked for here.
		const text = fc
			.string({ unit: "grapheme" })
			.map((word) => `x${word.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '",\n"')}`);
		const value = fc.oneof(
			fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
			fc.constant(suppressed("fewer than 11 students")),
			fc.constant(notDefined("none")),
		);
		const row = fc.tuple(text, fc.stringMatching(/^\d{7}$/), fc.integer({ min: 2015, max: 2026 }), value);
		fc.assert(
			fc.property(fc.array(row), (rows) => {
				const back = readCsv(csvOf(rows), columns);
				const shown = (cell: Cell | undefined): unknown =>
					isAbsent(cell) ? cell.absent : typeof cell === "number" ? roundForFile(cell) : cell?.replace(/\r\n?/g, "\n");
				expect(back?.map((cells) => cells.map(shown))).toEqual(rows.map((cells) => cells.map(shown)));
			}),
		);
	});

	it("reads no table of other columns, and none with a line of another length", () => {
		const csv = csvOf([["A", "0199001", 2025, 12]]);
		expect(readCsv(csv, [{ key: "school", unit: "text" }, ...columns.slice(1)])).toBeUndefined();
		expect(readCsv(`${csv}B,2\r\n`, columns)).toBeUndefined();
		expect(readCsv("", columns)).toBeUndefined();
	});
});
