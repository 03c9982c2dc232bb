/** The real files: every row accounted for, every value as published. */

import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { EntityRow } from "../../src/domain/entity.js";
import { isKnown, known } from "../../src/domain/measured.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import { openFiles, withContents } from "./helpers.js";

const folder = "../shared/data";
const present = existsSync(folder);
const why = present ? "" : ` (skipped: ${folder} is absent)`;
const research = `${folder}/research-files`;
const cast = `${research}/cast_ca2025_ten_districts.txt`;
const entities = [2015, 2018, 2022, 2025].map((year) => `${research}/sb_ca${year}entities_ten_districts.txt`);
const panel = `${folder}/dashboard-panel/dfs_ten_districts_2023_2025.csv`;
const covariates = `${folder}/dashboard-panel/school_covariates_ten_districts_2025_26.csv`;

const records = (path: string, delimiter = ","): Record<string, string>[] =>
	parse(readFileSync(path), { columns: true, delimiter, bom: true }) as Record<string, string>[];

/** Lines behind the header, counted in the bytes: each ends with a line feed, and no quote holds one. */
const dataLines = (path: string): number => readFileSync(path).filter((byte) => byte === 0x0a).length - 1;

const entityTypesOf: Readonly<Record<string, Pick<EntityRow, "level" | "charter">>> = {
	4: { level: "state", charter: "none" },
	5: { level: "county", charter: "none" },
	6: { level: "district", charter: "none" },
	7: { level: "school", charter: "none" },
	9: { level: "school", charter: "direct" },
	10: { level: "school", charter: "local" },
};

