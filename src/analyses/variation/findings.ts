/** What the spread says in a sentence. */

import { evidenceOf, smallestWorthNaming } from "../../domain/evidence.js";
import type { Finding } from "../../report/document.js";
import { digitsOf, formatCount, formatNumber, formatRange } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { unitWords } from "../words.js";
import type { Variation } from "./compute.js";
import type { Spread } from "./measure.js";

export const methodId = "true-variation";
export const figureId = "spread";
export const kindsFigureId = "spread-kinds";
export const yearsFigureId = "spread-years";
export const tableId = "table-spread";
export const yearsTableId = "table-spread-years";

export function findings(result: Variation, input: AnalysisInput, district: string): Finding[] {
	const spread = result.get(district)?.spread;
	if (spread === undefined) return [];
	const words = unitWords(input.predictions.unit);
	const interval = { lower: spread.lower, upper: spread.upper };
	const digits = interval.upper < 10 ? words.fineDigits : 0;
	const evidence = evidenceOf(interval, smallestWorthNaming[input.predictions.unit]);
	return [
		{
			id: "finding-spread",
			template: "variation.spread",
			params: paramsOf(spread),
			sentence:
				evidence === "not distinguishable"
					? ["The data do not distinguish the spread between schools of a level from chance alone."]
					: [
							"Schools of the same level differ by a true spread of about ",
							{ text: words.difference(spread.true), strong: true },
							" (standard deviation); chance among students alone would show ",
							words.difference(spread.noise),
							".",
						],
			evidence,
			counts: { schools: spread.schools },
			interval,
			measure: `true standard deviation between schools, ${words.differenceUnit}`,
			detail: [
				`95 % interval ${formatRange(interval, { digits })}; seen ${formatNumber(spread.raw, { digits: digitsOf(words.differenceColumn) })}, by chance alone ${formatRange(spread.chance, { digits })}; `,
				`${formatNumber(100 * spread.reliability)} % of the seen variance is more than chance among students; ${formatCount(spread.schools, "school")}.`,
			],
			source: tableId,
			method: methodId,
		},
	];
}

const paramsOf = ({ chance, ...spread }: Spread): Record<string, number> => ({
	...spread,
	chanceLower: chance.lower,
	chanceUpper: chance.upper,
});
