/** Published rows: percents, means and what is withheld, in every layout. */

import { describe, expect, test } from "vitest";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { type SimulationOptions, simulate } from "../../src/simulation/index.js";
import { filesOf, type Row, rowsOf, smallOptions } from "./helpers.js";

const number = (row: Row, heading: string): number => Number(row[heading]);
const isNumber = (text: string | undefined): boolean => text !== undefined && /^\d+(\.\d+)?$/.test(text);

const levels = ["Exceeded", "Met", "Nearly Met", "Not Met"].map((level) => `Percentage Standard ${level}`);
const scoreHeadings = ["Mean Scale Score", "Percentage Standard Met and Above", ...levels];

describe("since 2024", () => {
	const rows = rowsOf(filesOf(smallOptions).get("results-2025.txt"), "^");
	const shown = rows.filter((row) => isNumber(row["Overall Total"]));

	test("every percent is 100 · count / total to two decimals", () => {
		const wrong = shown.flatMap((row) =>
			["Exceeded", "Met", "Met and Above", "Nearly Met", "Not Met"].filter((level) => {
				const percent = row[`Percentage Standard ${level}`] ?? "";
				const exact = (100 * number(row, `Count Standard ${level}`)) / number(row, "Overall Total");
				return !/^\d+\.\d\d$/.test(percent) || Math.abs(Number(percent) - exact) > 0.005 + 1e-9;
			}),
		);
		expect(wrong).toEqual([]);
		expect(shown.length).toBeGreaterThan(5000);
	});

	test("counts of levels and areas add up to the total", () => {
		const wrong = shown.filter((row) => {
			const total = number(row, "Overall Total");
			const sum = (headings: string[]): number => headings.reduce((all, heading) => all + number(row, heading), 0);
			const inLevels = sum(levels.map((heading) => heading.replace("Percentage", "Count")));
			const inArea = sum(["Above", "Near", "Below"].map((place) => `Area 2 Count ${place} Standard`));
			return inLevels !== total || inArea !== total || number(row, "Area 2 Total") !== total;
		});
		expect(wrong).toEqual([]);
	});

	test("scores of fewer than 11 are starred, of nobody blank; counts below 4 are starred", () => {
		for (const row of rows) {
			const scored = row["Total Students Tested with Scores"] ?? "";
			const isAll = row.Grade === "13";
			const expected = scored === "0" ? "" : scored === "*" || Number(scored) < 11 ? "*" : undefined;
			const marks = new Set(
				scoreHeadings.filter((name) => !isAll || name !== "Mean Scale Score").map((name) => row[name]),
			);
			if (expected !== undefined) expect(marks).toEqual(new Set([expected]));
			else expect([...marks].every(isNumber)).toBe(true);
			if (isAll) expect(row["Mean Scale Score"]).toBe("");
			for (const heading of ["Total Students Enrolled", "Total Students Tested"]) {
				expect(row[heading] === "*" || row[heading] === "0" || number(row, heading) >= 4).toBe(true);
			}
		}
		const kinds = new Set(rows.map((row) => row["Percentage Standard Met"]?.replace(/^\d.*/, "number")));
		expect(kinds).toEqual(new Set(["number", "*", ""]));
	});

	test("math has no fourth area, and a direct-funded charter stands under its own name", () => {
		expect(new Set(shown.filter((row) => row["Test ID"] === "2").map((row) => row["Area 4 Total"]))).toEqual(
			new Set([""]),
		);
		const direct = rows.filter((row) => row["Type ID"] === "9");
		expect(direct.length).toBeGreaterThan(0);
		for (const row of direct) expect(row["District Name"]).toBe(row["School Name"]?.slice(0, 40));
	});
});

describe.each([
	["sb-2015", 2015, ","],
	["sb-2016", 2016, ","],
	["sb-2017-2019", 2018, ","],
	["sb-2021-2023", 2022, "^"],
	["sb-2024-2025", 2024, "^"],
] as const)("%s", (id, year, delimiter) => {
	const files = filesOf({ ...smallOptions, years: [year] });
	const bytes = files.get(`results-${year}.txt`) ?? Buffer.alloc(0);
	const rows = rowsOf(bytes, delimiter);

	test("is the layout of the year, written as the state writes it", () => {
		const layout = layoutById(id);
		expect(Object.keys(rows[0] ?? {})).toEqual(layout?.columns.map((column) => column.header));
		const text = bytes.toString("latin1");
		expect(text.split("\r\n")).toHaveLength(rows.length + 2);
		expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
		const second = text.split("\r\n")[1] ?? "";
		if (delimiter === ",") expect(second).toMatch(/^"\d\d","\d{5}","\d{7}",,"\d{4}",/);
		else expect(second).not.toContain('"');
	});

	test("percents are whole numbers in the first two years and have two decimals afterwards", () => {
		const percents = rows.map((row) => row["Percentage Standard Met and Above"] ?? "").filter(isNumber);
		const form = year <= 2016 ? /^\d+$/ : /^\d+\.\d\d$/;
		expect(percents.filter((text) => !form.test(text))).toEqual([]);
		expect(percents.length).toBeGreaterThan(1000);
	});

	test("levels add up to 100 as closely as rounding allows", () => {
		const slack = year <= 2016 ? 2 : 0.021;
		const shown = rows.filter((row) => isNumber(row["Percentage Standard Met"]));
		const sums = shown.map((row) => levels.reduce((sum, heading) => sum + number(row, heading), 0));
		expect(sums.filter((sum) => Math.abs(sum - 100) > slack)).toEqual([]);
	});
});

