/** Fixed-width twins give the rows of their delimited twins, one for one; others are refused with the twin's name. */

import { describe, expect, test } from "vitest";
import { type Problem, Refusal } from "../../src/domain/problem.js";
import { delimitedBytes, recogniseFixedWidth } from "../../src/ingest/fixed-width.js";
import { fixedWidthTwins } from "../../src/ingest/layouts/fixed-widths.js";
import { layoutById } from "../../src/ingest/layouts/index.js";
import type { FixedWidthTwin } from "../../src/ingest/layouts/layout.js";
import { latin, tableText, withContents } from "./helpers.js";

const cells = (twin: FixedWidthTwin, school: number): Record<string, string> => {
	const values: Record<string, string> = {
		county: "58",
		district: "99901",
		school: `99900${school}1`,
		year: String(twin.testYears[0]),
		entityType: school === 3 ? "10" : "7",
		group: school === 2 ? "31" : "1",
		grade: school === 3 ? "13" : "7",
		test: "2",
		enrolled: "62",
		tested: "61",
		scored: "60",
		meanScaleScore: school === 3 ? "" : "2501.4",
		percentLevel4: school === 2 ? "*" : "20.00",
		percentLevel3: school === 2 ? "*" : "25.00",
		percentMet: school === 2 ? "*" : "45.00",
		percentLevel2: school === 2 ? "*" : "30.00",
		percentLevel1: school === 2 ? "*" : "25.00",
		countyName: "Yuba",
		districtName: "Sample Unified",
		schoolName: `Escuela Año, No. ${school}`,
	};
	return Object.fromEntries(twin.layout.columns.map(({ header, role }) => [header, (role && values[role]) ?? ""]));
};

/** Ids have zeros before them, names blanks behind, as the state pads them. */
const padded = (twin: FixedWidthTwin, row: Readonly<Record<string, string>>): string =>
	twin.layout.columns
		.map(({ header, kind, role }, place) => {
			const width = twin.widths[place] ?? 0;
			const text = row[header] ?? "";
			return kind === "integer" && role !== undefined ? text.padStart(width, "0") : text.padEnd(width, " ");
		})
		.join("");

const linesOf = (twin: FixedWidthTwin): string[] => [1, 2, 3].map((school) => padded(twin, cells(twin, school)));

const other = (() => {
	const layout = layoutById("sb-2024-2025");
	if (layout === undefined) throw new Error("no layout");
	const row = { "County Code": "58", "District Code": "99901", "School Code": "9990099", "Test Year": "2025" };
	const rest = { "Test ID": "1", "Student Group ID": "1", Grade: "13", "Type ID": "7" };
	return tableText(layout, [{ ...row, ...rest }]);
})();

/** Everything that is read of one file beside another file of results. */
const read = (text: string) =>
	withContents({ "a.txt": latin(text), "zz-other.txt": other }, async (inputs) => ({
		problems: inputs.problems,
		summary: inputs.summaries.map((entry) => [entry.layout, entry.encoding, entry.rowsRead, entry.rowsKept]),
		results: await inputs.results({ subject: "math", years: inputs.available().years.math, groups: [1, 31] }),
		entities: await inputs.entities(),
	}));

const names = fixedWidthTwins.map(
	(twin) => [`${twin.layout.id} ${twin.testYears[0]} ${twin.widths.at(-1)}`, twin] as const,
);

describe.each(names)("%s", (_, twin) => {
	const rows = [1, 2, 3].map((school) => cells(twin, school));

	test("has a width for every column", () => {
		expect(twin.widths).toHaveLength(twin.layout.columns.length);
	});

	test("gives the rows of the delimited twin, row for row, with any line end", async () => {
		const delimited = await read(tableText(twin.layout, rows));
		expect(delimited.results.length + delimited.entities.length).toBe(3);
		for (const end of ["\r\n", "\n"]) {
			expect(
				await read(
					linesOf(twin)
						.map((line) => line + end)
						.join(""),
				),
			).toEqual(delimited);
		}
		expect(await read(linesOf(twin).join("\r\n"))).toEqual(delimited);
	});

	test("gives the cells of the twin", () => {
		const reading = recogniseFixedWidth(linesOf(twin).join("\n"));
		const expected = rows.map((row) => twin.layout.columns.map((column) => row[column.header]));
		expect(linesOf(twin).map((line) => reading?.cellsOf(line))).toEqual(expected);
		expect(reading?.cellsOf("short")).toBeUndefined();
	});
});

const [results] = fixedWidthTwins;
if (results === undefined) throw new Error("no twin");

