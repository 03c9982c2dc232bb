/**
 * Bad input, row by row: what `cimp placement audit` answers to it, where, with which remedy and exit code, and that no row of a
 * file that is read goes uncounted.
 *
 * Where people are better served than by a refusal, that is asserted: a workbook under a name that ends in .csv is read.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AuditFile, EnrollmentFile } from "../../src/app/schemas/placement.js";
import { xlsx } from "../helpers/archives.js";
import { cimpHere } from "../helpers/here.js";
import { folderContents, repository, workdir } from "../helpers/workdir.js";

const broken = join(repository, "fixtures", "broken", "placement");
const policy = join(broken, "policy.yml");

/** A problem as it is said: code, place, and words of what was found and of what to do. */
interface Said {
	readonly code: string;
	readonly line?: number;
	readonly field?: string;
	readonly found: RegExp;
	readonly help: RegExp;
}

interface Case {
	readonly file: string;
	readonly flags?: readonly string[];
	readonly exit: number;
	readonly said: readonly Said[];
	/** Rows of the file, and those left out by reason; only where the file is read. */
	readonly rows?: number;
	readonly leftOut?: Readonly<Record<string, number>>;
}

interface Answer {
	readonly exit: number;
	readonly problems: readonly {
		readonly code: string;
		readonly place: { readonly file: string; readonly line?: number; readonly field?: { readonly name: string } };
		readonly found: string;
		readonly help: string;
	}[];
	readonly exact: AuditFile | undefined;
	readonly open: string;
	readonly stderr: string;
}

/** The command, its messages as JSON and the team's own exact numbers. */
async function answerTo(file: string, flags: readonly string[] = []): Promise<Answer> {
	const home = workdir();
	const words = ["placement", "audit", "-p", policy, "-s", file, "-o", "out", "--internal", "own", "--json", ...flags];
	const { code, stderr, stdout } = await cimpHere(words, home);
	const lines = stderr.split("\n").filter((line) => line.startsWith("{"));
	const read = code === 0;
	if (read) expect(() => JSON.parse(stdout)).not.toThrow();
	return {
		exit: code,
		problems: lines.map((line) => JSON.parse(line)),
		exact: read ? (JSON.parse(readFileSync(join(home, "own", "audit.internal.json"), "utf8")) as AuditFile) : undefined,
		open: read ? [...folderContents(join(home, "out")).values()].join("\n") : "",
		stderr,
	};
}

/** Ids, names and days of birth of the fixtures' students. */
const secrets = [/9000\d\d/, /1\.23E/i, /Canary/, /2011-02-03/];

async function check({ file, flags, exit, said, rows, leftOut = {} }: Case): Promise<Answer> {
	const answer = await answerTo(file.includes("/") ? file : join(broken, file), flags);
	const { problems, exact } = answer;
	expect([answer.exit, problems.map(({ code }) => code)], answer.stderr).toEqual([exit, said.map(({ code }) => code)]);
	for (const [at, { line, field, found, help }] of said.entries()) {
		const place = problems[at]?.place;
		expect([place?.line, place?.field?.name]).toEqual([line, field]);
		expect(problems[at]?.found).toMatch(found);
		expect(problems[at]?.help).toMatch(help);
	}
	if (rows !== undefined) {
		const { population } = exact as AuditFile;
		const excluded = Object.fromEntries(population.excluded.map((one) => [one.reason, one.rows]));
		expect([population.rows, excluded]).toEqual([rows, leftOut]);
		expect(population.analysed).toBe(rows - Object.values(leftOut).reduce((sum, one) => sum + one, 0));
	}
	for (const secret of secrets) expect(`${answer.stderr}${answer.open}`).not.toMatch(secret);
	return answer;
}

const exported = /export the roster .*CSV/;
const saved = /CSV UTF-8 or \.xlsx/;

