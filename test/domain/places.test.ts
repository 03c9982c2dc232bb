/** What became of places between two years: every kind of change, and nothing else. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { districtCode, entityLevel } from "../../src/domain/cds-code.js";
import type { EntityRow } from "../../src/domain/entity.js";
import { accountOf, comparePlaces, placeName } from "../../src/domain/places/changes.js";
import { proposeCrosswalk } from "../../src/domain/places/crosswalk.js";
import { nameChange, nearlySameName } from "../../src/domain/places/names.js";
import { possibleNewCodes } from "../../src/domain/places/new-codes.js";

const levels = ["state", "county", "district", "school"] as const;

/** A row by its code: "99001" is a district, "99001-11" a school of it. */
function place(short: string, name: string, rest: Partial<EntityRow> = {}): EntityRow {
	const [district = "", school] = short.split("-");
	const cds = `01${district}${school === undefined ? "0000000" : school.padStart(7, "0")}`;
	const level = entityLevel(cds);
	return {
		cds,
		level,
		charter: "none",
		year: 2018,
		county: "Sample",
		district: level === "district" ? name : `District ${district}`,
		school: level === "school" ? name : "",
		...rest,
	};
}

const later = (rows: readonly EntityRow[]): EntityRow[] => rows.map((row) => ({ ...row, year: 2021 }));

/** Everything that differs, in short words. */
function differences(before: readonly EntityRow[], after: readonly EntityRow[]) {
	const changes = comparePlaces(before, later(after));
	const ends = (pair: { before: EntityRow; after: EntityRow }) => `${pair.before.cds} ${pair.after.cds}`;
	return {
		opened: changes.opened.map((row) => row.cds),
		closed: changes.closed.map((row) => row.cds),
		renamed: changes.pairs.filter((pair) => pair.name === "renamed").map(ends),
		respelled: changes.pairs.filter((pair) => pair.name === "cosmetic").map(ends),
		moved: changes.pairs.filter((pair) => pair.moved).map(ends),
		charter: changes.pairs.filter((pair) => pair.charterChanged).map(ends),
		possible: possibleNewCodes(changes).map((pair) => `${ends(pair)}: ${pair.name}, ${pair.where}`),
		account: accountOf(levels, changes, { before, after }),
	};
}

const none = { opened: [], closed: [], renamed: [], respelled: [], moved: [], charter: [], possible: [] };
const code = (short: string): string => place(short, "").cds;

describe("names of places", () => {
	it.each([
		["school", "Sample Elementary", "Sample Elementary", "same"],
		["state", "State of California", "State Of California", "cosmetic"],
		["school", "O'Neill Math & Science", "ONEILL MATH AND SCIENCE", "cosmetic"],
		["school", "Para Los Niños", "Para los Ninos", "cosmetic"],
		["district", "Visalia Unified", "Visalia Unified School District", "cosmetic"],
		["district", "Firebaugh-Las Deltas Unified School Dist", "Firebaugh-Las Deltas Unified", "cosmetic"],
		[
			"district",
			"A District Whose Name Is Cut At Forty Ch",
			"A District Whose Name Is Cut At Forty Characters",
			"cosmetic",
		],
		["district", "A District Whose Name Is Not Cut", "A District Whose Name Is Not Cut At All", "renamed"],
		[
			"school",
			"Invented Institute, College Preparatory",
			"Invented Institute, College Preparatory Academy",
			"cosmetic",
		],
		[
			"school",
			"Invented Military Institute, College Pre",
			"Invented Military Institute, College Preparatory",
			"cosmetic",
		],
		[
			"school",
			"Invented Academy of Cultural and Academic Excellen",
			"Invented Academy of Cultural and Academic Excellence",
			"cosmetic",
		],
		["school", "Sample Elementary", "Sample Academy", "renamed"],
		["school", "", "Sample Academy", "renamed"],
	] as const)("%s %j, then %j: %s", (level, before, after, expected) => {
		expect(nameChange(before, after, level)).toBe(expected);
		expect(nameChange(after, before, level)).toBe(expected);
	});

	it.each([
		["MetWest High", "Met West High", true],
		["Sample Elementary", "Sample Elementarry", true],
		["Sample Elementary No. 1", "Sample Elementary No. 2", false],
		["Lincoln Elementary", "Lincoln Middle", false],
		["", "", false],
	])("%j and %j are nearly the same: %s", (before, after, expected) => {
		expect(nearlySameName(before, after)).toBe(expected);
	});
});

