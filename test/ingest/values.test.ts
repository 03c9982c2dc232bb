/** States of a value, repairs, encodings, order: what the layouts' cells become. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCode } from "../../src/domain/cds-code.js";
import { harmlessName } from "../../src/domain/harmless-name.js";
import { missing, reasons, suppressed } from "../../src/domain/measured.js";
import { type Inputs, mapTemplate, openInputs, roleNames } from "../../src/ingest/index.js";
import { type Layout, layoutById } from "../../src/ingest/layouts/index.js";
import { type Cells, latin, tableText, withContents } from "./helpers.js";

const layoutOf = (id: string): Layout => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return layout;
};

const caret = layoutOf("sb-2021-2023");
const quoted = layoutOf("sb-2017-2019");
const named = layoutOf("sb-2024-2025");
const panel = layoutOf("dashboard-panel");
const census = layoutOf("census-enrollment");

const base: Cells = {
	"County Code": "58",
	"District Code": "99901",
	"School Code": "9990011",
	"Test Year": "2022",
	"Student Group ID": "1",
	"Test ID": "2",
	Grade: "5",
	"Students Enrolled": "62",
	"Students Tested": "60",
	"Students with Scores": "60",
	"Mean Scale Score": "2501.4",
	"Percentage Standard Met and Above": "45.00",
	"Type ID": "7",
};

const school = (number: number): Cells => ({ "School Code": `9990${number}1` });

const withheld = suppressed(reasons.suppressedBySource);
const nobody = missing(reasons.notTested);
const blank = missing(reasons.notReported);

const math2022 = (inputs: Inputs) => inputs.results({ subject: "math", years: [2022], groups: [1] });

test("known, withheld, blank because nobody was tested, and blank without a reason stay apart", async () => {
	const score = (cell: string): Cells => ({ "Mean Scale Score": cell, "Percentage Standard Met and Above": cell });
	const rows = [
		{ ...base, ...school(11) },
		{ ...base, ...school(12), ...score("*"), "Students with Scores": "*" },
		{ ...base, ...school(13), ...score(""), "Students Tested": "0", "Students with Scores": "" },
		{ ...base, ...school(14), ...score(""), "Students Enrolled": "" },
		{ ...base, ...school(15), ...score("0"), "Students Tested": "0", "Students with Scores": "0" },
		{ ...base, ...school(16), "Mean Scale Score": "0.0" },
	];
	await withContents({ "a.txt": tableText(caret, rows) }, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		const read = await math2022(inputs);
		expect(read.map((row) => [row.enrolled, row.tested, row.scored, row.meanScaleScore, row.percentMet])).toEqual([
			[62, 60, 60, 2501.4, 45],
			[62, 60, withheld, withheld, withheld],
			[62, 0, nobody, nobody, nobody],
			[blank, 60, 60, blank, blank],
			[62, 0, 0, nobody, nobody],
			[62, 60, 60, 0, 45],
		]);
		expect(read.map((row) => [row.distanceFromStandard, row.levelCounts[0]])).toEqual(read.map(() => [blank, blank]));
	});
});

test("a mean of zero stands for a missing one to 2019", async () => {
	const row = {
		...base,
		"Test Year": "2019",
		"Subgroup ID": "1",
		"Test Id": "2",
		"CAASPP Reported Enrollment": "62",
		"Mean Scale Score": "0.0",
		"Percentage Standard Met and Above": "0.00",
	};
	await withContents({ "a.csv": tableText(quoted, [row]) }, async (inputs) => {
		const [read] = await inputs.results({ subject: "math", years: [2019], groups: [1] });
		expect([read?.meanScaleScore, read?.percentMet, read?.charter]).toEqual([blank, 0, "unknown"]);
	});
});

test("the Dashboard panel: why a value is absent, groups by word, groups set aside", async () => {
	const row = (group: string, value: string, reliability: string): Cells => ({
		cds: "58999019990011",
		year: "2024",
		indicator: "math",
		studentgroup: group,
		value,
		denominator: "9",
		reliability,
	});
	const rows = [
		row("all", "-348.0", "reliable"),
		row("english_learners", "", "suppressed"),
		row("english_learners_only", "", "suppressed"),
		row("smarter_balanced_assessment", "-348.0", "reliable"),
		row("alternate_assessment", "1.5", "reliable"),
		row("foster", "", "not-available"),
		row("students_of_tomorrow", "2.5", "reliable"),
	];
	await withContents({ "a.csv": tableText(panel, rows) }, async (inputs) => {
		expect(inputs.summaries.map((entry) => [entry.rowsRead, entry.rowsKept])).toEqual([[7, 7]]);
		expect(inputs.problems.map((entry) => [entry.code, entry.place.line, entry.place.column, entry.found])).toEqual([
			["CIMP-W118", 8, 26, "group students_of_tomorrow in 1 row"],
		]);
		expect(inputs.available().groups.math).toEqual([1, 160, 240]);
		const read = await inputs.results({ subject: "math", years: [2024], groups: [1, 160, 240] });
		expect(read.map((entry) => [entry.group, entry.grade, entry.distanceFromStandard, entry.tested])).toEqual([
			[1, 13, -348, 9],
			[160, 13, withheld, 9],
			[240, 13, blank, 9],
		]);
	});
});

test("lost zeros are restored by the rule of the domain, cell by cell", async () => {
	const codes = ["1", "01", "001", " 1 ", "", "x", "1.0", "1e3", "1.2E+05", "-1", "12"];
	for (const width of [2, 5, 7] as const) {
		const column = { 2: "County Code", 5: "District Code", 7: "School Code" }[width];
		const rows = codes.map((code, position) => ({
			...base,
			Grade: String([3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14][position]),
			[column]: code,
		}));
		const text = tableText(caret, rows);
		const read = await withContents({ "a.txt": text }, async (inputs) => ({
			faults: inputs.problems.map((entry) => [entry.place.line, entry.code, entry.repair?.after]),
		}));
		const expected = codes.flatMap((code, position) => {
			const reading = readCode(code, width);
			const line = position + 2;
			if (reading.kind === "padded") return [[line, "CIMP-R112", reading.code]];
			if (reading.kind === "scientific") return [[line, "CIMP-E113", undefined]];
			return reading.kind === "malformed" ? [[line, "CIMP-E112", undefined]] : [];
		});
		expect(read.faults).toEqual(expected);
	}
});

describe("encodings", () => {
	const text = tableText(named, [
		{
			...base,
			"Test Year": "2024",
			"School Name": "Escuela Año – Ever–EL",
			"Total Students Tested": "60",
			"Total Students Tested with Scores": "60",
		},
	]);
	const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le");
	const written: Readonly<Record<string, Buffer>> = {
		"windows-1252": latin(text.replaceAll("–", "\u0096")),
		"utf-8": Buffer.from(text),
		"utf-8 with byte-order mark": Buffer.from(`\uFEFF${text}`),
		"utf-16le": utf16,
		"utf-16be": Buffer.from(utf16).swap16(),
	};

	test.each(Object.entries(written))("%s", async (encoding, bytes) => {
		await withContents({ "a.txt": bytes }, async (inputs) => {
			expect(inputs.problems).toEqual([]);
			expect(inputs.summaries.map((entry) => [entry.encoding, entry.bytes, entry.rowsKept])).toEqual([
				[encoding, bytes.length, 1],
			]);
			const [row] = await inputs.results({ subject: "math", years: [2024], groups: [1] });
			expect(row?.school).toBe("Escuela Año – Ever–EL");
		});
	});

	test("two-byte text without a mark, and lines ended by a carriage return alone", async () => {
		const bare = {
			"wide.txt": Buffer.from(text.replaceAll("–", "-"), "utf16le"),
			"old.txt": text.replaceAll("\r\n", "\r"),
		};
		for (const [name, bytes] of Object.entries(bare)) {
			await withContents({ [name]: bytes }, async (inputs) => {
				expect(inputs.problems).toEqual([]);
				expect(inputs.summaries.map((entry) => entry.rowsKept)).toEqual([1]);
			});
		}
	});
});

test("line numbers stay those of the file among blank lines, bad lines and records of several lines", async () => {
	const row = (number: number, more: Cells = {}): Cells => ({
		...base,
		...school(number),
		"Test Year": "2024",
		"Total Students Tested": "60",
		...more,
	});
	const rows = [
		row(11),
		row(12, { "School Name": "Two\nlines" }),
		row(13),
		row(14, { Grade: "99x" }),
		row(15, { Grade: "9" }),
	];
	const lines = tableText(named, rows, { delimiter: ",", quoting: "all", lineEnding: "\n" }).split("\n");
	// After the title: header 2, row 3, blank 4, row 5–6, broken 7, row 8, faults on 9 and 10.
	lines.splice(2, 0, "");
	lines.splice(5, 0, '"58","99901');
	const text = `A title,,\n${lines.join("\n")}\n\n`;
	await withContents({ "a.csv": text }, async (inputs) => {
		expect(inputs.problems.map((entry) => [entry.code, entry.place.line, entry.place.field?.name])).toEqual([
			["CIMP-E110", 7, undefined],
			["CIMP-E117", 9, "Grade"],
			["CIMP-E117", 10, "Grade"],
		]);
		expect(inputs.summaries.map((entry) => [entry.rowsRead, entry.rowsKept, entry.rowsRefused])).toEqual([[6, 3, 3]]);
		const read = await inputs.results({ subject: "math", years: [2024], groups: [1] });
		expect(read.map((entry) => entry.school)).toEqual(["", "Two lines", ""]);
	});
});

test("shuffled rows and files give the same rows, in the same order", async () => {
	const rows = [5, 3, 13, 11].flatMap((grade) =>
		[31, 1].flatMap((group) =>
			[12, 11].map((number) => ({ ...base, ...school(number), Grade: `${grade}`, "Student Group ID": `${group}` })),
		),
	);
	const read = (first: readonly Cells[], second: readonly Cells[]) =>
		withContents({ "a.txt": tableText(caret, first), "b.txt": tableText(caret, second) }, (inputs) =>
			inputs.results({ subject: "math", years: [2022], groups: [31, 1] }),
		);
	const plain = await read(rows.slice(0, 8), rows.slice(8));
	const keys = plain.map((row) => [row.cds, row.grade, row.group]);
	expect(keys).toEqual(
		["58999019990011".replace("0011", "0111"), "58999019990121"].flatMap((cds) =>
			[3, 5, 11, 13].flatMap((grade) => [1, 31].map((group) => [cds, grade, group])),
		),
	);
	expect(await read([...rows.slice(8)].reverse(), [...rows.slice(0, 8)].reverse())).toEqual(plain);
});

test("charter status and names come from the entities of the same year", async () => {
	const entity = (number: number, year: number, type: string, name: string): Cells => ({
		...base,
		...school(number),
		"Test Year": `${year}`,
		"Type ID": type,
		"Type Id": type,
		"County Name": "Yuba",
		"District Name": "Sample Unified",
		"School Name": name,
	});
	const result = (number: number): Cells => ({
		...base,
		...school(number),
		"Test Year": "2018",
		"Subgroup ID": "1",
		"Test Id": "2",
	});
	const contents = {
		"results.csv": tableText(quoted, [result(11), result(12), result(13)]),
		"e2018.csv": tableText(layoutOf("entities-2015-2019"), [
			entity(11, 2018, "9", "One"),
			entity(12, 2018, "10", "Two"),
		]),
		"e2022.txt": tableText(layoutOf("entities-2021-2023"), [entity(13, 2022, "9", "Three")]),
	};
	await withContents(contents, async (inputs) => {
		const read = await inputs.results({ subject: "math", years: [2018], groups: [1] });
		expect(read.map((row) => [row.school, row.district, row.charter])).toEqual([
			["One", "Sample Unified", "direct"],
			["Two", "Sample Unified", "local"],
			["", "", "unknown"],
		]);
		expect(inputs.available()).toEqual({
			kind: "percent",
			subjects: ["math"],
			years: { ela: [], math: [2018], science: [] },
			groups: { ela: [], math: [1], science: [] },
			districts: [{ code: "5899901", name: "Sample Unified" }],
			groupNames: new Map(),
		});
	});
});

test("census-day enrollment: one row a school, groups in percent", async () => {
	const row = (category: string, total: string, more: Cells = {}): Cells => ({
		"Academic Year": "2023-24",
		"Aggregate Level": "S",
		"County Code": "58",
		"District Code": "99901",
		"School Code": "9990111",
		"District Name": "Sample Unified",
		"School Name": "Sample Elementary",
		Charter: "ALL",
		"Reporting Category": category,
		TOTAL_ENR: total,
		...more,
	});
	const rows = [
		row("TA", "200"),
		row("TA", "200", { Charter: "N" }),
		row("SG_EL", "50"),
		row("SG_DS", "*"),
		row("RE_H", "20"),
		row("TA", "9000", { "Aggregate Level": "D", "School Code": "0000000" }),
	];
	const contents = {
		"enr.txt": tableText(census, rows),
		"results.txt": tableText(caret, [{ ...base, ...school(11) }]),
	};
	await withContents(contents, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		expect(await inputs.companions()).toEqual([
			{
				cds: "58999019990111",
				layout: "census-enrollment",
				vintage: "2023–24",
				district: "Sample Unified",
				school: "Sample Elementary",
				enrolled: 200,
				percentSed: blank,
				percentFrpm: blank,
				percentEl: 25,
				percentSwd: withheld,
				percentChronicallyAbsent: blank,
				schoolLevel: "unknown",
				charter: "none",
				kind: undefined,
			},
		]);
	});
});

test("a column map: words, shares and constants", async () => {
	const text =
		"Code;When;Proficient;Kind of students\n58999019990111;2022-23;0.455;English learner\n58999019990121;2022-23;*;31\n";
	const map = {
		roles: { cds: "Code", schoolYear: "When", percentMet: "Proficient", group: "Kind of students" },
		constants: { subject: "ela", grade: 13 },
		percentScale: "share",
	} as const;
	await withContents(
		{ "mine.csv": text },
		async (inputs) => {
			expect(inputs.problems).toEqual([]);
			const read = await inputs.results({ subject: "ela", years: [2023], groups: [31, 160] });
			expect(read.map((row) => [row.cds, row.group, row.grade, row.percentMet])).toEqual([
				["58999019990111", 160, 13, 45.5],
				["58999019990121", 31, 13, withheld],
			]);
		},
		map,
	);
});

test("the map template names every role and fills in columns that fit by name", () => {
	const lines = mapTemplate(["School Name", "Percent Met", "Shoe size"]).split("\n");
	expect(roleNames.filter((role) => !lines.some((line) => line.includes(`${role}: `)))).toEqual([]);
	expect(lines.filter((line) => /^ {2}\w/.test(line)).map((line) => line.split("#")[0]?.trim())).toEqual([
		'schoolName: "School Name"',
		'percentMet: "Percent Met"',
	]);
});

test("names with quotes in them, around them and both, and a name longer than the engine takes", async () => {
	const names = {
		inside: 'Sample "Star" School',
		around: '"Sample ""Star"" School"',
		plain: "Sample School",
		long: "S".repeat(3_000_000),
	};
	const row = (number: number, name: string): Cells => ({
		...base,
		...school(number),
		"Test Year": "2024",
		"School Name": name,
	});
	const cases: readonly (readonly string[])[] = [
		[names.inside, names.plain],
		[names.around, names.plain],
		[names.around, names.inside],
		[names.long, names.plain],
	];
	for (const written of cases) {
		const text = tableText(
			named,
			written.map((name, position) => row(11 + position, name)),
		);
		await withContents({ "a.txt": text }, async (inputs) => {
			expect(inputs.problems).toEqual([]);
			const read = await inputs.results({ subject: "math", years: [2024], groups: [1] });
			expect(read.map((entry) => entry.school)).toEqual(
				written.map((name) => (name === names.around ? names.inside : harmlessName(name))),
			);
		});
	}
});

test("the number of threads changes nothing", async () => {
	const rows = Array.from({ length: 20_000 }, (_, number) => ({
		...base,
		"School Code": String(1_000_000 + number),
		"Students Tested": number === 15_000 ? "x" : String(number),
	}));
	const folder = await mkdtemp(join(tmpdir(), "cimp-test-"));
	const path = join(folder, "a.txt");
	await writeFile(path, tableText(caret, rows));
	const read = async (threads: number): Promise<unknown> => {
		const inputs = await openInputs([{ path, name: "a.txt" }], { threads, temporaryFolder: folder });
		const all = [inputs.problems, inputs.summaries, await math2022(inputs)];
		await inputs.close();
		return all;
	};
	const one = await read(1);
	expect(await read(4)).toEqual(one);
	expect(await read(0)).toEqual(one);
	expect((one as [{ place: unknown }[]])[0].map((entry) => entry.place)).toEqual([
		{ file: "a.txt", line: 15_002, column: 36, field: { number: 13, name: "Students Tested" } },
	]);
	await rm(folder, { recursive: true });
});