describe("empty, header only, not a table, binary, a renamed workbook", () => {
	it.each<[string, string, RegExp, RegExp, number?]>([
		["CIMP-E103-empty.csv", "CIMP-E103", /0 bytes/, exported],
		["CIMP-E103-blank-lines.csv", "CIMP-E103", /only blank lines/, exported],
		["CIMP-E105-header-only.csv", "CIMP-E105", /10 columns and no data line/, exported, 1],
		[
			"CIMP-E140-prose.csv",
			"CIMP-E140",
			/2 cells with too few known headings/,
			/export the roster with its headings/,
			1,
		],
		["CIMP-E104-zero-bytes.csv", "CIMP-E104", /binary|zero bytes/, saved],
		["CIMP-E104-old-spreadsheet.csv", "CIMP-E104", /an old spreadsheet \(\.xls\)/, saved],
		["CIMP-E125-cut-workbook.csv", "CIMP-E125", /an archive that was cut/, /download it again/],
	])("%s is refused as %s", async (file, code, found, help, line) => {
		await check({ file, exit: 4, said: [{ code, found, help, ...(line === undefined ? {} : { line }) }] });
	});

	it("reads a whole workbook under the name of a CSV file", async () => {
		const [header = [], ...rows] = readFileSync(join(broken, "sound-everybody-held-back.csv"), "utf8")
			.trim()
			.split("\n")
			.map((line) => line.split(","));
		const path = join(workdir(), "roster.csv");
		writeFileSync(path, xlsx([{ name: "Grade 9", rows: [header, ...rows] }]));
		await check({ file: path, exit: 0, said: [], rows: 12 });
	});
});

describe("encodings", () => {
	it("reads UTF-16 by its mark, without a word", async () => {
		await check({ file: "sound-utf-16.csv", exit: 0, said: [], rows: 2 });
	});

	it("reads Windows-1252 with a warning that names the line", async () => {
		const said = [{ code: "CIMP-W153", line: 2, found: /no UTF-8, first in line 2/, help: /CSV UTF-8/ }];
		await check({ file: "CIMP-W153-windows-1252.csv", exit: 0, said, rows: 2 });
	});
});

describe("columns", () => {
	it("missing: the headings that are there and the nearest to those that are not", async () => {
		const found = /10 columns: "student_id", .*"prior_courses"/;
		const said = [{ code: "CIMP-E140", line: 1, found, help: /rename "prior_courses" to prior_course/ }];
		await check({ file: "CIMP-E140-missing-columns.csv", exit: 4, said });
	});

	it.each([
		["CIMP-E141-same-heading.csv", /"score" \(field 7\) and "score" \(field 8\)/],
		["CIMP-E141-two-columns.csv", /"ethnicity" \(field 3\) and "Race" \(field 4\)/],
	])("two of one meaning (%s): both are named", async (file, found) => {
		await check({ file, exit: 4, said: [{ code: "CIMP-E141", line: 1, found, help: /delete or rename/ }] });
	});

	it("a basis of the statute that is not there is examined by nobody, and the report says so", async () => {
		const said = [
			{ code: "CIMP-W142", found: /gender|sed/, help: /export the column/ },
			{ code: "CIMP-W142", found: /gender|sed/, help: /export the column/ },
		];
		const { problems, exact, open } = await answerTo(join(broken, "CIMP-W142-one-basis.csv"));
		expect(problems.filter(({ code }) => code === "CIMP-W142")).toHaveLength(said.length);
		expect(exact?.examined.filter(({ statutory, examined }) => statutory && !examined)).toHaveLength(2);
		expect(open).toContain("Gender: not examined");
	});
});

describe("one student twice", () => {
	it("identical rows: one is kept, the copy counted", async () => {
		const said = [{ code: "CIMP-R111", line: 5, found: /a copy of .*:3/, help: /report counts the copies/ }];
		const leftOut = { "copy of another row": 1 };
		await check({ file: "CIMP-R111-copies.csv", exit: 0, said, rows: 4, leftOut });
	});

	it("rows that differ are refused", async () => {
		const said = [{ code: "CIMP-E144", line: 5, found: /:3 with other values/, help: /--dup first or --dup last/ }];
		await check({ file: "CIMP-E144-contradiction.csv", exit: 4, said });
	});

	it.each(["first", "last"])("--dup %s keeps that row and counts the other", async (wish) => {
		const { exact } = await check({
			file: "CIMP-E144-contradiction.csv",
			flags: ["--dup", wish],
			exit: 0,
			said: [{ code: "CIMP-W144", line: 5, found: /:3 with other values/, help: /look at the rows/ }],
			rows: 4,
			leftOut: { [`another row of the same student was kept (--dup ${wish})`]: 1 },
		});
		expect(exact?.stages.day1.heldBack).toBe(wish === "last" ? 1 : 0);
	});
});

