import { describe, expect, it } from "vitest";
import { buildFrame, type FrameInput } from "../../src/analyses/frame/build.js";
import type { School } from "../../src/analyses/frame/school.js";
import { entityLevel } from "../../src/domain/cds-code.js";
import type { EntityRow } from "../../src/domain/entity.js";
import { missing, suppressed } from "../../src/domain/measured.js";
import { groupIds } from "../../src/domain/student-groups.js";
import type { CompanionRow, ResultRow } from "../../src/domain/tidy.js";

const blank = missing("not reported in the file");
const withheld = suppressed("withheld by the state: fewer than 11 students");

/** Codes by short names: district 1 has schools 11, 12, …; district 2 has 21, …. */
const cdsOf = (place: number): string =>
	place < 10
		? `01${String(99000 + place)}0000000`
		: `01${String(99000 + Math.floor(place / 10))}${String(9900000 + place)}`;

function result(place: number | string, rest: Partial<ResultRow> = {}): ResultRow {
	const cds = typeof place === "string" ? place : cdsOf(place);
	return {
		cds,
		level: entityLevel(cds),
		charter: "none",
		district: `District ${cds.slice(6, 7)}`,
		school: entityLevel(cds) === "school" ? `School ${cds.slice(-2)}` : "",
		year: 2025,
		subject: "math",
		grade: 13,
		group: 1,
		enrolled: 110,
		tested: 100,
		scored: 100,
		meanScaleScore: blank,
		percentMet: 40,
		distanceFromStandard: -12.5,
		levelCounts: [blank, blank, blank, blank],
		...rest,
	};
}

function companion(place: number, rest: Partial<CompanionRow> = {}): CompanionRow {
	return {
		cds: cdsOf(place),
		layout: "frpm",
		vintage: "2024–25",
		district: "",
		school: "",
		enrolled: blank,
		percentSed: blank,
		percentFrpm: blank,
		percentEl: blank,
		percentSwd: blank,
		percentChronicallyAbsent: blank,
		schoolLevel: "unknown",
		charter: "unknown",
		kind: undefined,
		...rest,
	};
}

const entity = (place: number, rest: Partial<EntityRow> = {}): EntityRow => ({
	cds: cdsOf(place),
	level: place < 10 ? "district" : "school",
	charter: "none",
	year: 2025,
	county: "Sample",
	district: "",
	school: "",
	...rest,
});

const build = (results: readonly ResultRow[], rest: Partial<FrameInput> = {}) =>
	buildFrame({
		outcome: "percent",
		subject: "math",
		group: 1,
		year: 2025,
		baselineYear: undefined,
		results,
		entities: [],
		companions: [],
		charters: "include",
		...rest,
	});

function only(schools: readonly School[]): School {
	expect(schools).toHaveLength(1);
	return schools[0] as School;
}

