/** Tidy rows → one row per school, with what joined, what did not, and why a school stays out of the fit. */

import { districtCode, stateCds } from "../../domain/cds-code.js";
import { type CharterStatus, type EntityRow, isCharter, type KindReading, kindOfName } from "../../domain/entity.js";
import { groupBy } from "../../domain/group-by.js";
import { isKnown } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { FormerCode } from "../../domain/places/crosswalk.js";
import { levelOfGrades, type SchoolLevel } from "../../domain/school-level.js";
import { graduatingClass, type Subject } from "../../domain/tests.js";
import type { CompanionRow, ResultRow } from "../../domain/tidy.js";
import { baselines } from "./baseline.js";
import { collectCovariates } from "./covariates.js";
import { joinCompanions } from "./joins.js";
import { reasonToLeaveOut } from "./left-out.js";
import { type ResultReader, resultReader } from "./reader.js";
import { nothing } from "./result.js";
import { type PlaceRows, sortRows } from "./rows.js";
import type { Reference, School, SchoolFrame } from "./school.js";

export type CharterOption = "include" | "exclude" | "separate";

export interface FrameInput {
	/** The scale of the results. */
	readonly outcome: OutcomeScale;
	readonly subject: Subject;
	readonly group: number;
	readonly year: number;
	readonly baselineYear: number | undefined;
	/** A year before the baseline year, for the mean of two earlier results. */
	readonly beforeBaselineYear?: number | undefined;
	/** Rows of the years: the group asked for, all students, and the groups that serve as covariates. */
	readonly results: readonly ResultRow[];
	readonly entities: readonly EntityRow[];
	readonly companions: readonly CompanionRow[];
	readonly charters: CharterOption;
	/** By the crosswalk: the codes under which schools of the year stood in the baseline year, where they changed. */
	readonly former?: ReadonlyMap<string, readonly FormerCode[]>;
}

/** Builds the frame. Every school with a row in the year is in it, in CDS order, whatever its result. */
export const buildFrame = (input: FrameInput): SchoolFrame => frameBuilder(input)(input.outcome);

/**
 * What all scales share, found once: a function from the scale to its frame.
 *
 * @param input its `outcome` is not looked at
 */
export function frameBuilder(input: Omit<FrameInput, "outcome">): (scale: OutcomeScale) => SchoolFrame {
	const sorted = sortRows(input.results);
	const current = sorted.together.filter((row) => row.year === input.year);
	const ofGroup = current.filter((row) => row.group === input.group);
	const schoolRows = ofGroup
		.filter((row) => row.level === "school")
		.sort((left, right) => (left.cds < right.cds ? -1 : 1));
	const codes = new Set(schoolRows.map((row) => row.cds));
	const entities = newestEntities(input.entities);
	const companions = groupBy(input.companions, (row) => row.cds);
	const { bySchool, withheld, sources } = collectCovariates(input.companions, current, codes);
	const describe = describer(entities, companions, (cds) => gradesTested(sorted.places.get(cds), input.year));
	const places = schoolRows.map((row) => ({
		...describe(row),
		covariates: bySchool.get(row.cds) ?? {},
		...(withheld.has(row.cds) ? { withheldCovariates: withheld.get(row.cds) ?? {} } : {}),
		row,
	}));
	const kept = input.charters === "exclude" ? places.filter(({ charter }) => !isCharter(charter)) : places;
	const shared = {
		subject: input.subject,
		group: input.group,
		year: input.year,
		baselineYear: input.baselineYear,
		...(input.beforeBaselineYear === undefined ? {} : { beforeBaselineYear: input.beforeBaselineYear }),
		districtNames: districtNames(input, entities, (cds, own) =>
			charterOf(own, entities.get(cds), companions.get(cds) ?? []),
		),
		covariates: sources,
		joins: joinCompanions(input.companions, codes),
	};
	const areaRows = ofGroup.filter((row) => row.level !== "school");
	return (scale) => {
		const reader = resultReader(input.results, scale);
		const areas = (level: "district" | "state") => references(areaRows, reader, { ...input, level });
		return {
			...shared,
			outcome: scale,
			...(scale === "z" ? { standardSources: reader.sources } : {}),
			schools: schoolsOn(kept, reader, input),
			districtRows: areas("district"),
			stateRow: areas("state").get(districtCode(stateCds)),
		};
	};
}

/** What is known of a school on any scale. */
type Place = Pick<School, "cds" | "district" | "name" | "level" | "charter" | "covariates"> & {
	readonly row: ResultRow;
	readonly kind: KindReading;
	readonly enrollment: number | undefined;
};

/** The schools with their results on a scale, and why some of them stay out of the fit. */
function schoolsOn(places: readonly Place[], reader: ResultReader, input: Omit<FrameInput, "outcome">): School[] {
	const baselineOf = baselines(input, reader);
	const { beforeBaselineYear: before, subject, baselineYear } = input;
	return places.map(({ row, kind, enrollment, ...place }): School => {
		const baseline = baselineOf(row.cds);
		// Years under other codes are carried over once, for the baseline: two steps back nobody has looked at them.
		const earlier =
			before !== undefined && baseline.baselineFrom === undefined
				? { beforeBaseline: reader.result(row.cds, before, input.group) }
				: {};
		const school = { ...place, kind: kind.kind, current: reader.ofRow(row), ...baseline, ...earlier };
		const context = { outcome: reader.scale, subject, baselineYear, kind, enrollment };
		return { ...school, leftOut: reasonToLeaveOut(school.current, context) };
	});
}

