/** This district's result beside those of the districts most like it. */

import { type Chart, intervalsChart } from "../../charts/index.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { chanceInterval } from "../prediction/chance-interval.js";
import { measureWords, subjectTitle, unitWords } from "../words.js";
import { figureId } from "./anchors.js";
import type { Similar } from "./compute.js";
import { nameOf, similarTable } from "./tables.js";

export function similarFigure(own: Similar, input: AnalysisInput, code: string): Chart | undefined {
	const { year } = input.frame;
	const words = unitWords(input.predictions.unit);
	const all = [
		{ district: code, result: own.result, note: "" },
		...own.neighbors.map((neighbor) => ({ ...neighbor, note: formatNumber(neighbor.distance, { digits: 2 }) })),
	];
	const shown = all.flatMap(({ result }) => result ?? []);
	if (shown.length < 2) return undefined;
	const values = shown.map(({ value }) => value);
	return intervalsChart({
		id: figureId,
		headline: `Results in ${formatCount(own.neighbors.length, "district")} most like this one`,
		subtitle: `${subjectTitle(input.frame.subject)}, ${measureWords(input.predictions.unit, year)}, ${input.group}, ${year}. This district first, then the nearest; lines: 95 % intervals of chance among students.`,
		alt: `Dots with intervals of the results of ${formatCount(all.length, "district")}, this one first.`,
		description: [
			`Results run from ${words.level(Math.min(...values))} to ${words.level(Math.max(...values))} among ${formatCount(shown.length, "district")} with ${formatNumber(Math.min(...shown.map(({ tested }) => tested)))} or more students each. The nearest district stands first, whatever its result.`,
		],
		source: input.source,
		interval: {
			drawn:
				input.frame.outcome === "percent"
					? "95 % Wilson interval of each result"
					: "95 % interval of each result, from the spread of students’ scores",
		},
		blocks: [
			{
				heading: "",
				rows: all.map(({ district, result, note }) => ({
					id: district,
					label: nameOf(district, input),
					words: "",
					counts: result === undefined ? "" : formatNumber(result.tested),
					note,
					strong: district === code,
					...(result === undefined
						? { withheld: "no school has a result that can be shown" }
						: { value: result.value, interval: chanceInterval(result, input) }),
				})),
			},
		],
		axis: { unit: words.column, signed: false, title: measureWords(input.predictions.unit, year), lines: [] },
		headers: { counts: "Students", note: "Distance" },
		table: similarTable(own, input, code),
	});
}
