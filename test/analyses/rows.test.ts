import { describe, expect, it } from "vitest";
import { sortRows } from "../../src/analyses/frame/rows.js";
import { missing } from "../../src/domain/measured.js";
import { publishedRow } from "../helpers/group-rows.js";

const [one, two, district] = ["01990019900001", "01990019900002", "01990010000000"];

describe("rows, sorted once", () => {
	const rows = [
		publishedRow({ cds: two, percentMet: 1 }),
		publishedRow({ grade: 4 }),
		publishedRow({ grade: 3, group: 31 }),
		publishedRow({ percentMet: 2 }),
		publishedRow({ cds: district, level: "district" }),
		publishedRow({ grade: 3 }),
		publishedRow({ grade: 14 }),
		publishedRow({ year: 2024, grade: 5 }),
		publishedRow({ percentMet: 3 }),
		publishedRow({ cds: two, year: 2023, percentMet: 4 }),
	];
	const sorted = sortRows(rows);

	it("are found by place, year and group: of all grades the last, by grade in the order in which they came", () => {
		expect(sorted.rowOf(one, 2025, 1)).toBe(rows[8]);
		expect(sorted.rowOf(two, 2023, 1)).toBe(rows[9]);
		expect(sorted.gradesOf(one, 2025, 1)).toEqual([rows[1], rows[5], rows[6]]);
		expect(sorted.gradesOfAll(one, 2025)).toEqual([rows[1], rows[5], rows[6], rows[2]]);
		expect(sorted.rowsOf(2025, 1)).toEqual([rows[0], rows[8], rows[4]]);
	});

	it("are not found where there are none", () => {
		for (const [cds, year, group] of [
			[one, 2024, 1],
			[one, 2025, 31],
			[two, 2025, 31],
			["01990019900003", 2025, 1],
			[one, 2020, 1],
			[one, 2025, 77],
		] as const) {
			expect(sorted.rowOf(cds, year, group)).toBeUndefined();
		}
		expect(sorted.gradesOf(two, 2025, 1)).toEqual([]);
		expect(sorted.gradesOfAll(two, 2020)).toEqual([]);
		expect(sorted.rowsOf(2020, 1)).toEqual([]);
		expect(sortRows([]).rowOf(one, 2025, 1)).toBeUndefined();
	});

	it("say of which years a place has any, which places are schools, and what is no school", () => {
		expect([2023, 2024, 2025, 2020].map((year) => sorted.hasRows(one, year))).toEqual([false, true, true, false]);
		expect([2023, 2024].map((year) => sorted.hasRows(two, year))).toEqual([true, false]);
		expect([...sorted.schools]).toEqual([two, one]);
		expect(sorted.areas).toEqual([rows[4]]);
		expect(sorted.together).toHaveLength(5);
	});

	it("state distances where those of all grades do, or nothing else could give one", () => {
		expect(sorted.stateDistance).toBe(true);
		const [all, third] = [publishedRow({}), publishedRow({ grade: 3, meanScaleScore: 2400 })];
		expect(sortRows([{ ...all, distanceFromStandard: missing("not in the file") }, third]).stateDistance).toBe(false);
		expect(sortRows([all, third]).stateDistance).toBe(true);
	});
});
