/** Problems that only show once the tables are joined. */

import { describe, expect, it } from "vitest";
import type { Join, School, SchoolFrame } from "../../src/analyses/frame/school.js";
import { movedSchools, refuseHopeless, remarks } from "../../src/app/remarks.js";
import { entityLevel } from "../../src/domain/cds-code.js";
import { notDefined, suppressed } from "../../src/domain/measured.js";
import { type Reconciliation, unreconciled } from "../../src/domain/places/reconcile.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import type { InputSummary } from "../../src/ingest/index.js";
import { drawFrame } from "../helpers/frames.js";
import { refusalOf } from "./effects.js";

const frame = drawFrame({ seed: 1, districts: 2, schools: 4, tauDistrict: 0.2, tauSchool: 0.2, students: [40, 80] });
const cdsOf = (index: number): string => frame.schools[index]?.cds ?? "";

const input = (file: string, family: InputSummary["family"], layout: string, vintage = ""): InputSummary =>
	({ file, family, layout, vintage }) as InputSummary;
const inputs = [
	input("covariates.csv", "companion", "school-covariates"),
	input("frpm-old.csv", "companion", "frpm", "2023–24"),
	input("frpm-new.csv", "companion", "frpm", "2025–26"),
	input("results.txt", "results", "sb-2024-2025"),
];
const join = (facts: Partial<Join>): Join => ({
	layout: "frpm",
	vintage: "2023–24",
	rows: 8,
	joined: 8,
	unmatchedRows: [],
	schoolsWithout: [],
	...facts,
});
const withJoins = (...joins: Join[]): SchoolFrame => ({ ...frame, joins });
const inOneLine = (found: ReturnType<typeof remarks>): string[] =>
	found.map((entry) => `${entry.code} ${entry.place.file} ${entry.found}`);
const changed = (change: (school: School, index: number) => School): SchoolFrame => ({
	...frame,
	schools: frame.schools.map(change),
});
const withheld = suppressed("withheld");
const hidden = (school: School): School => ({ ...school, current: { ...school.current, value: withheld } });

describe("remarks", () => {
	it("are none where everything joins", () => {
		expect(remarks(withJoins(join({})), inputs)).toEqual([]);
	});

	it("name the file of the table's own year, and list three codes before they count", () => {
		const codes = Array.from({ length: 7 }, (_, index) => `0199001990000${index}`);
		const found = remarks(
			withJoins(
				join({ rows: 15, unmatchedRows: codes, schoolsWithout: codes.slice(0, 2) }),
				join({ vintage: "2025–26" }),
			),
			inputs,
		);
		expect(inOneLine(found)).toEqual([
			`CIMP-W119 frpm-old.csv 7 of 15 codes: ${codes.slice(0, 3).join(", ")} and 4 more`,
			`CIMP-W120 frpm-old.csv 2 of 8 schools: ${codes.slice(0, 2).join(", ")}`,
			"CIMP-W121 frpm-new.csv 2025–26 for results of 2024–25",
		]);
	});

	it("name schools whose result is a floor value", () => {
		const floors = changed((school, index) =>
			index === 2 ? { ...school, leftOut: { reason: "floor value" } as School["leftOut"] } : school,
		);
		expect(inOneLine(remarks(floors, inputs))).toEqual([
			`CIMP-W122 results.txt ${cdsOf(2)}: ${frame.schools[2]?.current.value as number}`,
		]);
	});
});

describe("what can't be answered at all", () => {
	it("is let through where two schools have results", () => {
		refuseHopeless(
			changed((school, index) => (index > 1 ? hidden(school) : school)),
			inputs,
		);
	});

	it("is one school, none, all withheld, or a table that joins nothing", () => {
		const refusal = (hopeless: SchoolFrame) => refusalOf(() => refuseHopeless(hopeless, inputs));
		const few = "at least two schools with results in the year; ten or more for a prediction";
		expect(refusal(changed((school, index) => (index > 0 ? hidden(school) : school)))).toEqual([
			`CIMP-E205 results.txt 1 school with results in 2025 | ${few}`,
		]);
		expect(refusal({ ...frame, schools: [] })).toEqual([
			`CIMP-E205 results.txt 0 schools with results in 2025 | ${few}`,
		]);
		expect(refusal(changed(hidden))).toEqual([
			"CIMP-E206 results.txt 8 schools in 2025, all results withheld or missing | schools with 11 or more students with scores",
		]);
		expect(refusal(withJoins(join({ joined: 0 })))).toEqual([
			"CIMP-E204 frpm-old.csv 8 codes, none of them in the results | codes of schools in the results",
		]);
	});
});

describe("places and sums", () => {
	const row = (cds: string, year: number, rest: Partial<ResultRow> = {}): ResultRow =>
		({
			cds,
			year,
			level: entityLevel(cds),
			group: 1,
			grade: 13,
			charter: "none",
			district: "",
			school: "",
			...rest,
		}) as ResultRow;
	const [A, B, C] = ["01990010000011", "01990020000011", "01990030000011"];
	const years = { year: 2025, baselineYear: 2024 };

	it("counts schools that stood under another district, where the school code is unique in both years", () => {
		const moved = `1 school, such as ${B}, formerly ${A}`;
		expect(inOneLine(movedSchools([row(A, 2024), row(B, 2025)], years, inputs))).toEqual([
			`CIMP-W128 results.txt ${moved}`,
		]);
		expect(movedSchools([row(A, 2024), row(A, 2025)], years, inputs)).toEqual([]);
		expect(movedSchools([row(A, 2024), row(B, 2025), row(C, 2025)], years, inputs)).toEqual([]);
		expect(movedSchools([row(A, 2024), row(C, 2024), row(B, 2025)], years, inputs)).toEqual([]);
		expect(movedSchools([row(A, 2024, { grade: 5 }), row(B, 2025)], years, inputs)).toEqual([]);
		expect(movedSchools([row(A, 2024), row(B, 2025)], { year: 2025, baselineYear: undefined }, inputs)).toEqual([]);
	});

	it("reports what withheld schools can't account for, with both numbers, and nothing else", () => {
		const entry = (rest: Partial<Reconciliation>): Reconciliation => ({
			district: "0199001",
			year: 2025,
			grade: 13,
			published: 285954,
			schools: 285000,
			chartersApart: { schools: 0, students: 0 },
			withheldSchools: 0,
			difference: 954,
			explained: false,
			...rest,
		});
		const none = notDefined("the files have no row of the district");
		const found = unreconciled(
			[
				entry({}),
				entry({ withheldSchools: 12 }),
				entry({ explained: true }),
				entry({ explained: none, difference: none }),
			],
			"results.txt",
		);
		expect(inOneLine(found)).toEqual([
			"CIMP-W131 results.txt 01-99001, 2025: 285954 in its row, 285000 in its schools",
			"CIMP-W131 results.txt 01-99001, 2025: 285954 in its row, 285000 in its schools, 12 withheld",
		]);
	});
});
