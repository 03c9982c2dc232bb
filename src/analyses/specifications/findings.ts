/** How many schools keep their side under every model, in a sentence. */

import { evidenceOf, smallestWorthNaming } from "../../domain/evidence.js";
import type { Finding, Text } from "../../report/document.js";
import { formatCount, formatNumber } from "../../report/format.js";
import { clopperPearsonInterval } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import type { DistrictSpecifications, SpecificationAnswers } from "./compute.js";

export const methodId = "specifications";
export const figureId = "strip";
export const tableId = "table-specifications";

/** Two specifications are the fewest that can disagree. */
export const fewestSpecifications = 2;

export function findings(result: SpecificationAnswers, input: AnalysisInput, district: string): Finding[] {
	const own = result.get(district);
	const models = input.specifications.list.length;
	if (own === undefined || models < fewestSpecifications) return [];
	const schools = own.schools.length;
	const share = clopperPearsonInterval({ successes: own.steady, trials: schools });
	if (share.kind === "undefined") return [];
	const excess = { lower: 100 * (share.lower - 0.5), upper: 100 * (share.upper - 0.5) };
	return [
		{
			id: "finding-specifications",
			template: "specifications.steady",
			params: { steady: own.steady, schools, models, outside: own.outside, dependent: own.dependent },
			sentence: [
				{ text: `${own.steady} of ${formatNumber(schools)}`, strong: true },
				` ${schools === 1 ? "school lies" : "schools lie"} on the same side of the prediction under every reasonable model that judges them, up to ${formatNumber(models)}. `,
				...ofOutside(own),
			],
			evidence: excess.lower > 0 ? evidenceOf(excess, smallestWorthNaming.percent) : "not distinguishable",
			counts: { schools },
			interval: { lower: share.lower, upper: share.upper },
			measure: "share of schools on the same side of their prediction under every model, 0 to 1",
			detail: [
				`${formatCount(schools, "school")}; the models differ in scale, student mix, earlier result and charter schools. `,
				"The word says whether more than half of the schools keep their side.",
			],
			source: tableId,
			method: methodId,
		},
	];
}

/** What becomes of the schools that the page puts outside their range. */
function ofOutside({ outside, dependent }: DistrictSpecifications): Text {
	if (outside === 0) return ["The page's own model puts no school outside its range."];
	if (outside === 1) {
		return [
			`The one school outside its range ${dependent === 0 ? "keeps its side under all of them" : "changes sides under another"}.`,
		];
	}
	const changing = dependent === 1 ? "1 changes sides" : `${formatNumber(dependent)} change sides`;
	return [
		`Of the ${formatNumber(outside)} schools outside their range, ${dependent === 0 ? "all keep their side under all of them" : `${changing} under another`}.`,
	];
}
