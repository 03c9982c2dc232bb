/** `cimp tidy` and `cimp cache`, through the built program. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { sample } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { workdir } from "../helpers/workdir.js";

const columns =
	"cds,level,district,school,year,test,grade,group,enrolled,tested,scored,mean_scale_score,percent_met,count_level1,count_level2,count_level3,count_level4,state";

const results = join(sample, "results-2025.txt");

/** Data lines of a CSV as cells. */
const rowsOf = (text: string): string[][] => parse(text, { from_line: 2 }) as string[][];

test("standard output has the rows and nothing else, in the contract's columns", async () => {
	const { code, stdout, stderr } = await cimpHere(["tidy", results, "--grade", "all", "--group", "1"], workdir());
	expect(code).toBe(0);
	expect(stdout.split("\n")[0]).toBe(columns);
	expect(stderr.split("\n").map((line) => line.slice(0, 8))).toEqual(["read    ", "wrote   ", ""]);
	const rows = rowsOf(stdout);
	expect(new Set(rows.map((row) => row.length))).toEqual(new Set([18]));
	expect(new Set(rows.map((row) => row[6]))).toEqual(new Set(["all"]));
	expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(["state", "county", "district", "school"]));
	expect(rows.map((row) => row[0])).toEqual(rows.map((row) => row[0]).sort());
	expect(rows.every((row) => /^\d{14}$/.test(row[0] ?? ""))).toBe(true);
});

test("each row of the file comes out once, with its cells and why a value is absent", async () => {
	const here = workdir();
	const header = readFileSync(results, "latin1").split("\r\n")[0] ?? "";
	const names = header.split("^");
	const row = (cells: Readonly<Record<string, string>>): string => names.map((name) => cells[name] ?? "").join("^");
	const key = { "County Code": "08", "District Code": "99901", "District Name": "Sample Unified", "Test Year": "2025" };
	const school = { ...key, "School Code": "0000011", "School Name": "Escuela Año", "Type ID": "7", "Test ID": "2" };
	const met = {
		"Percentage Standard Exceeded": "20.00",
		"Percentage Standard Met": "25.50",
		"Percentage Standard Met and Above": "45.50",
	};
	const counts = {
		"Count Standard Exceeded": "12",
		"Count Standard Met": "15",
		"Count Standard Nearly Met": "20",
		"Count Standard Not Met": "13",
	};
	const group = { "Student Group ID": "1" };
	const students = {
		"Total Students Enrolled": "64",
		"Total Students Tested": "62",
		"Total Students Tested with Scores": "60",
	};
	const file = [
		header,
		row({ ...school, ...group, Grade: "3", ...students, "Mean Scale Score": "2436.5", ...met, ...counts }),
		row({
			...school,
			...group,
			Grade: "4",
			"Total Students Enrolled": "5",
			"Total Students Tested": "*",
			"Total Students Tested with Scores": "*",
			"Mean Scale Score": "*",
			"Percentage Standard Met and Above": "*",
		}),
		row({ ...school, ...group, Grade: "5", "Total Students Enrolled": "3", "Total Students Tested": "0" }),
		row({ ...school, ...group, Grade: "13", ...students, ...met, ...counts }),
		row({ ...school, ...group, Grade: "6", "Total Students Enrolled": "30", "Total Students Tested": "30" }),
	].join("\r\n");
	writeFileSync(join(here, "a.txt"), `${file}\r\n`, "latin1");
	const { stdout } = await cimpHere(["tidy", "a.txt"], here);
	const start = "08999010000011,school,Sample Unified,Escuela Año,2025,2";
	expect(stdout).toBe(
		[
			columns,
			`${start},3,1,64,62,60,2436.5,45.5,13,20,15,12,known`,
			`${start},4,1,5,,,,,,,,,suppressed`,
			`${start},5,1,3,0,,,,,,,,none_tested`,
			`${start},6,1,30,30,,,,,,,,missing`,
			`${start},all,1,64,62,60,,45.5,13,20,15,12,known`,
			"",
		].join("\n"),
	);
});

