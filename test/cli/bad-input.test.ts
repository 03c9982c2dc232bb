/**
 * Bad input as a user gives it: the exit code, every word of the message, and nothing left behind. What reading
 * alone can find is asserted file by file in test/ingest/broken.test.ts; here is what a user sees of it.
 */

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import {
	broken,
	columnOf,
	fewSchools,
	readResults,
	sample,
	type Table,
	withCells,
	writeResults,
} from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { repository, workdir } from "../helpers/workdir.js";

interface Seen {
	readonly code: number;
	readonly stderr: string;
	/** What stands in the working and in the temporary folder afterwards, besides the inputs. */
	readonly left: string[];
}

/** Runs `cimp analyze` in a folder of its own, with a temporary folder of its own. */
async function analyze(put: (folder: string) => readonly string[]): Promise<Seen> {
	const folder = workdir();
	const temporary = workdir();
	const words = put(folder);
	const before = readdirSync(folder);
	const { code, stdout, stderr } = await cimpHere(["analyze", ...words], folder, { TMPDIR: temporary });
	expect(stdout).toBe("");
	return {
		code,
		stderr,
		left: [...readdirSync(folder).filter((name) => !before.includes(name)), ...readdirSync(temporary)],
	};
}

const fixture =
	(name: string) =>
	(folder: string): string[] => {
		copyFileSync(join(broken, name), join(folder, name));
		return [name];
	};
const text =
	(name: string, content: string, ...words: string[]) =>
	(folder: string): string[] => {
		writeFileSync(join(folder, name), content);
		return [name, ...words];
	};
const table =
	(name: string, content: Table, ...words: string[]) =>
	(folder: string): string[] => {
		writeResults(join(folder, name), content);
		return [name, ...words];
	};
const block = (head: string, found: string, expected: string, help: string): string =>
	`${head}\n  found     ${found}\n  expected  ${expected}\n  help      ${help}\n`;

const ten = fewSchools(10);
const cdsOf = (row: readonly string[] | undefined): string =>
	["County Code", "District Code", "School Code"].map((name) => row?.[columnOf(ten, name)] ?? "").join("");
const header = readResults(join(sample, "results-2025.txt")).header.join("^");
const percent = columnOf(ten, "Percentage Standard Met and Above");
const marked = (mark: string): Table => ({
	...ten,
	rows: ten.rows.map((row) =>
		row.map((cell, index) => (index > columnOf(ten, "Total Students Tested") && cell !== "" ? mark : cell)),
	),
});
const tooFew = (found: string): string =>
	block(
		"results.txt: error CIMP-E205: too few schools for the question",
		found,
		"at least two schools with results in the year; ten or more for a prediction",
		"give a file with more schools, such as the county's or the state's",
	);