describe("a frame of schools", () => {
	it("builds a school whole", () => {
		const rows = [
			result(11, { year: 2024, percentMet: 35, scored: 90, enrolled: 95 }),
			result(11),
			result(11, { grade: 3 }),
			result(11, { grade: 5 }),
		];
		expect(build(rows, { baselineYear: 2024 })).toEqual({
			outcome: "percent",
			subject: "math",
			group: 1,
			year: 2025,
			baselineYear: 2024,
			schools: [
				{
					cds: cdsOf(11),
					district: "0199001",
					name: "School 11",
					level: "elementary",
					charter: "none",
					kind: "regular",
					current: { value: 40, tested: 100, enrolled: 110 },
					baseline: { value: 35, tested: 90, enrolled: 95 },
					covariates: {},
					leftOut: undefined,
				},
			],
			districtNames: new Map([["0199001", "District 1"]]),
			districtRows: new Map(),
			stateRow: undefined,
			covariates: [],
			joins: [],
		});
	});

	it("loses no school with a row of the group in the year, and orders by code whatever the rows' order", () => {
		const rows = [
			result(22, { percentMet: withheld, tested: 4, scored: blank }),
			result(11),
			result(21, { percentMet: blank, tested: 0, scored: 0 }),
			result(13, { year: 2024 }),
			result(14, { group: 31 }),
			result(15, { grade: 5 }),
			result(12, { charter: "direct" }),
			result(1),
			result("00000000000000"),
			result("01000000000000"),
		];
		const expected = [11, 12, 21, 22].map(cdsOf);
		expect(build(rows).schools.map((school) => school.cds)).toEqual(expected);
		expect(build([...rows].reverse())).toEqual(build(rows));
	});

	it("reads points of distance from standard where the outcome is that", () => {
		expect(only(build([result(11)], { outcome: "dfs" }).schools).current.value).toBe(-12.5);
	});

	it("counts students with scores, or those tested where the file does not say", () => {
		expect(only(build([result(11, { scored: 97 })]).schools).current.tested).toBe(97);
		expect(only(build([result(11, { scored: blank })]).schools).current.tested).toBe(100);
	});

	it("takes a value of no students for none, and withholds one of 1 to 10 whoever published it", () => {
		const value = (tested: number) =>
			only(build([result(11, { scored: tested, percentMet: 0 })]).schools).current.value;
		expect(value(0)).toEqual(missing("no students tested"));
		expect(value(1)).toEqual(suppressed("fewer than 11 students"));
		expect(value(10)).toEqual(suppressed("fewer than 11 students"));
		expect(value(11)).toBe(0);
		const before = build([result(11), result(11, { year: 2024, scored: 10 })], { baselineYear: 2024 });
		expect(only(before.schools).baseline.value).toEqual(suppressed("fewer than 11 students"));
	});

	it("says that there was no row a year earlier", () => {
		const none = missing("no row in the file for this year");
		const { baseline } = only(build([result(11)], { baselineYear: 2024 }).schools);
		expect(baseline).toEqual({ value: none, tested: none, enrolled: none });
	});

	it("tells the level from the grades tested this year, else from a companion table", () => {
		const companions = [companion(11, { schoolLevel: "high" })];
		const level = (rows: ResultRow[]) => only(build(rows, { companions }).schools).level;
		expect(level([result(11)])).toBe("high");
		expect(level([result(11), result(11, { grade: 99 })])).toBe("high");
		expect(level([result(11), result(11, { grade: 4, year: 2024 })])).toBe("high");
		expect(level([result(11), result(11, { grade: 7 })])).toBe("middle");
		expect(only(build([result(11)]).schools).level).toBe("unknown");
	});

	it("takes the name from the results, then companions, then the newest entities, then the code", () => {
		const nameless = [result(11, { school: "" })];
		const entities = [entity(11, { school: "Old", year: 2019 }), entity(11, { school: "New", year: 2024 })];
		const companions = [companion(11, { school: "Companion" })];
		const name = (rows: ResultRow[], rest: Partial<FrameInput>) => only(build(rows, rest).schools).name;
		expect(name([result(11)], { entities, companions })).toBe("School 11");
		expect(name(nameless, { entities, companions })).toBe("Companion");
		expect(name(nameless, { entities })).toBe("New");
		expect(name(nameless, { entities: [...entities].reverse() })).toBe("New");
		expect(name(nameless, {})).toBe(cdsOf(11));
	});
});

describe("charters", () => {
	it("are known from the results first, then entities, then companions", () => {
		const status = (own: ResultRow["charter"], ofEntity: EntityRow["charter"], ofCompanion: CompanionRow["charter"]) =>
			only(
				build([result(11, { charter: own })], {
					entities: [entity(11, { charter: ofEntity })],
					companions: [companion(11, { charter: ofCompanion })],
				}).schools,
			).charter;
		expect(status("local", "direct", "none")).toBe("local");
		expect(status("unknown", "direct", "none")).toBe("direct");
		expect(status("unknown", "unknown", "charter")).toBe("charter");
		expect(status("none", "direct", "direct")).toBe("none");
		expect(status("unknown", "unknown", "unknown")).toBe("unknown");
	});

	const rows = [
		result(11),
		result(12, { charter: "direct" }),
		result(13, { charter: "local" }),
		result(14, { charter: "unknown" }),
		result(15, { charter: "unknown" }),
	];
	const companions = [companion(14, { charter: "charter" })];

	it.each([
		["include", [11, 12, 13, 14, 15]],
		["separate", [11, 12, 13, 14, 15]],
		["exclude", [11, 15]],
	] as const)("%s", (charters, kept) => {
		expect(build(rows, { charters, companions }).schools.map((school) => school.cds)).toEqual(kept.map(cdsOf));
	});
});

describe("names of districts", () => {
	const charter = result(11, { charter: "direct", district: "A Charter's Own Name" });
	it("come from the district's own row, else from a school that is no direct-funded charter", () => {
		const name = (rows: ResultRow[], rest: Partial<FrameInput> = {}) => build(rows, rest).districtNames.get("0199001");
		expect(name([charter, result(12, { district: "By School" }), result(1, { district: "Own Row" })])).toBe("Own Row");
		expect(
			name([charter, result(12, { district: "By School" })], { entities: [entity(1, { district: "Entity" })] }),
		).toBe("Entity");
		expect(name([charter, result(12, { district: "By School" })])).toBe("By School");
		expect(name([charter], { companions: [companion(12, { district: "Companion" })] })).toBe("Companion");
		expect(name([charter])).toBeUndefined();
	});

	it("never come from a charter's row that only another table knows to be a charter's", () => {
		const unknown = { ...charter, charter: "unknown" } as const;
		const entities = [entity(11, { charter: "direct", district: "A Charter's Own Name" })];
		const { districtNames } = build([unknown, result(12, { district: "By School" })], { entities });
		expect(districtNames).toEqual(new Map([["0199001", "By School"]]));
	});
});

