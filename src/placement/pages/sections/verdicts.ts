/** The answer: verdicts side by side, the rates with their table, the bases also examined, and what was not. */

import { isAbsent, isKnown } from "../../../domain/measured.js";
import type { Block, Section, VerdictEntry } from "../../../report/index.js";
import type { AuditComparison } from "../../result.js";
import { ratesFigure } from "../figures/rates.js";
import { alsoExamined, checkpointOf, day1Of, type PlacementPages, statutory } from "../input.js";
import { studentCount } from "../said.js";
import { boundsTable, comparisonsTable, detectableTable, testsTable } from "../tables/comparisons.js";
import { examinedTable, familiesTable } from "../tables/policy.js";
import { groupLine, howSure } from "../words/answer.js";
import { basisTitles } from "../words/groups.js";
import {
	boundsOpening,
	cannotTell,
	canTell,
	detectableOpening,
	notExaminedLine,
	openings,
	sectionTitles,
	statuteQuestion,
	statuteTitle,
	suppressionNote,
	unknownLine,
} from "../words/report.js";
import { hiddenWhy, verdictOrder, verdictWords, whyOf } from "../words/verdicts.js";
import { list, paragraph, section, shownWith, tableBlock } from "./parts.js";

/** Groups by verdict; the reasons follow the meaning where groups differ in them. */
export function verdictEntries(groups: readonly AuditComparison[]): VerdictEntry[] {
	const entries = verdictOrder.flatMap((verdict): VerdictEntry[] => {
		const own = groups.filter((group) => group.verdict === verdict && group.kind === "group");
		const { word, shape, meaning } = verdictWords[verdict];
		if (own.length === 0) return [];
		const whys = [...new Set(own.map(whyOf))];
		return [
			{ shape, word, who: [own.map(groupLine).join("; ")], why: [whys.length === 1 ? (whys[0] ?? meaning) : meaning] },
		];
	});
	const hidden = groups.filter((group) => isAbsent(group.verdict) && group.kind === "group");
	if (hidden.length === 0) return entries;
	const who = hidden.map(({ group }) => group).join("; ");
	return [...entries, { shape: "dashed", word: "Not shown", who: [who], why: [hiddenWhy] }];
}

export function answerSection(input: PlacementPages): Section {
	const stage = day1Of(input);
	const flagged = statutory(stage).filter(({ verdict }) => verdict === "FLAG");
	const sure: Block[] = flagged.map((group) => ({
		block: "callout",
		title: `How sure: ${group.group}`,
		text: [howSure(group)],
	}));
	return section("answer", "", [
		{ block: "verdicts", verdicts: verdictEntries(statutory(stage)) },
		...sure,
		{ block: "callout", title: statuteTitle, text: [`${statuteQuestion} (Education Code 51224.7 (b)(3), SB 359).`] },
	]);
}

export function verdictsSection(input: PlacementPages): Section {
	const groups = statutory(day1Of(input));
	if (groups.length === 0) return section("verdicts", sectionTitles.verdicts, [list(notExaminedLines(input))]);
	const table = comparisonsTable(
		input.audit,
		{ id: "statutory", caption: "Held back on day 1 among students who qualified" },
		groups,
		checkpointOf(input),
	);
	const figure = ratesFigure(input, { id: "rates", stage: day1Of(input), groups, table });
	const missing = notExaminedLines(input);
	return section("verdicts", sectionTitles.verdicts, [
		paragraph(openings.verdicts),
		...(missing.length > 0 ? [list(missing)] : []),
		...shownWith(figure, table),
		paragraph(suppressionNote, "note"),
	]);
}

const notExaminedLines = ({ audit }: PlacementPages): string[] =>
	audit.examined
		.filter(({ examined, statutory: named }) => !examined && named)
		.map(({ basis, reason }) => notExaminedLine(basisTitles[basis], reason));

export function checkpointVerdicts(input: PlacementPages): Block[] {
	const stage = checkpointOf(input);
	if (stage === undefined) return [];
	const groups = statutory(stage);
	const caption = "Held back after the checkpoint among students who qualified";
	return groups.length === 0
		? []
		: [tableBlock(comparisonsTable(input.audit, { id: "statutory-checkpoint", caption }, groups))];
}

export function alsoSection(input: PlacementPages): Section | undefined {
	const groups = alsoExamined(day1Of(input));
	if (groups.length === 0) return undefined;
	const table = comparisonsTable(
		input.audit,
		{ id: "also", caption: "Also examined: held back on day 1 among students who qualified" },
		groups,
		checkpointOf(input),
	);
	const figure = ratesFigure(input, { id: "also-rates", stage: day1Of(input), groups, table });
	return section("also-examined", sectionTitles.also, [paragraph(openings.also), ...shownWith(figure, table)]);
}

export const limitsSection = (): Section =>
	section("limits", sectionTitles.limits, [
		{
			block: "columns",
			columns: [
				{ title: "It can", items: canTell.map((item) => [item]) },
				{ title: "It can’t", items: cannotTell.map((item) => [item]) },
			],
		},
	]);

/** Undetermined students and small numbers: what the verdicts rest on. */
export function boundsSection(input: PlacementPages): Section | undefined {
	const groups = statutory(day1Of(input));
	const { undetermined } = input.audit.qualification;
	if (groups.length === 0 || undetermined === 0) return undefined;
	const dependent = groups.filter(({ dependsOnMissing }) => dependsOnMissing === true).map(({ group }) => group);
	return section("bounds", sectionTitles.bounds, [
		paragraph(boundsOpening(studentCount(undetermined), dependent)),
		tableBlock(boundsTable(input.audit, "bounds-table", "Lowest and highest rates and differences on day 1", groups)),
	]);
}

export function notExaminedSection(input: PlacementPages, absent: readonly string[]): Section {
	const { examined } = input.audit;
	const unknown = examined.filter((entry) => entry.examined && isKnown(entry.unknown) && entry.unknown > 0);
	const undecided = statutory(day1Of(input)).filter(({ verdict }) => verdict === "NOT ENOUGH DATA");
	const lines = [
		...absent,
		...examined
			.filter((entry) => !entry.examined)
			.map(({ basis, reason }) => notExaminedLine(basisTitles[basis], reason)),
		...unknown.map((entry) => unknownLine(basisTitles[entry.basis], studentCount(entry.unknown))),
	];
	return section("not-examined", sectionTitles.notExamined, [
		...(lines.length > 0 ? [list(lines)] : []),
		tableBlock(examinedTable(input.audit)),
		...(undecided.length > 0
			? [
					paragraph(detectableOpening),
					tableBlock(detectableTable(input.audit, "detectable", "What these numbers of students can show", undecided)),
				]
			: []),
	]);
}

/** Tests behind the verdicts: for those who check them. */
export const testBlocks = (input: PlacementPages): Block[] => {
	const groups = day1Of(input).groups;
	if (groups.length === 0) return [];
	return [
		tableBlock(testsTable(input.audit, "tests", "Tests and ratios behind the verdicts of day 1", groups)),
		paragraph(openings.tested),
		tableBlock(familiesTable(input)),
	];
};
