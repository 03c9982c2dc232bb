/** What lies before and beside the verdicts: funnel, qualification, levels, students who are alike, schools, measures. */

import { isAbsent } from "../../../domain/measured.js";
import { type Block, formatCount, type Section } from "../../../report/index.js";
import { funnelFigure } from "../figures/counts.js";
import { bandParts } from "../figures/curves.js";
import { placesFigure } from "../figures/rates.js";
import { day1Of, type PlacementPages } from "../input.js";
import { ratio } from "../said.js";
import {
	coverageTable,
	funnelByGroupTable,
	funnelTable,
	measuresTable,
	qualificationTable,
} from "../tables/population.js";
import {
	betweenWithinTable,
	levelsTable,
	placesTable,
	schoolGroupsTable,
	sensitivityTable,
	stepsTable,
	stratifiedTable,
} from "../tables/within.js";
import { placeWords } from "../words/figures.js";
import { openings, sectionTitles } from "../words/report.js";
import { heading, paragraph, section, shownWith, tableBlock } from "./parts.js";

export function funnelSection(input: PlacementPages): Section {
	const { audit } = input;
	const table = funnelTable(audit);
	const groups = funnelByGroupTable(audit);
	return section("funnel-section", sectionTitles.funnel, [
		{ block: "callout", title: "Read beside the verdicts", text: [openings.funnelCaution] },
		...(table.rows.length > 0 ? shownWith(funnelFigure(input, table), table) : []),
		...(groups.rows.length > 0 ? [tableBlock(groups)] : []),
		tableBlock(qualificationTable(audit)),
	]);
}

/** Levels beside each other say something only where there are two; so do steps below and above. */
export function levelsSection(input: PlacementPages): Section | undefined {
	const stage = day1Of(input);
	const steps = stepsTable(input.audit);
	const blocks: Block[] = [
		...(stage.levels.length < 2 ? [] : [paragraph(openings.levels), tableBlock(levelsTable(input.audit, stage))]),
		...(steps.rows.length === 0 ? [] : [paragraph(openings.steps), tableBlock(steps)]),
	];
	return blocks.length === 0 ? undefined : section("levels-section", sectionTitles.levels, blocks);
}

export function alikeSection(input: PlacementPages): Section | undefined {
	const { audit } = input;
	const blocks: Block[] = [
		...bandParts(input).flatMap(({ chart, table }) => shownWith(chart, table)),
		...(audit.stratified.length > 0 ? [tableBlock(stratifiedTable(audit)), paragraph(openings.homogeneity)] : []),
		...(audit.sensitivity.length > 0 ? [paragraph(openings.sensitivity), tableBlock(sensitivityTable(audit))] : []),
	];
	return blocks.length === 0
		? undefined
		: section("alike", sectionTitles.alike, [paragraph(openings.alike), ...blocks]);
}

function spreadWords(input: PlacementPages): { headline: string; text: string } {
	const { spread } = input.audit.schools;
	if (isAbsent(spread)) return { headline: placeWords.headline.unknown, text: openings.notSteadied(spread.reason) };
	const { moreThanChance, rho, schools } = spread;
	if (isAbsent(moreThanChance))
		return { headline: placeWords.headline.unknown, text: openings.notSteadied(moreThanChance.reason) };
	const from = `${formatCount(schools, "school")}, intra-class correlation ${ratio(rho)}.`;
	return moreThanChance
		? { headline: placeWords.headline.more, text: from }
		: { headline: placeWords.headline.chance, text: `${openings.noSpread} ${from}` };
}

export function schoolsSection(input: PlacementPages): Section | undefined {
	const { schools, betweenWithin } = input.audit;
	if (schools.entries.length < 2) return undefined;
	const table = placesTable(input.audit, "schools", "Held back on day 1, school by school", schools.entries);
	const { headline, text } = spreadWords(input);
	const figure = placesFigure(input, { id: "figure-schools", who: "school", headline, places: schools.entries, table });
	return section("schools-section", sectionTitles.schools, [
		paragraph(`${openings.schools} ${sentenceOf(text)}`),
		...shownWith(figure, table),
		...(isAbsent(betweenWithin)
			? [paragraph(`${sentenceOf(betweenWithin.reason)}`, "note")]
			: [
					heading("split", "Between schools and within them"),
					paragraph(openings.betweenWithin),
					tableBlock(betweenWithinTable(input.audit, betweenWithin)),
				]),
		...(isAbsent(schools.byGroup) || schools.byGroup.length === 0
			? []
			: [tableBlock(schoolGroupsTable(input.audit, schools.byGroup))]),
	]);
}

export function feedersSection(input: PlacementPages): Section | undefined {
	const { feeders } = input.audit;
	if (isAbsent(feeders) || feeders.length === 0) return undefined;
	const table = placesTable(
		input.audit,
		"feeders",
		"Held back on day 1, by the school that students came from",
		feeders,
	);
	const figure = placesFigure(input, {
		id: "figure-feeders",
		who: "sending school",
		headline: "Held back on day 1, by sending school",
		places: feeders,
		table,
	});
	return section("feeders-section", sectionTitles.feeders, [paragraph(openings.feeders), ...shownWith(figure, table)]);
}

export function measuresSection(input: PlacementPages): Section {
	const { audit } = input;
	return section("measures-section", sectionTitles.measures, [
		paragraph(openings.measures),
		tableBlock(measuresTable(audit)),
		...(audit.coverage.length > 0 ? [tableBlock(coverageTable(audit))] : []),
	]);
}

/** A reason as a sentence of its own. */
export const sentenceOf = (reason: string): string => {
	const text = reason.trim();
	if (text === "") return "";
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
};
