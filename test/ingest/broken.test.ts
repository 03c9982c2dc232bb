/** Every problem that reading can find, from a fixture, asserted whole. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { type Problem, Refusal } from "../../src/domain/problem.js";
import { type ColumnMap, openInputs } from "../../src/ingest/index.js";
import { openFiles, withContents } from "./helpers.js";

const folder = "fixtures/broken";

interface Outcome {
	readonly refused: boolean;
	readonly rowsRead: number;
	readonly rowsKept: number;
	readonly refusedBy: Readonly<Record<string, number>>;
	readonly problems: readonly Problem[];
}

async function outcomeOf(paths: readonly string[], map?: ColumnMap): Promise<Outcome> {
	try {
		const { inputs, end } = await openFiles(paths, map);
		const [summary] = inputs.summaries;
		const { problems } = inputs;
		expect(await end()).toEqual([]);
		return {
			refused: false,
			rowsRead: summary?.rowsRead ?? 0,
			rowsKept: summary?.rowsKept ?? 0,
			refusedBy: Object.fromEntries(summary?.refused.map((entry) => [entry.reason, entry.rows]) ?? []),
			problems,
		};
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { refused: true, rowsRead: 0, rowsKept: 0, refusedBy: {}, problems: error.problems };
	}
}

const expectedPath = `${folder}/expected.json`;
const files = readdirSync(folder).filter((name) => /^CIMP-[A-Z]\d{3}-/.test(name));
const alone = files.filter((name) => !/^CIMP-E(?:108|209)-/.test(name));

describe("broken inputs", async () => {
	if (process.env.CIMP_UPDATE_GOLDENS === "1") {
		const outcomes: Record<string, Outcome> = {};
		for (const name of alone) outcomes[name] = await outcomeOf([`${folder}/${name}`]);
		writeFileSync(expectedPath, `${JSON.stringify(outcomes, null, "\t")}\n`);
	}
	const expected: Record<string, Outcome> = JSON.parse(readFileSync(expectedPath, "utf8"));

	test("each fixture has its expectation and each expectation its fixture", () => {
		expect(Object.keys(expected).sort()).toEqual([...alone].sort());
	});

	test.each(alone)("%s", async (name) => {
		const outcome = await outcomeOf([`${folder}/${name}`]);
		expect(outcome).toEqual(expected[name]);
		expect(outcome.problems.map((entry) => entry.code)).toContain(name.slice(0, 9));
	});
});

const problemsOf = async (paths: readonly string[], map?: ColumnMap): Promise<readonly Problem[]> =>
	(await outcomeOf(paths, map)).problems;

test("CIMP-E101 and E102: files that cannot be opened, all named at once", async () => {
	expect(await problemsOf([`${folder}/no-such-file.csv`, folder, `${folder}/CIMP-E103-empty.txt`])).toEqual([
		{
			code: "CIMP-E103",
			severity: "error",
			message: "file is empty",
			place: { file: "CIMP-E103-empty.txt" },
			found: "0 bytes",
			expected: "a header line and data lines",
			help: "download the file again",
		},
		{
			code: "CIMP-E102",
			severity: "error",
			message: "file can't be read",
			place: { file: "broken" },
			found: "EISDIR",
			expected: "a readable file or folder",
			help: "check the permissions, or copy the file to a local folder",
		},
		{
			code: "CIMP-E101",
			severity: "error",
			message: "file not found",
			place: { file: "no-such-file.csv" },
			found: "ENOENT",
			expected: "the path of a file that exists",
			help: "check the path; a folder of downloads may be given as a whole",
		},
	]);
});

describe("CIMP-E108: column maps that do not fit", () => {
	const path = `${folder}/CIMP-E108-other-columns.csv`;
	const whole: ColumnMap = {
		roles: { cds: "School CDS", year: "Spring", subject: "Test", percentMet: "Percent at Level 3 or 4" },
		constants: { grade: 13, group: 1 },
	};

	test("a column that the file does not have", async () => {
		const map = { ...whole, roles: { ...whole.roles, percentMet: "Percent at Level 3 and 4" } };
		expect(await problemsOf([path], map)).toEqual([
			{
				code: "CIMP-E108",
				severity: "error",
				message: "column map does not fit the file",
				place: { file: "CIMP-E108-other-columns.csv", line: 1 },
				found: 'no column "Percent at Level 3 and 4" in the header',
				expected: "a map whose column names stand in the header",
				help: 'correct the map; near: "Percent at Level 3 or 4"',
			},
		]);
	});

	test("roles that are left out", async () => {
		expect(await problemsOf([path], { roles: { percentMet: "Percent at Level 3 or 4" } })).toEqual([
			{
				code: "CIMP-E108",
				severity: "error",
				message: "column map does not fit the file",
				place: { file: "CIMP-E108-other-columns.csv" },
				found: "no column or constant for cds, year, subject, grade, group",
				expected: "a map whose column names stand in the header",
				help: "correct the map; `cimp layouts --map-template` prints all roles",
			},
		]);
	});

	test("a map that fits reads the file", async () => {
		const { inputs, end } = await openFiles([path], whole);
		expect(inputs.problems).toEqual([]);
		expect(inputs.summaries.map((entry) => [entry.layout, entry.family, entry.rowsKept])).toEqual([
			["map", "results", 1],
		]);
		const [row] = await inputs.results({ subject: "math", years: [2022], groups: [1] });
		expect([row?.cds, row?.grade, row?.percentMet]).toEqual(["58999019990011", 13, 45]);
		expect(await end()).toEqual([]);
	});
});

test("CIMP-E109 without any file", async () => {
	const opened = openInputs([], { temporaryFolder: tmpdir() });
	await expect(opened).rejects.toThrow("CIMP-E109: no results file among the inputs");
});

test("CIMP-E209: percents and distance from standard together", async () => {
	const paths = [`${folder}/CIMP-E209-percent.txt`, `${folder}/CIMP-E209-distance.csv`];
	expect(await problemsOf(paths)).toEqual([
		{
			code: "CIMP-E209",
			severity: "error",
			message: "files measure different things",
			place: { file: "CIMP-E209-percent.txt" },
			found: "distance from standard alone in CIMP-E209-distance.csv, percents here",
			expected: "results of one kind",
			help: "run cimp once for each kind of file",
		},
	]);
	expect(await problemsOf([...paths].reverse())).toEqual(await problemsOf(paths));
});

test("rows of two files: copies are left out, contradictions refused on both sides", async () => {
	const text = (name: string): string => readFileSync(`${folder}/${name}`, "utf8");
	const contents = { "b.txt": text("CIMP-R111-copied-row.txt"), "a.txt": text("CIMP-E111-contradiction.txt") };
	const account = await withContents(contents, async (inputs) => ({
		summaries: inputs.summaries.map((entry) => [entry.file, entry.rowsRead, entry.rowsKept, entry.refused]),
		places: inputs.problems.map((entry) => [entry.code, entry.place.file, entry.place.line, entry.found]),
		rows: (await inputs.results({ subject: "math", years: [2022], groups: [1] })).map((row) => row.cds),
	}));
	const contradicts = "rows with one key contradict each other";
	const copied = "row stands in the data twice";
	expect(account).toEqual({
		summaries: [
			["a.txt", 3, 1, [{ reason: contradicts, rows: 2 }]],
			[
				"b.txt",
				3,
				0,
				[
					{ reason: copied, rows: 1 },
					{ reason: contradicts, rows: 2 },
				],
			],
		],
		places: [
			["CIMP-E111", "a.txt", 4, "the key of a.txt:2 with other values"],
			["CIMP-E111", "b.txt", 2, "the key of a.txt:2 with other values"],
			["CIMP-R111", "b.txt", 3, "a copy of a.txt:3"],
			["CIMP-E111", "b.txt", 4, "the key of a.txt:2 with other values"],
		],
		rows: ["58999019990029"],
	});
});
