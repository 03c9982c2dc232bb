/** The profile's sections of a district's page. */

import { groupBy } from "../../domain/group-by.js";
import type { Block, Section, Text } from "../../report/document.js";
import { formatNumber } from "../../report/format.js";
import type { AnalysisInput, DistrictAnswer } from "../analysis.js";
import { capitalized, countAtStart, predictedFrom } from "../words.js";
import { profileFigureId, profileTableId } from "./anchors.js";
import type { DistrictProfile, SchoolProfile } from "./compute.js";
import { profileFigure, residualFigure } from "./figures.js";
import { byName, profileTable, unusualTable } from "./tables.js";

/** File beside the page that holds all schools of the run. */
const schoolsCsv = "../../tables/schools.csv";

export function answer(result: SchoolProfile, input: AnalysisInput, district: string): DistrictAnswer {
	const profile = result.districts.get(district);
	if (profile === undefined) return { figures: [], sections: [] };
	const residuals = residualFigure(profile, result, input);
	const figure = profileFigure(profile, result, input);
	const unusual = unusualTable(profile, input);
	const glance: Block[] =
		residuals === undefined ? [] : [{ block: "figure", chart: residuals, tableHref: `#${profileTableId}` }];
	const sections: Section[] = [
		{ id: "glance", title: "", blocks: glance },
		{
			id: "schools",
			title: "School profile",
			blocks: [
				{ block: "paragraph", text: introduction(profile, input) },
				{ block: "figure", chart: figure, tableHref: `#${profileTableId}`, csvHref: schoolsCsv },
				...(unusual === undefined
					? []
					: [{ block: "table", table: unusual, figureHref: `#${profileFigureId}` } satisfies Block]),
				...leftOutBlocks(profile),
			],
		},
		{
			id: "tables",
			title: "Tables behind the figures",
			short: "Tables behind the figures",
			blocks: [
				{
					block: "table",
					table: profileTable(profile, input),
					csvHref: schoolsCsv,
					figureHref: `#${profileFigureId}`,
				},
			],
		},
	];
	return {
		figures: residuals === undefined ? [figure] : [residuals, figure],
		sections: sections.filter((section) => section.blocks.length > 0),
	};
}

function introduction(profile: DistrictProfile, input: AnalysisInput): Text {
	if (profile.predicted.length === 0) {
		return [
			"These schools are too few, or know too little of their students, for a prediction. Their results stand as published.",
		];
	}
	const { kind } = input.predictions;
	const borrowed = input.predictions.models.some((model) => model.level === "all");
	return [
		`A school's prediction comes from ${predictedFrom(kind)}; the school's own result is left out. `,
		"It answers one question: is this result unusual within this district, for a school like this? ",
		"Whether the district as a whole differs from similar schools elsewhere is a finding of its own, and the last table has the prediction with the whole district left out. ",
		...(borrowed
			? ["Levels with too few schools for a line of their own borrow it from all levels; the model card says which."]
			: []),
	];
}

/** Why schools have no prediction, counted and named. */
function leftOutBlocks(profile: DistrictProfile): Block[] {
	const without = profile.schools.filter((entry) => entry.within === undefined);
	if (without.length === 0) return [];
	const receipts = groupBy(without, (entry) => {
		const because = entry.school.leftOut?.because ?? "";
		return because === "" || because === entry.without ? `${entry.without}` : `${entry.without} (${because})`;
	});
	return [
		{ block: "heading", id: "left-out", text: "Shown without a prediction" },
		{
			block: "paragraph",
			text: [
				`${countAtStart(without.length, "school")} of ${formatNumber(profile.schools.length)} ${without.length === 1 ? "has" : "have"} no prediction. ` +
					"Their results are not guessed, and no model learned from those that are named as another kind of school.",
			],
		},
		{
			block: "list",
			items: [...receipts]
				.sort(([left], [right]) => (left < right ? -1 : 1))
				.map(
					([receipt, members]): Text => [
						{ text: `${capitalized(receipt)}: `, strong: true },
						`${[...members]
							.sort(byName)
							.map((entry) => entry.school.name)
							.join("; ")}.`,
					],
				),
		},
	];
}