test("filters go together, and a grade, a group and a year may be asked for several times", async () => {
	const here = workdir();
	const both = await cimpHere(
		[
			"tidy",
			sample,
			"--year",
			"2024",
			"--year",
			"2025",
			"--grade",
			"13",
			"--grade",
			"3",
			"--group",
			"1",
			"--group",
			"English learners",
			"--level",
			"school",
			"--subject",
			"math",
		],
		here,
	);
	expect(both.code).toBe(0);
	const rows = rowsOf(both.stdout);
	const distinct = (column: number): string[] => [...new Set(rows.map((row) => row[column] ?? ""))].sort();
	expect([distinct(1), distinct(4), distinct(5), distinct(6), distinct(7)]).toEqual([
		["school"],
		["2024", "2025"],
		["2"],
		["3", "all"],
		["1", "160"],
	]);
});

test("CSV, Parquet and JSON lines hold the same rows, codes as text", async () => {
	const here = workdir();
	for (const name of ["t.csv", "t.parquet", "t.jsonl"])
		expect((await cimpHere(["tidy", results, "--out", name], here)).code).toBe(0);
	const instance = await DuckDBInstance.create(":memory:");
	const connection = await instance.connect();
	const read = async (from: string): Promise<unknown> =>
		(await connection.runAndReadAll(`select * from ${from} order by cds, year, test, grade, "group"`)).getRowsJS();
	const types = "types = {'cds': 'VARCHAR', 'grade': 'VARCHAR'}";
	const parquet = await read(`read_parquet('${join(here, "t.parquet")}')`);
	const asParquet = `select * from read_parquet('${join(here, "t.parquet")}')`;
	expect(await read(`(select * from read_csv('${join(here, "t.csv")}', ${types}))`)).toEqual(
		await read(
			`(${asParquet.replace("select *", 'select * replace (year::bigint as year, test::bigint as test, "group"::bigint as "group", enrolled::bigint as enrolled, tested::bigint as tested, scored::bigint as scored, count_level1::bigint as count_level1, count_level2::bigint as count_level2, count_level3::bigint as count_level3, count_level4::bigint as count_level4)')})`,
		),
	);
	const lines = readFileSync(join(here, "t.jsonl"), "utf8").trimEnd().split("\n");
	expect(lines.length).toBe((parquet as unknown[]).length);
	expect(typeof JSON.parse(lines[0] ?? "").cds).toBe("string");
	instance.closeSync();
});

test("names of earlier years come from the entities file beside them", async () => {
	const here = workdir();
	expect(
		(
			await cimpHere(
				["simulate", "--out", "old", "--years", "2018", "--districts", "3", "--subject", "math", "--groups", "1"],
				here,
			)
		).code,
	).toBe(0);
	const rows = rowsOf((await cimpHere(["tidy", "old", "--level", "school"], here)).stdout);
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.filter((row) => row[3] === "").length).toBe(0);
});