describe.skipIf(!present)(`real files${why}`, () => {
	test("science results and the entities of four eras: all rows kept, percents are counts over totals", async () => {
		const { inputs, end } = await openFiles([cast, ...entities]);
		expect(inputs.problems).toEqual([]);
		expect(
			inputs.summaries.map((entry) => [entry.layout, entry.delimiter, entry.rowsRead, entry.rowsKept, entry.years]),
		).toEqual([
			["cast-2024-2025", "caret", 1929, 1929, [2025]],
			["entities-2015-2019", "comma", 739, 739, [2015]],
			["entities-2015-2019", "comma", 674, 674, [2018]],
			["entities-2021-2023", "caret", 660, 660, [2022]],
			["entities-2024-2025", "caret", 654, 654, [2025]],
		]);
		expect(inputs.summaries.map((entry) => entry.rowsRead)).toEqual([cast, ...entities].map(dataLines));
		const rows = await inputs.results({ subject: "science", years: [2025], groups: [1] });
		expect(rows.length).toBe(1929);
		const scoredRows = records(cast, "^").filter((cell) => /^\d/.test(cell["Overall Total"] ?? ""));
		expect(rows.filter((row) => isKnown(row.percentMet)).length).toBe(scoredRows.length);
		expect(scoredRows.length).toBe(1747);
		const off = rows.filter((row) => {
			const counts = row.levelCounts.map((count) => known(count));
			if (!isKnown(row.percentMet)) return counts.some((count) => count !== undefined);
			const [one = Number.NaN, two = Number.NaN, three = Number.NaN, four = Number.NaN] = counts;
			const total = one + two + three + four;
			return total !== row.scored || Math.abs((100 * (three + four)) / total - row.percentMet) > 0.005001;
		});
		expect(off).toEqual([]);
		const places = await inputs.entities();
		expect(places.length).toBe(739 + 674 + 660 + 654);
		expect(places.filter((place) => place.year === 2025 && place.level === "state")).toEqual([
			{
				cds: "00000000000000",
				level: "state",
				charter: "none",
				year: 2025,
				county: "State Of California",
				district: "",
				school: "",
			},
		]);
		expect(await end()).toEqual([]);
	});

	test("the rows of the science file, cell by cell", async () => {
		const { inputs, end } = await openFiles([cast]);
		const rows = await inputs.results({ subject: "science", years: [2025], groups: [1] });
		const shown = (value: ResultRow["tested"]): string =>
			isKnown(value) ? String(value) : value.absent === "suppressed" ? "*" : "";
		const key = (parts: readonly unknown[]): string => parts.join(" ");
		const ours = rows.map((row) =>
			key([row.cds, row.grade, shown(row.enrolled), shown(row.tested), shown(row.scored), shown(row.percentMet)]),
		);
		const theirs = records(cast, "^").map((cell) =>
			key([
				`${cell["County Code"]}${cell["District Code"]}${cell["School Code"]}`,
				cell.Grade,
				cell["Total Students Enrolled"],
				cell["Total Students Tested"],
				cell["Total Students Tested with Scores"],
				/^\d/.test(cell["Percentage Standard Met and Above"] ?? "")
					? Number(cell["Percentage Standard Met and Above"])
					: cell["Percentage Standard Met and Above"],
			]),
		);
		expect([...ours].sort()).toEqual([...theirs].sort());
		expect(await end()).toEqual([]);
	});

	test("in the science file, every published percent is its count of the total, and the counts are the total", () => {
		const levels = ["Exceeded", "Met", "Met and Above", "Nearly Met", "Not Met"];
		const off = records(cast, "^").filter((cell) => {
			const total = cell["Overall Total"] ?? "";
			const count = (level: string): string => cell[`Count Standard ${level}`] ?? "";
			const percent = (level: string): string => cell[`Percentage Standard ${level}`] ?? "";
			// A row without a total has no count and no percent.
			if (!/^\d/.test(total)) return levels.some((level) => count(level) !== total || percent(level) !== total);
			const sum = ["Exceeded", "Met", "Nearly Met", "Not Met"].reduce((so, level) => so + Number(count(level)), 0);
			const near = (level: string): boolean =>
				Math.abs((100 * Number(count(level))) / Number(total) - Number(percent(level))) < 0.005 + 1e-9;
			return sum !== Number(total) || !levels.every(near);
		});
		expect(off).toEqual([]);
	});

	test.each(entities.map((path) => [basename(path), path]))("the rows of %s, cell by cell", async (_, path = "") => {
		const { inputs, end } = await openFiles([cast, path]);
		const text = new TextDecoder("windows-1252").decode(readFileSync(path));
		const delimiter = text.startsWith('"') ? "," : "^";
		const cells = parse(text, { columns: true, delimiter }) as Record<string, string>[];
		const theirs = cells.map((cell): EntityRow => {
			const type = cell["Type Id"] ?? cell["Type ID"] ?? "";
			const kind = entityTypesOf[type];
			if (kind === undefined) throw new Error(`type ${type}`);
			return {
				cds: `${cell["County Code"]}${cell["District Code"]}${cell["School Code"]}`,
				...kind,
				year: Number(cell["Test Year"]),
				county: cell["County Name"] ?? "",
				district: cell["District Name"] ?? "",
				school: cell["School Name"] ?? "",
			};
		});
		const inOrder = (rows: readonly EntityRow[]): EntityRow[] => [...rows].sort((a, b) => (a.cds < b.cds ? -1 : 1));
		expect(inOrder(await inputs.entities())).toEqual(inOrder(theirs));
		expect(theirs.length).toBe(dataLines(path));
		expect(await end()).toEqual([]);
	});

	test("locally funded charters are in the district row, direct-funded ones are not", async () => {
		const { inputs, end } = await openFiles([cast]);
		const rows = await inputs.results({ subject: "science", years: [2025], groups: [1] });
		const oakland = rows.filter((row) => row.cds.startsWith("0161259") && row.grade === 5);
		const scored = (keep: (row: ResultRow) => boolean): number =>
			oakland.filter(keep).reduce((sum, row) => sum + (known(row.scored) ?? 0), 0);
		expect({
			district: scored((row) => row.level === "district"),
			schoolsAndLocal:
				scored((row) => row.charter === "none" && row.level === "school") + scored((row) => row.charter === "local"),
			direct: scored((row) => row.charter === "direct"),
		}).toEqual({ district: 2675, schoolsAndLocal: 2672, direct: 672 });
		expect(await end()).toEqual([]);
	});

	test("the Dashboard panel and the schools' table", async () => {
		const { inputs, end } = await openFiles([panel, covariates]);
		expect(inputs.problems).toEqual([]);
		expect(inputs.summaries.map((entry) => [entry.layout, entry.rowsRead, entry.rowsKept])).toEqual([
			["dashboard-panel", 62_673, 62_673],
			["school-covariates", 635, 635],
		]);
		const available = inputs.available();
		expect(available.kind).toBe("dfs");
		expect(available.districts.map((entry) => `${entry.code} ${entry.name}`)).toEqual([
			"0161259 Oakland Unified",
			"1062414 Sanger Unified",
			"1964725 Long Beach Unified",
			"3066522 Garden Grove Unified",
			"3066670 Santa Ana Unified",
			"3467314 Elk Grove Unified",
			"3467439 Sacramento City Unified",
			"3773569 Oceanside Unified",
			"3868478 San Francisco Unified",
			"5475531 Dinuba Unified",
		]);
		const { math: groups } = available.groups;
		const rows = await inputs.results({ subject: "math", years: [2023, 2024, 2025], groups });
		const states = { known: 0, suppressed: 0, missing: 0, undefined: 0 };
		for (const row of rows) {
			const value = row.distanceFromStandard;
			states[isKnown(value) ? "known" : value.absent]++;
		}
		const words = ["smarter_balanced_assessment", "alternate_assessment", "english_learners_only"];
		const theirs = records(panel).filter(
			(cell) => cell.indicator === "math" && !words.includes(cell.studentgroup ?? ""),
		);
		const counted = (word: string): number => theirs.filter((cell) => cell.reliability === word).length;
		expect(states).toEqual({
			known: counted("reliable") + counted("small-sample"),
			suppressed: counted("suppressed"),
			missing: counted("not-available"),
			undefined: 0,
		});
		const companions = await inputs.companions();
		expect(companions.length).toBe(635);
		expect(companions.filter((row) => row.charter === "charter").length).toBe(65);
		expect(companions.filter((row) => row.kind?.kind === "virtual").length).toBe(4);
		expect(companions.filter((row) => row.schoolLevel === "unknown").map((row) => row.school)).toHaveLength(1);
		expect(await end()).toEqual([]);
	});

	test("meal files: title row, headings with line breaks, fractions as percents", async () => {
		const path = `${folder}/frpm/frpm2223_mic.csv`;
		const text = readFileSync(path, "utf8");
		const contents = {
			"plain.csv": text,
			"older.csv": `Free or Reduced-Price Meal Data 2018–19,,,\r\n${readFileSync(`${folder}/frpm/frpm1819_mic.csv`, "utf8")}`,
			"results.txt": readFileSync(cast),
		};
		await withContents(contents, async (inputs) => {
			expect(inputs.problems).toEqual([]);
			expect(inputs.summaries.map((entry) => [entry.file, entry.layout, entry.rowsKept, entry.vintage])).toEqual([
				["older.csv", "frpm", 673, "2018–19"],
				["plain.csv", "frpm", 649, "2022–23"],
				["results.txt", "cast-2024-2025", 1929, ""],
			]);
			const rows = await inputs.companions();
			const newer = rows.filter((row) => row.vintage === "2022–23");
			expect(newer.length).toBe(649 - 11);
			const theirs = records(path).filter((cell) => !/^000000[01]$/.test(cell["School Code"] ?? ""));
			const percents = theirs.map((cell) => Number(cell["Percent (%) \nEligible FRPM \n(K-12)"]) * 100);
			const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
			const mean = sum(newer.map((row) => known(row.percentFrpm) ?? 0)) / newer.length;
			expect(mean).toBeCloseTo(sum(percents) / percents.length, 8);
			const charters = { direct: 0, local: 0, none: 0, charter: 0, unknown: 0 };
			for (const row of newer) charters[row.charter]++;
			expect(charters).toEqual({ direct: 60, local: 10, none: 568, charter: 0, unknown: 0 });
		});
	});
});