describe("two years of places", () => {
	const district = place("99001", "Sample Unified");
	const other = place("99002", "Other Unified");
	const school = place("99001-11", "Lincoln Elementary");

	it("are unchanged where every row is", () => {
		const rows = [place("00000", ""), district, school];
		expect(differences(rows, [...rows].reverse())).toEqual({
			...none,
			account: { before: 3, after: 3, unchanged: 3, cosmetic: 0, changed: 0, closed: 0, opened: 0 },
		});
	});

	it("tell a new name from another spelling", () => {
		const before = [district, school, place("99001-12", "Cesar Chavez K-8")];
		const after = [
			place("99001", "SAMPLE UNIFIED SCHOOL DISTRICT"),
			place("99001-11", "Miwok Elementary"),
			place("99001-12", "César Chávez (K-8)"),
		];
		expect(differences(before, after)).toEqual({
			...none,
			renamed: [`${school.cds} ${school.cds}`],
			respelled: [`${district.cds} ${district.cds}`, `${code("99001-12")} ${code("99001-12")}`],
			account: { before: 3, after: 3, unchanged: 2, cosmetic: 2, changed: 1, closed: 0, opened: 0 },
		});
	});

	it("find a school in another district by its school code, also in another county, and a reorganized district", () => {
		const moved = place("99002-11", "Lincoln Elementary");
		const far = { ...place("99003-12", "Second Middle"), cds: "02990030000012" };
		const before = [district, school, place("99001-12", "Second Middle")];
		const after = [other, moved, far];
		expect(differences(before, after)).toEqual({
			...none,
			closed: [district.cds],
			opened: [other.cds],
			moved: [`${school.cds} ${moved.cds}`, `${code("99001-12")} ${far.cds}`],
			account: { before: 3, after: 3, unchanged: 0, cosmetic: 0, changed: 2, closed: 1, opened: 1 },
		});
	});

	it("pair nothing by a school code that stands under several districts in either year", () => {
		const copy = place("99002-11", "Lincoln Elementary");
		const third = place("99003-11", "Lincoln Elementary");
		const moved = differences([school, copy], [copy, third]);
		expect(moved).toEqual({
			...none,
			closed: [school.cds],
			opened: [third.cds],
			possible: [`${school.cds} ${third.cds}: same, same county`],
			account: { before: 2, after: 2, unchanged: 1, cosmetic: 0, changed: 0, closed: 1, opened: 1 },
		});
		expect(comparePlaces([school, copy], [copy]).sharedSchoolCodes).toEqual(["0000011"]);
		expect(comparePlaces([copy], [school, copy]).sharedSchoolCodes).toEqual(["0000011"]);
	});

	it("see a charter type that changes, with the name and the district beside it", () => {
		const before = [{ ...school, charter: "local" as const }];
		const after = [place("99002-11", "Lincoln Charter", { charter: "direct" })];
		const both = `${school.cds} ${code("99002-11")}`;
		expect(differences(before, after)).toEqual({
			...none,
			renamed: [both],
			moved: [both],
			charter: [both],
			account: { before: 1, after: 1, unchanged: 0, cosmetic: 0, changed: 1, closed: 0, opened: 0 },
		});
	});

	it("propose a new code for a closed school: same name before nearly the same, its district before its county", () => {
		const before = [
			place("99001-11", "Lincoln Elementary"),
			place("99001-12", "Met West High"),
			place("99001-13", "Sample Elementary No. 1"),
		];
		const after = [
			place("99001-21", "LINCOLN ELEMENTARY"),
			place("99002-22", "Lincoln Elementary"),
			place("99001-23", "Lincoln Elementery"),
			place("99002-24", "MetWest  High"),
			place("99001-25", "Sample Elementary No. 2"),
			{ ...place("99001-26", "Met West High"), cds: "02990010000026" },
		];
		expect(differences(before, after).possible).toEqual([
			`${code("99001-11")} ${code("99001-21")}: same, same district`,
			`${code("99001-12")} ${code("99002-24")}: same, same county`,
		]);
	});

	it("never come twice: a code that stands twice in a year is a bug", () => {
		expect(() => comparePlaces([school, school], [])).toThrow("a code stands twice in one year");
		expect(() => accountOf(levels, comparePlaces([], []), { before: [school], after: [] })).toThrow("do not add up");
	});
});

describe("the crosswalk that is proposed", () => {
	it("accepts moves of one name and leaves the rest to a person", () => {
		const before = [
			place("99001-11", "Lincoln Elementary"),
			place("99001-12", "Second"),
			place("99001-13", "Third High"),
		];
		const after = [
			place("99002-11", "Lincoln elementary"),
			place("99002-12", "Quite Another"),
			place("99001-23", "Third High"),
		];
		const years = { fromYear: 2018, toYear: 2021 };
		expect(proposeCrosswalk(comparePlaces(before, later(after)))).toEqual([
			{
				...years,
				fromCds: code("99001-13"),
				toCds: code("99001-23"),
				fromName: "Third High",
				toName: "Third High",
				change: "new code",
				basis: "same name in the same district, one closed and one opened",
				accepted: "",
			},
			{
				...years,
				fromCds: code("99001-11"),
				toCds: code("99002-11"),
				fromName: "Lincoln Elementary",
				toName: "Lincoln elementary",
				change: "moved",
				basis: "school code unique in both years, same name",
				accepted: "yes",
			},
			{
				...years,
				fromCds: code("99001-12"),
				toCds: code("99002-12"),
				fromName: "Second",
				toName: "Quite Another",
				change: "moved",
				basis: "school code unique in both years, another name",
				accepted: "",
			},
		]);
	});
});

