/**
 * Real Smarter Balanced rows of ten test years, laid out anew as the state wrote its files in each year: exact headers,
 * delimiter, quotes, line ends and encoding. Every value comes back, and every absence with its reason.
 *
 * The transcription has no students with scores and no counts. From 2017 on, percents of two decimals say both: of the
 * numbers of students up to those tested, exactly one gives all five percents. Before, percents are whole numbers and
 * the cells stay blank.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { type Measured, missing, reasons, suppressed } from "../../src/domain/measured.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import type { Inputs } from "../../src/ingest/index.js";
import { realData, realDataAbsence, realDataPresent } from "../helpers/data.js";
import { latin, withContents } from "./helpers.js";

type Cells = Readonly<Record<string, string>>;

const twoSchools = join(realData, "research-files", "sb_two_schools_grade11_2015_2025.csv");
const rows: readonly Cells[] = realDataPresent
	? (parse(readFileSync(twoSchools), { columns: true }) as Record<string, string>[])
	: [];
const years = [2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023, 2024, 2025] as const;
type Year = (typeof years)[number];

const headersPath = join(realData, "lookups", "headers_by_era.json");
const published: Readonly<Record<string, readonly string[]>> = existsSync(headersPath)
	? JSON.parse(readFileSync(headersPath, "utf8"))
	: {};

interface Era {
	readonly layout: string;
	readonly headers: readonly string[];
	readonly quoted: boolean;
}

function eraOf(year: Year): Era {
	const headers = (name: string): readonly string[] => published[name] ?? [];
	if (year === 2015) return { layout: "sb-2015", headers: headers("A_2015"), quoted: true };
	if (year === 2016) {
		// The lookup table has no header of 2016: it is that of 2015 with another word for the middle of three.
		const older = headers("A_2015").map((name) => name.replace("At or Near", "Near"));
		return { layout: "sb-2016", headers: older, quoted: true };
	}
	if (year <= 2019) return { layout: "sb-2017-2019", headers: headers("B_2017_2019"), quoted: true };
	if (year <= 2023) return { layout: "sb-2021-2023", headers: headers("C_2021_2023"), quoted: false };
	return { layout: "sb-2024-2025", headers: headers("D_2024_2025"), quoted: false };
}

interface Counts {
	readonly scored: number;
	/** Students at levels 1 to 4. */
	readonly levels: readonly [number, number, number, number];
}

const percentCells = ["pct_not_met", "pct_nearly_met", "pct_met", "pct_exceeded"] as const;

/** The counts behind percents of two decimals; `undefined` where there are none, or percents are whole numbers. */
function countsOf(cell: Cells): Counts | undefined {
	if (Number(cell.year) < 2017 || cell.pct_met === "") return undefined;
	const percents = percentCells.map((name) => Number(cell[name]));
	const tested = Number(cell.tested);
	const found: Counts[] = [];
	for (let scored = tested; scored >= Math.max(11, tested - 40); scored--) {
		const levels = percents.map((percent) => Math.round((percent * scored) / 100));
		const [one = 0, two = 0, three = 0, four = 0] = levels;
		const exact = (count: number, percent: number): boolean =>
			Math.abs((100 * count) / scored - percent) < 0.005 + 1e-9;
		const fits = levels.every((count, level) => exact(count, percents[level] ?? -1));
		if (fits && one + two + three + four === scored && exact(three + four, Number(cell.pct_met_and_above))) {
			found.push({ scored, levels: [one, two, three, four] });
		}
	}
	expect(found).toHaveLength(1);
	return found[0];
}

/** How cells are written: identifiers padded or not, and what stands in place of a score of fewer than eleven. */
interface Hand {
	readonly padded: boolean;
	readonly withheld: "*" | "";
}

const plainHand: Hand = { padded: false, withheld: "" };

