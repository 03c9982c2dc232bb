/** The numbers behind the figures of spread, passed by the privacy room. */

import { schoolLevelNames } from "../../domain/school-level.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import type { AnalysisInput } from "../analysis.js";
import { unitWords } from "../words.js";
import type { DistrictSpread } from "./compute.js";
import { tableId, yearsTableId } from "./findings.js";
import type { Spread } from "./measure.js";

/** A row of the table and of the figures. */
export interface SpreadLine {
	readonly id: string;
	readonly what: string;
	/** "schools" or "districts": what differs. */
	readonly unit: "schools" | "districts";
	readonly spread: Spread;
}

/** Pooled within level, each level, between districts, student groups. */
export function spreadLines(district: DistrictSpread, spread: Spread, { frame }: AnalysisInput): SpreadLine[] {
	const levels = district.levels.map(
		(own): SpreadLine => ({
			id: `level-${own.level}`,
			what: schoolLevelNames[own.level],
			unit: "schools",
			spread: own.spread,
		}),
	);
	const all: SpreadLine = { id: "results", what: `Results in ${frame.year}`, unit: "schools", spread };
	return [
		all,
		// One level alone is all there is.
		...(levels.length > 1 || (levels[0]?.spread.schools ?? spread.schools) < spread.schools ? levels : []),
		...(district.between === undefined
			? []
			: [
					{
						id: "between",
						what: "Between the districts in the files",
						unit: "districts",
						spread: district.between,
					} satisfies SpreadLine,
				]),
		...district.groups.map(
			({ group, spread: own }): SpreadLine => ({
				id: `group-${group.id}`,
				what: group.name,
				unit: "schools",
				spread: own,
			}),
		),
	];
}

function spreadColumns(input: AnalysisInput): Column[] {
	const { differenceColumn: unit, fineDigits: digits } = unitWords(input.predictions.unit);
	return [
		{ key: "raw", label: "As seen", unit, digits },
		{ key: "noise", label: "By chance alone", unit, digits },
		{ key: "chanceLower", label: "By chance, 95 % band, low", unit, digits },
		{ key: "chanceUpper", label: "By chance, 95 % band, high", unit, digits },
		{ key: "true", label: "True spread", unit, digits },
		{ key: "lower", label: "95 % limits, low", unit, digits },
		{ key: "upper", label: "95 % limits, high", unit, digits },
		{ key: "reliability", label: "Share of variance beyond chance", unit: "share" },
	];
}

const cellsOf = (spread: Spread): Cell[] => [
	spread.raw,
	spread.noise,
	spread.chance.lower,
	spread.chance.upper,
	spread.true,
	spread.lower,
	spread.upper,
	spread.reliability,
];

export function spreadTable(lines: readonly SpreadLine[], input: AnalysisInput): ReleasedTable {
	return releaseTable({
		id: tableId,
		caption: "Spread between schools around the average of their level, standard deviations",
		columns: [
			{ key: "what", label: "Result", unit: "text" },
			{ key: "schools", label: "Schools", unit: "schools" },
			...spreadColumns(input),
		],
		rows: lines.map(({ what, spread }) => [what, spread.schools, ...cellsOf(spread)]),
		rowIds: lines.map(({ id }) => `spread-${id}`),
		...(lines.some(({ unit }) => unit === "districts")
			? {
					notes: [
						"Between districts, each counts once, with the student-weighted average distance of its schools from the averages of their levels; the number of schools is then that of districts.",
					],
				}
			: {}),
	});
}

/** The same measure over the years. */
export function yearsTable({ years }: DistrictSpread, input: AnalysisInput): ReleasedTable {
	return releaseTable({
		id: yearsTableId,
		caption: "Spread between schools over the years, standard deviations",
		columns: [
			{ key: "year", label: "Year", unit: "year" },
			{ key: "schools", label: "Schools", unit: "schools" },
			...spreadColumns(input),
		],
		rows: years.map(({ year, spread }) => [year, spread.schools, ...cellsOf(spread)]),
		rowIds: years.map(({ year }) => `spread-years-${year}`),
	});
}
