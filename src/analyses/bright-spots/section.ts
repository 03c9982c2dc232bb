/** The section on schools to learn with. */

import type { Block, Section, Text } from "../../report/document.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput, DistrictAnswer } from "../analysis.js";
import { unitWords, yearsInWords } from "../words.js";
import type { BrightSpots, DistrictBrightSpots } from "./compute.js";
import { brightSpotsFigure } from "./figures.js";
import { couldBeSeen } from "./findings.js";
import type { AboveTwice } from "./persistence.js";
import { brightSpotsTable, persistenceTable } from "./tables.js";
import { figureId, namedFromWords, tableId } from "./words.js";

const id = "bright-spots-section";
const title = "Schools to learn with";

const paragraph = (...text: Text): Block => ({ block: "paragraph", text });

export function answer(result: BrightSpots, input: AnalysisInput, district: string): DistrictAnswer {
	const own = result.districts.get(district);
	const why = result.without ?? (own === undefined || own.judged.length === 0 ? nothingJudged(own) : undefined);
	if (why !== undefined || own === undefined) {
		return { figures: [], sections: [{ id, title, blocks: [paragraph(`Not answered here: ${why}.`)] }] };
	}
	const chart = own.named.length > 0 ? brightSpotsFigure(result, own, input) : undefined;
	const blocks: Block[] = [
		paragraph(ruleInWords(result, own, input)),
		...(chart === undefined
			? [paragraph("No school of this district is named by that rule. ", ...couldBeSeen(result, own, input))]
			: ([
					{ block: "figure", chart, tableHref: `#${tableId}` },
					{ block: "table", table: brightSpotsTable(result, own, input), figureHref: `#${figureId}` },
					paragraph(
						"Before a visit, check the data: who was tested in which year, how students are admitted, whether the school changed its grades or its code. Then ask what the school and its students do. The numbers can’t say.",
					),
				] satisfies Block[])),
		...persistenceBlocks(result),
	];
	const section: Section = { id, title, blocks };
	return { figures: chart === undefined ? [] : [chart], sections: [section] };
}

const nothingJudged = (own: DistrictBrightSpots | undefined): string =>
	`no school of the district has two years with 30 or more students and a prediction${own === undefined ? "" : ` (${formatCount(own.notJudged.length, "school")} looked at)`}`;

/** A dozen schools carry no more than the averages of years. */
const withoutMixWords =
	"Here the student mix has no part in it, because too few schools have results or the files don’t give it: what is named may lie in whom a school serves.";

function ruleInWords(result: BrightSpots, own: DistrictBrightSpots, input: AnalysisInput): string {
	const words = unitWords(input.predictions.unit);
	return [
		`One good year may be chance. This part asks which schools lie above prediction lastingly, over ${yearsInWords(result.years)}.`,
		"Each year’s results are set beside schools of the level with a like student mix in the same year, within this district; a school’s own results have no part in what it is set beside.",
		...(own.judged.some(({ school }) => result.withoutMix.includes(school.level)) ? [withoutMixWords] : []),
		`A school is named where the chance that its lasting difference exceeds ${words.difference(result.smallest)} is ${namedFromWords} or more.`,
		`${formatCount(own.judged.length, "school")} could be judged, ${formatNumber(own.notJudged.length)} could not.`,
	].join(" ");
}

function persistenceBlocks(result: BrightSpots): Block[] {
	const table = persistenceTable(result);
	if (table === undefined) return [];
	const { above } = result.persistence;
	return [
		paragraph(
			"How much lasts at all? If differences from expectation were chance or passing, results some years apart would not go together.",
			...(above === undefined ? [] : [` ${aboveInWords(above)}`]),
		),
		{ block: "table", table },
	];
}

/** The two-by-two table as a sentence. */
function aboveInWords({ pairs, both, firstOnly, secondOnly, neither, bothByChance }: AboveTwice): string {
	return `Of ${formatNumber(pairs)} pairs of a school’s results in one test year and the next, ${formatNumber(both)} lie above the middle 80 % of what is expected in both years, ${formatNumber(firstOnly)} in the first alone, ${formatNumber(secondOnly)} in the second alone and ${formatNumber(neither)} in neither. If one year said nothing of the other, ${formatNumber(bothByChance, { digits: bothByChance < 10 ? 1 : 0 })} would lie above in both.`;
}
