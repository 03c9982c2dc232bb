import { describe, expect, it } from "vitest";
import { buildPanel } from "../../src/analyses/frame/panel.js";
import { isAbsent, missing } from "../../src/domain/measured.js";
import type { ResultRow } from "../../src/domain/tidy.js";

const none = missing("not in the file");

const row = (rest: Partial<ResultRow>): ResultRow => ({
	cds: "01990019900001",
	level: "school",
	charter: "none",
	district: "Sample Unified",
	school: "Invented Elementary",
	year: 2025,
	subject: "math",
	grade: 13,
	group: 1,
	enrolled: 60,
	tested: 60,
	scored: 59,
	meanScaleScore: none,
	percentMet: 40,
	distanceFromStandard: -12.5,
	levelCounts: [none, none, none, none],
	...rest,
});

describe("the panel of results", () => {
	const rows = [
		row({ year: 2025 }),
		row({ year: 2022, percentMet: 30 }),
		row({ year: 2025, group: 31, scored: 9 }),
		row({ year: 2025, grade: 3, percentMet: 99 }),
		row({ year: 2025, group: 999, percentMet: 10 }),
	];
	const panel = buildPanel(rows, "percent");

	it("knows the years and groups in order, with the state's words", () => {
		expect(panel.years).toEqual([2022, 2025]);
		expect(panel.groups).toEqual([
			{ id: 1, category: "All Students", name: "All Students" },
			{ id: 31, category: "Economic Status", name: "Socioeconomically disadvantaged" },
			{ id: 999, category: "", name: "group 999" },
		]);
	});

	it("finds results of all grades together, on the scale asked for", () => {
		expect(panel.result("01990019900001", 2022, 1)).toEqual({ value: 30, tested: 59, enrolled: 60 });
		expect(buildPanel(rows, "dfs").result("01990019900001", 2025, 1).value).toBe(-12.5);
	});

	it("keeps apart what is withheld, and what has no row", () => {
		expect(panel.result("01990019900001", 2025, 31).value).toMatchObject({ absent: "suppressed" });
		for (const [cds, year, group] of [
			["01990019900001", 2022, 31],
			["01990019900002", 2025, 1],
			["01990019900001", 2024, 1],
			["01990019900001", 2025, 77],
		] as const) {
			const { value } = panel.result(cds, year, group);
			expect(isAbsent(value) && value.absent).toBe("missing");
		}
	});
});
