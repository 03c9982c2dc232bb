/** Reading by role: exact names that give every role once, a warning that says so, and refusals for the rest. */

import { describe, expect, test } from "vitest";
import { missing, reasons } from "../../src/domain/measured.js";
import { type Problem, Refusal } from "../../src/domain/problem.js";
import { recogniseByRole } from "../../src/ingest/by-role.js";
import { type Layout, layoutById } from "../../src/ingest/layouts/index.js";
import { withContents } from "./helpers.js";

const layoutOf = (id: string): Layout => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return layout;
};

const headersOf = (id: string): string[] => layoutOf(id).columns.map((column) => column.header);

/** A row of a school for the headers of a layout; roles that are not named stay empty. */
const rowOf = (id: string, cells: Readonly<Record<string, string>>): string[] =>
	layoutOf(id).columns.map(({ role }) => (role === undefined ? "" : (cells[role] ?? "")));

const school = {
	county: "58",
	district: "99901",
	school: "9990011",
	districtName: "Sample Unified",
	schoolName: "Sample Middle",
	entityType: "7",
	year: "2026",
	test: "2",
	group: "1",
	grade: "7",
	enrolled: "62",
	tested: "61",
	scored: "60",
	meanScaleScore: "2501.4",
	percentLevel4: "20",
	percentLevel3: "25",
	percentMet: "46",
	percentLevel2: "30",
	percentLevel1: "25",
};

const table = (...rows: string[][]): string => rows.map((row) => `${row.join("^")}\r\n`).join("");

/** The headers of 2024 in the words of 2026, with a column that nobody knows. */
const renamed = headersOf("sb-2024-2025").map((header) =>
	header
		.replace("Standard Met and Above", "Proficient and Above")
		.replace("Standard Exceeded", "Advanced")
		.replace("Standard Met", "Proficient")
		.replace("Standard Nearly Met", "Developing")
		.replace("Standard Not Met", "Minimal"),
);
const later = table([...renamed, "Growth"], [...rowOf("sb-2024-2025", school), "3"]);

async function refusalOf(contents: Readonly<Record<string, string>>): Promise<readonly Problem[]> {
	try {
		await withContents(contents, async () => undefined);
	} catch (error) {
		if (error instanceof Refusal) return error.problems;
		throw error;
	}
	throw new Error("not refused");
}

describe("results of a later year", () => {
	test("are read, with every column named in a warning, and whole percents allowed", async () => {
		await withContents({ "sb_ca2026_all_csv_v1.txt": later }, async (inputs) => {
			const [summary] = inputs.summaries;
			expect([summary?.layout, summary?.family, summary?.rowsKept, summary?.years]).toEqual([
				"by-role",
				"results",
				1,
				[2026],
			]);
			const [warning, ...others] = inputs.problems;
			expect(others).toEqual([]);
			expect({ ...warning, found: "" }).toEqual({
				code: "CIMP-W124",
				severity: "warning",
				message: "file is read by the names of its columns",
				place: { file: "sb_ca2026_all_csv_v1.txt", line: 1 },
				found: "",
				expected: "the header of a known layout (`cimp layouts` lists them)",
				help: "check that the columns mean what they are read as; look for a newer version of cimp",
			});
			const [nearest, read, not] = warning?.found.split("; ") ?? [];
			expect(nearest).toBe("nearest layout: sb-2024-2025");
			const named = [
				'"County Code" as county, "District Code" as district, "District Name" as districtName,',
				'"School Code" as school, "School Name" as schoolName, "Type ID" as entityType, "Test Year" as year,',
				'"Test ID" as test, "Student Group ID" as group, "Grade" as grade, "Total Students Enrolled" as enrolled,',
				'"Total Students Tested" as tested, "Total Students Tested with Scores" as scored,',
				'"Mean Scale Score" as meanScaleScore, "Percentage Advanced" as percentLevel4,',
				'"Count Advanced" as countLevel4, "Percentage Proficient" as percentLevel3,',
				'"Count Proficient" as countLevel3, "Percentage Proficient and Above" as percentMet,',
				'"Percentage Developing" as percentLevel2, "Count Developing" as countLevel2,',
				'"Percentage Minimal" as percentLevel1, "Count Minimal" as countLevel1',
			];
			expect(read).toBe(`read: ${named.join(" ")}`);
			expect(not?.startsWith('not read: "Filler", "Test Type", "Count Proficient and Above", "Overall Total",')).toBe(
				true,
			);
			expect(not?.endsWith('"Composite Area 2 Total", "Growth"')).toBe(true);
			const absent = missing(reasons.notReported);
			expect(await inputs.results({ subject: "math", years: [2026], groups: [1] })).toEqual([
				{
					cds: "58999019990011",
					level: "school",
					charter: "none",
					district: "Sample Unified",
					school: "Sample Middle",
					year: 2026,
					subject: "math",
					grade: 7,
					group: 1,
					enrolled: 62,
					tested: 61,
					scored: 60,
					meanScaleScore: 2501.4,
					percentMet: 46,
					distanceFromStandard: absent,
					levelCounts: [absent, absent, absent, absent],
				},
			]);
		});
	});

	test("are refused where a role is missing or there twice, as before", async () => {
		const without = renamed.map((header) => (header === "Total Students Tested" ? "Pupils Tested" : header));
		const twice = [...renamed, "Students Tested"];
		for (const header of [without, twice]) {
			const row = [...rowOf("sb-2024-2025", school), "61"].slice(0, header.length);
			const problems = await refusalOf({ "later.txt": table(header, row) });
			expect(problems.map((entry) => [entry.code, entry.place, entry.expected])).toEqual([
				[
					"CIMP-E106",
					{ file: "later.txt", line: 1 },
					"the columns of layout sb-2024-2025 (Smarter Balanced research file, since 2024)",
				],
			]);
		}
	});

	test("a name that is only like a known one counts for nothing", () => {
		const header = renamed.map((name) => (name === "Percentage Proficient and Above" ? "Percent at Standard" : name));
		expect(recogniseByRole(table(header), "later.txt")).toBeUndefined();
	});
});

