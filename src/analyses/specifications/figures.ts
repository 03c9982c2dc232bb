/** The disagreement strip: positions and labels only. */

import { type Chart, specificationStripChart } from "../../charts/index.js";
import type { SpecificationPanel, SpecificationRow } from "../../charts/specification-strip-input.js";
import { scaleNames } from "../../domain/outcome-scale.js";
import { schoolLevelNames, schoolLevels } from "../../domain/school-level.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { subjectTitle, yearsOf } from "../words.js";
import type { DistrictSpecifications, SpecifiedSchool } from "./compute.js";
import { figureId } from "./findings.js";
import { byName, charterMark, schoolsTable } from "./tables.js";
import { strengthOf } from "./words.js";

export function stripFigure(own: DistrictSpecifications, input: AnalysisInput): Chart {
	const { list } = input.specifications;
	const schools = formatCount(own.schools.length, "school");
	const scales = [...new Set(list.map(({ scale }) => scale))];
	const [first = input.frame.outcome, second] = scales;
	return specificationStripChart({
		id: figureId,
		headline: headlineOf(own),
		subtitle: `${subjectTitle(input.frame.subject)}, ${input.group}, ${yearsOf(input.frame)}: result minus prediction under ${formatCount(list.length, "model")}, in student standard deviations. One row a school, one mark a model, ${schools}. Filled: outside that model's 95 % prediction interval.`,
		alt: `Dot strips of ${schools} under ${formatCount(list.length, "model")}: ${own.steady} on one side of their prediction in all.`,
		description: [
			"Marks to the right of the line: higher than that model predicts. Schools stand in alphabetical order within their level.",
			`${formatCount(own.steady, "school")} of ${formatNumber(own.schools.length)} ${own.steady === 1 ? "lies" : "lie"} on the same side under every model that judges them. Where marks stand on both sides, the side says more of the choice of model than of the school.`,
			...(own.dependent > 0
				? [
						"Bold: outside its interval by the page's own model, and on the other side of its prediction by another. Its reading depends on the model.",
					]
				: []),
		],
		source: input.source,
		interval: { drawn: "filled marks lie outside the 95 % prediction interval of their own model" },
		panels: panelsOf(own, input),
		lanes: second === undefined ? [scaleNames[first]] : [scaleNames[first], scaleNames[second]],
		table: schoolsTable(own),
	});
}

function headlineOf({ outside, dependent, steady, schools }: DistrictSpecifications): string {
	if (outside > 0) {
		if (outside === 1) {
			return dependent === 0
				? "The school outside its range keeps its side under every model"
				: "The school outside its range changes sides under another model";
		}
		if (dependent === 0) return "Schools outside their range keep their side under every model";
		return dependent === outside
			? "No school outside its range keeps its side under every model"
			: "Some schools outside their range change sides under another model";
	}
	return 2 * steady > schools.length
		? "Most schools lie on the same side under every model"
		: "For most schools, the side of the prediction depends on the model";
}

function panelsOf({ schools }: DistrictSpecifications, input: AnalysisInput): SpecificationPanel[] {
	return schoolLevels.flatMap((level) => {
		const members = schools.filter(({ entry }) => entry.school.level === level).sort(byName);
		const rows = members.map((school) => rowOf(school, input));
		return rows.length === 0 ? [] : [{ id: level, title: schoolLevelNames[level], rows }];
	});
}

function rowOf(school: SpecifiedSchool, { specifications, frame }: AnalysisInput): SpecificationRow {
	const { entry, said } = school;
	const reading = strengthOf(said, entry);
	return {
		id: entry.school.cds,
		name: entry.school.name,
		mark: charterMark(school),
		marks: said.residuals.flatMap(({ specification, residual, outside }) => {
			const model = specifications.list[specification];
			if (model === undefined || model.main) return [];
			return [{ value: residual, outside, lane: model.scale === frame.outcome ? "upper" : "lower" } as const];
		}),
		...(said.main === undefined ? {} : { main: { value: said.main.residual, outside: said.main.outside } }),
		above: `${said.above} of ${said.of}`,
		outside: `${said.outside}`,
		reading,
		emphasis: reading === "depends on the model",
	};
}
