import { describe, expect, it } from "vitest";
import { buildPanel } from "../../src/analyses/frame/panel.js";
import { noNumbers, resultColumns } from "../../src/analyses/frame/result-columns.js";
import { isAbsent, missing, suppressed } from "../../src/domain/measured.js";
import { publishedRow } from "../helpers/group-rows.js";

const none = missing("not in the file");

describe("the panel of results", () => {
	const rows = [
		publishedRow({ year: 2025 }),
		publishedRow({ year: 2022, percentMet: 30 }),
		publishedRow({ year: 2025, group: 31, scored: 9 }),
		publishedRow({ year: 2025, grade: 3, percentMet: 99 }),
		publishedRow({ year: 2025, group: 999, percentMet: 10 }),
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

	it("gives the numbers of a group at many places and years as it gives each result", () => {
		const places = [{ cds: "01990019900002" }, { cds: "01990019900001" }];
		const { value, tested, enrolled, testedWithheld, someGradesOnly } = panel.numbers(places, [2025, 2024, 2022], 1);
		const none = [Number.NaN, Number.NaN, Number.NaN];
		expect([...value]).toEqual([...none, 40, Number.NaN, 30]);
		expect([...tested]).toEqual([...none, 59, Number.NaN, 59]);
		expect([...enrolled]).toEqual([...none, 60, Number.NaN, 60]);
		expect([...testedWithheld, ...someGradesOnly]).toEqual(new Array(12).fill(0));
		expect([...panel.numbers(places, [2025], 77).value]).toEqual(none.slice(0, 2));
	});

	it("says in numbers too where the count of students is withheld, and where it is of some grades", () => {
		const columns = resultColumns(2);
		const numbers = noNumbers(2);
		columns.set(0, { value: suppressed("few"), tested: suppressed("few"), enrolled: 60 });
		columns.set(1, { value: 3, tested: 20, enrolled: none, studentSd: 90, someGradesOnly: true });
		for (const place of [0, 1]) columns.copy(place, numbers, place);
		expect(numbers).toEqual({
			value: Float64Array.of(Number.NaN, 3),
			tested: Float64Array.of(Number.NaN, 20),
			enrolled: Float64Array.of(60, Number.NaN),
			studentSd: Float64Array.of(Number.NaN, 90),
			testedWithheld: Uint8Array.of(1, 0),
			someGradesOnly: Uint8Array.of(0, 1),
		});
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