describe("published rows", () => {
	it("of districts and the state are kept with both years, and withheld below 11 students", () => {
		const rows = [
			result(11),
			result(1, { percentMet: 45 }),
			result(1, { year: 2024, percentMet: 44 }),
			result(2, { percentMet: 30, scored: 8 }),
			result("00000000000000", { percentMet: 35 }),
			result("01000000000000", { percentMet: 99 }),
		];
		const none = missing("no row in the file for this year");
		const nothing = { value: none, tested: none, enrolled: none };
		const { districtRows, stateRow } = build(rows, { baselineYear: 2024 });
		const students = { tested: 100, enrolled: 110 };
		expect(districtRows).toEqual(
			new Map([
				["0199001", { current: { value: 45, ...students }, baseline: { value: 44, ...students } }],
				[
					"0199002",
					{ current: { value: suppressed("fewer than 11 students"), tested: 8, enrolled: 110 }, baseline: nothing },
				],
			]),
		);
		expect(stateRow).toEqual({ current: { value: 35, ...students }, baseline: nothing });
	});
});

describe("schools left out of the fit", () => {
	const school = (row: Partial<ResultRow>, rest: Partial<FrameInput> = {}) =>
		only(build([result(11, row)], rest).schools);
	const dfs = { outcome: "dfs" } as const;

	it.each([
		["withheld by the state", { percentMet: withheld }, {}, { reason: "result withheld", because: withheld.reason }],
		["few students", { scored: 10 }, {}, { reason: "result withheld", because: "fewer than 11 students" }],
		["no students", { scored: 0 }, {}, { reason: "no result this year", because: "no students tested" }],
		["blank", { percentMet: blank }, {}, { reason: "no result this year", because: blank.reason }],
		[
			"no count",
			{ scored: blank, tested: blank },
			{},
			{ reason: "number of students not known", because: blank.reason },
		],
		[
			"another kind by name",
			{ school: "Sample Community Day" },
			{},
			{ reason: "alternative school", because: 'the name says "Community Day"' },
		],
		[
			"a floor value",
			{ distanceFromStandard: -348 },
			dfs,
			{ reason: "floor value", because: "-348 stands for missing participation" },
		],
		[
			"few took part",
			{ enrolled: 201 },
			{},
			{ reason: "few students took part", because: "fewer than half of the enrolled students were tested" },
		],
	] as const)("%s", (_, row, rest, leftOut) => {
		expect(school(row, rest).leftOut).toEqual(leftOut);
	});

	it("for thin participation against all enrolled students, where only those are known", () => {
		const at = (enrolled: number) =>
			school({ enrolled: blank }, { companions: [companion(11, { enrolled })] }).leftOut?.because;
		expect(at(1200)).toBeUndefined();
		expect(at(1201)).toBe("fewer than one in twelve of all enrolled students were tested");
		expect(school({ enrolled: 200 }, { companions: [companion(11, { enrolled: 5000 })] }).leftOut).toBeUndefined();
	});

	it("by a companion's word before the name, with the receipt", () => {
		const kind = { kind: "virtual", because: "Virtual: F" } as const;
		const companions = [companion(11), companion(11, { layout: "school-covariates", kind })];
		const read = school({ school: "Sample Community Day" }, { companions });
		expect([read.kind, read.leftOut]).toEqual(["virtual", { reason: "virtual school", because: "Virtual: F" }]);
		expect(school({ school: "Sample Community Day" }).kind).toBe("alternative");
	});

	it("but not at the limits: 11 students, half of those enrolled, another subject's floor, a percent", () => {
		expect(school({ scored: 11, enrolled: 22 }).leftOut).toBeUndefined();
		expect(school({ enrolled: 200 }).leftOut).toBeUndefined();
		expect(school({ distanceFromStandard: -333 }, dfs).leftOut).toBeUndefined();
		expect(school({ distanceFromStandard: -347.9 }, dfs).leftOut).toBeUndefined();
		expect(school({ enrolled: 0 }).leftOut).toBeUndefined();
	});
});