describe("what goes wrong", () => {
	const problemsOf = async (
		words: readonly string[],
		here = workdir(),
	): Promise<{ code: number; problems: unknown[] }> => {
		const { code, stdout, stderr } = await cimpHere(["tidy", ...words, "--json"], here);
		expect(stdout).toBe("");
		const problems = stderr
			.trimEnd()
			.split("\n")
			.map((line) => {
				const { code: problem, place, found, expected } = JSON.parse(line);
				return [problem, place.file, found, expected];
			});
		return { code, problems };
	};

	test.each<[string, readonly string[], number, unknown[]]>([
		[
			"no file",
			[],
			2,
			["CIMP-E303", "tidy", "no file", "files or folders, e.g. cimp tidy results.txt (cimp help tidy)"],
		],
		["a year that no file has", [results, "--year", "2019"], 5, ["CIMP-E203", "--year", "2019", "one of 2025"]],
		["a subject that no file has", [results, "--subject", "ela"], 5, ["CIMP-E202", "--subject", "ela", "one of math"]],
		[
			"a group that no file has",
			[results, "--group", "240"],
			5,
			["CIMP-E207", "--group", "240", "one of 1, 128, 160, 31"],
		],
		[
			"a group that there is not",
			[results, "--group", "Hispanics or Latino"],
			2,
			[
				"CIMP-E208",
				"--group",
				"Hispanics or Latino",
				'did you mean "hispanic or latino" or "hispanic latino" or "hispanic"?',
			],
		],
		[
			"a grade that there is not",
			[results, "--grade", "9"],
			2,
			["CIMP-E303", "--grade", "9", "a grade: 3 to 8, 10 to 12, or all"],
		],
		["a year that is none", [results, "--year", "25"], 2, ["CIMP-E303", "--year", "25", "a test year, such as 2025"]],
		[
			"an ending that is no format",
			[results, "--out", "t.xlsx"],
			2,
			["CIMP-E303", "--out", "t.xlsx", "a name that ends in .csv, .parquet or .jsonl"],
		],
		[
			"a folder that is not there",
			[results, "--out", "no/t.csv"],
			3,
			["CIMP-E302", "t.csv", expect.any(String), expect.any(String)],
		],
	])("%s", async (_, words, code, problem) => {
		expect(await problemsOf(words)).toEqual({ code, problems: [problem] });
	});

	test("a year that standard input does not have, though it can be read only once", async () => {
		const { code, stdout, stderr } = await cimpHere(
			["tidy", "-", "--year", "2019", "--json"],
			workdir(),
			{},
			readFileSync(results),
		);
		const { code: problem, place, found, expected } = JSON.parse(stderr);
		expect([code, stdout, problem, place.file, found, expected]).toEqual([
			5,
			"",
			"CIMP-E203",
			"--year",
			"2019",
			"one of 2025",
		]);
	});

	test("a file that is there is replaced only by force, an input never", async () => {
		const here = workdir();
		writeFileSync(join(here, "t.csv"), "mine");
		writeFileSync(join(here, "in.csv"), readFileSync(results));
		expect(await problemsOf([results, "--out", "t.csv"], here)).toEqual({
			code: 3,
			problems: [["CIMP-E301", "t.csv", "t.csv", "a new file, or --force"]],
		});
		expect((await problemsOf(["in.csv", "--out", "in.csv", "--force"], here)).problems).toEqual([
			["CIMP-E301", "in.csv", "a file that this run reads", "another name"],
		]);
		expect(readFileSync(join(here, "t.csv"), "utf8")).toBe("mine");
		expect(readFileSync(join(here, "in.csv"))).toEqual(readFileSync(results));
		expect((await cimpHere(["tidy", results, "--out", "t.csv", "--force"], here)).code).toBe(0);
		expect(readFileSync(join(here, "t.csv"), "utf8").startsWith(columns)).toBe(true);
	});

	test("a selection whose parts are there and that holds no row is an empty table", async () => {
		const { code, stdout } = await cimpHere(["tidy", results, "--grade", "12"], workdir());
		expect([code, stdout]).toEqual([0, `${columns}\n`]);
		const piped = await cimpHere(["tidy", "-", "--grade", "12"], workdir(), {}, readFileSync(results));
		expect([piped.code, piped.stdout]).toEqual([0, `${columns}\n`]);
	});
});

test("cimp cache lists what was kept, and clears it", async () => {
	const here = workdir();
	const large = readFileSync(results, "latin1");
	const [header = "", ...rows] = large.trimEnd().split("\r\n");
	// Enough schools to be worth keeping: the same rows under other districts.
	const districts = Array.from({ length: 20 }, (_, number) =>
		rows.map((row) => row.replace(/^(\d\d)\^\d{5}/, `$1^${99_000 + number}`)),
	);
	writeFileSync(join(here, "large.txt"), `${[header, ...districts.flat()].join("\r\n")}\r\n`, "latin1");
	const words = ["tidy", "large.txt", "--level", "school", "--grade", "all"];
	const none = await cimpHere(["cache", "list"], here);
	expect([none.code, none.stdout]).toEqual([0, ""]);
	const cold = await cimpHere([...words, "--no-cache"], here);
	expect((await cimpHere(["cache", "list"], here)).stdout).toBe("");
	const building = await cimpHere(words, here);
	const warm = await cimpHere(words, here);
	expect([building.stdout, warm.stdout]).toEqual([cold.stdout, cold.stdout]);
	expect(warm.stderr).toContain("(from the cache)");
	expect((await cimpHere(["cache", "list"], here)).stdout).toMatch(
		/^large\.txt {2}sb-2024-2025 {2}2025 {2}[\d,]+ rows {2}\d+ MB\n$/,
	);
	expect((await cimpHere(["cache", "clear"], here)).stderr).toMatch(/^removed 1 file, \d+ MB\n$/);
	expect((await cimpHere(["cache", "list"], here)).stdout).toBe("");
	const wrong = await cimpHere(["cache", "empty"], here);
	expect([wrong.code, wrong.stderr.split("\n")[0]]).toEqual([2, expect.stringContaining("CIMP-E303")]);
});