/** What is planted for one school. */
const fates = [
	"stays",
	"closes",
	"opens",
	"renamed",
	"respelled",
	"moves",
	"moves renamed",
	"charter",
	"new code",
	"shared",
] as const;

interface Planted {
	readonly before: readonly EntityRow[];
	readonly after: readonly EntityRow[];
	readonly expected: Readonly<Record<string, string[]>>;
}

/** Names hold the school's number, so that no two are alike by chance. */
function plant(fate: (typeof fates)[number], number: number): Planted {
	const own = `99001-${100 + number}`;
	const elsewhere = `99002-${100 + number}`;
	const row = place(own, `Invented School ${number}`);
	const both = (to: EntityRow): string => `${row.cds} ${to.cds}`;
	const of = (before: EntityRow[], after: EntityRow[], expected: Planted["expected"] = {}): Planted => ({
		before,
		after,
		expected,
	});
	switch (fate) {
		case "stays":
			return of([row], [row]);
		case "closes":
			return of([row], [], { closed: [row.cds] });
		case "opens":
			return of([], [row], { opened: [row.cds] });
		case "renamed":
			return of([row], [place(own, `Quite Another ${number}`)], { renamed: [both(row)] });
		case "respelled":
			return of([row], [place(own, `INVENTED School, ${number}`)], { respelled: [both(row)] });
		case "moves": {
			const to = place(elsewhere, row.school);
			return of([row], [to], { moved: [both(to)] });
		}
		case "moves renamed": {
			const to = place(elsewhere, `Quite Another ${number}`);
			return of([row], [to], { moved: [both(to)], renamed: [both(to)] });
		}
		case "charter": {
			const to = { ...row, charter: "direct" as const };
			return of([row], [to], { charter: [both(to)] });
		}
		case "new code": {
			const to = place(`99001-${9100 + number}`, row.school);
			return of([row], [to], { closed: [row.cds], opened: [to.cds], possible: [`${both(to)}: same, same district`] });
		}
		case "shared": {
			const other = place(elsewhere, `Shared ${number}`);
			const third = place(`99003-${100 + number}`, `Third ${number}`);
			return of([row, other], [other, third], { closed: [row.cds], opened: [third.cds] });
		}
	}
}

describe("planted changes", () => {
	it("are all found, nothing else is, and every row is accounted for", () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...fates), { maxLength: 60 }),
				fc.infiniteStream(fc.nat()),
				(plan, order) => {
					const planted = plan.map(plant);
					const mixed = (rows: EntityRow[]): EntityRow[] =>
						rows
							.map((row) => ({ row, key: order.next().value ?? 0 }))
							.sort((a, b) => a.key - b.key)
							.map(({ row }) => row);
					const before = mixed(planted.flatMap((entry) => entry.before));
					const after = mixed(planted.flatMap((entry) => entry.after));
					const { account, ...found } = differences(before, after);
					const all = (key: keyof typeof none): string[] =>
						planted.flatMap((entry) => entry.expected[key] ?? []).sort();
					const sorted = Object.fromEntries(Object.entries(found).map(([key, entries]) => [key, [...entries].sort()]));
					expect(sorted).toEqual(
						Object.fromEntries(Object.keys(none).map((key) => [key, all(key as keyof typeof none)])),
					);
					const times = (...wanted: string[]): number => plan.filter((fate) => wanted.includes(fate)).length;
					expect(account).toEqual({
						before: before.length,
						after: after.length,
						unchanged: times("stays", "respelled", "shared"),
						cosmetic: times("respelled"),
						changed: times("renamed", "moves", "moves renamed", "charter"),
						closed: times("closes", "new code", "shared"),
						opened: times("opens", "new code", "shared"),
					});
					const crosswalk = proposeCrosswalk(comparePlaces(before, later(after)));
					expect(crosswalk.filter((row) => row.accepted === "yes")).toHaveLength(times("moves"));
					expect(crosswalk.filter((row) => row.accepted === "")).toHaveLength(times("moves renamed", "new code"));
				},
			),
			{ numRuns: 300 },
		);
	});

	it("have names and districts that the test can trust", () => {
		const row = place("99001-11", "Lincoln");
		expect([row.cds, districtCode(row.cds), placeName(row), placeName(place("99001", "Sample"))]).toEqual([
			"01990010000011",
			"0199001",
			"Lincoln",
			"Sample",
		]);
	});
});
