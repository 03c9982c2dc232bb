/** Dashboard academic indicators as published: groups, absences, and what the name of a file says. */

import { describe, expect, test } from "vitest";
import { type Measured, missing, reasons, suppressed } from "../../src/domain/measured.js";
import { type Problem, problem, Refusal } from "../../src/domain/problem.js";
import { type Layout, layoutById } from "../../src/ingest/layouts/index.js";
import { type Cells, tableText, withContents } from "./helpers.js";

const layoutOf = (id: string): Layout => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return layout;
};

const since2023 = layoutOf("dashboard-2023-2025");
const eight = layoutOf("dashboard-2017");

const base: Cells = {
	cds: "58999019990011",
	rtype: "S",
	schoolname: "Sample Elementary",
	districtname: "Sample Unified",
	studentgroup: "ALL",
	currdenom: "100",
	currstatus: "-12.4",
	priordenom: "90",
	priorstatus: "3.5",
	indicator: "MATH",
	reportingyear: "2024",
};

const codes = ["ALL", "AA", "AI", "AS", "FI", "HI", "PI", "WH", "MR", "EL", "LTEL", "ELO", "RFP", "EO"];
const more = ["SED", "SWD", "FOS", "HOM", "SBA", "CAA"];

test("all twenty groups: those with the research files' meaning by id, the others set aside without a warning", async () => {
	const rows = [...codes, ...more].map((studentgroup) => ({ ...base, studentgroup }));
	await withContents({ "mathdownload2024.txt": tableText(since2023, rows) }, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		expect(inputs.summaries.map((entry) => [entry.layout, entry.rowsKept, entry.years])).toEqual([
			["dashboard-2023-2025", 20, [2024]],
		]);
		// English learners only is group 160; EL, RFP and LTEL mean something else here, SBA and CAA name a test.
		const ids = [1, 31, 52, 74, 75, 76, 77, 78, 79, 80, 128, 144, 160, 180, 240];
		expect(inputs.available().groups.math).toEqual(ids);
		expect(inputs.available().kind).toBe("dfs");
	});
});

test("a status that is absent says why; places of all levels are kept", async () => {
	const cells: readonly (readonly [cds: string, denominator: string, status: string])[] = [
		["00000000000000", "3000000", "-40.1"],
		["58999010000000", "400", "5"],
		["58999019990011", "10", ""],
		["58999019990029", "0", ""],
		["58999019990037", "", ""],
		["58999019990045", "11", ""],
		["58999019990052", "11", "0"],
	];
	const rows = cells.map(([cds, currdenom, currstatus]) => ({ ...base, cds, currdenom, currstatus }));
	await withContents({ "a.txt": tableText(since2023, rows) }, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		const found = await inputs.results({ subject: "math", years: [2024], groups: [1] });
		const absent = missing(reasons.notReported);
		const expected: [string, string, Measured, Measured][] = [
			["00000000000000", "state", 3_000_000, -40.1],
			["58999010000000", "district", 400, 5],
			["58999019990011", "school", 10, suppressed(reasons.suppressedBySource)],
			["58999019990029", "school", 0, missing(reasons.notTested)],
			["58999019990037", "school", absent, absent],
			["58999019990045", "school", 11, absent],
			["58999019990052", "school", 11, 0],
		];
		expect(found.map((row) => [row.cds, row.level, row.scored, row.distanceFromStandard])).toEqual(expected);
		expect(found.map((row) => [row.tested, row.grade])).toEqual(expected.map((row) => [row[2], 13]));
	});
});

async function refusalOf(contents: Readonly<Record<string, string>>): Promise<readonly Problem[]> {
	try {
		await withContents(contents, async () => undefined);
	} catch (error) {
		if (error instanceof Refusal) return error.problems;
		throw error;
	}
	throw new Error("not refused");
}

describe("a file without columns for subject and year", () => {
	const text = tableText(eight, [base]);

	test("takes them from the name that the state gives it, and says so", async () => {
		const names = [
			["mathdownload2017f.txt", "math", 2017],
			["eladownload2019.txt", "ela", 2019],
			["ELAdownload2018 (1).TXT", "ela", 2018],
		] as const;
		for (const [name, subject, year] of names) {
			await withContents({ [name]: text }, async (inputs) => {
				expect(inputs.problems).toEqual([
					problem("CIMP-W129", { file: name }, { found: `subject ${subject}, year ${year}` }),
				]);
				const rows = await inputs.results({ subject, years: [year], groups: [1] });
				expect(rows.map((row) => [row.cds, row.distanceFromStandard, row.scored])).toEqual([
					["58999019990011", -12.4, 100],
				]);
			});
		}
	});

	test("is refused where the name does not tell, or tells a year of two releases", async () => {
		const expected = (name: string, what: string) => [
			problem("CIMP-E129", { file: name }, { found: `${what} in the columns or in the name` }),
		];
		expect(await refusalOf({ "results.txt": text })).toEqual(expected("results.txt", "no subject and no year"));
		expect(await refusalOf({ "mathdownload2017.txt": text })).toEqual(expected("mathdownload2017.txt", "no year"));
		expect(await refusalOf({ "eladownload20190.txt": text })).toEqual(
			expected("eladownload20190.txt", "no subject and no year"),
		);
	});

	test("takes what the reader says before the name", async () => {
		const map = { roles: {}, constants: { subject: "ela", year: 2016 } } as const;
		await withContents(
			{ "mathdownload2017.txt": text },
			async (inputs) => {
				expect(inputs.problems).toEqual([]);
				expect(await inputs.results({ subject: "ela", years: [2016], groups: [1] })).toHaveLength(1);
			},
			map,
		);
	});

	test("by role: further columns, the subject from the name, the year from its column", async () => {
		const header = [
			"cds",
			"rtype",
			"schoolname",
			"studentgroup",
			"currdenom",
			"currdenom_swd",
			"currstatus",
			"ReportingYear",
		];
		const lines = [header, ["58999019990011", "S", "Sample", "ELO", "30", "", "-1.5", "2018"]];
		const later = lines.map((line) => `${line.join("\t")}\r\n`).join("");
		await withContents({ "eladownload2018.txt": later }, async (inputs) => {
			expect(inputs.problems.map((entry) => [entry.code, entry.found])).toEqual([
				["CIMP-W129", "subject ela"],
				[
					"CIMP-W124",
					'nearest layout: dashboard-2017; read: "cds" as cds, "schoolname" as schoolName, "studentgroup" as group, "currdenom" as scored, "currstatus" as distanceFromStandard, "ReportingYear" as year; not read: "rtype", "currdenom_swd"',
				],
			]);
			const rows = await inputs.results({ subject: "ela", years: [2018], groups: [160] });
			expect(rows.map((row) => [row.cds, row.grade, row.distanceFromStandard])).toEqual([["58999019990011", 13, -1.5]]);
		});
	});
});
