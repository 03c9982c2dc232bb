import type { Block, Section } from "../../report/document.js";
import type { AnalysisInput, DistrictAnswer } from "../analysis.js";
import type { Variation } from "./compute.js";
import { kindsFigure, spreadFigure, yearsFigure } from "./figures.js";
import { figureId, tableId, yearsFigureId, yearsTableId } from "./findings.js";
import { spreadLines, spreadTable, yearsTable } from "./tables.js";

/** The section on true variation and chance; a district with too few schools gets a sentence that says so. */
export function answer(result: Variation, input: AnalysisInput, district: string): DistrictAnswer {
	const own = result.get(district);
	const spread = own?.spread;
	if (own === undefined || spread === undefined) {
		return { figures: [], sections: [tooFew] };
	}
	const shown = { district: own, spread, result };
	const chart = spreadFigure(shown, input);
	const kinds = kindsFigure(shown, input);
	const years = yearsFigure(shown, input);
	return {
		figures: [chart, kinds, years].flatMap((figure) => figure ?? []),
		sections: [
			{
				id: "variation",
				title: "True variation and chance",
				blocks: [
					{
						block: "paragraph",
						text: [
							"Even if all schools of a level were alike, results would differ, because few students are tested and not the same ones each year. This part asks how much of the spread is more than that. What is left includes whom the schools serve.",
						],
					},
					{ block: "figure", chart, tableHref: `#${tableId}` },
					...(kinds === undefined ? [] : [{ block: "figure", chart: kinds, tableHref: `#${tableId}` } satisfies Block]),
					{
						block: "table",
						table: spreadTable(spreadLines(own, spread, input), input),
						figureHref: `#${figureId}`,
					},
					...(years === undefined
						? []
						: ([
								{ block: "figure", chart: years, tableHref: `#${yearsTableId}` },
								{ block: "table", table: yearsTable(own, input), figureHref: `#${yearsFigureId}` },
							] satisfies Block[])),
				],
			},
		],
	};
}

const tooFew: Section = {
	id: "variation",
	title: "True variation and chance",
	blocks: [
		{
			block: "paragraph",
			text: ["Fewer than five schools can be compared, too few to tell a true spread from chance."],
		},
	],
};
