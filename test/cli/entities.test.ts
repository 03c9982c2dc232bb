/** `cimp entities diff` and `cimp analyze --crosswalk`, on invented places. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { analyzeJsonSchema } from "../../src/app/schemas/analyze.js";
import { entitiesDiffJsonSchema } from "../../src/app/schemas/entities-diff.js";
import { readResults, sample, type Table, withCells, writeResults } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { type Finished, folderContents, workdir } from "../helpers/workdir.js";

const header = [
	"County Code",
	"District Code",
	"School Code",
	"Type ID",
	"Filler",
	"Test Year",
	"County Name",
	"District Name",
	"School Name",
	"Zip Code",
];

/** "99001-11 7 Lincoln Elementary": code, type and name. */
const entitiesOf = (year: number, lines: readonly string[]): Table => ({
	header,
	rows: lines.map((line) => {
		const [, district = "", school = "0", type = "", name = ""] = /^(\d+)(?:-(\d+))? (\d+) (.*)$/.exec(line) ?? [];
		const names = type === "6" ? [name, ""] : [`District ${district}`, name];
		return ["01", district, school.padStart(7, "0"), type, "", String(year), "Sample", ...names, ""];
	}),
});

const before = entitiesOf(2024, [
	"99001 6 Sample Unified",
	"99002 6 Other Unified",
	"99003 6 Third Elementary",
	"99001-11 7 Stays Elementary",
	"99001-12 7 Closes Middle",
	"99001-13 7 Old Name",
	"99001-14 7 Moves Elementary",
	"99001-15 10 Charter Academy",
	"99001-16 7 Lincoln High",
	"99001-17 7 Jose Chavez & Co",
]);
const after = entitiesOf(2025, [
	"99001 6 Sample Unified School District",
	"99002 6 Another Unified",
	"99004 6 New Unified",
	"99001-11 7 Stays Elementary",
	"99001-13 7 Brand New Name",
	"99002-14 7 Moves Elementary",
	"99001-15 9 Charter Academy",
	"99001-26 7 Lincoln High",
	"99001-17 7 JOSÉ CHÁVEZ and Co.",
	"99001-28 9 Opens Charter",
]);

const words = `Places of 2024 and 2025

Schools
  2024: 2 unchanged + 3 changed + 2 closed = 7 (1 of them spelled in another way)
  2025: 2 unchanged + 3 changed + 2 opened = 7
Districts
  2024: 1 unchanged + 1 changed + 1 closed = 3 (1 of them spelled in another way)
  2025: 1 unchanged + 1 changed + 1 opened = 3
Counties and the state
  2024: 0 unchanged + 0 changed + 0 closed = 0
  2025: 0 unchanged + 0 changed + 0 opened = 0

Schools opened since 2024: 2
  01990010000026  Lincoln High (District 99001)
  01990010000028  Opens Charter (District 99001, direct-funded charter)

Schools closed before 2025: 2
  01990010000012  Closes Middle (District 99001)
  01990010000016  Lincoln High (District 99001)

Schools renamed: 1
  01990010000013  Old Name → Brand New Name

Schools moved to another district: 1
  01990010000014 → 01990020000014  Moves Elementary (District 99001 → District 99002)

Schools with another charter type: 1
  01990010000015  Charter Academy (locally funded charter → direct-funded charter)

Perhaps the same school under a new code, for a person to decide: 1
  01990010000016 → 01990010000026  Lincoln High (same name, same district)

Districts opened since 2024: 1
  01990040000000  New Unified

Districts closed before 2025: 1
  01990030000000  Third Elementary

Districts renamed: 1
  01990020000000  Other Unified → Another Unified
`;

const crosswalk = [
	"\uFEFFfrom_year,to_year,from_cds,to_cds,from_name,to_name,change,basis,accepted",
	'2024,2025,"01990010000016","01990010000026",Lincoln High,Lincoln High,new code,"same name in the same district, one closed and one opened",',
	'2024,2025,"01990010000014","01990020000014",Moves Elementary,Moves Elementary,moved,"school code unique in both years, same name",yes',
	"",
].join("\r\n");

const schemaErrors = (value: unknown, schema: unknown): unknown => {
	const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema as object);
	return validate(value) ? [] : validate.errors;
};

let home: string;
beforeAll(() => {
	home = workdir();
	writeResults(join(home, "before.txt"), before);
	writeResults(join(home, "after.txt"), after);
});

