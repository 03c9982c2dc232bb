/** Schools nobody attends, and their tables. */

import { type Measured, missing, notDefined, suppressed } from "../../src/domain/measured.js";
import type { Column, ReleasedTable } from "../../src/domain/table.js";
import { releaseTable } from "../../src/privacy/release.js";

export interface SampleSchool {
	readonly id: string;
	readonly name: string;
	readonly level: string;
	readonly tested: number;
	readonly before: Measured;
	readonly actual: Measured;
	readonly predicted: Measured;
}

const places = ["Alder", "Bay", "Cedar", "Dune", "Elm", "Fern", "Grove", "Heron", "Iris", "Juniper", "Kelp", "Lupine"];
const kinds = ["Elementary", "Hill Elementary", "Creek Academy of Mathematics and Letters", "Middle", "High"];

/** Forty-eight schools nobody attends; the numbers follow from the index alone. */
export const sampleSchools: readonly SampleSchool[] = Array.from({ length: 48 }, (_, index) => {
	const wave = Math.sin(index * 2.3) * 60 + Math.cos(index * 0.7) * 30 - 55;
	const kind = index % 9 === 8 ? 4 : index % 6 === 5 ? 3 : index % 3;
	const tested = index === 20 ? 7 : 12 + ((index * 37) % 420);
	const withheld = suppressed("fewer than 11 students");
	return {
		id: `019999960${String(index).padStart(5, "0")}`,
		name: `${places[index % 12]}${index >= 12 ? ` ${["North", "South", "West"][Math.floor(index / 12) - 1]}` : ""} ${kinds[kind]}`,
		level: kind === 4 ? "High" : kind === 3 ? "Middle" : "Elementary",
		tested,
		before: index === 7 ? missing("opened in 2024") : index === 20 ? withheld : wave - 4,
		actual: index === 20 ? withheld : wave + Math.sin(index * 5.1) * 22,
		predicted: index === 13 || index === 20 ? notDefined("no earlier result to predict from") : wave,
	};
});

/** A column, with what it needs beyond the ordinary. */
export const column = (key: string, label: string, unit: Column["unit"], more: Partial<Column> = {}): Column => ({
	key,
	label,
	unit,
	...more,
});

/** Result minus prediction, where both are there. */
export const residual = ({ actual, predicted }: SampleSchool): Measured => {
	if (typeof predicted !== "number") return predicted;
	return typeof actual === "number" ? actual - predicted : actual;
};

const shifted = (value: Measured, by: number): Measured => (typeof value === "number" ? value + by : value);

export const schoolTable: ReleasedTable = releaseTable({
	id: "table-schools",
	caption:
		"Schools of Sample Unified, mathematics, all students: results, predictions and 95 % prediction intervals, by name",
	columns: [
		column("school", "School", "text"),
		column("cds", "CDS code", "code", { csvOnly: true }),
		column("level", "Level", "text"),
		column("tested", "Students tested, 2025", "students"),
		column("before", "2024", "points"),
		column("actual", "2025", "points"),
		column("predicted", "Predicted", "points"),
		column("lower", "Interval from", "points"),
		column("upper", "to", "points"),
		column("residual", "Difference", "points", { signed: true }),
	],
	rows: sampleSchools.map((school) => [
		school.name,
		school.id,
		school.level,
		school.tested,
		school.before,
		school.actual,
		school.predicted,
		shifted(school.predicted, -26),
		shifted(school.predicted, 26),
		residual(school),
	]),
	rowIds: sampleSchools.map(({ id }) => id),
	notes: ["No order of merit: names are in the order of the file."],
});

export const spreadTable: ReleasedTable = releaseTable({
	id: "table-spread",
	caption: "Spread between schools",
	columns: [
		column("what", "What", "text"),
		column("seen", "Seen", "points"),
		column("true", "True spread", "points"),
		column("share", "True part of the variance", "share"),
	],
	rows: [
		["Results in 2025", 61, 60, 0.972],
		["Change from 2024 to 2025", 17, 14.4, 0.66],
		["Result minus prediction", 19, notDefined("fewer than 8 schools"), notDefined("fewer than 8 schools")],
	],
});
