/** The one or two pages that a governing board can adopt, as a page and as Markdown, from the same words. */

import type { Block, ReportDocument, Text } from "../../report/index.js";
import { ratesFigure } from "./figures/rates.js";
import {
	bannerOf,
	checkpointOf,
	day1Of,
	districtName,
	type PlacementPages,
	sameGroup,
	schoolYear,
	statutory,
} from "./input.js";
import { count, ofHundred, plainNumber, rateText, shown, signedBetween } from "./said.js";
import { absentInOneLine } from "./sections/afterwards.js";
import { csvOf, list, paragraph, section } from "./sections/parts.js";
import { ruleSentences } from "./sections/rules.js";
import { verdictEntries } from "./sections/verdicts.js";
import { comparisonsTable } from "./tables/comparisons.js";
import { answerLead, answerTitle, howSure } from "./words/answer.js";
import {
	boardNumbers,
	boardRules,
	boardTitles,
	groupSentence,
	nextSteps,
	openLines,
	reachSentences,
	recourseLines,
	signatureFields,
} from "./words/board.js";
import { caasppCaution } from "./words/figures.js";
import { inventedWords, statuteQuestion } from "./words/report.js";
import { verdictLook } from "./words/verdicts.js";

const flagged = (input: PlacementPages) => statutory(day1Of(input)).filter(({ verdict }) => verdict === "FLAG");

const spans = (lines: readonly string[]): Text[] => lines.map((line) => [line]);

function rulesText({ policy: { thresholds } }: PlacementPages): string {
	return boardRules(
		plainNumber(thresholds.riskRatio.value),
		plainNumber(100 * thresholds.gapShare.value),
		plainNumber(thresholds.placedRatio.value),
	);
}

/** The picture; its table stands in the team's report. */
function figureBlocks(input: PlacementPages): Block[] {
	const groups = statutory(day1Of(input));
	if (groups.length === 0) return [];
	const caption = "Held back on day 1 among students who qualified";
	const table = comparisonsTable(input.audit, { id: "statutory", caption }, groups);
	const chart = ratesFigure(input, { id: "rates", stage: day1Of(input), groups, table });
	return [{ block: "figure", chart, tableHref: "report.html#statutory", csvHref: csvOf(table) }];
}

/** The board's page. */
export function boardDocument(input: PlacementPages): ReportDocument {
	const title = `${districtName(input)}: mathematics placement examination, ${schoolYear(input)}`;
	const sure = flagged(input).map(howSure).join(" ");
	return {
		lang: "en",
		dress: "brief",
		title,
		meta: [
			"cimp placement examination",
			districtName(input),
			`Students entering grade 9, ${schoolYear(input)}`,
			"For the governing board",
			...(input.date === undefined ? [] : [input.date]),
		],
		...bannerOf(input.policy),
		answer: answerTitle(input),
		lead: [sure === "" ? answerLead(input) : sure],
		sections: [
			section("question", "", [
				{
					block: "callout",
					title: boardTitles.question,
					text: [`${statuteQuestion} (Education Code 51224.7 (b)(3), SB 359)`],
				},
				{ block: "numbers", numbers: boardNumbers(input).map(({ number, text }) => ({ number, text: [text] })) },
			]),
			section("result", boardTitles.result, [
				{ block: "verdicts", verdicts: verdictEntries(statutory(day1Of(input))) },
			]),
			section(
				"reaches",
				boardTitles.reaches,
				reachSentences(input).map((text) => paragraph(text)),
			),
			section("open", boardTitles.open, [
				{
					block: "columns",
					columns: [
						{ title: boardTitles.notExamined, items: spans(openLines(input, absentInOneLine(input))) },
						{ title: boardTitles.recourse, items: spans(recourseLines(input)) },
					],
				},
			]),
			section("picture", boardTitles.picture, figureBlocks(input)),
			section("next", boardTitles.next, [list(nextSteps(input)), { block: "signature", fields: signatureFields }]),
			section("rules", boardTitles.rules, [
				{
					block: "columns",
					columns: [
						{ title: boardTitles.qualifies, items: spans(ruleSentences(input)) },
						{
							title: boardTitles.verdicts,
							items: [
								[rulesText(input)],
								["The full account: ", { text: "the team’s report", href: "report.html" }, "."],
							],
						},
					],
				},
			]),
		],
		running: title,
	};
}

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`);
const bullets = (lines: readonly string[]): string[] => lines.map((line) => `- ${escaped(line)}`);

function markdownTable(input: PlacementPages): string[] {
	const later = checkpointOf(input);
	const head = [
		"Group",
		"Qualified",
		"Held back, of 100",
		"All others",
		"Difference (95 %)",
		"Verdict",
		...(later ? ["After the checkpoint"] : []),
	];
	const rows = statutory(day1Of(input)).map((group) => {
		const after = sameGroup(later, group);
		const cells = [
			group.group,
			count(group.qualified),
			rateText(group.rate, group.heldBack, group.qualified),
			shown(group.rate) ? ofHundred(group.othersRate) : "–",
			signedBetween(group.gap) ?? "–",
			verdictLook(group.verdict).word,
			...(later ? [after === undefined ? "–" : verdictLook(after.verdict).word] : []),
		];
		return `| ${cells.map(escaped).join(" | ")} |`;
	});
	return [`| ${head.join(" | ")} |`, `|${head.map(() => "---|").join("")}`, ...rows];
}

/** The same page as Markdown, for an agenda packet. */
export function boardMarkdown(input: PlacementPages): string {
	const groups = statutory(day1Of(input)).filter(({ verdict }) => verdict === "FLAG" || verdict === "WATCH");
	const parts: string[] = [
		`# ${escaped(answerTitle(input))}`,
		...(input.policy.invented ? [`**${escaped(inventedWords)}**`] : []),
		escaped(`${districtName(input)}, students entering grade 9, ${schoolYear(input)}. For the governing board.`),
		`## ${boardTitles.question}`,
		`> ${escaped(statuteQuestion)} (Education Code 51224.7 (b)(3), SB 359)`,
		escaped(answerLead(input)),
		`## ${boardTitles.result}`,
		...(groups.length === 0 ? [] : [bullets(groups.map(groupSentence)).join("\n")]),
		markdownTable(input).join("\n"),
		escaped(caasppCaution),
		`## ${boardTitles.reaches}`,
		...reachSentences(input).map(escaped),
		`## ${boardTitles.notExamined}`,
		bullets(openLines(input, absentInOneLine(input))).join("\n"),
		`## ${boardTitles.recourse}`,
		bullets(recourseLines(input)).join("\n"),
		`## ${boardTitles.next}`,
		bullets(nextSteps(input)).join("\n"),
		signatureFields.map((field) => `${field}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_`).join("  \n"),
		`## ${boardTitles.rules}`,
		bullets(ruleSentences(input)).join("\n"),
		escaped(rulesText(input)),
	];
	return `${parts.join("\n\n")}\n`;
}