test("before 2024 counts stay visible and scores of fewer than 11 are blank", () => {
	const rows = rowsOf(filesOf({ ...smallOptions, years: [2022] }).get("results-2022.txt"), "^");
	const few = rows.filter((row) => number(row, "Students with Scores") < 11);
	expect(few.length).toBeGreaterThan(500);
	expect(new Set(few.flatMap((row) => scoreHeadings.map((heading) => row[heading])))).toEqual(new Set([""]));
	expect(rows.filter((row) => !isNumber(row["Students Tested"]))).toEqual([]);
});

test("2015 prints the enrollment of all students in every group's row", () => {
	const rows = rowsOf(filesOf({ ...smallOptions, years: [2015] }).get("results-2015.txt"), ",");
	const key = (row: Row): string =>
		["County Code", "District Code", "School Code", "Test Id", "Grade"].map((heading) => row[heading]).join(" ");
	const all = new Map(
		rows.filter((row) => row["Subgroup ID"] === "1").map((row) => [key(row), row["CAASPP Reported Enrollment"]]),
	);
	expect(rows.filter((row) => all.get(key(row)) !== row["CAASPP Reported Enrollment"])).toEqual([]);
});

test("2021 is thin: about a quarter of the students were tested", () => {
	const rows = rowsOf(filesOf({ ...smallOptions, years: [2021] }).get("results-2021.txt"), "^");
	const state = rows.find((row) => row["Type ID"] === "4" && row.Grade === "13" && row["Student Group ID"] === "1");
	const share = number(state ?? {}, "Students Tested") / number(state ?? {}, "Students Enrolled");
	expect(share).toBeGreaterThan(0.2);
	expect(share).toBeLessThan(0.3);
});

test("a panel has one file of all years with the mean distance from standard", () => {
	const options: SimulationOptions = { ...smallOptions, layout: "dashboard-panel" };
	const files = filesOf(options);
	const panel = rowsOf(files.get("results.csv"), ",", "utf8");
	expect(new Set(panel.map((row) => row.year))).toEqual(new Set(["2024", "2025"]));
	const sizes = {
		reliable: [30, 1e9],
		"small-sample": [11, 29],
		suppressed: [1, 10],
		"not-available": [0, 0],
	} as const;
	for (const row of panel) {
		const [low, high] = sizes[(row.reliability ?? "") as keyof typeof sizes];
		expect(number(row, "denominator") >= low && number(row, "denominator") <= high).toBe(true);
		expect(/^-?\d+\.\d$/.test(row.value ?? "")).toBe(number(row, "denominator") >= 11);
	}
	// The same students in the research file's grade 11 rows: mean minus 2628.
	const results = rowsOf(filesOf(smallOptions).get("results-2025.txt"), "^");
	const isHigh = (row: Row): boolean => row.Grade === "11" && row["Student Group ID"] === "1" && row["Test ID"] === "2";
	const high = results.find(
		(row) => isHigh(row) && /High$/.test(row["School Name"] ?? "") && isNumber(row["Mean Scale Score"]),
	);
	const cds = `${high?.["County Code"]}${high?.["District Code"]}${high?.["School Code"]}`;
	const same = panel.find(
		(row) => row.cds === cds && row.year === "2025" && row.indicator === "math" && row.studentgroup === "all",
	);
	expect(Math.abs(number(same ?? {}, "value") - (number(high ?? {}, "Mean Scale Score") - 2628))).toBeLessThan(0.11);
});

test("the edition of all students alone holds exactly their rows", () => {
	const of = (groups: SimulationOptions["groups"]): Row[] =>
		rowsOf(filesOf({ ...smallOptions, groups }).get("results-2025.txt"), "^");
	expect(of([1])).toEqual(of("all").filter((row) => row["Student Group ID"] === "1"));
});

test("impossible wishes are refused with their reasons", () => {
	expect(() => simulate({ ...smallOptions, years: [2020], gap: 1e6 })).toThrow(
		new RangeError(
			"years must be from 2015 to 2025 and not 2020, when there was no test; found 2020; gap must be from -300 to 300 points, not 1000000",
		),
	);
	expect(() => simulate({ ...smallOptions, layout: "sb-1999" })).toThrow(new RangeError("there is no layout sb-1999"));
	expect(() => simulate({ ...smallOptions, layout: "frpm" })).toThrow(
		new RangeError("layout frpm does not hold results"),
	);
	expect(() => simulate({ ...smallOptions, layout: "sb-2015", subjects: ["science"] })).toThrow(
		new RangeError("layout sb-2015 holds no science results"),
	);
	expect(() => simulate({ ...smallOptions, years: [2018], subjects: ["science"] })).toThrow(
		new RangeError("no layout cast-… covers 2018"),
	);
});