describe("rows that can't be told apart", () => {
	it("a short and a long row are refused by line", async () => {
		const help = /a comma or a quote inside a cell/;
		const said = [
			{ code: "CIMP-E110", line: 4, found: /^7 fields$/, help },
			{ code: "CIMP-E110", line: 5, found: /^11 fields$/, help },
		];
		await check({ file: "CIMP-E110-ragged-rows.csv", exit: 4, said });
	});

	it("a quote that is never closed is refused by line", async () => {
		const said = [{ code: "CIMP-E110", line: 3, found: /never closed/, help: /text editor/ }];
		await check({ file: "CIMP-E110-open-quote.csv", exit: 4, said });
	});

	it("ids in scientific notation are refused: students may have become one", async () => {
		const one = {
			code: "CIMP-E142",
			field: "student_id",
			found: /scientific notation/,
			help: /export the roster again/,
		};
		const said = [
			{ ...one, line: 3 },
			{ ...one, line: 4 },
		];
		await check({ file: "CIMP-E142-scientific-notation.csv", exit: 4, said });
	});
});

describe("courses that the policy does not place", () => {
	const found = /"Geom H" \(placed_course_day1, 12 rows\), "Alg 1" \(prior_course, fewer than 11 rows\), 1 more title/;

	it("are refused, each with its count", async () => {
		const said = [{ code: "CIMP-E145", found, help: /map-courses/ }];
		await check({ file: "CIMP-E145-unknown-courses.csv", exit: 2, said });
	});

	it("are left out and counted with --unmapped exclude", async () => {
		const said = [{ code: "CIMP-W149", found, help: /map-courses/ }];
		const leftOut = { "course not in the policy": 13 };
		const flags = ["--unmapped", "exclude"];
		await check({ file: "CIMP-E145-unknown-courses.csv", flags, exit: 0, said, rows: 16, leftOut });
	});
});

