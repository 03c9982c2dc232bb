import type { Block, Section, Text } from "../../report/document.js";
import { formatCount, formatList, formatNumber } from "../../report/format.js";
import type { AnalysisInput, DistrictAnswer } from "../analysis.js";
import { figureId, tableId } from "./anchors.js";
import { farDistances, neighborsShown, type Similar, type SimilarDistricts } from "./compute.js";
import { similarFigure } from "./figures.js";
import { factsTable, nameOf, similarTable } from "./tables.js";

const title = "Similar districts";

/** The section on similar districts; a run of few districts, or a district that lacks a fact, gets a sentence. */
export function answer(result: SimilarDistricts, input: AnalysisInput, district: string): DistrictAnswer {
	const own = result.byDistrict.get(district);
	if (own === undefined) return { figures: [], sections: [section([{ block: "paragraph", text: [whyNot(result)] }])] };
	const figure = similarFigure(own, input, district);
	const blocks: Block[] = [
		{ block: "paragraph", text: introduction(result, own, input) },
		...(figure === undefined ? [] : [{ block: "figure", chart: figure, tableHref: `#${tableId}` } satisfies Block]),
		{
			block: "table",
			table: similarTable(own, input, district),
			...(figure === undefined ? {} : { figureHref: `#${figureId}` }),
		},
		{ block: "table", table: factsTable(own, result, input, district) },
	];
	return { figures: figure === undefined ? [] : [figure], sections: [section(blocks)] };
}

const section = (blocks: readonly Block[]): Section => ({ id: "similar", title, blocks });

/** Why there are no neighbors: too few districts, or this one lacks a fact. */
export const whyNot = ({ districts, compared }: SimilarDistricts): string =>
	compared <= neighborsShown
		? `Similar districts are looked for among those in the files. There ${districts === 1 ? "is" : "are"} ${formatCount(districts, "district")}, ${compared === districts ? "" : `of which ${formatNumber(compared)} can be compared, `}fewer than the ${neighborsShown + 1} it takes.`
		: "The files do not tell enough of this district’s students to find districts like it.";

function introduction(result: SimilarDistricts, own: Similar, input: AnalysisInput): Text {
	const names = result.names.filter(({ id }) => result.used.includes(id)).map(({ label }) => label);
	const [nearest] = own.neighbors;
	const far =
		nearest === undefined || !own.alone
			? ""
			: ` This district has no near neighbor: the nearest, ${nameOf(nearest.district, input)}, is ${formatNumber(nearest.relative, { digits: 1 })} times as far away as is usual (more than ${farDistances}), so the results below are of districts unlike it.`;
	const mix = result.knowsStudents
		? ""
		: " The files tell nothing of whom the districts serve, so these are alike in size and kinds of schools only; a table of student groups or of meal eligibility among the inputs would change that.";
	return [
		`These are the ${formatNumber(own.neighbors.length)} districts nearest to this one among the ${formatNumber(result.compared)} in the files that can be compared, by ${formatList(names)}. Each fact is put in standard deviations and counts the same; the usual distance from a district to its nearest one is ${formatNumber(result.typical, { digits: 2 })}. Results play no part in the choice.${mix}${far}`,
	];
}
