/** The section on movement over the years. */

import type { Block, Text } from "../../report/document.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput, DistrictAnswer } from "../analysis.js";
import { yearsInWords } from "../words.js";
import type { DistrictProgress, Progress } from "./compute.js";
import { progressFigure } from "./figures.js";
import { changeTable, progressTable } from "./tables.js";
import { figureId, namedFromWords, tableId } from "./words.js";

const id = "progress-section";
const title = "Movement over the years";

const paragraph = (...text: Text): Block => ({ block: "paragraph", text });

export function answer(result: Progress, input: AnalysisInput, district: string): DistrictAnswer {
	const own = result.districts.get(district);
	if (result.without !== undefined || own === undefined || own.judged.length === 0) {
		const why = result.without ?? "no school of the district has enough years with 30 or more students";
		return { figures: [], sections: [{ id, title, blocks: [paragraph(`Not answered here: ${why}.`)] }] };
	}
	const chart = progressFigure(result, own, input);
	return {
		figures: [chart],
		sections: [
			{
				id,
				title,
				blocks: [
					paragraph(questionInWords(result, own)),
					{ block: "figure", chart, tableHref: `#${tableId}` },
					{ block: "table", table: progressTable(result, own, input), figureHref: `#${figureId}` },
					paragraph(
						"A change from one year to another is partly the movement of all schools and of the student mix, and partly regression to the mean: an unusual first result is unlikely to come again, the more so the fewer students there are. Only what is left could be the school’s own, and it too holds chance.",
					),
					{ block: "table", table: changeTable(own, input) },
				],
			},
		],
	};
}

function questionInWords(result: Progress, { judged, notJudged }: DistrictProgress): string {
	const rule =
		result.kind === "trend"
			? `Progress is called continued only where the chance of a true slope above zero is more than ${namedFromWords(result)}: two raw gains in a row are no sign, since chance alone gives them to one school in six.`
			: `With two years, a change is named where the chance that it is more than the luck of who was tested exceeds ${namedFromWords(result)}. Two years can’t tell a change that lasts from the wobble of a single year: nothing here is called continued progress.`;
	return [
		`Which schools move beside schools of the level with a like student mix, ${yearsInWords(result.years)}?`,
		rule,
		`${formatCount(judged.length, "school")} could be judged, ${formatNumber(notJudged.length)} could not. Neighboring years share students in schools that test several grades; the intervals allow for that.`,
	].join(" ");
}
