/** The tables behind the figures of group differences, passed by the privacy room. */

import { isAbsent, type Measured, notDefined } from "../../domain/measured.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import type { AnalysisInput } from "../analysis.js";
import { measureWords, unitWords } from "../words.js";
import { gradesTableId, partsTableId, tableId, yearsTableId } from "./anchors.js";
import type { Difference, GroupGap } from "./compute.js";

const text = (key: string, label: string): Column => ({ key, label, unit: "text" });
const students = (key: string, label: string): Column => ({ key, label, unit: "students" });

/** A part of a difference, or why there is none. */
const part = <T>(value: Measured<T>, pick: (value: T) => Cell): Cell => (isAbsent(value) ? value : pick(value));

/** Every comparison of the year: the data of the first figure. */
export function gapsTable(gaps: readonly GroupGap[], input: AnalysisInput): ReleasedTable {
	const { column, differenceColumn: unit } = unitWords(input.predictions.unit);
	const { year } = input.frame;
	return releaseTable({
		id: tableId,
		caption: `Differences between student groups, ${year}: ${measureWords(input.predictions.unit, year)}`,
		columns: [
			text("group", "Group"),
			text("reference", "Compared with"),
			students("students", "Students of the group"),
			students("others", "Students compared with"),
			{ key: "result", label: "Result of the group", unit: column },
			{ key: "referenceResult", label: "Result compared with", unit: column },
			{ key: "difference", label: "Difference", unit, signed: true },
			{ key: "lower", label: "95 % limits, low", unit, signed: true },
			{ key: "upper", label: "95 % limits, high", unit, signed: true },
			{ key: "v", label: "V", unit: "number", signed: true },
			{ key: "vLower", label: "V, low", unit: "number", signed: true },
			{ key: "vUpper", label: "V, high", unit: "number", signed: true },
			text("evidence", "Evidence"),
		],
		rows: gaps.map(({ comparison, difference, evidence, levels }): Cell[] => {
			const of = (pick: (value: Difference) => Cell): Cell => part(difference, pick);
			return [
				comparison.group.name,
				comparison.referenceName,
				of(({ group }) => group.tested),
				of(({ reference }) => reference.tested),
				of(({ group }) => group.value),
				of(({ reference }) => reference.value),
				of(({ value }) => value),
				of(({ interval }) => interval.lower),
				of(({ interval }) => interval.upper),
				part(levels(), ({ value }) => value),
				part(levels(), ({ interval }) => interval.lower),
				part(levels(), ({ interval }) => interval.upper),
				evidence,
			];
		}),
		rowIds: gaps.map(({ comparison }) => `group-${comparison.id}`),
		notes: notesOf(gaps),
	});
}

function notesOf(gaps: readonly GroupGap[]): string[] {
	const summed = gaps.some(({ difference }) => !isAbsent(difference) && difference.schools !== undefined);
	return [
		"Differences are the group minus those it is compared with. V is the same in units of the students’ own spread, from the counts in all four levels, pooled over grades. A student is in several groups, but never on both sides of a row.",
		summed
			? "The files have no row of the district's own: results are of the schools that publish both sides, weighted by students."
			: "Results are of the district's own published rows, which hold no direct-funded charters.",
	];
}

/** Comparisons with V in at least one grade. */
export const withLevels = (gaps: readonly GroupGap[]): GroupGap[] => gaps.filter((gap) => !isAbsent(gap.levels()));

/** V grade by grade, since each grade has cuts of its own. */
export function gradesTable(gaps: readonly GroupGap[], input: AnalysisInput): ReleasedTable {
	const rows = withLevels(gaps).flatMap(({ comparison, levels }) => {
		const found = levels();
		return isAbsent(found) ? [] : found.grades.map((grade) => ({ comparison, ...grade }));
	});
	return releaseTable({
		id: gradesTableId,
		caption: `V in single grades, ${input.frame.year}: differences in units of students’ own spread`,
		columns: [
			text("group", "Group"),
			text("reference", "Compared with"),
			{ key: "grade", label: "Grade", unit: "code" },
			students("students", "Students of the group"),
			students("others", "Students compared with"),
			{ key: "v", label: "V", unit: "number", signed: true },
			{ key: "lower", label: "95 % limits, low", unit: "number", signed: true },
			{ key: "upper", label: "95 % limits, high", unit: "number", signed: true },
		],
		rows: rows.map(({ comparison, grade, value, interval, tested, referenceTested }): Cell[] => [
			comparison.group.name,
			comparison.referenceName,
			String(grade),
			tested,
			referenceTested,
			value,
			interval.lower,
			interval.upper,
		]),
		rowIds: rows.map(({ comparison, grade }) => `level-${comparison.id}-${grade}`),
		notes: [
			"Grades in which a side has fewer than 11 students, or is withheld, are left out; so are those in which all others would show a withheld group.",
		],
	});
}

