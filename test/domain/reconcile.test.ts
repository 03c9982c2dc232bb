/** Districts beside the sum of their schools, and the guard before every sum. */

import { describe, expect, it } from "vitest";
import { entityLevel } from "../../src/domain/cds-code.js";
import { addable, type CountedRow, doubleCounting } from "../../src/domain/double-counting.js";
import { missing, notDefined, reasons, suppressed } from "../../src/domain/measured.js";
import { type Reconciliation, reconcile } from "../../src/domain/places/reconcile.js";
import type { ResultRow } from "../../src/domain/tidy.js";

const blank = missing(reasons.notReported);
const withheld = suppressed(reasons.suppressedBySource);
const nobody = missing(reasons.notTested);

const district = "01990010000000";
const school = (number: number): string => `0199001${String(number).padStart(7, "0")}`;

function row(cds: string, scored: ResultRow["scored"], rest: Partial<ResultRow> = {}): ResultRow {
	return {
		cds,
		level: entityLevel(cds),
		charter: "none",
		district: "Sample Unified",
		school: "",
		year: 2025,
		subject: "math",
		grade: 13,
		group: 1,
		enrolled: blank,
		tested: scored,
		scored,
		meanScaleScore: blank,
		percentMet: blank,
		distanceFromStandard: blank,
		levelCounts: [blank, blank, blank, blank],
		...rest,
	};
}

const entry = (rest: Partial<Reconciliation> = {}): Reconciliation => ({
	district: "0199001",
	year: 2025,
	grade: 13,
	published: 100,
	schools: 100,
	chartersApart: { schools: 0, students: 0 },
	withheldSchools: 0,
	difference: 0,
	explained: true,
	...rest,
});

describe("reconciling a district with its schools", () => {
	it("adds schools and locally funded charters, and sets direct-funded charters apart", () => {
		const rows = [
			row(district, 100),
			row(school(1), 60),
			row(school(2), 40, { charter: "local" }),
			row(school(3), 30, { charter: "direct" }),
			row(school(4), withheld, { charter: "direct" }),
		];
		expect(reconcile(rows)).toEqual([entry({ chartersApart: { schools: 2, students: 30 } })]);
		expect(reconcile([...rows].reverse())).toEqual(reconcile(rows));
	});

	it.each([
		[110, true],
		[111, false],
		[100, true],
		[99, false],
	])("a withheld school accounts for 0 to 10 students: %i in the row, explained %s", (published, explained) => {
		const rows = [row(district, published), row(school(1), 100), row(school(2), withheld)];
		expect(reconcile(rows)).toEqual([entry({ published, withheldSchools: 1, difference: published - 100, explained })]);
	});

	it("takes a blank with few students tested for withheld, and one with nobody tested for nothing", () => {
		const rows = [
			row(district, 104),
			row(school(1), 100),
			row(school(2), blank, { tested: 5 }),
			row(school(3), nobody, { tested: 0 }),
		];
		expect(reconcile(rows)).toEqual([entry({ published: 104, withheldSchools: 1, difference: 4 })]);
	});

	it("finds the charter of the state board in the row of the district that it is", () => {
		const rows = [
			row(district, 100, { district: "SBE - Invented High" }),
			row(school(1), 100, { charter: "direct", district: "SBE - Invented High" }),
		];
		expect(reconcile(rows)).toEqual([entry()]);
	});

	it.each([
		[
			"no row of the district",
			[row(school(1), 100)],
			missing("the files have no row of the district"),
			"the files have no row of the district",
		],
		[
			"a district that is withheld",
			[row(district, withheld), row(school(1), 100)],
			withheld,
			`the district's own number: ${withheld.reason}`,
		],
		[
			"a charter type that nobody knows",
			[row(district, 100), row(school(1), 100), row(school(2), 5, { charter: "unknown" })],
			100,
			"the files do not say which schools are charters",
		],
		[
			"a school that could have any number",
			[row(district, 100), row(school(1), 100), row(school(2), blank, { tested: blank })],
			100,
			"the files do not give the students with scores of every school",
		],
	])("compares nothing with %s", (_name, rows, published, why) => {
		const absent = notDefined(why);
		expect(reconcile(rows)).toEqual([entry({ published, difference: absent, explained: absent })]);
	});

	it("keeps years, grades and districts apart and leaves other groups, counties and lone districts aside", () => {
		const rows = [
			row(district, 100),
			row(school(1), 100),
			...[5, 99].flatMap((grade) => [row(district, 50, { grade }), row(school(1), 50, { grade })]),
			row(district, 90, { year: 2024 }),
			row(school(1), 90, { year: 2024, charter: "local" }),
			row(school(1), 30, { group: 31 }),
			row("01000000000000", 500),
			row("01990020000000", 70),
		];
		expect(reconcile(rows)).toEqual([
			entry({ year: 2024, published: 90, schools: 90 }),
			entry({ grade: 5, published: 50, schools: 50 }),
			entry(),
			entry({ grade: 99, published: 50, schools: 50 }),
		]);
	});
});

describe("the guard before a sum", () => {
	const counted = (rest: Partial<CountedRow> = {}): CountedRow => ({
		cds: school(1),
		level: "school",
		year: 2025,
		subject: "science",
		grade: 5,
		group: 1,
		...rest,
	});

	it.each<[string, Partial<CountedRow>[]]>([
		["nothing", []],
		["one row", [{}]],
		["two schools", [{}, { cds: school(2) }]],
		["two grades of a school", [{ grade: 5 }, { grade: 8 }]],
		["a high-school row beside lower grades", [{ grade: 5 }, { grade: 8 }, { grade: 14 }]],
		["all grades of two schools", [{ grade: 13 }, { cds: school(2), grade: 13 }]],
	])("passes %s", (_name, rows) => {
		const given = rows.map(counted);
		expect(doubleCounting(given)).toBeUndefined();
		expect(addable(given)).toBe(given);
	});

	const high = [10, 11, 12, 14, 99];
	const pairs = high.flatMap((left) =>
		high.filter((right) => right > left).map((right): [number, number] => [left, right]),
	);
	it.each<[string, Partial<CountedRow>[], string]>([
		["a grade and all grades", [{ grade: 5 }, { grade: 13 }], `grades 5 and 13 of ${school(1)} overlap`],
		["a row twice", [{}, {}], `grades 5 and 5 of ${school(1)} overlap`],
		...pairs.map(([left, right]): [string, Partial<CountedRow>[], string] => [
			`high-school rows ${left} and ${right}`,
			[{ grade: left }, { cds: school(2) }, { grade: right }],
			`grades ${left} and ${right} of ${school(1)} overlap`,
		]),
		["two student groups", [{}, { cds: school(2), group: 31 }], "rows of group 1 and 31"],
		["two years", [{}, { cds: school(2), year: 2024 }], "rows of year 2025 and 2024"],
		["two subjects", [{}, { cds: school(2), subject: "math" }], "rows of subject science and math"],
		["a school and its district", [{}, { cds: district, level: "district" }], "rows of level school and district"],
	])("stops %s", (_name, rows, why) => {
		const given = rows.map(counted);
		expect(doubleCounting(given)).toBe(why);
		expect(() => addable(given)).toThrow(`these rows can't be added: ${why}`);
	});
});
