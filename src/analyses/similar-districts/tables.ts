/** The tables of similar districts: results, and what makes them similar. */

import { printedDistrict } from "../../domain/cds-code.js";
import { notDefined } from "../../domain/measured.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import type { AnalysisInput } from "../analysis.js";
import { capitalized, measureWords, unitWords } from "../words.js";
import { factsTableId, tableId } from "./anchors.js";
import type { Similar, SimilarDistricts } from "./compute.js";
import type { DistrictFacts } from "./facts.js";

const noResult = notDefined("no school has a result that can be shown");
const itself = notDefined("the district itself");

export const nameOf = (code: string, input: AnalysisInput): string =>
	input.frame.districtNames.get(code) || printedDistrict(code);

/** This district and those like it: the data of the figure. */
export function similarTable(own: Similar, input: AnalysisInput, code: string): ReleasedTable {
	const { column, differenceColumn: unit } = unitWords(input.predictions.unit);
	const { year } = input.frame;
	return releaseTable({
		id: tableId,
		caption: `The districts most like this one, ${year}: ${measureWords(input.predictions.unit, year)}`,
		columns: [
			{ key: "district", label: "District", unit: "text" },
			{ key: "distance", label: "Distance", unit: "number" },
			{ key: "relative", label: "In usual nearest distances", unit: "number", digits: 1 },
			{ key: "students", label: "Students behind the result", unit: "students" },
			{ key: "result", label: "Result", unit: column },
			{ key: "difference", label: "This district minus that one", unit, signed: true },
			{ key: "lower", label: "95 % limits, low", unit, signed: true },
			{ key: "upper", label: "95 % limits, high", unit, signed: true },
		],
		rows: [
			[
				nameOf(code, input),
				itself,
				itself,
				own.result?.tested ?? noResult,
				own.result?.value ?? noResult,
				itself,
				itself,
				itself,
			],
			...own.neighbors.map((neighbor): Cell[] => [
				nameOf(neighbor.district, input),
				neighbor.distance,
				neighbor.relative,
				neighbor.result?.tested ?? noResult,
				neighbor.result?.value ?? noResult,
				neighbor.difference?.value ?? noResult,
				neighbor.difference?.interval.lower ?? noResult,
				neighbor.difference?.interval.upper ?? noResult,
			]),
		],
		rowIds: [code, ...own.neighbors.map((neighbor) => neighbor.district)].map((district) => `similar-${district}`),
		notes: [
			"Nearest first, whatever the result. A distance of 1 is one standard deviation of the districts in the files in every fact. The limits of a difference are of chance among students alone.",
		],
	});
}

/** What the districts are compared on, side by side. */
export function factsTable(own: Similar, result: SimilarDistricts, input: AnalysisInput, code: string): ReleasedTable {
	const cells = (facts: DistrictFacts): Cell[] => facts.map((value) => value ?? notDefined("the files do not tell"));
	const names = result.names.map(({ id, label, unit }): Column => {
		const set = result.used.includes(id) ? "" : ", not in the distance";
		return { key: id, label: `${capitalized(label)}${set}`, unit };
	});
	return releaseTable({
		id: factsTableId,
		caption: "What makes these districts similar",
		columns: [{ key: "district", label: "District", unit: "text" }, ...names],
		rows: [
			[nameOf(code, input), ...cells(own.facts)],
			...own.neighbors.map((neighbor): Cell[] => [nameOf(neighbor.district, input), ...cells(neighbor.facts)]),
		],
		rowIds: [code, ...own.neighbors.map((neighbor) => neighbor.district)].map((district) => `facts-${district}`),
		notes: [
			"Percents of students are averages over schools, each student tested counted once. A fact that is the same in all districts, or that most lack, is not in the distance.",
		],
	});
}
