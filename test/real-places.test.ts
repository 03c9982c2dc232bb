/** Places of ten real districts in four years, and their schools' results beside the districts' own. */

import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diffEntities } from "../src/app/entities-diff.js";
import type { EntitiesDiff } from "../src/app/schemas/entities-diff.js";
import { addable } from "../src/domain/double-counting.js";
import { isKnown } from "../src/domain/measured.js";
import { reconcile } from "../src/domain/places/reconcile.js";
import { openInputs } from "../src/ingest/index.js";
import { effectsIn } from "./app/effects.js";
import { realData, realDataAbsence, realDataPresent } from "./helpers/data.js";

if (!realDataPresent) process.stderr.write(`skipped: places and reconciliation on real files (${realDataAbsence})\n`);

const research = join(realData, "research-files");
const entitiesFile = (year: number): string => join(research, `sb_ca${year}entities_ten_districts.txt`);
const lines = (path: string): number => readFileSync(path, "latin1").trimEnd().split("\n").length - 1;

/** Codes of the schools in a file, in order: the first three columns of every era. */
const codesIn = (year: number): Set<string> => {
	const [, ...rows] = readFileSync(entitiesFile(year), "latin1").trimEnd().split("\n");
	const codes = rows.map((row) => row.replaceAll('"', "").split(/[,^]/).slice(0, 3).join(""));
	return new Set(codes.filter((cds) => !cds.endsWith("0000000")).sort());
};

/** Every count of a comparison. */
const counts = ({ accounts, schools, districts, countiesAndState, crosswalk }: EntitiesDiff) => ({
	schools: accounts.schools,
	renamed: schools.renamed.length,
	respelled: schools.respelled.length,
	moved: schools.moved.length,
	charterChanged: schools.charterChanged.length,
	possibleNewCodes: schools.possibleNewCodes.map((pair) => `${pair.fromCds} ${pair.toCds}`),
	sharedCodes: schools.sharedCodes.length,
	districts: [districts.opened.length, districts.closed.length, districts.renamed.length, districts.respelled.length],
	above: [countiesAndState.opened.length, countiesAndState.closed.length, countiesAndState.renamed.length],
	crosswalk,
});

describe.skipIf(!realDataPresent)("entities of ten districts", () => {
	it.each([
		[
			2015,
			2018,
			{
				schools: { before: 720, after: 655, unchanged: 611, cosmetic: 19, changed: 17, closed: 92, opened: 27 },
				renamed: 15,
				respelled: 19,
				moved: 0,
				charterChanged: 2,
				possibleNewCodes: ["01612590114454 01612590132555"],
				sharedCodes: 16,
				districts: [0, 0, 0, 0],
				above: [0, 0, 0],
				crosswalk: { rows: 1, accepted: 0, undecided: 1 },
			},
		],
		[
			2018,
			2022,
			{
				schools: { before: 655, after: 641, unchanged: 587, cosmetic: 53, changed: 46, closed: 22, opened: 8 },
				renamed: 45,
				respelled: 53,
				moved: 0,
				charterChanged: 1,
				possibleNewCodes: [],
				sharedCodes: 0,
				districts: [0, 0, 0, 0],
				above: [0, 0, 0],
				crosswalk: { rows: 0, accepted: 0, undecided: 0 },
			},
		],
		[
			2022,
			2025,
			{
				schools: { before: 641, after: 635, unchanged: 626, cosmetic: 0, changed: 5, closed: 10, opened: 4 },
				renamed: 5,
				respelled: 0,
				moved: 0,
				charterChanged: 0,
				possibleNewCodes: ["01612590100701 01612590149187"],
				sharedCodes: 0,
				districts: [0, 0, 0, 0],
				above: [0, 0, 0],
				crosswalk: { rows: 1, accepted: 0, undecided: 1 },
			},
		],
		[
			2015,
			2025,
			{
				schools: { before: 720, after: 635, unchanged: 547, cosmetic: 51, changed: 57, closed: 116, opened: 31 },
				renamed: 54,
				respelled: 51,
				moved: 0,
				charterChanged: 3,
				possibleNewCodes: ["01612590100701 01612590149187"],
				sharedCodes: 16,
				districts: [0, 0, 0, 0],
				above: [0, 0, 0],
				crosswalk: { rows: 1, accepted: 0, undecided: 1 },
			},
		],
	])("%i to %i: every line accounted for, every change counted", async (from, to, expected) => {
		const files = [entitiesFile(from), entitiesFile(to)];
		const { diff, problems } = await diffEntities({ from, to, files, force: false }, effectsIn(tmpdir()));
		expect(problems).toEqual([]);
		const [before, after] = files.map(lines);
		const { all } = diff.accounts;
		expect(diff.inputs.map((input) => [input.rowsRead, input.rowsKept, input.rowsRefused])).toEqual([
			[before, before, 0],
			[after, after, 0],
		]);
		expect([all.before, all.unchanged + all.changed + all.closed]).toEqual([before, before]);
		expect([all.after, all.unchanged + all.changed + all.opened]).toEqual([after, after]);
		expect(counts(diff)).toEqual(expected);
		// No school of these districts changed district: whoever is in one file alone opened or closed.
		const [codesBefore, codesAfter] = [codesIn(from), codesIn(to)];
		expect(diff.schools.closed.map((place) => place.cds)).toEqual(
			[...codesBefore].filter((cds) => !codesAfter.has(cds)),
		);
		expect(diff.schools.opened.map((place) => place.cds)).toEqual(
			[...codesAfter].filter((cds) => !codesBefore.has(cds)),
		);
	});
});

