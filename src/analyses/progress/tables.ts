/** The tables behind the figure and behind the parts of each change. */

import { notDefined } from "../../domain/measured.js";
import { schoolLevelShort } from "../../domain/school-level.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import type { AnalysisInput } from "../analysis.js";
import { byName, unitWords, yearsInWords } from "../words.js";
import type { DistrictProgress, Progress } from "./compute.js";
import { changeTableId, rowId, tableId } from "./words.js";

/** Results minus expectations, year by year, and what the years say together: the data of the figure. */
export function progressTable(result: Progress, district: DistrictProgress, input: AnalysisInput): ReleasedTable {
	const { differenceColumn: unit, fineDigits: digits } = unitWords(input.predictions.unit);
	const difference = (key: string, label: string): Column => ({ key, label, unit, digits, signed: true });
	const schools = [...district.judged].sort(byName);
	const what = result.kind === "trend" ? "Slope per year" : "Change";
	return releaseTable({
		id: tableId,
		caption: `Results minus what schools of the level with a like student mix lead one to expect, in ${unitWords(input.predictions.unit).differenceUnit}, ${yearsInWords(result.years)}`,
		columns: [
			{ key: "school", label: "School", unit: "text" },
			{ key: "cds", label: "CDS code", unit: "code", csvOnly: true },
			{ key: "level", label: "Level", unit: "text" },
			{ key: "tested", label: `Students, ${input.frame.year}`, unit: "students" },
			...result.years.map(
				(year): Column => ({ key: `year${year}`, label: `${year}`, unit: "number", digits, signed: true }),
			),
			difference("value", what),
			difference("lower", "95 % limits, low"),
			difference("upper", "95 % limits, high"),
			{ key: "probability", label: "Chance that it is above zero", unit: "share" },
			{ key: "reading", label: "Reading", unit: "text" },
		],
		rows: schools.map((entry): Cell[] => [
			entry.school.name,
			entry.school.cds,
			schoolLevelShort[entry.school.level],
			entry.tested,
			...result.years.map(
				(year) => entry.points.find((point) => point.year === year)?.value ?? notDefined("no result to compare"),
			),
			entry.value,
			entry.interval.lower,
			entry.interval.upper,
			entry.probability,
			entry.reading || "not distinguishable",
		]),
		rowIds: schools.map(({ school }) => rowId(school)),
		notes: [
			`${what}: drawn in towards zero, the more the fewer students and years there are. Zero is the movement of schools of the level with the same change in student mix.`,
		],
	});
}

/** From the first year to the last: the change as published, what was to be expected of it, and what is left. */
export function changeTable(district: DistrictProgress, input: AnalysisInput): ReleasedTable {
	const { column, differenceColumn: unit, fineDigits: digits } = unitWords(input.predictions.unit);
	const part = (key: string, label: string): Column => ({ key, label, unit, digits, signed: true });
	return releaseTable({
		id: changeTableId,
		caption: "Change from a school’s first year to its newest, and its parts",
		columns: [
			{ key: "school", label: "School", unit: "text" },
			{ key: "from", label: "First year", unit: "year" },
			{ key: "first", label: "First result", unit: column, digits },
			{ key: "last", label: "Newest result", unit: column, digits },
			part("change", "Change"),
			part("common", "Moved with the level"),
			part("regression", "Regression to the mean"),
			part("rest", "What is left"),
		],
		rows: [...district.judged]
			.sort(byName)
			.map(({ school, change }): Cell[] => [
				school.name,
				change.from,
				change.first,
				change.last,
				change.change,
				change.common,
				change.regression,
				change.rest,
			]),
		notes: [
			"Moved with the level: what schools of the level moved, with the school’s change in student mix. Regression to the mean: the part of an unusual first result that was not to be expected again. What is left holds chance among students too, and no cause.",
		],
	});
}