describe("covariates", () => {
	const own = (place: number, group: number, tested: ResultRow["tested"]) => result(place, { group, tested });

	it("come from the file's own groups: no row is nobody, a withheld count two students", () => {
		const rows = [
			result(11, { tested: 80 }),
			result(12, { tested: 50 }),
			result(13, { tested: 40 }),
			own(11, groupIds.sed, 60),
			own(12, groupIds.sed, withheld),
			own(11, groupIds.el, 90),
			own(11, groupIds.swd, 8),
			result(11, { group: groupIds.swd, grade: 5, tested: 70 }),
			own(1, groupIds.swd, 70),
		];
		const frame = build(rows);
		expect(frame.schools.map((school) => school.covariates)).toEqual([
			{ percentSed: 75, percentEl: 100, percentSwd: 10 },
			{ percentSed: 4, percentEl: 0, percentSwd: 0 },
			{ percentSed: 0, percentEl: 0, percentSwd: 0 },
		]);
		const from = "the file's own student groups";
		expect(frame.covariates).toEqual([
			{ name: "percentSed", from, vintage: "", smallGroups: 1 },
			{ name: "percentEl", from, vintage: "", smallGroups: 0 },
			{ name: "percentSwd", from, vintage: "", smallGroups: 0 },
		]);
	});

	it("do not exist where the file has no such group at all", () => {
		expect(build([result(11), result(12)]).schools.map((school) => school.covariates)).toEqual([{}, {}]);
	});

	it("come from a companion table first, one table for all schools: the one that knows most, then the newest", () => {
		const rows = [result(11), result(12), result(13), own(11, groupIds.sed, 1)];
		const old = [11, 12, 13].map((place) => companion(place, { vintage: "2022–23", percentSed: place }));
		const newer = [11, 12].map((place) => companion(place, { percentSed: 90 }));
		const read = (companions: CompanionRow[]) => {
			const frame = build(rows, { companions });
			return [frame.schools.map((school) => school.covariates.percentSed), frame.covariates];
		};
		const source = { name: "percentSed", from: "frpm", smallGroups: 0 };
		expect(read([...newer, ...old])).toEqual([[11, 12, 13], [{ ...source, vintage: "2022–23" }]]);
		expect(read([...newer, ...old.slice(0, 2)])).toEqual([[90, 90, undefined], [{ ...source, vintage: "2024–25" }]]);
	});

	it("meal eligibility stands in for disadvantage where no table has that, under its own name", () => {
		const companions = [11, 12].map((place) => companion(place, { percentFrpm: place }));
		const rows = [result(11), result(12), own(11, groupIds.sed, 1)];
		expect(build(rows, { companions }).schools.map((school) => school.covariates)).toEqual([
			{ percentFrpm: 11 },
			{ percentFrpm: 12 },
		]);
		const both = companions.map((row) => ({ ...row, percentSed: 50 }));
		expect(build(rows, { companions: both }).schools.map((school) => school.covariates)).toEqual([
			{ percentSed: 50 },
			{ percentSed: 50 },
		]);
	});
});

describe("joins", () => {
	it("count and list what joined and what did not, one entry a table, districts and unknown schools included", () => {
		const rows = [result(11), result(12), result(21)];
		const companions = [
			companion(99),
			companion(11),
			companion(12, { layout: "census-enrollment" }),
			companion(12, { layout: "census-enrollment" }),
			companion(98),
			companion(11, { vintage: "2018–19" }),
		];
		const entry = { layout: "frpm", vintage: "2024–25", rows: 3, joined: 1 };
		expect(build(rows, { companions }).joins).toEqual([
			{
				layout: "census-enrollment",
				vintage: "2024–25",
				rows: 1,
				joined: 1,
				unmatchedRows: [],
				schoolsWithout: [cdsOf(11), cdsOf(21)],
			},
			{ ...entry, vintage: "2018–19", rows: 1, unmatchedRows: [], schoolsWithout: [cdsOf(12), cdsOf(21)] },
			{ ...entry, unmatchedRows: [cdsOf(98), cdsOf(99)], schoolsWithout: [cdsOf(12), cdsOf(21)] },
		]);
		const reversed = build(rows, { companions: [...companions].reverse() });
		expect(reversed.joins).toEqual(build(rows, { companions }).joins);
	});

	it("of a table of which nothing joins give nothing and say so", () => {
		const frame = build([result(11), result(12)], {
			companions: [companion(98, { percentSed: 3 }), companion(99, { percentSed: 4 })],
		});
		expect(frame.joins.map(({ rows, joined }) => [rows, joined])).toEqual([[2, 0]]);
		expect([frame.covariates, frame.schools.map((school) => school.covariates)]).toEqual([[], [{}, {}]]);
	});
});
