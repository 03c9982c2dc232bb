/** Random rows of results: scores that are known, withheld, blank, zero or missing, by the specification of the files. */

import fc from "fast-check";
import { type Measured, missing, reasons } from "../../src/domain/measured.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import type { Layout, Role } from "../../src/ingest/layouts/index.js";
import {
	cdsOf,
	has,
	named,
	nameOf,
	nobody,
	notReported,
	places,
	type RandomRow,
	type Repertoire,
	withheld,
	written,
	yearsOf,
} from "./random-cells.js";

/** How the scores of a row stand. `mixed`: each cell by itself. */
const patterns = ["known", "known", "withheld", "few", "nobody", "blank", "mixed", "zero mean"] as const;
type Pattern = (typeof patterns)[number];

const scoreRoles = [
	"scored",
	"meanScaleScore",
	"percentMet",
	"percentLevel1",
	"percentLevel2",
	"percentLevel3",
	"percentLevel4",
	"countLevel1",
	"countLevel2",
	"countLevel3",
	"countLevel4",
	"distanceFromStandard",
] as const satisfies readonly Role[];
const countRoles = ["enrolled", "tested"] as const satisfies readonly Role[];
type ScoreRole = (typeof scoreRoles)[number] | (typeof countRoles)[number];

interface Drawn {
	readonly levels: readonly [number, number, number, number];
	readonly unscored: number;
	readonly untested: number;
	readonly mean: number;
	readonly distance: number;
	readonly pattern: Pattern;
	/** A die per score, for `mixed`. */
	readonly dice: readonly number[];
	/** Zeros in place of blanks where nobody was tested. */
	readonly zeros: boolean;
}

const level = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 90_000 }));
const draws: fc.Arbitrary<Drawn> = fc.record({
	levels: fc.tuple(
		level,
		level,
		level,
		level.map((students) => students + 1),
	),
	unscored: fc.integer({ min: 0, max: 3 }),
	untested: fc.integer({ min: 0, max: 9 }),
	mean: fc.integer({ min: 22_000, max: 28_999 }).map((tenths) => tenths / 10),
	distance: fc.oneof(
		fc.constant(-348),
		fc.constant(0),
		fc.integer({ min: -3000, max: 3000 }).map((each) => each / 10),
	),
	pattern: fc.constantFrom(...patterns),
	dice: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: scoreRoles.length, maxLength: scoreRoles.length }),
	zeros: fc.boolean(),
});

/** The cells of a row that has all its scores. */
function fullCells({ levels, unscored, untested, mean, distance }: Drawn, layout: Layout): Record<ScoreRole, string> {
	const [one, two, three, four] = levels;
	const scored = one + two + three + four;
	const percent = (part: number): string => ((100 * part) / scored).toFixed(layout.wholePercents ? 0 : 2);
	return {
		enrolled: String(scored + unscored + untested),
		tested: String(scored + unscored),
		scored: String(scored),
		meanScaleScore: mean.toFixed(1),
		percentMet: percent(three + four),
		percentLevel1: percent(one),
		percentLevel2: percent(two),
		percentLevel3: percent(three),
		percentLevel4: percent(four),
		countLevel1: String(one),
		countLevel2: String(two),
		countLevel3: String(three),
		countLevel4: String(four),
		distanceFromStandard: distance.toFixed(1),
	};
}

/** The cells with the row's pattern laid over them. */
function scoreCells(drawn: Drawn, layout: Layout): Record<ScoreRole, string> {
	const cells = fullCells(drawn, layout);
	const all = (text: string): void => {
		for (const role of scoreRoles) cells[role] = text;
	};
	switch (drawn.pattern) {
		case "withheld":
			all("*");
			break;
		case "few":
			all("*");
			cells.enrolled = "*";
			cells.tested = "*";
			break;
		case "nobody":
			all(drawn.zeros ? "0" : "");
			cells.tested = "0";
			break;
		case "blank":
			all("");
			break;
		case "zero mean":
			cells.meanScaleScore = drawn.zeros ? "0" : "0.0";
			break;
		case "mixed":
			for (const [index, role] of scoreRoles.entries()) {
				const die = drawn.dice[index];
				if (die === 0) cells[role] = "*";
				else if (die === 1) cells[role] = "";
			}
	}
	return cells;
}

