/** Result rows of student groups, and the input of an analysis made from them. */

import type { AnalysisInput } from "../../src/analyses/analysis.js";
import { buildFrame } from "../../src/analyses/frame/build.js";
import { buildGroupLevels } from "../../src/analyses/frame/group-levels.js";
import { buildPanel } from "../../src/analyses/frame/panel.js";
import { fitWhenAsked } from "../../src/analyses/prediction/fits-over-years.js";
import { entityLevel } from "../../src/domain/cds-code.js";
import { type Measured, missing, reasons, suppressed } from "../../src/domain/measured.js";
import { allGrades, gradesWithLevels, type Subject } from "../../src/domain/tests.js";
import type { OutcomeKind, ResultRow } from "../../src/domain/tidy.js";

const none = missing(reasons.notReported);
const held = suppressed(reasons.suppressedBySource);

export const districtOf = (district: number): string => `0199${String(district).padStart(3, "0")}0000000`;
export const schoolOf = (district: number, school: number): string =>
	`0199${String(district).padStart(3, "0")}99${String(school).padStart(5, "0")}`;

export interface RowWish {
	readonly cds: string;
	readonly group: number;
	/** Percent met or distance from standard, and the students behind it; withheld if not given. */
	readonly value?: number;
	readonly tested?: number;
	readonly year?: number;
	readonly grade?: number;
	readonly levels?: readonly [number, number, number, number];
	readonly subject?: Subject;
	readonly charter?: ResultRow["charter"];
}

/** A row as ingest hands it on. */
export function rowOf(wish: RowWish): ResultRow {
	const {
		cds,
		group,
		value,
		tested,
		year = 2025,
		grade = allGrades,
		levels,
		subject = "math",
		charter = "none",
	} = wish;
	const known: Measured = value ?? (levels === undefined ? held : none);
	const students: Measured = tested ?? levels?.reduce((sum, count) => sum + count, 0) ?? held;
	const counts: readonly [Measured, Measured, Measured, Measured] = levels ?? [held, held, held, held];
	return {
		cds,
		level: entityLevel(cds),
		charter,
		district: `Invented ${cds.slice(4, 7)}`,
		school: `School ${cds.slice(9)}`,
		year,
		subject,
		grade,
		group,
		enrolled: students,
		tested: students,
		scored: students,
		meanScaleScore: none,
		percentMet: known,
		distanceFromStandard: known,
		levelCounts: counts,
	};
}

/** A published row of a school of sixty students, but for what is given. */
export const publishedRow = (rest: Partial<ResultRow>): ResultRow => ({
	cds: "01990019900001",
	level: "school",
	charter: "none",
	district: "Sample Unified",
	school: "Invented Elementary",
	year: 2025,
	subject: "math",
	grade: 13,
	group: 1,
	enrolled: 60,
	tested: 60,
	scored: 59,
	meanScaleScore: none,
	percentMet: 40,
	distanceFromStandard: -12.5,
	levelCounts: [none, none, none, none],
	...rest,
});

/** The input of an analysis, put together as a run does it. */
export function inputOfRows(rows: readonly ResultRow[], outcome: OutcomeKind = "percent"): AnalysisInput {
	const subject = rows[0]?.subject ?? "math";
	const frame = buildFrame({
		outcome,
		subject,
		group: 1,
		year: 2025,
		baselineYear: undefined,
		results: rows,
		entities: [],
		companions: [],
		charters: "include",
	});
	const byGrade = rows.filter(
		(row) => row.level === "district" && row.year === 2025 && gradesWithLevels.includes(row.grade),
	);
	const panel = buildPanel(rows, outcome);
	return {
		frame,
		panel,
		overYears: fitWhenAsked({ frame, panel }),
		groupLevels: buildGroupLevels(byGrade),
		predictions: { unit: outcome, kind: "level", models: [], schools: [] },
		specifications: { list: [], schools: new Map() },
		charters: "include",
		group: "All Students",
		source: "invented data",
	};
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
	typeof value === "object" && value !== null && Symbol.iterator in value;

/** Every number in a value, with its path; answers for districts are made on the way. */
export function* numbersIn(value: unknown, path = "$"): Generator<[path: string, value: number]> {
	if (typeof value === "number") yield [path, value];
	else if (isIterable(value) && !Array.isArray(value)) yield* numbersIn([...value], path);
	else if (typeof value === "object" && value !== null) {
		for (const [key, inner] of Object.entries(value)) yield* numbersIn(inner, `${path}.${key}`);
	}
}
