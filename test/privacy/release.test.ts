import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Chart } from "../../src/charts/chart.js";
import type { IntervalsInput } from "../../src/charts/intervals-input.js";
import { missing, suppressed } from "../../src/domain/measured.js";
import type { Cell, RawTable, Unit } from "../../src/domain/table.js";
import { releaseCount, releaseTable } from "../../src/privacy/release.js";
import { releaseJson } from "../../src/privacy/release-json.js";
import type { Block, renderCsv, renderReleasedJson } from "../../src/report/index.js";

const few = suppressed("fewer than 11 students");

describe("a count of students", () => {
	it("from 1 to 10 is withheld; 0 and 11 are not", () => {
		expect(releaseCount(0)).toBe(0);
		for (let count = 1; count <= 10; count++) expect(releaseCount(count)).toEqual(few);
		expect(releaseCount(11)).toBe(11);
	});

	it("keeps the reason of an absence, and text", () => {
		for (const cell of [suppressed("by the state"), missing("none tested"), "*"]) expect(releaseCount(cell)).toBe(cell);
	});

	it("has a minimum that can only be raised", () => {
		expect(releaseCount(29, 30)).toEqual(suppressed("fewer than 30 students"));
		expect(releaseCount(30, 30)).toBe(30);
		expect(releaseCount(10, 5)).toEqual(few);
		expect(releaseCount(3, 0)).toEqual(few);
	});
});

describe("a released table", () => {
	const units: Unit[] = ["text", "students", "schools", "percent", "students"];
	const table = (rows: Cell[][]): RawTable => ({
		id: "t",
		caption: "c",
		columns: units.map((unit, index) => ({ key: `k${index}`, label: `l${index}`, unit })),
		rows,
		rowIds: rows.map((_, index) => `r${index}`),
		notes: ["n"],
	});

	it("withholds counts of students alone, and changes nothing else", () => {
		const raw = table([
			["a", 5, 5, 5, 12],
			["b", 0, 0, 0, 1],
		]);
		const before = structuredClone(raw);
		expect(releaseTable(raw)).toEqual({
			...before,
			rows: [
				["a", few, 5, 5, 12],
				["b", 0, 0, 0, few],
			],
		});
		expect(raw).toEqual(before);
	});

	it("holds no count from 1 to 10, whatever came in, and releasing twice is releasing once", () => {
		const row = fc.array(fc.nat(40), { minLength: units.length, maxLength: units.length });
		fc.assert(
			fc.property(fc.array(row), (rows) => {
				const released = releaseTable(table(rows));
				const counts = released.rows.flatMap((cells) => [cells[1], cells[4]]);
				expect(counts.filter((cell) => typeof cell === "number" && cell >= 1 && cell <= 10)).toEqual([]);
				expect(releaseTable(released)).toEqual(released);
			}),
		);
	});
});

describe("a released document", () => {
	it("has counts of students withheld by their keys, wherever they stand, and nothing else changed", () => {
		const document = {
			schools: [{ tested: 7, baselineTested: 12, predicted: 3, level: "high" }],
			tested: { absent: "suppressed", reason: "by the state" },
			n: [4, 0, 11],
			inputs: [{ students: 3 }],
		};
		const before = structuredClone(document);
		expect(releaseJson(document)).toEqual({
			...before,
			schools: [{ ...before.schools[0], tested: few }],
			n: [few, 0, 11],
		});
		expect(document).toEqual(before);
	});
});

describe("what writers take (checked by the compiler: npm run types)", () => {
	it("is released: a raw table or document is a type error for pages, CSV, JSON and drawings", () => {
		type TableBlock = Extract<Block, { block: "table" }>;
		expectTypeOf<RawTable>().not.toExtend<Parameters<typeof renderCsv>[0]>();
		expectTypeOf<RawTable>().not.toExtend<TableBlock["table"]>();
		expectTypeOf<RawTable>().not.toExtend<Chart["table"]>();
		expectTypeOf<RawTable>().not.toExtend<IntervalsInput["table"]>();
		expectTypeOf<{ readonly tested: number }>().not.toExtend<Parameters<typeof renderReleasedJson>[0]>();
		expectTypeOf(releaseTable).returns.toExtend<Parameters<typeof renderCsv>[0]>();
		expectTypeOf(releaseTable).returns.toExtend<TableBlock["table"]>();
		expectTypeOf(releaseTable).returns.toExtend<Chart["table"]>();
		expectTypeOf(releaseJson<{ readonly tested: number }>).returns.toExtend<Parameters<typeof renderReleasedJson>[0]>();
	});
});