describe("a run that can't go on leaves nothing behind and says why", () => {
	const cases: readonly [what: string, put: (folder: string) => readonly string[], code: number, stderr: string][] = [
		[
			"a missing file, and another",
			() => ["gone.txt", "../nowhere/gone too.csv"],
			3,
			block(
				"gone.txt: error CIMP-E101: file not found",
				"gone.txt",
				"the path of a file that exists",
				"check the path; a folder of downloads may be given as a whole",
			) +
				block(
					"gone too.csv: error CIMP-E101: file not found",
					"../nowhere/gone too.csv",
					"the path of a file that exists",
					"check the path; a folder of downloads may be given as a whole",
				),
		],
		[
			"standard input that holds nothing",
			() => ["-"],
			4,
			block("-: error CIMP-E103: file is empty", "0 bytes", "a header line and data lines", "download the file again"),
		],
		[
			"a folder without files",
			(folder) => {
				mkdirSync(join(folder, "empty"));
				return ["empty"];
			},
			3,
			block(
				"empty: error CIMP-E101: file not found",
				"a folder without files",
				"files in it",
				"check the path; a folder of downloads may be given as a whole",
			),
		],
		[
			"an empty file",
			text("results.txt", ""),
			4,
			block(
				"results.txt: error CIMP-E103: file is empty",
				"0 bytes",
				"a header line and data lines",
				"download the file again",
			),
		],
		[
			"a header and nothing else",
			text("results.txt", `${header}\r\n`),
			4,
			block(
				"results.txt:1: error CIMP-E105: file has a header and no data",
				`${header.split("^").length} columns and no data line`,
				"at least one data line",
				"download or export the file again",
			),
		],
		[
			"a spreadsheet renamed to csv",
			fixture("CIMP-E104-spreadsheet.csv"),
			4,
			block(
				"CIMP-E104-spreadsheet.csv: error CIMP-E104: file is not a text table",
				"an old spreadsheet (.xls)",
				"delimited text, also in a .zip or .gz archive, or an .xlsx workbook",
				"save an old spreadsheet as .xlsx, or as CSV with codes as text",
			),
		],
		[
			"the first bytes of a workbook",
			fixture("CIMP-E125-cut-workbook.csv"),
			4,
			block(
				"CIMP-E125-cut-workbook.csv: error CIMP-E125: archive can't be used",
				"an archive that was cut",
				"a whole archive without password, with at most one archive inside another",
				"download it again, or unpack it yourself and give the folder",
			),
		],
		[
			"binary data",
			fixture("CIMP-E104-zero-bytes.txt"),
			4,
			block(
				"CIMP-E104-zero-bytes.txt: error CIMP-E104: file is not a text table",
				"binary data (zero bytes)",
				"delimited text, also in a .zip or .gz archive, or an .xlsx workbook",
				"save an old spreadsheet as .xlsx, or as CSV with codes as text",
			),
		],
		[
			"an unknown header: the nearest layout and the columns missing",
			table("results.txt", { ...ten, header: ten.header.map((name) => (name === "Grade" ? "Grade Level" : name)) }),
			4,
			block(
				"results.txt:1: error CIMP-E106: header not recognised",
				'missing: "Grade"; not of the layout: "Grade Level"',
				"the columns of layout sb-2024-2025 (Smarter Balanced research file, since 2024)",
				'restore the columns named, or give --map; "Grade Level" may be "Grade"',
			),
		],
		[
			"the wrong delimiter",
			fixture("CIMP-E107-two-delimiters.txt"),
			4,
			block(
				"CIMP-E107-two-delimiters.txt:2: error CIMP-E107: delimiter differs between header and data",
				"header delimited by caret, data by comma",
				"one delimiter in the whole file",
				"export the file again from its source",
			),
		],
		["one school only", table("results.txt", fewSchools(1)), 5, tooFew("1 school with results in 2025")],
		[
			"all results withheld",
			table("results.txt", marked("*")),
			5,
			block(
				"results.txt: error CIMP-E206: all results are suppressed",
				"10 schools in 2025, all results withheld or missing",
				"schools with 11 or more students with scores",
				"choose a larger group, or all students",
			),
		],
		[
			"a district that is not in the data",
			table("results.txt", ten, "--district", "Sampel Unified"),
			2,
			block(
				"--district: error CIMP-E201: district is not in the data",
				"Sampel Unified",
				'did you mean "Sample Unified"?',
				"choose one of the names suggested, or give the seven-digit code",
			),
		],
		[
			"a year that is not in the data",
			table("results.txt", ten, "--year", "2019"),
			5,
			block(
				"--year: error CIMP-E203: year is not in the data",
				"2019",
				"2025, the only one in the files",
				"choose a year that the files hold, or give another file",
			),
		],
		[
			"a companion table of which nothing joins",
			(folder) => {
				const [head, ...lines] = readFileSync(join(sample, "covariates.csv"), "utf8").trimEnd().split(/\r?\n/);
				writeFileSync(
					join(folder, "covariates.csv"),
					[head, ...lines.map((line) => `58${line.slice(2)}`), ""].join("\n"),
				);
				return [...table("results.txt", ten)(folder), "--covariates", "covariates.csv"];
			},
			5,
			block(
				"covariates.csv: error CIMP-E204: companion table joins no school",
				`${readFileSync(join(sample, "covariates.csv"), "utf8").trimEnd().split(/\r?\n/).length - 1} codes, none of them in the results`,
				"codes of schools in the results",
				"compare the codes of both files; look for lost leading zeros",
			),
		],
		[
			"companions alone",
			(folder) => {
				copyFileSync(join(sample, "covariates.csv"), join(folder, "covariates.csv"));
				return ["covariates.csv"];
			},
			4,
			block(
				"covariates.csv: error CIMP-E109: no results file among the inputs",
				"only files of: companion",
				"at least one file of results",
				"add the state's results file",
			),
		],
		[
			"a map that is none",
			(folder) => {
				writeFileSync(join(folder, "map.yml"), "roles: {cdss: A}\n");
				return table("results.txt", ten, "--map", "map.yml")(folder);
			},
			2,
			block(
				"map.yml: error CIMP-E303: settings are not valid",
				"roles.cdss",
				'did you mean "cds"?',
				"correct the setting named",
			),
		],
	];

	it.each(cases)("%s", async (_what, put, code, stderr) => {
		expect(await analyze(put)).toEqual({ code, stderr, left: [] });
	});

	it("codes in scientific notation: the rows are refused, five are shown, and the rest are counted", async () => {
		const rounded = withCells(ten, () => ({ "County Code": "1.0E+00" }));
		const one = (line: number): string =>
			block(
				`results.txt:${line}:1: error CIMP-E113: code in scientific notation`,
				'a number in scientific notation   (field 1 "County Code")',
				"14 digits, e.g. 01611190130229",
				"download the file again; to look at it in a spreadsheet, import the code columns as text",
			);
		expect(await analyze(table("results.txt", rounded))).toEqual({
			code: 5,
			stderr:
				[2, 3, 4, 5, 6].map(one).join("") +
				"  note      and 5 more of CIMP-E113\n" +
				block(
					"--subject: error CIMP-E202: subject is not in the data",
					"no row of any subject",
					"rows of results that pass the checks; none did",
					"choose a subject that the files hold, or give another file",
				),
			left: [],
		});
	});

	it("any problem at all, with --strict: exit 1 and the list", async () => {
		const [copy = []] = ten.rows;
		expect(await analyze(table("results.txt", { ...ten, rows: [...ten.rows, copy] }, "--strict"))).toEqual({
			code: 1,
			stderr:
				block(
					"results.txt:12: repaired CIMP-R111: row stands in the data twice",
					"a copy of results.txt:2",
					"one row for each key",
					"nothing to do, if the copy is not intended (receipt in problems.csv)",
				) +
				block(
					"--strict: error CIMP-E401: problems were found and --strict was given",
					"1 problem",
					"input without problems",
					"look at the problems listed; run without --strict to go on without the rows refused",
				),
			left: [],
		});
	});

	it("an output folder that is not cimp's, which stays as it was", async () => {
		const seen = await analyze((folder) => {
			mkdirSync(join(folder, "thesis"));
			writeFileSync(join(folder, "thesis", "chapter.txt"), "mine");
			return table("results.txt", ten, "--out", "thesis")(folder);
		});
		expect(seen).toEqual({
			code: 3,
			stderr: block(
				"thesis: error CIMP-E301: output folder was not written by cimp",
				"files that cimp did not write, such as chapter.txt",
				"an empty or new folder, or one that cimp wrote",
				"choose another folder, or say --force to replace it",
			),
			left: [],
		});
	});

	it("the folder of the inputs as output, also where cimp simulate wrote it: the inputs stay", async () => {
		const folder = workdir();
		for (const name of readdirSync(sample)) copyFileSync(join(sample, name), join(folder, name));
		const before = readdirSync(folder);
		const run = await cimpHere(["analyze", folder, "--out", folder, "--force"], repository);
		expect(run).toEqual({
			code: 3,
			stdout: "",
			stderr: block(
				`${basename(folder)}: error CIMP-E301: output folder was not written by cimp`,
				"covariates.csv, a file that this run reads",
				"a folder that holds no input",
				"choose another folder with --out",
			),
		});
		expect(readdirSync(folder)).toEqual(before);
	});

	it("a folder that may not be written", () => {
		const folder = workdir();
		writeResults(join(folder, "results.txt"), ten);
		mkdirSync(join(folder, "closed"), { mode: 0o555 });
		// Permission bits do not stop root, so the program then runs as nobody.
		const asRoot = process.getuid?.() === 0;
		spawnSync("chmod", ["755", folder]);
		const run = spawnSync(
			process.execPath,
			[join(repository, "bin", "cimp.js"), "analyze", "results.txt", "--out", "closed/out"],
			{ cwd: folder, encoding: "utf8", ...(asRoot ? { uid: 65534, gid: 65534 } : {}) },
		);
		expect([run.status, run.stdout]).toEqual([3, ""]);
		expect(run.stderr).toMatch(
			/^out: error CIMP-E302: output can't be written\n {2}found {5}EACCES: permission denied, .*\n {2}expected {2}a place that can be written\n/,
		);
		expect([readdirSync(folder), readdirSync(join(folder, "closed"))]).toEqual([["closed", "results.txt"], []]);
	});

	it("all of a sentence of JSON per problem with --json", async () => {
		const seen = await analyze(table("results.txt", fewSchools(1), "--json"));
		expect([
			seen.code,
			seen.left,
			seen.stderr
				.trimEnd()
				.split("\n")
				.map((line) => JSON.parse(line) as unknown),
		]).toEqual([
			5,
			[],
			[
				{
					code: "CIMP-E205",
					severity: "error",
					message: "too few schools for the question",
					place: { file: "results.txt" },
					found: "1 school with results in 2025",
					expected: "at least two schools with results in the year; ten or more for a prediction",
					help: "give a file with more schools, such as the county's or the state's",
				},
			],
		]);
	});
});

