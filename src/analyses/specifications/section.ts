/** The section on what other models say. */

import { scaleNames } from "../../domain/outcome-scale.js";
import type { Block, Section, Text } from "../../report/document.js";
import { formatCount } from "../../report/format.js";
import type { AnalysisInput, DistrictAnswer } from "../analysis.js";
import type { SpecificationAnswers } from "./compute.js";
import { stripFigure } from "./figures.js";
import { fewestSpecifications, figureId, tableId } from "./findings.js";
import { modelsTable, schoolsTable } from "./tables.js";

export function answer(result: SpecificationAnswers, input: AnalysisInput, district: string): DistrictAnswer {
	const own = result.get(district);
	const { list } = input.specifications;
	if (own === undefined || list.length < fewestSpecifications) return { figures: [], sections: [] };
	const chart = stripFigure(own, input);
	const blocks: Block[] = [
		{ block: "paragraph", text: introduction(input) },
		{ block: "figure", chart, tableHref: `#${tableId}` },
		{ block: "table", table: schoolsTable(own), figureHref: `#${figureId}` },
		{ block: "table", table: modelsTable(input) },
	];
	const section: Section = { id: "models-tried", title: "What other models say", blocks };
	return { figures: [chart], sections: [section] };
}

function introduction({ specifications, frame }: AnalysisInput): Text {
	const other = specifications.list.find(({ scale }) => scale !== frame.outcome);
	return [
		`The page's predictions come from one model; ${formatCount(specifications.list.length - 1, "other")} would be as reasonable. They answer two questions: what results do schools with such students have, and what results do schools with such earlier results have? `,
		"A school can stand apart by one and not by the other. ",
		other === undefined
			? "The files hold results on one scale only: a standard score made from them would be the same numbers over a constant. "
			: `A second scale, ${scaleNames[other.scale]}, is among them. `,
		"The reading of a school outside its range depends on the model where any other one puts it on the other side of its prediction; no such school is called clear.",
	];
}