describe("cimp entities diff", () => {
	it("says in plain words what became of every place, and writes the crosswalk", async () => {
		const run = await cimpHere(
			["entities", "diff", "2024", "2025", "before.txt", "after.txt", "--out", "review"],
			home,
		);
		expect(run).toEqual({
			code: 0,
			stdout: words,
			stderr: [
				"read    after.txt  entities-2024-2025, 10 rows",
				"read    before.txt  entities-2024-2025, 10 rows",
				"wrote   review/crosswalk.csv with 2 rows: 1 accepted, 1 to decide",
				"",
			].join("\n"),
		});
		expect(folderContents(join(home, "review"))).toEqual(new Map([["crosswalk.csv", crosswalk]]));
		const quiet = await cimpHere(["entities", "diff", "2024", "2025", home, "--quiet", "--out", "sub/own.csv"], home);
		expect(quiet).toEqual({ code: 0, stdout: words, stderr: "" });
		expect(readFileSync(join(home, "sub", "own.csv"), "utf8")).toBe(crosswalk);
	});

	it("--json is valid by the published schema, with codes in order", async () => {
		const run = await cimpHere(["entities", "diff", "2024", "2025", "before.txt", "after.txt", "--json"], home);
		expect([run.code, run.stderr]).toEqual([0, ""]);
		const diff = JSON.parse(run.stdout) as Record<string, unknown>;
		expect(schemaErrors(diff, entitiesDiffJsonSchema())).toEqual([]);
		expect(schemaErrors({ ...diff, extra: 1 }, entitiesDiffJsonSchema())).not.toEqual([]);
		const account = { cosmetic: 1, closed: 2, opened: 2, changed: 3, unchanged: 2, before: 7, after: 7 };
		expect(diff).toMatchObject({
			schema: "cimp/entities-diff/1",
			from: 2024,
			to: 2025,
			accounts: { schools: account, all: { before: 10, after: 10, unchanged: 3, changed: 4, closed: 3, opened: 3 } },
			crosswalk: { rows: 2, accepted: 1, undecided: 1 },
			problems: { errors: 0, warnings: 0, repaired: 0 },
		});
		expect((diff.schools as Record<string, unknown>).moved).toEqual([
			{
				fromCds: "01990010000014",
				toCds: "01990020000014",
				fromName: "Moves Elementary",
				toName: "Moves Elementary",
				fromDistrict: "District 99001",
				toDistrict: "District 99002",
				name: "same",
				reorganized: false,
			},
		]);
	});

	it("keeps a crosswalk that a person may have filled in, unless told otherwise, and an input always", async () => {
		const path = join(home, "kept.csv");
		writeFileSync(path, "decisions\n");
		const words = ["entities", "diff", "2024", "2025", "before.txt", "after.txt", "--out", "kept.csv"];
		const run = await cimpHere(words, home);
		expect([run.code, run.stdout, readFileSync(path, "utf8")]).toEqual([3, "", "decisions\n"]);
		expect(run.stderr).toContain("kept.csv: error CIMP-E301");
		expect(run.stderr).toContain("found     a file that is there, and may hold a person's decisions");
		expect([(await cimpHere([...words, "--force"], home)).code, readFileSync(path, "utf8")]).toEqual([0, crosswalk]);
		writeResults(join(home, "before.csv"), before);
		const over = await cimpHere(
			["entities", "diff", "2024", "2025", "before.csv", "after.txt", "--out", "before.csv", "--force"],
			home,
		);
		expect([over.code, existsSync(join(home, "before.csv"))]).toEqual([3, true]);
		expect(over.stderr).toContain("found     a file that this run reads");
	});

	const problem = ({ stderr }: Finished) =>
		stderr
			.trimEnd()
			.split("\n")
			.slice(-4)
			.map((line) => line.trim());
	it.each<[string, string[], number, string[]]>([
		[
			"no action",
			["2024", "2025", "before.txt"],
			2,
			["entities: error CIMP-E303: settings are not valid", "found     2024", "expected  diff"],
		],
		[
			"a year that is none",
			["diff", "24", "2025", "before.txt"],
			2,
			["entities: error CIMP-E303: settings are not valid", "found     24", "expected  a test year from 2015 on"],
		],
		[
			"years in the wrong order",
			["diff", "2025", "2024", "before.txt"],
			2,
			[
				"entities: error CIMP-E303: settings are not valid",
				"found     2025 and 2024",
				"expected  two years, the earlier first",
			],
		],
		[
			"no file",
			["diff", "2024", "2025"],
			2,
			[
				"entities: error CIMP-E303: settings are not valid",
				"found     no file",
				"expected  the entities files of both years, or a folder with them",
			],
		],
		[
			"a year that no file has",
			["diff", "2019", "2025", "before.txt", "after.txt"],
			5,
			[
				"entities diff: error CIMP-E203: year is not in the data",
				"found     2019",
				"expected  entities of 2024, 2025 are there",
			],
		],
		[
			"a file that is not there",
			["diff", "2024", "2025", "none.txt"],
			3,
			["none.txt: error CIMP-E101: file not found", "found     none.txt", "expected  the path of a file that exists"],
		],
		[
			"results alone",
			["diff", "2024", "2025", join(sample, "results-2025.txt")],
			4,
			[
				"results-2025.txt: error CIMP-E128: no entities file among the inputs",
				"found     only files of: results",
				"expected  entities files of the years to compare",
			],
		],
	])("refuses %s", async (_name, operands, code, lines) => {
		const run = await cimpHere(["entities", ...operands], home);
		expect([run.code, run.stdout, problem(run).slice(0, 3)]).toEqual([code, "", lines]);
	});

	it("names all years that are missing, as JSON lines with --json", async () => {
		const run = await cimpHere(["entities", "diff", "2018", "2019", "before.txt", "--json"], home);
		expect([run.code, run.stdout]).toEqual([5, ""]);
		const found = run.stderr
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line) as { code: string; found: string });
		expect(found.map((entry) => `${entry.code} ${entry.found}`)).toEqual(["CIMP-E203 2018", "CIMP-E203 2019"]);
	});

	it("counts rows that were refused and compares the rest", async () => {
		const rows = [...after.rows, ["01", "99001", "1.2E+06", "7", "", "2025", "Sample", "District 99001", "Hurt", ""]];
		writeResults(join(home, "hurt.txt"), { ...after, rows });
		const run = await cimpHere(["entities", "diff", "2024", "2025", "before.txt", "hurt.txt"], home);
		expect(run.code).toBe(0);
		expect(run.stdout).toContain("1 row of the files did not pass the checks and stand");
		expect(run.stderr).toContain("hurt.txt:12:10: error CIMP-E113");
		expect(run.stdout.split("\n\n").slice(2).join("\n\n")).toBe(words.split("\n\n").slice(2).join("\n\n"));
	});
});

