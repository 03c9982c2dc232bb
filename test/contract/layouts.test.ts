/** The contract of every layout: what is written in it comes back, in any order of columns and any delimiter. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { EntityRow } from "../../src/domain/entity.js";
import { type Measured, missing, reasons } from "../../src/domain/measured.js";
import { problem } from "../../src/domain/problem.js";
import type { CompanionRow, ResultRow } from "../../src/domain/tidy.js";
import type { Inputs } from "../../src/ingest/index.js";
import {
	type Delimiter,
	type Layout,
	layoutById,
	layouts,
	type Role,
	roleNames,
} from "../../src/ingest/layouts/index.js";
import { latin, tableText, type Writing, withContents } from "../ingest/helpers.js";
import { cellOf, namedAlone, nameOf, tableOf, yearOf } from "./tables.js";

/** A results file to go with tables that hold none. */
const results = (() => {
	const layout = layoutById("sb-2021-2023");
	if (layout === undefined) throw new Error("no layout");
	return tableText(layout, tableOf(layout).slice(0, 1));
})();

const has = (layout: Layout, role: Role): boolean => layout.columns.some((column) => column.role === role);

const contentsOf = (layout: Layout, text: string | Buffer): Record<string, string | Buffer> =>
	layout.family === "results" ? { [nameOf(layout)]: text } : { "table.txt": text, "zz-results.txt": results };

const expectedProblems = (layout: Layout) =>
	namedAlone(layout)
		? [problem("CIMP-W129", { file: nameOf(layout) }, { found: `subject math, year ${yearOf(layout)}` })]
		: [];

/** Lookup rows come in the order of the file, all others in an order of their own. */
const byName = (read: Awaited<ReturnType<typeof readBack>>, layout: Layout) =>
	layout.family === "lookup" ? { ...read, rows: [...(read.rows as [number, string][])].sort() } : read;

/** Everything that comes back of a table. */
async function readBack(inputs: Inputs, layout: Layout) {
	const [summary] = inputs.summaries;
	const rows =
		layout.family === "entities"
			? await inputs.entities()
			: layout.family === "companion"
				? await inputs.companions()
				: layout.family === "lookup"
					? [...inputs.available().groupNames]
					: (
							await Promise.all(
								inputs
									.available()
									.subjects.map((subject) => inputs.results({ subject, years: [yearOf(layout)], groups: [160] })),
							)
						).flat();
	return { layout: summary?.layout, kept: summary?.rowsKept, problems: inputs.problems, rows };
}

/** The en dash is the one character of these tables that Latin-1 and Windows-1252 write in two ways. */
const encode = (layout: Layout, text: string): Buffer =>
	layout.writing.encoding === "windows-1252" ? latin(text.replaceAll("–", "\u0096")) : Buffer.from(text);

const absent = missing(reasons.notReported);

function expectedResult(layout: Layout, school: number): ResultRow {
	const cells = cellOf(school, layout);
	const there = (role: Role): boolean => has(layout, role);
	const value = (role: Role): Measured => (there(role) ? Number(cells[role]) : absent);
	const whole = layout.wholePercents === true;
	return {
		cds: cdsOf(layout, school),
		level: "school",
		charter: there("entityType") ? (school % 2 === 0 ? "direct" : "none") : "unknown",
		district: there("districtName") ? cells.districtName : "",
		school: there("schoolName") ? cells.schoolName : "",
		year: yearOf(layout),
		subject: cells.test === "17" ? "science" : "math",
		grade: there("grade") ? 5 : 13,
		group: 160,
		enrolled: layout.enrollmentOfAll ? missing(reasons.enrollmentOfAll) : value("enrolled"),
		tested: there("tested") ? value("tested") : value("scored"),
		scored: value("scored"),
		meanScaleScore: value("meanScaleScore"),
		percentMet: whole ? 45 : value("percentMet"),
		distanceFromStandard: value("distanceFromStandard"),
		levelCounts: [value("countLevel1"), value("countLevel2"), value("countLevel3"), value("countLevel4")],
	};
}

const cdsOf = (layout: Layout, school: number): string => {
	const cells = cellOf(school, layout);
	const whole = layout.columns.some((column) => column.role === "cds");
	return whole ? cells.cds : `${cells.county}${cells.district}${cells.school}`;
};

const expectedEntity = (layout: Layout, school: number): EntityRow => ({
	cds: cdsOf(layout, school),
	level: "school",
	charter: school % 2 === 0 ? "direct" : "none",
	year: yearOf(layout),
	county: "Yuba",
	district: cellOf(school, layout).districtName,
	school: cellOf(school, layout).schoolName,
});

/** A plain type of school says that it is a regular one. */
function plainKind(layout: Layout, type: string): CompanionRow["kind"] {
	const heading = layout.columns
		.find((column) => column.role === "schoolType")
		?.header.replace(/\s+/g, " ")
		.trim();
	return { kind: "regular", because: `the column "${heading}" says "${type}"` };
}