/** The cells of a transcribed row under the headings of every era. */
function cellsOf(cell: Cells, { padded, withheld }: Hand): Cells {
	const counts = countsOf(cell);
	const id = (text = "", width: number): string => (padded ? text.padStart(width, "0") : text);
	const score = (text = ""): string => (text === "" ? withheld : text);
	const twoDecimals = (text = ""): string => (Number(cell.year) < 2017 || text === "" ? text : Number(text).toFixed(2));
	const percent = (name: string): string => score(twoDecimals(cell[name]));
	const count = (number: number | undefined): string => (number === undefined ? withheld : String(number));
	const [one, two, three, four] = counts?.levels ?? [];
	const scored = counts === undefined ? (cell.pct_met === "" ? withheld : "") : String(counts.scored);
	const { cds_code: cds = "", enrolled = "", tested = "" } = cell;
	return {
		"County Code": cds.slice(0, 2),
		"District Code": cds.slice(2, 7),
		"School Code": cds.slice(7),
		"School Name": cell.school ?? "",
		"Type ID": id("7", 2),
		"Test Year": cell.year ?? "",
		"Test Type": "B",
		"Test ID": id(cell.test_id, 2),
		"Subgroup ID": id(cell.student_group_id, 3),
		"Student Group ID": id(cell.student_group_id, 3),
		Grade: id(cell.grade, 2),
		"Total CAASPP Enrollment": enrolled,
		"CAASPP Reported Enrollment": enrolled,
		"Students Enrolled": enrolled,
		"Total Students Enrolled": enrolled,
		"Students Tested": tested,
		"Total Students Tested": tested,
		"Students with Scores": scored,
		"Total Students Tested with Scores": scored,
		"Mean Scale Score": score(cell.mean_scale_score),
		"Percentage Standard Exceeded": percent("pct_exceeded"),
		"Percentage Standard Met": percent("pct_met"),
		"Percentage Standard Met and Above": percent("pct_met_and_above"),
		"Percentage Standard Nearly Met": percent("pct_nearly_met"),
		"Percentage Standard Not Met": percent("pct_not_met"),
		"Count Standard Exceeded": count(four),
		"Count Standard Met": count(three),
		"Count Standard Met and Above": count(three === undefined || four === undefined ? undefined : three + four),
		"Count Standard Nearly Met": count(two),
		"Count Standard Not Met": count(one),
		"Overall Total": count(counts?.scored),
	};
}

/** An invented row with a letter outside ASCII, so that a file with names is one of Windows-1252. */
const named: Cells = {
	...{ "County Code": "58", "District Code": "99901", "School Code": "9990011", "Type ID": "7" },
	...{ "District Name": "Sample Unified", "School Name": "Escuela Año", "Student Group ID": "1", "Test ID": "2" },
	...{ Grade: "11", "Total Students Enrolled": "12" },
};

/** A file of a year, byte for byte as the state would have written it. */
function fileOf(year: Year, hand: Hand): Buffer {
	const { headers, quoted } = eraOf(year);
	const data = rows.filter((cell) => cell.year === String(year)).map((cell) => cellsOf(cell, hand));
	if (headers.includes("School Name")) data.push({ ...named, "Test Year": String(year) });
	const cell = (header: string, text: string): string =>
		quoted && !(header === "Filler" && text === "") ? `"${text}"` : text;
	const lines = [
		headers.map((header) => cell(header, header)),
		// Headings differ between eras in case alone where the test's id is meant.
		...data.map((cells) => headers.map((header) => cell(header, cells[header.replace("Test Id", "Test ID")] ?? ""))),
	];
	return latin(lines.map((line) => `${line.join(quoted ? "," : "^")}\r\n`).join(""));
}

const notReported = missing(reasons.notReported);

/** What a transcribed row must become. */
function expectedOf(cell: Cells, { withheld }: Hand): ResultRow {
	const year = Number(cell.year);
	const era = eraOf(year as Year);
	const counts = countsOf(cell);
	const hidden = withheld === "*" ? suppressed(reasons.suppressedBySource) : notReported;
	const score = (text = ""): Measured => (text === "" ? hidden : Number(text));
	const names = era.headers.includes("School Name");
	const level = (number: number): Measured => (names ? (counts?.levels[number] ?? hidden) : notReported);
	return {
		cds: cell.cds_code ?? "",
		level: "school",
		charter: year >= 2021 ? "none" : "unknown",
		district: "",
		school: names ? (cell.school ?? "") : "",
		year,
		subject: cell.subject === "ela" ? "ela" : "math",
		grade: 11,
		group: Number(cell.student_group_id),
		// In 2015 the enrollment of every group is that of all students.
		enrolled: year === 2015 && cell.student_group_id !== "1" ? missing(reasons.enrollmentOfAll) : Number(cell.enrolled),
		tested: Number(cell.tested),
		scored: counts?.scored ?? (cell.pct_met === "" ? hidden : notReported),
		meanScaleScore: score(cell.mean_scale_score),
		percentMet: score(cell.pct_met_and_above),
		distanceFromStandard: notReported,
		levelCounts: [level(0), level(1), level(2), level(3)],
	};
}