describe("cimp analyze --crosswalk", () => {
	interface Results {
		readonly schools: Record<string, unknown>[];
		readonly crosswalk?: Record<string, unknown>;
	}
	/** One school of the sample under a code that no other district has, and in 2024 under another district. */
	const [school, former] = ["01990019977777", "01990029977777"];
	const words = ["analyze", "results-2024.txt", "results-2025.txt", "--district", "0199001"];
	const cell = (table: Table, row: readonly string[], name: string): string => row[table.header.indexOf(name)] ?? "";
	const entry = (text: string | undefined) =>
		(JSON.parse(text ?? "") as Results).schools.find((found) => found.cds === school);
	let here: string;
	let without: Finished;

	beforeAll(async () => {
		here = workdir();
		for (const year of [2024, 2025]) {
			const table = readResults(join(sample, `results-${year}.txt`));
			const one = table.rows.find(
				(row) => cell(table, row, "District Code") === "99001" && cell(table, row, "Type ID") === "7",
			);
			const code = cell(table, one ?? [], "School Code");
			const moved = withCells(table, (name): Record<string, string> => {
				if (name("District Code") !== "99001" || name("School Code") !== code) return {};
				return { "School Code": "9977777", "District Code": year === 2024 ? "99002" : "99001" };
			});
			writeResults(join(here, `results-${year}.txt`), moved);
		}
		writeFileSync(
			join(here, "crosswalk.csv"),
			`from_year,to_year,from_cds,to_cds,accepted\n2024,2025,${former},${school},yes\n2024,2025,x,${school},yes\n`,
		);
		without = await cimpHere([...words, "--json", "--dry-run"], here);
	});

	const problemsIn = (run: Finished) =>
		run.stderr
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line) as Record<string, unknown>);

	it("without one, counts the schools that stood under another district and says what to do", () => {
		expect(without.code).toBe(0);
		expect(problemsIn(without).filter((found) => found.code === "CIMP-W128")).toEqual([
			{
				code: "CIMP-W128",
				severity: "warning",
				message: "schools stood under another district in the earlier year",
				place: { file: "results-2024.txt" },
				found: `1 school, such as ${school}, formerly ${former}`,
				expected: "one code in both years, or a crosswalk that says which codes are one school",
				help: "run `cimp entities diff` on the entities files, look at its crosswalk.csv and give it with --crosswalk",
			},
		]);
		const none = { absent: "missing", reason: "no row in the file for this year" };
		expect([entry(without.stdout)?.baseline, entry(without.stdout)?.baselineFrom]).toEqual([none, undefined]);
		expect("crosswalk" in (JSON.parse(without.stdout) as Results)).toBe(false);
	});

	it("reports a district whose schools' rows do not add up to its own", () => {
		const found = problemsIn(without).filter((problem) => problem.code === "CIMP-W131");
		expect(found.map((problem) => String(problem.found).slice(0, 14))).toEqual(["01-99001, 2024", "01-99002, 2024"]);
	});

	it("with one, has the earlier result and says from where: in results.json, on the pages, in the manifest", async () => {
		// In a folder of downloads the crosswalk is no table to analyze.
		const run = await cimpHere(["analyze", ".", "-d", "0199001", "--out", "out", "--json"], here, {
			CIMP_CROSSWALK: "crosswalk.csv",
		});
		expect([run.code, problemsIn(run).map((problem) => problem.code)]).toEqual([
			0,
			["CIMP-E112", "CIMP-W131", "CIMP-W131"],
		]);
		const files = folderContents(join(here, "out"));
		const results = JSON.parse(files.get("results.json") ?? "") as Results;
		expect(schemaErrors(results, analyzeJsonSchema())).toEqual([]);
		const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
		expect(results.crosswalk).toEqual({ file: "crosswalk.csv", sha256: hash, rows: 2, accepted: 1, schools: 1 });
		expect(results.schools.filter((found) => "baselineFrom" in found).map((found) => found.cds)).toEqual([school]);
		const rows = readResults(join(here, "results-2024.txt"));
		const published = rows.rows.find(
			(row) =>
				cell(rows, row, "School Code") === "9977777" &&
				cell(rows, row, "Grade") === "13" &&
				cell(rows, row, "Student Group ID") === "1" &&
				cell(rows, row, "Test ID") === "2",
		);
		const number = (name: string): number => Number(cell(rows, published ?? [], name));
		const { baseline, baselineTested, baselineFrom } = entry(files.get("results.json")) ?? {};
		expect({ baseline, baselineTested, baselineFrom }).toEqual({
			baseline: number("Percentage Standard Met and Above"),
			baselineTested: number("Total Students Tested with Scores"),
			baselineFrom: [former],
		});
		const manifest = JSON.parse(files.get("manifest.json") ?? "") as { options: Record<string, unknown> };
		expect(manifest.options.crosswalk).toEqual({ file: "crosswalk.csv", sha256: hash });
		const said = [
			"By the crosswalk crosswalk.csv, the earlier result of 1 school comes from other codes:",
			`(${school}) from ${former}.`,
			"--crosswalk crosswalk.csv",
			"In 1 of 2 comparisons the two agree, or schools whose numbers are withheld can account for the difference. In 1 they can not: CIMP-W131",
		];
		for (const page of [...files.keys()].filter((path) => path.endsWith("index.html"))) {
			expect([page, said.filter((text) => !files.get(page)?.includes(text))]).toEqual([page, []]);
		}
	});

	it.each([
		["code,name\n1,2\n", 4, "bad.csv:1: error CIMP-E106: header not recognised"],
		["", 4, "bad.csv: error CIMP-E103: file is empty"],
		[undefined, 3, "bad.csv: error CIMP-E101: file not found"],
	])("refuses a crosswalk that is none (%j)", async (content, code, words_) => {
		const folder = workdir();
		if (content !== undefined) writeFileSync(join(folder, "bad.csv"), content);
		const run = await cimpHere(["analyze", sample, "--crosswalk", "bad.csv"], folder);
		expect([run.code, run.stdout, run.stderr.split("\n")[0]]).toEqual([code, "", words_]);
	});
});