function expectedCompanion(layout: Layout, school: number): CompanionRow {
	const there = (role: Role): boolean => has(layout, role);
	const cells = cellOf(school, layout);
	return {
		cds: cdsOf(layout, school),
		layout: layout.id,
		vintage: there("schoolYear") ? "2022–23" : "",
		district: cells.districtName,
		school: cells.schoolName,
		enrolled: there("enrolled") ? 100 + school : absent,
		percentSed: there("percentSed") ? 71.5 : absent,
		percentFrpm: there("percentFrpm") ? 75.25 : absent,
		percentEl: there("percentEl") ? 21.5 : absent,
		percentSwd: there("percentSwd") ? 11.5 : absent,
		percentChronicallyAbsent: there("percentChronicallyAbsent") ? 15.5 : absent,
		schoolLevel: there("gradeSpan") || there("lowGrade") ? "elementary" : "unknown",
		charter: there("charter") ? "none" : "unknown",
		kind: there("schoolType") ? plainKind(layout, cells.schoolType) : undefined,
	};
}

/** The name that a lookup of student groups gives; the table of tests names no groups. */
const expectedLookup = (layout: Layout, school: number): [number, string][] =>
	layout.id === "tests" ? [] : [[300 + school, cellOf(school, layout).lookupName]];

describe.each(layouts.map((layout) => [layout.id, layout] as const))("layout %s", (id, layout) => {
	const rows = tableOf(layout);
	const headers = layout.columns.map((column) => column.header);

	test("is whole: unique id and headers, known roles, codes with widths", () => {
		expect(layouts.filter((other) => other.id === id)).toEqual([layout]);
		expect(new Set(headers).size).toBe(headers.length);
		const used = layout.columns.flatMap((column) => (column.role === undefined ? [] : [column.role]));
		expect(used.filter((role) => !roleNames.includes(role))).toEqual([]);
		expect(new Set(used).size).toBe(used.length);
		expect(layout.columns.filter((column) => (column.kind === "code") !== (column.width !== undefined))).toEqual([]);
	});

	test("comes back as it was written", async () => {
		const text = encode(layout, tableText(layout, rows));
		const read = await withContents(contentsOf(layout, text), (inputs) => readBack(inputs, layout));
		const expected = {
			results: expectedResult,
			entities: expectedEntity,
			companion: expectedCompanion,
			lookup: expectedLookup,
		}[layout.family];
		const all = [1, 2, 3].map((school) => expected(layout, school));
		const listed = layout.family === "lookup" ? all.flat() : all;
		expect(read).toEqual({ layout: id, kept: 3, problems: expectedProblems(layout), rows: listed });
	});

	test("is recognised with columns shuffled, rows shuffled, and any delimiter and quoting", async () => {
		const text = encode(layout, tableText(layout, rows));
		const plain = await withContents(contentsOf(layout, text), (inputs) => readBack(inputs, layout));
		// One for each layout, all of them over the layouts; the slow round trip draws them at random.
		const delimiters: readonly Delimiter[] = [",", "^", "\t", ";", "|"];
		const turn = layouts.indexOf(layout);
		const writing: Writing = {
			delimiter: delimiters[turn % delimiters.length] ?? ",",
			quoting: turn % 2 === 0 ? "minimal" : "all",
			lineEnding: turn % 3 === 0 ? "\n" : "\r\n",
		};
		const at = (turn * 7 + 3) % headers.length;
		// Where no header names the columns, their order does.
		const turned = layout.headless === undefined ? [...headers.slice(at), ...headers.slice(0, at)].reverse() : headers;
		const again = tableText(layout, [...rows].reverse(), writing, turned);
		const read = await withContents(contentsOf(layout, encode(layout, again)), (inputs) => readBack(inputs, layout));
		expect(byName(read, layout)).toEqual(byName(plain, layout));
	});
});

const headersByEra = "../shared/data/lookups/headers_by_era.json";

const published = existsSync(headersByEra);
const why = published ? "" : ` (skipped: ${headersByEra} is absent)`;

test.skipIf(!published)(`the results layouts have the published headers${why}`, () => {
	const byEra: Record<string, string[]> = JSON.parse(readFileSync(headersByEra, "utf8"));
	const ids = {
		A_2015: "sb-2015",
		B_2017_2019: "sb-2017-2019",
		C_2021_2023: "sb-2021-2023",
		D_2024_2025: "sb-2024-2025",
		CAST_D_2024_2025: "cast-2024-2025",
	};
	const ours = Object.entries(ids).map(([era, id]) => [era, layoutById(id)?.columns.map((column) => column.header)]);
	expect(Object.fromEntries(ours)).toEqual(byEra);
});