describe.skipIf(!realDataPresent)("science of ten districts in 2025", () => {
	const results = async () => {
		const path = join(research, "cast_ca2025_ten_districts.txt");
		const inputs = await openInputs([{ path, name: "cast.txt" }], { temporaryFolder: tmpdir() });
		try {
			return await inputs.results({ subject: "science", years: [2025], groups: [1] });
		} finally {
			await inputs.close();
		}
	};

	it("has each district's row explained by its schools in every grade where both are published", async () => {
		const rows = reconcile(await results());
		const compared = rows.filter((row) => isKnown(row.explained));
		expect(rows).toHaveLength(75);
		// Five times only direct-funded charters have rows, or the district's number is withheld.
		expect(compared).toHaveLength(70);
		expect(compared.filter((row) => row.explained !== true)).toEqual([]);
		const grade5 = rows.filter((row) => row.grade === 5);
		expect(grade5.map((row) => [row.district, row.published, row.schools, row.chartersApart.students])).toEqual([
			["0161259", 2675, 2672, 672],
			["1062414", 1021, 1021, 0],
			["1964725", 4481, 4481, 0],
			["3066522", 2667, 2667, 0],
			["3066670", 2488, 2487, 242],
			["3467314", 4639, 4636, 61],
			["3467439", 2886, 2881, 386],
			["3773569", 1061, 1061, 134],
			["3868478", 3640, 3637, 200],
			["5475531", 447, 447, 0],
		]);
		expect(rows.filter((row) => row.grade === 13).map((row) => row.difference)).toEqual([1, 0, 2, 0, 0, 0, 0, 2, 0, 0]);
	});

	it("may add grades 5, 8 and all of high school of one place, and gets the row of all grades; not so the parts", async () => {
		const state = (await results()).filter((row) => row.level === "state");
		const of = (...grades: number[]) => addable(state.filter((row) => grades.includes(row.grade)));
		const scored = (rows: ReturnType<typeof of>) => rows.reduce((sum, row) => sum + Number(row.scored), 0);
		expect(scored(of(5, 8, 14))).toBe(scored(of(13)));
		expect(() => of(14, 99)).toThrow("overlap");
		expect(() => of(11, 13)).toThrow("overlap");
	});
});