/** Within and between schools, and how much of either the published schools show. */
export function partsTable(gaps: readonly GroupGap[], input: AnalysisInput): ReleasedTable {
	const { differenceColumn: unit } = unitWords(input.predictions.unit);
	const difference = (key: string, label: string): Column => ({ key, label, unit, signed: true });
	return releaseTable({
		id: partsTableId,
		caption: `The same differences within and between schools, ${input.frame.year}`,
		columns: [
			text("group", "Group"),
			text("reference", "Compared with"),
			{ key: "schools", label: "Schools that publish both", unit: "schools" },
			{ key: "withheld", label: "Schools that do not", unit: "schools" },
			{ key: "share", label: "Share of the group’s students in the former", unit: "share" },
			difference("difference", "Difference in these schools"),
			difference("within", "Within schools"),
			difference("withinLower", "95 % limits, low"),
			difference("withinUpper", "95 % limits, high"),
			difference("between", "From attending different schools"),
		],
		rows: gaps.map(({ comparison, coverage, parts }): Cell[] => [
			comparison.group.name,
			comparison.referenceName,
			coverage.schools,
			coverage.withheld,
			coverage.students,
			part(parts, (value) => value.difference),
			part(parts, (value) => value.within.value),
			part(parts, (value) => value.within.interval.lower),
			part(parts, (value) => value.within.interval.upper),
			part(parts, (value) => value.between.value),
		]),
		rowIds: gaps.map(({ comparison }) => `parts-${comparison.id}`),
		notes: [
			"Within and between add up to the difference in the schools that publish both. Schools that do not are those with students of the group where one side is withheld.",
		],
	});
}

/** The courses that have at least two years to draw. */
export const courses = (gaps: readonly GroupGap[]): GroupGap[] =>
	gaps.filter(({ years }) => years.filter(({ difference }) => !isAbsent(difference)).length > 1);

/** Every comparison and year: the data of the second figure. */
export function yearsTable(gaps: readonly GroupGap[], input: AnalysisInput): ReleasedTable {
	const { differenceColumn: unit } = unitWords(input.predictions.unit);
	const rows = gaps.flatMap((gap) => gap.years.map((entry) => ({ gap, ...entry })));
	const summed = rows.some(({ difference }) => !isAbsent(difference) && difference.schools !== undefined);
	return releaseTable({
		id: yearsTableId,
		caption: "Differences between student groups, year by year",
		columns: [
			text("group", "Group"),
			text("reference", "Compared with"),
			{ key: "year", label: "Year", unit: "year" },
			students("students", "Students of the group"),
			students("others", "Students compared with"),
			...(summed ? [{ key: "schools", label: "Schools", unit: "schools" } satisfies Column] : []),
			{ key: "difference", label: "Difference", unit, signed: true },
			{ key: "lower", label: "95 % limits, low", unit, signed: true },
			{ key: "upper", label: "95 % limits, high", unit, signed: true },
		],
		rows: rows.map(({ gap: { comparison }, year, difference }): Cell[] => [
			comparison.group.name,
			comparison.referenceName,
			year,
			part(difference, ({ group }) => group.tested),
			part(difference, ({ reference }) => reference.tested),
			...(summed ? [part(difference, ({ schools }) => schools ?? notDefined("the district’s own row"))] : []),
			part(difference, ({ value }) => value),
			part(difference, ({ interval }) => interval.lower),
			part(difference, ({ interval }) => interval.upper),
		]),
		rowIds: rows.map(({ gap, year }) => `course-${gap.comparison.id}-${year}`),
	});
}
