/** Companion tables with quirks: chronic absenteeism with several rows a school, the directory with columns that vary. */

import { describe, expect, test } from "vitest";
import { missing, reasons, suppressed } from "../../src/domain/measured.js";
import { type Layout, layoutById } from "../../src/ingest/layouts/index.js";
import { type Cells, tableText, withContents } from "./helpers.js";

const layoutOf = (id: string): Layout => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return layout;
};

const headersOf = (id: string): string[] => layoutOf(id).columns.map((column) => column.header);

const results = tableText(layoutOf("sb-2021-2023"), [
	{
		"County Code": "58",
		"District Code": "99901",
		"School Code": "9990011",
		"Test Year": "2023",
		"Student Group ID": "1",
		Grade: "5",
		"Test ID": "2",
		"Type ID": "7",
	},
]);

const absent = missing(reasons.notReported);

describe("chronic absenteeism", () => {
	const layout = layoutOf("chronic-absenteeism");
	const base: Cells = {
		"Academic Year": "2022-23",
		"Aggregate Level": "S",
		"County Code": "58",
		"District Code": "99901",
		"School Code": "9990011",
		"County Name": "Yuba",
		"District Name": "Sample Unified",
		"School Name": "Sample Elementary",
		"Charter School": "All",
		DASS: "All",
		"Reporting Category": "TA",
		ChronicAbsenteeismRate: "31.5",
	};
	const other = { ...base, "School Code": "9990029", "School Name": "Sample Charter" };
	const rows: Cells[] = [
		{ ...base, "Reporting Category": "SE", ChronicAbsenteeismRate: "44.0" },
		{ ...base, "Charter School": "N", DASS: "N" },
		base,
		{ ...base, "Charter School": "All", DASS: "N" },
		{ ...other, ChronicAbsenteeismRate: "*", "Charter School": "Y" },
		{ ...other, ChronicAbsenteeismRate: "*", "Charter School": "Y", DASS: "N" },
		{ ...base, "Aggregate Level": "T", "County Code": "00", "District Code": "", "School Code": "" },
		{ ...base, "Aggregate Level": "C", "District Code": "", "School Code": " " },
		{ ...base, "Aggregate Level": "D", "School Code": "" },
	];
	const expected = [
		{
			cds: "58999019990011",
			layout: "chronic-absenteeism",
			vintage: "2022–23",
			district: "Sample Unified",
			school: "Sample Elementary",
			enrolled: absent,
			percentSed: absent,
			percentFrpm: absent,
			percentEl: absent,
			percentSwd: absent,
			percentChronicallyAbsent: 31.5,
			schoolLevel: "unknown",
			charter: "none",
			kind: undefined,
		},
		{
			cds: "58999019990029",
			layout: "chronic-absenteeism",
			vintage: "2022–23",
			district: "Sample Unified",
			school: "Sample Charter",
			enrolled: absent,
			percentSed: absent,
			percentFrpm: absent,
			percentEl: absent,
			percentSwd: absent,
			percentChronicallyAbsent: suppressed(reasons.suppressedBySource),
			schoolLevel: "unknown",
			charter: "charter",
			kind: undefined,
		},
	];

	test("one row a school: all students of all schools; rows of larger places with blank codes are kept and set aside", async () => {
		await withContents({ "abs.txt": tableText(layout, rows), "results.txt": results }, async (inputs) => {
			expect(inputs.problems).toEqual([]);
			expect(inputs.summaries[0]?.rowsKept).toBe(rows.length);
			expect(await inputs.companions()).toEqual(expected);
		});
	});

	test("older files: no DASS column, and CharterYN", async () => {
		const old = rows
			.filter((row) => row.DASS === "All")
			.map((row) => ({ ...row, CharterYN: row["Charter School"] ?? "" }));
		const headers = headersOf("chronic-absenteeism")
			.filter((header) => header !== "DASS")
			.map((header) => (header === "Charter School" ? "CharterYN" : header));
		const text = tableText(layout, old, layout.writing, headers);
		await withContents({ "abs.txt": text, "results.txt": results }, async (inputs) => {
			expect(inputs.problems).toEqual([]);
			const [first, second] = await inputs.companions();
			expect([first, second]).toEqual([{ ...expected[0], charter: "unknown" }, expected[1]]);
		});
	});

	test("a blank code in a school's row is damage", async () => {
		const text = tableText(layout, [base, { ...base, "School Code": "", "Reporting Category": "SE" }]);
		await withContents({ "abs.txt": text, "results.txt": results }, async (inputs) => {
			expect(inputs.problems.map((entry) => [entry.code, entry.place, entry.found, entry.expected])).toEqual([
				[
					"CIMP-E112",
					{ file: "abs.txt", line: 3, column: 20, field: { number: 5, name: "School Code" } },
					"a blank cell",
					"7 digits",
				],
			]);
		});
	});
});

