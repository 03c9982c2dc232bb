/** The tables behind the figures of group differences, passed by the privacy room. */

import type { Interval } from "../../domain/evidence.js";
import { isAbsent, type Measured, notDefined } from "../../domain/measured.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import { digitsOf, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { measureWords, unitWords } from "../words.js";
import { gradesTableId, partsTableId, tableId, yearsTableId } from "./anchors.js";
import type { Difference, GroupGap } from "./compute.js";

const text = (key: string, label: string): Column => ({ key, label, unit: "text" });
const students = (key: string, label: string): Column => ({ key, label, unit: "students" });

const number = (key: string, label: string): Column => ({ key, label, unit: "number", signed: true });

/** A part of a difference, or why there is none. */
const part = <T>(value: Measured<T>, pick: (value: T) => Cell): Cell => (isAbsent(value) ? value : pick(value));

/** Every comparison of the year: the data of the first figure. */
export function gapsTable(gaps: readonly GroupGap[], input: AnalysisInput): ReleasedTable {
	const { column, differenceColumn: unit } = unitWords(input.predictions.unit);
	const { year } = input.frame;
	const byLevels = withLevels(gaps).length > 0;
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
			...(byLevels
				? [number("v", "V"), number("vLower", "V, 95 % limits, low"), number("vUpper", "V, 95 % limits, high")]
				: []),
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
				...(byLevels
					? [
							part(levels, (found) => found.value),
							part(levels, (found) => found.interval.lower),
							part(levels, (found) => found.interval.upper),
						]
					: []),
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
		"Differences are the group minus those it is compared with. A student is in several groups, but never on both sides of a row.",
		...(withLevels(gaps).length > 0
			? [
					"V is the difference in units of students’ own spread, from the counts in all four levels, pooled over grades.",
				]
			: []),
		summed
			? "The files have no row of the district's own: results are of the schools that publish both sides, weighted by students."
			: "Results are of the district's own published rows, which hold no direct-funded charters.",
	];
}

/** Comparisons with V in at least one grade. */
export const withLevels = (gaps: readonly GroupGap[]): GroupGap[] => gaps.filter((gap) => !isAbsent(gap.levels));

/** V grade by grade, since each grade has cuts of its own. */
export function gradesTable(gaps: readonly GroupGap[], input: AnalysisInput): ReleasedTable {
	const found = withLevels(gaps).map(({ comparison, levels }) => {
		return { comparison, grades: isAbsent(levels) ? [] : levels.grades };
	});
	const grades = input.groupLevels.grades.filter((grade) =>
		found.some((entry) => entry.grades.some((own) => own.grade === grade)),
	);
	return releaseTable({
		id: gradesTableId,
		caption: `V in single grades, ${input.frame.year}: differences in units of students’ own spread, 95 % limits, students of either side`,
		columns: [
			text("group", "Group"),
			text("reference", "Compared with"),
			...grades.map((grade) => text(`grade${grade}`, `Grade ${grade}`)),
		],
		rows: found.map(({ comparison, grades: own }): Cell[] => [
			comparison.group.name,
			comparison.referenceName,
			...grades.map((grade): Cell => {
				const gap = own.find((entry) => entry.grade === grade);
				if (gap === undefined) return notDefined("a side is withheld, or would show a group that is");
				return inWords(gap, [gap.tested, gap.referenceTested], 2);
			}),
		]),
		rowIds: found.map(({ comparison }) => `level-${comparison.id}`),
	});
}

/** A difference with its limits and the students of either side, for tables with a column a year or a grade. */
function inWords(
	{ value, interval }: { readonly value: number; readonly interval: Interval },
	students: readonly number[],
	digits: number,
): string {
	const number = (part: number): string => formatNumber(part, { digits, signed: true });
	return `${number(value)} (${number(interval.lower)} to ${number(interval.upper)}); ${students.map((count) => formatNumber(count)).join(" · ")}`;
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

/** Every comparison, a column a year: the data of the second figure. */
export function yearsTable(gaps: readonly GroupGap[], input: AnalysisInput): ReleasedTable {
	const { differenceUnit, differenceColumn } = unitWords(input.predictions.unit);
	const digits = digitsOf(differenceColumn);
	const years = [...new Set(gaps.flatMap((gap) => gap.years.map(({ year }) => year)))].sort((a, b) => a - b);
	return releaseTable({
		id: yearsTableId,
		caption: `Differences year by year, ${differenceUnit}: 95 % limits, students of either side`,
		columns: [
			text("group", "Group"),
			text("reference", "Compared with"),
			...years.map((year) => text(`year${year}`, String(year))),
		],
		rows: gaps.map(({ comparison, years: own }): Cell[] => [
			comparison.group.name,
			comparison.referenceName,
			...years.map((year): Cell => {
				const difference = own.find((entry) => entry.year === year)?.difference ?? notDefined("no test");
				return part(difference, (known) => inWords(known, [known.group.tested, known.reference.tested], digits));
			}),
		]),
		rowIds: gaps.map(({ comparison }) => `course-${comparison.id}`),
	});
}