const keyOf = (row: ResultRow): string => [row.subject, row.cds, row.year, 1000 + row.group].join(" ");
const inOrder = (list: readonly ResultRow[]): ResultRow[] =>
	[...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));

/** All rows of the two schools, and the account of each file. */
async function readBack(inputs: Inputs) {
	const read = await Promise.all(
		(["ela", "math"] as const).map((subject) => inputs.results({ subject, years, groups: [1, 31, 111] })),
	);
	return {
		problems: inputs.problems,
		files: inputs.summaries.map((entry) => [
			entry.layout,
			entry.delimiter,
			entry.rowsRead,
			entry.rowsKept,
			entry.years,
		]),
		rows: inOrder(read.flat().filter((row) => !row.cds.startsWith("5899901"))),
	};
}

/** The account of a year's file: twelve real rows, and the invented one where there are names. */
function accountOf(year: Year): unknown[] {
	const { layout, quoted, headers } = eraOf(year);
	const lines = headers.includes("School Name") ? 13 : 12;
	return [layout, quoted ? "comma" : "caret", lines, lines, [year]];
}

const why = realDataPresent ? "" : ` (skipped: ${realDataAbsence})`;

describe.skipIf(!realDataPresent)(`120 real rows in the state's layouts of ten years${why}`, () => {
	test("are two schools, two subjects, three groups, ten years; two small groups of 2021 have no scores", () => {
		expect(rows.length).toBe(120);
		expect(new Set(rows.map((cell) => `${cell.cds_code} ${cell.subject} ${cell.student_group_id}`)).size).toBe(12);
		expect([...new Set(rows.map((cell) => Number(cell.year)))].sort()).toEqual(years);
		expect(rows.filter((cell) => cell.pct_met === "").map((cell) => [cell.year, cell.subject, cell.tested])).toEqual([
			["2021", "ela", "10"],
			["2021", "math", "9"],
		]);
	});

	test.each(years)("%i comes back value for value from its own layout", async (year) => {
		const mine = rows.filter((cell) => cell.year === String(year));
		expect(mine.length).toBe(12);
		const read = await withContents({ "a.txt": fileOf(year, plainHand) }, readBack);
		expect(read).toEqual({
			problems: [],
			files: [accountOf(year)],
			rows: inOrder(mine.map((cell) => expectedOf(cell, plainHand))),
		});
	});

	test.each<[string, Hand]>([
		["identifiers as short as they are, blanks for withheld scores", plainHand],
		["identifiers padded with zeros, asterisks for withheld scores", { padded: true, withheld: "*" }],
	])("all ten years in one run: %s", async (_, hand) => {
		const contents = Object.fromEntries(years.map((year) => [`results-${year}.txt`, fileOf(year, hand)]));
		const read = await withContents(contents, readBack);
		expect(read).toEqual({
			problems: [],
			files: years.map(accountOf),
			rows: inOrder(rows.map((cell) => expectedOf(cell, hand))),
		});
	});

	test("files with names are told to be of Windows-1252, and the name is whole", async () => {
		const contents = { "2024.txt": fileOf(2024, plainHand), "2025.txt": fileOf(2025, plainHand) };
		await withContents(contents, async (inputs) => {
			expect(inputs.summaries.map((entry) => entry.encoding)).toEqual(["windows-1252", "windows-1252"]);
			const math = await inputs.results({ subject: "math", years: [2024, 2025], groups: [1] });
			const invented = math.filter((row) => row.cds.startsWith("5899901"));
			expect(invented.map((row) => [row.year, row.district, row.school])).toEqual([
				[2024, "Sample Unified", "Escuela Año"],
				[2025, "Sample Unified", "Escuela Año"],
			]);
		});
	});
});