describe("the school directory", () => {
	const layout = layoutOf("school-directory");
	const base: Cells = {
		CDSCode: "58999019990011",
		StatusType: "Active",
		County: "Yuba",
		District: "Sample Unified",
		School: "Sample Community Day",
		Charter: "Y",
		FundingType: "Locally funded",
		SOCType: "District Community Day Schools",
		EdOpsName: "Community Day School",
		GSserved: "7-12",
		Virtual: "N",
	};
	const district = { ...base, CDSCode: "58999010000000", School: "No Data", Charter: "No Data", GSserved: "No Data" };
	const variable = ["FaxNumber", "Email", "FederalDFCDistrictID"];
	const expected = [
		{
			cds: "58999019990011",
			layout: "school-directory",
			vintage: "",
			district: "Sample Unified",
			school: "Sample Community Day",
			enrolled: absent,
			percentSed: absent,
			percentFrpm: absent,
			percentEl: absent,
			percentSwd: absent,
			percentChronicallyAbsent: absent,
			schoolLevel: "combined",
			charter: "local",
			kind: { kind: "alternative", because: 'the column "EdOpsName" says "Community Day School"' },
		},
	];

	test("columns that vary may be missing, and any column of administrators may be there", async () => {
		const all = headersOf("school-directory");
		const editions = [
			all,
			all.filter((header) => !variable.includes(header)),
			[...all.filter((header) => header !== "Email"), "AdmFName1", "AdmLName1", "AdmEmail1", "AdmFName2"],
		];
		for (const headers of editions) {
			const text = tableText(layout, [base, district], layout.writing, headers);
			await withContents({ "pubschls.txt": text, "results.txt": results }, async (inputs) => {
				expect(inputs.problems).toEqual([]);
				expect(inputs.summaries[0]?.rowsKept).toBe(2);
				expect(await inputs.companions()).toEqual(expected);
			});
		}
	});

	test("a column twice, or one that is no administrator's, is not the directory", async () => {
		const all = headersOf("school-directory");
		for (const headers of [
			[...all, "Charter"],
			[...all, "Nickname"],
		]) {
			const text = tableText(layout, [base], layout.writing, headers);
			const opened = withContents({ "pubschls.txt": text, "results.txt": results }, async () => undefined);
			await expect(opened).rejects.toThrow("CIMP-E106: header not recognised");
		}
	});
});

test("in 2015 the enrollment of a student group is missing, that of all students is not", async () => {
	const layout = layoutOf("sb-2015");
	const base: Cells = {
		"County Code": "58",
		"District Code": "99901",
		"School Code": "9990011",
		"Test Year": "2015",
		Grade: "5",
		"Test Id": "2",
		"CAASPP Reported Enrollment": "500",
		"Students Tested": "480",
		"Mean Scale Score": "0.0",
		"Percentage Standard Met and Above": "45",
		"Students with Scores": "470",
	};
	const groups = ["1", "31"].map((id) => ({ ...base, "Subgroup ID": id }));
	const blank = { ...base, "Subgroup ID": "128", "CAASPP Reported Enrollment": "" };
	await withContents({ "a.csv": tableText(layout, [...groups, blank]) }, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		const rows = await inputs.results({ subject: "math", years: [2015], groups: [1, 31, 128] });
		expect(rows.map((row) => [row.group, row.enrolled, row.tested, row.meanScaleScore])).toEqual([
			[1, 500, 480, absent],
			[31, missing(reasons.enrollmentOfAll), 480, absent],
			[128, absent, 480, absent],
		]);
	});
});