test("science of 2021 to 2023: the columns of that era with other areas", async () => {
	const header = headersOf("sb-2021-2023").filter((name) => !name.startsWith("Area "));
	const domains = ["Life Sciences Domain Percent Below Standard", "Life Sciences Domain Percent Near Standard"];
	const cells = layoutOf("sb-2021-2023").columns.filter((column) => !column.header.startsWith("Area "));
	const row = cells.map(({ role }) =>
		role === undefined ? "" : ({ ...school, year: "2022", test: "17" }[role as "year"] ?? ""),
	);
	await withContents({ "science.txt": table([...header, ...domains], [...row, "", ""]) }, async (inputs) => {
		expect(
			inputs.problems.map((entry) => [entry.code, entry.found.split("; ")[0], entry.found.split("; ")[2]]),
		).toEqual([
			[
				"CIMP-W124",
				"nearest layout: sb-2021-2023",
				`not read: "Filler", "Test Type", "Total Tested at Reporting Level", "Total Tested with Scores at Reporting Level", ${domains.map((name) => `"${name}"`).join(", ")}`,
			],
		]);
		const rows = await inputs.results({ subject: "science", years: [2022], groups: [1] });
		expect(rows.map((entry) => [entry.cds, entry.scored, entry.percentMet])).toEqual([["58999019990011", 60, 46]]);
	});
});

describe("companion tables", () => {
	const facts = headersOf("frpm").slice(0, 17);
	const cells = [
		["2023-2024", "58", "99901", "9990011", "Yuba", "Sample Unified", "Sample Middle", "Unified School District"],
		["Intermediate/Middle/Junior High Schools (Public)", "Traditional", "", "No", "N/A", "N/A", "N", "6", "8"],
	].flat();
	const quote = (row: readonly string[]): string => `${row.map((cell) => `"${cell}"`).join(",")}\r\n`;
	const counts = ["Total Enrollment", "CALPADS Unduplicated Pupil Count (CUPC)", "Certification"];

	test("unduplicated pupil counts give the school's facts and its enrollment", async () => {
		const upc = quote([...facts, ...counts]) + quote([...cells, "612", "401", "Y"]);
		await withContents({ "cupc.csv": upc, "later.txt": later }, async (inputs) => {
			const warning = inputs.problems.find((entry) => entry.place.file === "cupc.csv");
			expect([warning?.code, warning?.found.split("; ")[0]]).toEqual(["CIMP-W124", "nearest layout: frpm"]);
			const [row] = await inputs.companions();
			expect([row?.cds, row?.layout, row?.vintage, row?.enrolled, row?.schoolLevel, row?.charter]).toEqual([
				"58999019990011",
				"by-role",
				"2023–24",
				612,
				"middle",
				"none",
			]);
		});
	});

	test("a table with several rows a school is never read by role", () => {
		const header = headersOf("census-enrollment").map((name) => (name === "TOTAL_ENR" ? "Total Enrollment" : name));
		expect(recogniseByRole(`${[...header, ...facts].join("\t")}\n`, "enr.txt")).toBeUndefined();
	});
});