function describer(
	entities: ReadonlyMap<string, EntityRow>,
	companions: ReadonlyMap<string, readonly CompanionRow[]>,
	gradesOf: (cds: string) => readonly number[],
): (row: ResultRow) => Omit<Place, "covariates" | "row"> {
	return (row) => {
		const facts = companions.get(row.cds) ?? [];
		const name = firstText(row.school, ...facts.map((fact) => fact.school), entities.get(row.cds)?.school) || row.cds;
		return {
			cds: row.cds,
			district: districtCode(row.cds),
			name,
			level: levelOf(gradesOf(row.cds), facts),
			charter: charterOf(row.charter, entities.get(row.cds), facts),
			kind: kindOf(name, facts),
			enrollment: facts.map((fact) => fact.enrolled).find(isKnown),
		};
	};
}

const firstText = (...texts: readonly (string | undefined)[]): string => texts.find((text) => text) ?? "";

function newestEntities(entities: readonly EntityRow[]): Map<string, EntityRow> {
	const newest = new Map<string, EntityRow>();
	for (const row of entities) {
		const before = newest.get(row.cds);
		if (before === undefined || row.year > before.year) newest.set(row.cds, row);
	}
	return newest;
}

/** Grades in which a school has rows in a year; 13 (all) and 99 (a graduating class) say nothing of the level. */
function gradesTested(school: PlaceRows | undefined, year: number): number[] {
	// A grade in which nobody was tested is a student on the books of another school, not a grade the school teaches.
	const telling = (school?.byGrade ?? []).filter(
		(row) => row.year === year && row.level === "school" && row.grade !== graduatingClass && row.tested !== 0,
	);
	return telling.map((row) => row.grade);
}

/** What tables say goes before what the name suggests; of the tables, one that names another kind goes before a plain type. */
function kindOf(name: string, facts: readonly CompanionRow[]): KindReading {
	const readings = facts.flatMap((fact) => fact.kind ?? []);
	const special = readings.find((reading) => reading.kind !== "regular");
	const suggested = kindOfName(name);
	if (suggested?.kind === "district program") return suggested;
	return special ?? readings[0] ?? suggested ?? { kind: "regular", because: "nothing says otherwise" };
}

/** The grades tested tell the level; a companion table does where the file has all grades together only. */
function levelOf(grades: readonly number[], facts: readonly CompanionRow[]): SchoolLevel {
	const tested = levelOfGrades(grades);
	if (tested !== "unknown") return tested;
	return facts.map((fact) => fact.schoolLevel).find((level) => level !== "unknown") ?? "unknown";
}

function charterOf(own: CharterStatus, entity: EntityRow | undefined, facts: readonly CompanionRow[]): CharterStatus {
	const readings = [own, entity?.charter, ...facts.map((fact) => fact.charter)];
	return readings.find((status) => status !== undefined && status !== "unknown") ?? "unknown";
}

/**
 * Names of districts: the district's own row first. A direct-funded charter's row carries the charter's name instead,
 * and whether a school is one may be known to another table than the one that has the name.
 */
function districtNames(
	input: Omit<FrameInput, "outcome">,
	entities: ReadonlyMap<string, EntityRow>,
	statusOf: (cds: string, own: CharterStatus) => CharterStatus,
): Map<string, string> {
	const names = new Map<string, string>();
	const take = (cds: string, name: string, serves?: () => boolean): void => {
		const code = districtCode(cds);
		if (name !== "" && !names.has(code) && (serves === undefined || serves())) names.set(code, name);
	};
	const takeOfSchool = ({ cds, district, charter }: Pick<ResultRow, "cds" | "district" | "charter">): void =>
		take(cds, district, () => statusOf(cds, charter) !== "direct");
	const { areas, places } = sortRows(input.results);
	for (const row of areas) if (row.level === "district") take(row.cds, row.district);
	for (const row of entities.values()) if (row.level === "district") take(row.cds, row.district);
	// Most districts are named by now: the rows of the few others are looked for in the order in which they came.
	const hasSchoolRow = ({ together, byGrade }: PlaceRows): boolean =>
		[together, byGrade].some((rows) => rows.some((row) => row.level === "school"));
	const unnamed = new Set<string>();
	for (const [cds, rows] of places) if (!names.has(districtCode(cds)) && hasSchoolRow(rows)) unnamed.add(cds);
	if (unnamed.size > 0)
		for (const row of input.results) if (row.level === "school" && unnamed.has(row.cds)) takeOfSchool(row);
	for (const row of input.companions) takeOfSchool(row);
	return names;
}

function references(
	rows: readonly ResultRow[],
	reader: ResultReader,
	{ baselineYear, group, level }: Pick<FrameInput, "baselineYear" | "group"> & { level: "district" | "state" },
): Map<string, Reference> {
	const published = rows.filter((row) => row.level === level);
	return new Map(
		published.map((row) => [
			districtCode(row.cds),
			{
				current: reader.ofRow(row),
				baseline: baselineYear === undefined ? nothing : reader.result(row.cds, baselineYear, group),
			},
		]),
	);
}