describe("a run that goes on says what it left out, and keeps the receipts", async () => {
	// One file with a damage of each kind, on known lines.
	const [a = [], b = [], c = [], d = [], e = [], f = [], ...rest] = fewSchools(14).rows;
	const cell = (row: readonly string[], name: string, value: string): string[] =>
		row.map((old, index) => (index === columnOf(ten, name) ? value : old));
	const damaged: Table = {
		...ten,
		rows: [
			a, // line 2
			cell(b, "County Code", (b[0] ?? "").replace(/^0/, "")), // line 3: lost zero
			c.slice(0, 20), // line 4: ragged
			cell(d, "Percentage Standard Met and Above", "145.00"), // line 5: impossible
			cell(e, "County Code", "1.0E+00"), // line 6: scientific
			a, // line 7: a copy
			f.map((old, index) => (index > columnOf(ten, "Total Students Tested") && old !== "" ? "*" : old)), // line 8: withheld
			...rest.map((row, index) => (index === 0 ? row.map((old, at) => (at === percent ? "" : old)) : row)), // line 9: blank
		],
	};
	const folder = workdir();
	writeResults(join(folder, "results.txt"), damaged);
	const run = await cimpHere(["analyze", "results.txt", "--quiet"], folder);
	const problems = parse(readFileSync(join(folder, "out", "problems.csv")), { columns: true, bom: true }) as Record<
		string,
		string
	>[];
	const results = JSON.parse(readFileSync(join(folder, "out", "results.json"), "utf8")) as {
		inputs: { rowsRead: number; rowsKept: number; rowsRefused: number; refused: unknown }[];
		schools: { cds: string; actual: unknown }[];
		problems: unknown;
	};

	it("exit 0; with --quiet only the errors are said", () => {
		expect(run.code).toBe(0);
		expect(run.stderr.match(/^\S+: (?:error|repaired|warning) CIMP-\w+/gm)).toEqual([
			"results.txt:4: error CIMP-E110",
			"results.txt:6:1: error CIMP-E113",
			expect.stringMatching(/^results\.txt:5:\d+: error CIMP-E114$/),
		]);
	});

	it("problems.csv has each place, what was found, and the cell before and after a repair", () => {
		expect(problems.map(({ code, line, found, before, after }) => ({ code, line, found, before, after }))).toEqual([
			{
				code: "CIMP-R112",
				line: "3",
				found: expect.stringMatching(/^\d \(1 of 2 digits\)$/),
				before: b[0]?.replace(/^0/, ""),
				after: b[0],
			},
			{ code: "CIMP-E110", line: "4", found: `20 fields`, before: "", after: "" },
			{ code: "CIMP-E114", line: "5", found: "145.00", before: "", after: "" },
			{ code: "CIMP-E113", line: "6", found: "a number in scientific notation", before: "", after: "" },
			{ code: "CIMP-R111", line: "7", found: "a copy of results.txt:2", before: "", after: "" },
		]);
	});

	it("every row is accounted for, and * and blank are no numbers", () => {
		const [input] = results.inputs;
		expect(input && { ...input, rows: undefined }).toMatchObject({
			rowsRead: damaged.rows.length,
			rowsKept: damaged.rows.length - 4,
			rowsRefused: 4,
			refused: [
				{ reason: "code in scientific notation", rows: 1 },
				{ reason: "percentage is impossible", rows: 1 },
				{ reason: "row has another number of fields than the header", rows: 1 },
				{ reason: "row stands in the data twice", rows: 1 },
			],
		});
		const actual = new Map(results.schools.map((school) => [school.cds, school.actual]));
		expect([...actual.keys()].sort()).toEqual([a, b, f, ...rest].map(cdsOf).sort());
		expect(actual.get(cdsOf(b))).toBe(Number(b[percent]));
		expect(actual.get(cdsOf(f))).toMatchObject({ absent: "suppressed" });
		expect(actual.get(cdsOf(rest[0]))).toMatchObject({ absent: "missing" });
		expect(results.problems).toEqual({ errors: 3, warnings: 0, repaired: 2 });
	});
});