describe("values that nobody knows", () => {
	it("are a group of their own, never merged into a known one", async () => {
		const { exact } = await check({
			file: "CIMP-W140-unrecognized.csv",
			exit: 0,
			said: [
				{ code: "CIMP-W140", line: 2, field: "ethnicity", found: /13 rows.*"Martian"/, help: /state's codes/ },
				{ code: "CIMP-W140", line: 5, field: "sed", found: /fewer than 11 rows/, help: /state's codes/ },
			],
			rows: 14,
		});
		const sizes = (basis: string) =>
			exact?.qualificationByGroup
				.filter((group) => group.basis === basis)
				.map(({ kind, enrolled }) => `${kind}: ${enrolled}`);
		expect(sizes("ethnicity")).toEqual(["not reported: 1", "unrecognized: 13"]);
		expect(sizes("sed")).toEqual(["group: 12", "not reported: 1", "unrecognized: 1"]);
		expect(sizes("gender")).toEqual(["group: 13", "group: 1"]);
	});
});

describe("cells of measures", () => {
	it("marks and blanks are missing; what is out of range is missing and warned; nothing is clamped", async () => {
		const help = /correct the cells, or the range/;
		const { exact } = await check({
			file: "CIMP-W141-measures.csv",
			exit: 0,
			said: [
				{ code: "CIMP-W141", line: 3, field: "ready", found: /outside 0 to 100/, help },
				{ code: "CIMP-W141", line: 6, field: "letter", found: /no value of this kind/, help },
				{ code: "CIMP-W141", line: 7, field: "score", found: /outside 2265 to 2860/, help },
				{ code: "CIMP-W141", line: 12, field: "score", found: /no value of this kind/, help },
			],
			rows: 12,
		});
		const counts = exact?.measures.map(({ column: _c, cut: _m, ...rest }) => rest);
		expect(counts).toEqual([
			// *, --, <11 and n/a; a blank; 3000; abc. "2,600" and 80% are numbers.
			{ measure: "score", known: 5, blank: 1, withheldByFile: 4, outOfRange: 1, unreadable: 1 },
			{ measure: "letter", known: 9, blank: 1, withheldByFile: 0, outOfRange: 0, unreadable: 2 },
			{ measure: "ready", known: 9, blank: 1, withheldByFile: 0, outOfRange: 2, unreadable: 0 },
		]);
		const all = exact?.coverage.find(({ key }) => !("code" in key));
		expect(all?.measures.map(({ present }) => present)).toEqual([5, 9, 9]);
		const byGender = exact?.coverage.flatMap(({ key, measures }) =>
			"code" in key && key.basis === "gender" ? [`${key.code} ${measures[0]?.present}`] : [],
		);
		expect(byGender).toEqual(["F 3", "M 2"]);
	});
});

describe("dates", () => {
	it("a checkpoint outside the year is warned about and left out of the timing alone", async () => {
		const { exact } = await check({
			file: "CIMP-W143-dates.csv",
			exit: 0,
			said: [
				{
					code: "CIMP-W143",
					line: 4,
					field: "checkpoint_date",
					found: /before the first day of school or after the year$/,
					help: /first_day in the policy/,
				},
				{ code: "CIMP-W150", line: 6, field: "checkpoint_date", found: /other words/, help: /correct the cells/ },
			],
			rows: 5,
		});
		expect(exact?.stages.checkpoint).toMatchObject({ qualified: 5 });
		expect(exact?.moves).toMatchObject({ timing: { dated: 2, inTime: 2, impossible: 2 } });
	});
});

describe("edges: a report is still made, in words, with exit code 0", () => {
	it.each([
		["sound-nobody-qualifies.csv", 12, "no verdict for any of 7 groups"],
		["sound-everybody-held-back.csv", 12, "no verdict for any of 7 groups"],
		["sound-one-group-one-school.csv", 40, "no verdict for any of 3 groups"],
		["sound-one-student.csv", 1, "no verdict for any of 3 groups"],
	])("%s", async (file, rows, title) => {
		const { open, exact } = await check({ file, exit: 0, said: [], rows });
		expect(open).toContain(title);
		expect(open).not.toMatch(/NaN|undefined<|Infinity|students students|\[object/);
		const verdicts = new Set(exact?.stages.day1.groups.map(({ verdict }) => verdict));
		expect([...verdicts].every((verdict) => verdict === "NOT ENOUGH DATA" || verdict === "NOT DEFINED")).toBe(true);
	});
});

describe("no policy", () => {
	it("gives enrollment alone, under a title that says so", async () => {
		const home = workdir();
		const roster = join(broken, "sound-one-group-one-school.csv");
		const { code, stderr } = await cimpHere(["placement", "audit", "-s", roster, "-o", "out"], home);
		const title = "SB 359 question NOT answered: no policy file";
		expect([code, stderr]).toEqual([0, expect.stringContaining(title)]);
		const file = JSON.parse(readFileSync(join(home, "out", "audit.json"), "utf8")) as EnrollmentFile;
		expect(file.title).toBe(title);
		expect(readFileSync(join(home, "out", "report.html"), "utf8")).toContain(title);
		expect(JSON.stringify(file)).not.toMatch(/heldBack|verdict|qualified/i);
	});
});

describe("other grades and years", () => {
	it("other grades are left out and counted", async () => {
		const said = [
			{ code: "CIMP-W145", line: 4, field: "grade", found: /rows of other grades/, help: /meant to be left out/ },
		];
		await check({ file: "CIMP-W145-other-grades.csv", exit: 0, said, rows: 4, leftOut: { "not in grade 9": 1 } });
	});

	it("nobody left is an error of its own", async () => {
		const said = [{ code: "CIMP-E147", found: /not in grade 9/, help: /--year/ }];
		await check({ file: "CIMP-E147-other-grade.csv", exit: 5, said });
	});

	it("years that were not asked for are left out and counted", async () => {
		const flags = ["--years", "2025-26"];
		const { exact } = await answerTo(join(broken, "sound-two-years.csv"), flags);
		const { rows, analysed, excluded } = (exact as AuditFile).population;
		expect([rows, analysed]).toEqual([30, 15]);
		expect(excluded.map((one) => one.rows)).toEqual([15]);
		expect(excluded[0]?.reason).toMatch(/year/);
	});
});

describe("cells like formulas, and markup", () => {
	it("are guarded in CSV and escaped in pages", async () => {
		const { open } = await check({ file: "sound-formulas.csv", exit: 0, said: [], rows: 72 });
		const home = workdir();
		const words = ["placement", "audit", "-p", policy, "-s", join(broken, "sound-formulas.csv"), "-o", "out", "-q"];
		await cimpHere(words, home);
		const written = [...folderContents(join(home, "out"))];
		const tables = written.filter(([name]) => name.endsWith(".csv"));
		const cells = tables.flatMap(([, text]) => text.replace("\uFEFF", "").split(/[\r\n,]+/));
		expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
		expect(cells.some((cell) => cell.includes("HYPERLINK"))).toBe(true);
		expect(open).toContain("&lt;b&gt;Sample&lt;/b&gt; &amp; High");
		for (const [name, text] of written.filter(([path]) => /\.(?:html|svg)$/.test(path)))
			expect(text, name).not.toContain("<b>Sample");
	});
});
