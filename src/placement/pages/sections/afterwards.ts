/** What followed day 1, and what stands beside it: checkpoint, recourse, repeats, over-placement, courses, reasons, years. */

import { isAbsent, isKnown } from "../../../domain/measured.js";
import type { Block, Section } from "../../../report/index.js";
import { flowFigure, reasonsFigure } from "../figures/counts.js";
import { yearsFigure } from "../figures/curves.js";
import { movesFigure } from "../figures/rates.js";
import { allYears, checkpointOf, type PlacementPages } from "../input.js";
import { count } from "../said.js";
import {
	coursesTable,
	flowTable,
	movesTable,
	overPlacementTable,
	reasonsTable,
	recourseTable,
	repeatsTable,
	yearsTable,
} from "../tables/follow-up.js";
import {
	absentLine,
	absentNames,
	absentParts,
	clockSentence,
	openings,
	sectionTitles,
	timingSentence,
} from "../words/report.js";
import { paragraph, section, shownWith, tableBlock } from "./parts.js";
import { checkpointVerdicts } from "./verdicts.js";

export function checkpointSection(input: PlacementPages): Section | undefined {
	const { moves } = input.audit;
	if (checkpointOf(input) === undefined || isAbsent(moves)) return undefined;
	const figure = movesFigure(input);
	const { timing } = moves;
	const dated: Block[] =
		isKnown(timing.dated) && timing.dated > 0
			? [
					paragraph(
						timingSentence(
							count(timing.inTime),
							count(timing.dated),
							timing.withinDays,
							isKnown(timing.medianDays) ? count(timing.medianDays) : undefined,
						),
					),
				]
			: [paragraph(timing.dated === 0 ? absentParts.dates : absentParts.timing, "note")];
	return section("checkpoint", sectionTitles.checkpoint, [
		paragraph(openings.checkpoint),
		...dated,
		...(figure === undefined ? [] : shownWith(figure, figure.table)),
		tableBlock(movesTable(input.audit, moves)),
		...checkpointVerdicts(input),
	]);
}

export function recourseSection(input: PlacementPages): Section | undefined {
	const { recourse } = input.audit;
	if (isAbsent(recourse) || recourse.length === 0) return undefined;
	const clock = recourse[0]?.clockDays;
	return section("recourse-section", sectionTitles.recourse, [
		...(clock === undefined ? [] : [paragraph(clockSentence(clock))]),
		tableBlock(recourseTable(input.audit, recourse)),
	]);
}

export function repeatsSection(input: PlacementPages): Section | undefined {
	const { repeats } = input.audit;
	if (isAbsent(repeats) || repeats.length === 0) return undefined;
	return section("repeats-section", sectionTitles.repeats, [
		paragraph(openings.repeats),
		tableBlock(repeatsTable(input.audit, repeats)),
	]);
}

export function overSection(input: PlacementPages): Section | undefined {
	if (input.audit.overPlacement.length === 0) return undefined;
	return section("over-section", sectionTitles.over, [
		paragraph(openings.over),
		tableBlock(overPlacementTable(input.audit)),
	]);
}

export function flowSection(input: PlacementPages): Section | undefined {
	const { flow } = input.audit;
	if (flow.links.length === 0 && flow.courses.length === 0) return undefined;
	const table = flowTable(input.audit);
	return section("flow-section", sectionTitles.flow, [
		paragraph(openings.flow),
		...(flow.links.length > 0 ? shownWith(flowFigure(input, table), table) : []),
		...(flow.courses.length > 0 ? [tableBlock(coursesTable(input.audit))] : []),
	]);
}

export function reasonsSection(input: PlacementPages): Section | undefined {
	const { reasons } = input.audit;
	if (isAbsent(reasons) || reasons.length === 0) return undefined;
	const table = reasonsTable(input.audit, reasons);
	return section("reasons-section", sectionTitles.reasons, [
		paragraph(openings.reasons),
		...shownWith(reasonsFigure(input, table), table),
	]);
}

export function yearsSection(input: PlacementPages): Section | undefined {
	if (allYears(input).length < 2) return undefined;
	const table = yearsTable(input);
	return section("years-section", sectionTitles.years, [
		paragraph(openings.years),
		...shownWith(yearsFigure(input, table), table),
	]);
}

type AbsentPart = keyof typeof absentNames;

/** Parts of the audit that the files can't answer. */
export function absentOf(input: PlacementPages): AbsentPart[] {
	const { stages, recourse, repeats, reasons, feeders, schools, scoreBands } = input.audit;
	const parts: readonly (readonly [AbsentPart, boolean])[] = [
		["checkpoint", isAbsent(stages.checkpoint)],
		["recourse", isAbsent(recourse)],
		["repeats", isAbsent(repeats)],
		["reasons", isAbsent(reasons)],
		["feeders", isAbsent(feeders)],
		["schools", schools.entries.length < 2],
		["bands", scoreBands.length === 0],
		["years", allYears(input).length < 2],
	];
	return parts.flatMap(([part, absent]) => (absent ? [part] : []));
}

/** One sentence for each. */
export const absentLines = (input: PlacementPages): string[] =>
	absentOf(input).map((part) => (part === "years" ? openings.oneYear : absentParts[part]));

/** All in one line; nothing where nothing is absent. */
export function absentInOneLine(input: PlacementPages): string[] {
	const parts = absentOf(input);
	return parts.length === 0 ? [] : [absentLine(parts.map((part) => absentNames[part]))];
}
