/** Random tables of every layout, as cells to be written and as the rows that must come back. */

import fc from "fast-check";
import type { CharterStatus, EntityRow } from "../../src/domain/entity.js";
import { type Measured, missing, reasons, suppressed } from "../../src/domain/measured.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import { type Layout, layoutById, type Role } from "../../src/ingest/layouts/index.js";

/** One record: what its cells hold by role, and by heading where a column is not read. */
export interface RandomRow {
	readonly roles: Readonly<Partial<Record<Role, string>>>;
	/** The row that must come back of it. */
	readonly expected: unknown;
}

export interface RandomTable {
	readonly layout: Layout;
	readonly rows: readonly RandomRow[];
	/** Texts for columns of text that are known and not read. */
	readonly asides: readonly string[];
}

const layoutIds = {
	results: ["sb-2015", "sb-2016", "sb-2017-2019", "sb-2021-2023", "sb-2024-2025", "cast-2024-2025", "dashboard-panel"],
	entities: ["entities-2015-2019", "entities-2021-2023", "entities-2024-2025"],
	companion: ["frpm", "census-enrollment", "school-covariates"],
} as const;

const layoutOf = (id: string): Layout => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return layout;
};

const has = (layout: Layout, role: Role): boolean => layout.columns.some((column) => column.role === role);

/** Parts of names. Every letter beyond ASCII is followed by one of ASCII: two of them could be one letter of UTF-8. */
const westernParts = [
	...["Sample", "Elementary", " ", "  ", "ño", "ée", "’s", "–E", "Œu", "€5", "üb", "\t", "#1", "&", "%", "\\", "'"],
	...[
		'"',
		'""',
		",",
		"^",
		";",
		"|",
		"=1+1",
		"+44",
		"-5",
		'=HYPERLINK("x")',
		"@SUM(A1)",
		"*",
		"N/A",
		"null",
		"NaN",
		"0",
	],
];
const widerParts = ["学校", "🏫", "e\u0301", "Ω", "\u00a0", "ÑÑ", "–’"];
const breaks = ["\n", "\r\n", "\n\n"];

/** Which texts a file may hold: breaks only in quotes, letters beyond Windows-1252 only where they can be written. */
export interface Repertoire {
	readonly wide: boolean;
	readonly breaks: boolean;
	/** Characters that no cell may hold: the delimiter, where fields are not quoted. */
	readonly without: string;
}

const nameOf = ({ wide, breaks: broken, without }: Repertoire): fc.Arbitrary<string> => {
	const parts = [...westernParts, ...(wide ? widerParts : []), ...(broken ? breaks : [])];
	return fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((chosen) => {
		const text = chosen.join("");
		if (without === "") return text;
		// Without quotes around it, a cell may hold quotes, but not begin with one.
		return text.replaceAll(without, "_").replace(/^"+/, "");
	});
};

/** A name as it comes back: blanks around it are no part of it, and every line break is one character. */
const named = (cell: string): string => cell.replaceAll("\r\n", "\n").replace(/^[ \t]+|[ \t]+$/g, "");

const withheld = suppressed(reasons.suppressedBySource);
const nobody = missing(reasons.notTested);
const notReported = missing(reasons.notReported);

interface PlaceOfRow {
	readonly county: string;
	readonly district: string;
	readonly school: string;
	readonly type: string;
	readonly level: "state" | "county" | "district" | "school";
	readonly charter: CharterStatus;
}

/** Places: codes with leading zeros, and each kind of place with its type. */
const places: fc.Arbitrary<PlaceOfRow> = fc
	.record({
		county: fc.integer({ min: 1, max: 58 }).map((code) => String(code).padStart(2, "0")),
		district: fc.constantFrom("99901", "09902", "00003"),
		school: fc.integer({ min: 2, max: 9_999_999 }).map((code) => String(code).padStart(7, "0")),
		kind: fc.constantFrom(...["4", "5", "6", "7", "7", "7", "9", "10"]),
	})
	.map(({ county, district, school, kind }): PlaceOfRow => {
		const zero = "0000000";
		if (kind === "4") {
			return { county: "00", district: "00000", school: zero, type: "4", level: "state", charter: "none" };
		}
		if (kind === "5") return { county, district: "00000", school: zero, type: "5", level: "county", charter: "none" };
		if (kind === "6") return { county, district, school: zero, type: "6", level: "district", charter: "none" };
		const charter = kind === "9" ? "direct" : kind === "10" ? "local" : "none";
		return { county, district, school, type: kind, level: "school", charter };
	});

const cdsOf = (place: PlaceOfRow): string => `${place.county}${place.district}${place.school}`;

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

const yearsOf = (layout: Layout): number[] => {
	const [first = 2015, last = first] = [...layout.years.matchAll(/\d{4}/g)].map(([year]) => Number(year));
	return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((year) => year !== 2020);
};

/** Identifying numbers as they are written: as short as they are, or padded. */
const written = (number: string, padded: boolean, width: number): string =>
	padded ? number.padStart(width, "0") : number;

function resultRows(layout: Layout, repertoire: Repertoire): fc.Arbitrary<RandomRow[]> {
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
				enrolled: value("enrolled"),
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

function entityRows(layout: Layout, repertoire: Repertoire): fc.Arbitrary<RandomRow[]> {
	const name = nameOf(repertoire);
	const row = fc
		.record({ place: places, typed: fc.boolean(), padded: fc.boolean(), county: name, district: name, school: name })
		.chain((drawn) => fc.constantFrom(...yearsOf(layout).slice(0, 1)).map((year) => ({ ...drawn, year })))
		.map(({ place, typed, padded, county, district, school, year }): RandomRow => {
			const expected: EntityRow = {
				cds: cdsOf(place),
				level: place.level,
				charter: typed ? place.charter : "unknown",
				year,
				county: named(county),
				district: named(district),
				school: named(school),
			};
			const roles = {
				...{ county: place.county, district: place.district, school: place.school, year: String(year) },
				...{ countyName: county, districtName: district, schoolName: school },
				entityType: typed ? written(place.type, padded, 2) : "",
			};
			return { roles, expected };
		});
	const key = ({ expected }: RandomRow): string => (expected as EntityRow).cds;
	return fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: key });
}