test("lines of another length are refused with their own number, and counted", async () => {
	const [first = "", second = "", third = ""] = linesOf(results);
	const many = Array.from({ length: 60 }, (_, place) =>
		padded(results, { ...cells(results, 1), "School Code": String(9_990_100 + place) }),
	);
	const text = [first, ...many, second.slice(1), `${third} `].map((line) => `${line}\r\n`).join("");
	const found = await read(text);
	expect(found.summary[0]).toEqual(["sb-2021-2023", "utf-8", 63, 61]);
	expect(found.problems.map((entry) => [entry.code, entry.place, entry.found, entry.expected])).toEqual([
		["CIMP-E110", { file: "a.txt", line: 62 }, "1 field", "33 fields"],
		["CIMP-E110", { file: "a.txt", line: 63 }, "1 field", "33 fields"],
	]);
});

test("a damaged cell is named by its field, without a place in the line that the file does not have", async () => {
	const text = [padded(results, { ...cells(results, 1), Grade: "9" }), padded(results, cells(results, 2))].join("\r\n");
	const { problems } = await read(text);
	expect(problems.map((entry) => [entry.code, entry.place, entry.found])).toEqual([
		["CIMP-E117", { file: "a.txt", line: 1, field: { number: 10, name: "Grade" } }, "9"],
	]);
});

test("bytes are converted alike however they are cut into pieces", async () => {
	const reading = recogniseFixedWidth(linesOf(results).join("\n"));
	if (reading === undefined) throw new Error("not recognised");
	const bytes = latin(
		linesOf(results)
			.map((line) => `${line}\r\n`)
			.join(""),
	);
	const converted = async (size: number): Promise<string> => {
		async function* pieces(): AsyncGenerator<Buffer> {
			for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
		}
		const parts: Buffer[] = [];
		for await (const part of delimitedBytes(pieces(), reading)) parts.push(part);
		return Buffer.concat(parts).toString("latin1");
	};
	const whole = await converted(bytes.length);
	expect(whole.split("\r\n")).toHaveLength(4);
	for (const size of [1, 2, 176, 177, 1000]) expect(await converted(size)).toBe(whole);
});

async function refusalOf(contents: Readonly<Record<string, string | Buffer>>): Promise<readonly Problem[]> {
	try {
		await withContents(contents, async () => undefined);
	} catch (error) {
		if (error instanceof Refusal) return error.problems;
		throw error;
	}
	throw new Error("not refused");
}

test("fixed-width files whose places are not known are refused with the delimited twin", async () => {
	const lines = [2019, 2019].map((year, place) => `5899901999001${place}    ${year}${"0".repeat(160)}\r\n`).join("");
	expect(await refusalOf({ "sb_ca2019_all_ascii_v4.txt": lines })).toEqual([
		{
			code: "CIMP-E106",
			severity: "error",
			message: "header not recognised",
			place: { file: "sb_ca2019_all_ascii_v4.txt", line: 1 },
			found: "no header and no delimiter: lines of 182 characters each",
			expected: "a delimited file, or a fixed-width one whose places are known (`cimp layouts` lists them)",
			help: 'download the delimited twin, sb_ca2019_all_csv_v4.txt, in place of the fixed-width ("ascii") one',
		},
	]);
	const [problem] = await refusalOf({ "mine.txt": lines });
	expect(problem?.help).toBe('download the "csv" file of the same year, in place of the fixed-width ("ascii") one');
	// A copy in two-byte characters: places are counted in the state's own bytes.
	const wide = Buffer.from(`\uFEFF${linesOf(results).join("\r\n")}`, "utf16le");
	expect((await refusalOf({ "wide.txt": wide })).map((entry) => [entry.code, entry.found])).toEqual([
		["CIMP-E106", "no header and no delimiter: lines of 175 characters each"],
	]);
	// What stands in every line delimits: this is a table that lost its header.
	const headless = Array.from({ length: 3 }, (_, place) => `5899901999001${place},2025,${"0".repeat(40)}\n`).join("");
	expect((await refusalOf({ "lost.csv": headless })).map((entry) => [entry.code, entry.found])).toEqual([
		["CIMP-E106", "3 columns, none with a known name"],
	]);
	// The same length as a known twin, but of a year whose places are not known.
	const year = padded(results, { ...cells(results, 1), "Test Year": "2021" });
	expect((await refusalOf({ "sb_ca2021_1_ascii_v2.txt": `${year}\n${year}\n` }))[0]?.code).toBe("CIMP-E106");
});