/** In 2015 the enrollment of every group is that of all students: no number of the group's own. */
const ofAllStudents = (layout: Layout, group: number, cell: string): boolean =>
	layout.enrollmentOfAll === true && group !== 1 && /^\d+$/.test(cell);

/** What a cell of a result is worth, by the specification of the files. */
function worthOf(role: ScoreRole, cells: Record<ScoreRole, string>, layout: Layout, reliability: string): Measured {
	// A file with one count of students has those with scores, and they were tested, too.
	const source = role === "tested" && !has(layout, role) && has(layout, "scored") ? "scored" : role;
	if (!has(layout, source)) return notReported;
	const cell = cells[source];
	if (cell === "*") return withheld;
	const untested = has(layout, "tested") && cells.tested === "0";
	const score = role !== "enrolled" && role !== "tested";
	if (cell === "") {
		if (role === "distanceFromStandard" && reliability === "suppressed") return withheld;
		return score && untested ? nobody : notReported;
	}
	if (Number(cell) === 0 && (role === "meanScaleScore" || role === "percentMet")) {
		if (untested || (has(layout, "scored") && cells.scored === "0")) return nobody;
		if (role === "meanScaleScore" && layout.zeroMeanIsMissing) return notReported;
	}
	return Number(cell);
}

/** Student groups as files name them, with their ids. */
const groupsOf = (layout: Layout): readonly (readonly [word: string, id: number])[] =>
	layout.id === "dashboard-panel"
		? [
				["all", 1],
				["english_learners", 160],
				["foster", 240],
				["hispanic", 78],
			]
		: [1, 3, 31, 78, 160, 204, 240].map((id) => [String(id), id]);

export function resultRows(layout: Layout, repertoire: Repertoire): fc.Arbitrary<RandomRow[]> {
	const science = layout.id.startsWith("cast");
	const subjects = science ? (["science"] as const) : (["ela", "math"] as const);
	const testIds = { ela: "1", math: "2", science: "17" };
	const name = nameOf(repertoire);
	const row = fc
		.record({
			place: places,
			year: fc.constantFrom(...yearsOf(layout)),
			subject: fc.constantFrom(...subjects),
			grade:
				layout.fixed?.grade === undefined
					? fc.constantFrom(...(science ? [5, 8, 11, 13, 14, 99] : [3, 8, 11, 13]))
					: fc.constant(13),
			group: fc.constantFrom(...groupsOf(layout)),
			padded: fc.boolean(),
			typed: fc.constantFrom(true, true, true, false),
			district: name,
			school: name,
			drawn: draws,
			reliability: fc.constantFrom("reliable", "small-sample", "suppressed", "not-available"),
		})
		.map(({ place, year, subject, grade, group, padded, typed, district, school, drawn, reliability }): RandomRow => {
			const scores = scoreCells(drawn, layout);
			const names = has(layout, "schoolName");
			const value = (role: ScoreRole): Measured => worthOf(role, scores, layout, reliability);
			const expected: ResultRow = {
				cds: cdsOf(place),
				level: place.level,
				charter: typed && has(layout, "entityType") ? place.charter : "unknown",
				district: names ? named(district) : "",
				school: names ? named(school) : "",
				year,
				subject,
				grade,
				group: group[1],
				enrolled: ofAllStudents(layout, group[1], scores.enrolled)
					? missing(reasons.enrollmentOfAll)
					: value("enrolled"),
				tested: value("tested"),
				scored: value("scored"),
				meanScaleScore: value("meanScaleScore"),
				percentMet: value("percentMet"),
				distanceFromStandard: value("distanceFromStandard"),
				levelCounts: [value("countLevel1"), value("countLevel2"), value("countLevel3"), value("countLevel4")],
			};
			const roles = {
				...scores,
				...{ cds: cdsOf(place), county: place.county, district: place.district, school: place.school },
				...{ year: String(year), subject, reliability, districtName: district, schoolName: school },
				test: written(testIds[subject], padded, 2),
				grade: written(String(grade), padded, 2),
				group: written(group[0], padded && /\d/.test(group[0]), 3),
				entityType: typed ? written(place.type, padded, 2) : "",
			};
			return { roles, expected };
		});
	const key = ({ expected }: RandomRow): string => {
		const { cds, year, subject, grade, group } = expected as ResultRow;
		return [cds, year, subject, grade, group].join(" ");
	};
	return fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: key });
}