/** What the property compares of a companion row: the code, the names and the values. */
export const companionFacts = [
	"cds",
	"layout",
	"vintage",
	"district",
	"school",
	"enrolled",
	"percentSed",
	"percentFrpm",
	"percentEl",
	"percentSwd",
] as const;

/** A value of a companion table: known, withheld, or blank in one of the ways of the state's tables. */
const companionValue = (known: fc.Arbitrary<string>): fc.Arbitrary<string> =>
	fc.oneof({ weight: 6, arbitrary: known }, { weight: 3, arbitrary: fc.constantFrom("*", "", "N/A", "No Data", "--") });

function companionRows(layout: Layout, repertoire: Repertoire): fc.Arbitrary<RandomRow[]> {
	const name = nameOf(repertoire);
	const percent = companionValue(fc.integer({ min: 0, max: 1000 }).map((tenths) => (tenths / 10).toFixed(1)));
	const share = companionValue(fc.integer({ min: 0, max: 10_000 }).map((parts) => (parts / 10_000).toFixed(4)));
	const schools = places.filter(({ level: kind, school }) => kind === "school" && school !== "0000001");
	const shares = layout.columns.some((column) => column.kind === "share");
	const census = layout.id === "census-enrollment";
	const row = fc
		.record({
			place: schools,
			district: name,
			school: name,
			enrolled: companionValue(fc.nat({ max: 5000 }).map(String)),
			percents: fc.tuple(percent, shares ? share : percent, percent, percent),
		})
		.map(({ place, district, school, enrolled, percents }): RandomRow => {
			const [sed, frpm, el, swd] = percents;
			const value = (role: Role, cell: string, times = 1): Measured => {
				if (!has(layout, role)) return notReported;
				if (cell === "*") return withheld;
				return /^\d/.test(cell) ? Number((Number(cell) * times).toFixed(10)) : notReported;
			};
			// The enrollment file's percents are those of its other categories; without a total, they are as absent as it.
			const other = census && enrolled === "*" ? withheld : notReported;
			const expected = {
				cds: cdsOf(place),
				layout: layout.id,
				vintage: has(layout, "schoolYear") ? "2022–23" : "",
				district: has(layout, "districtName") ? named(district) : "",
				school: named(school),
				enrolled: value("enrolled", enrolled),
				percentSed: census ? other : value("percentSed", sed),
				percentFrpm: value("percentFrpm", frpm, shares ? 100 : 1),
				percentEl: census ? other : value("percentEl", el),
				percentSwd: census ? other : value("percentSwd", swd),
			};
			const roles = {
				...{ cds: cdsOf(place), county: place.county, district: place.district, school: place.school },
				...{ schoolYear: "2022-23", districtName: district, schoolName: school, enrolled },
				...{ percentSed: sed, percentFrpm: frpm, percentEl: el, percentSwd: swd },
				...{ aggregateLevel: "S", charterSelection: "All", reportingCategory: "TA" },
			};
			return { roles, expected };
		});
	const key = ({ expected }: RandomRow): string => (expected as EntityRow).cds;
	return fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: key });
}

/** Random tables of the layouts of a family. */
export function tablesOf(family: Layout["family"], repertoire: Repertoire): fc.Arbitrary<RandomTable> {
	const rows = { results: resultRows, entities: entityRows, companion: companionRows }[family];
	return fc
		.constantFrom(...layoutIds[family])
		.map(layoutOf)
		.chain((layout) =>
			fc.record({
				layout: fc.constant(layout),
				rows: rows(layout, repertoire),
				asides: fc.array(nameOf(repertoire), { minLength: 1, maxLength: 5 }),
			}),
		);
}
