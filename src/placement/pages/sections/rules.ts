/** The policy, the method, the data, how to reproduce, and the questions at the end. */

import { isAbsent } from "../../../domain/measured.js";
import { formatCount, formatNumber, type Section } from "../../../report/index.js";
import type { Policy, Requirement } from "../../policy.js";
import { coursesOf, type PlacementPages } from "../input.js";
import { plainNumber } from "../said.js";
import { checklistTable, codesTable, thresholdsTable } from "../tables/policy.js";
import { populationTable } from "../tables/population.js";
import { definitions, references, verdictRules } from "../words/method.js";
import { noticeWonder, questionPrompt } from "../words/questions.js";
import { openings, sectionTitles } from "../words/report.js";
import { heading, list, paragraph, section, tableBlock } from "./parts.js";
import { testBlocks } from "./verdicts.js";

const comparisonWords = {
	">=": (cut: string) => `${cut} or more`,
	">": (cut: string) => `more than ${cut}`,
	"<=": (cut: string) => `${cut} or less`,
	"<": (cut: string) => `less than ${cut}`,
} as const;

/** A rule's requirement in words, with its cuts. */
function requirementWords(requirement: Requirement, policy: Policy): string {
	if (requirement.kind === "measure") {
		const measure = policy.measures.find(({ id }) => id === requirement.measure);
		return measure === undefined
			? requirement.measure
			: `${measure.id} ${comparisonWords[measure.comparison](measure.cutWritten)}`;
	}
	const parts = requirement.of.map((part) => requirementWords(part, policy));
	if (requirement.kind === "all") return parts.join(" and ");
	if (requirement.kind === "any") return parts.join(" or ");
	return `at least ${formatNumber(requirement.count)} of ${parts.length}: ${parts.join("; ")}`;
}

/** Each rule of the policy as a sentence. */
export const ruleSentences = (input: PlacementPages): string[] =>
	input.policy.rules.map(({ priorCourses, qualifiesFor, require }) => {
		const courses = coursesOf(input.policy, qualifiesFor);
		const automatic = require.kind !== "measure" && require.of.length === 0;
		return automatic
			? `After ${priorCourses.join(", ")}, every student qualifies for ${courses}.`
			: `After ${priorCourses.join(", ")}, a student qualifies for ${courses} with ${requirementWords(require, input.policy)}.`;
	});

export function policySection(input: PlacementPages): Section {
	return section("policy", sectionTitles.policy, [
		heading("rules", "The rules as they were read"),
		list(ruleSentences(input)),
		heading("items", "Item by item"),
		paragraph(openings.policy),
		tableBlock(checklistTable(input.audit)),
	]);
}

export function methodSection(input: PlacementPages): Section {
	const { thresholds } = input.policy;
	const rules = verdictRules({
		q: plainNumber(thresholds.falseDiscoveryRate.value),
		placed: plainNumber(thresholds.placedRatio.value),
		ratio: plainNumber(thresholds.riskRatio.value),
		points: plainNumber(100 * thresholds.gapShare.value),
	});
	return section("method", sectionTitles.method, [
		list(rules),
		{
			block: "facts",
			id: "definitions",
			title: "What the words mean",
			facts: definitions.map(({ term, text }) => ({ term, text: [text] })),
		},
		tableBlock(thresholdsTable(input.audit)),
		...testBlocks(input),
		heading("references", "Sources"),
		list(references),
	]);
}

export function dataSection(input: PlacementPages): Section {
	const { audit, sources } = input;
	return section("data", sectionTitles.data, [
		...(sources.length > 0
			? [list(sources.map(({ file, sha256 }) => `${file}, SHA-256 ${sha256.slice(0, 12)}…`))]
			: []),
		tableBlock(populationTable(audit)),
		...(audit.qualificationByGroup.length > 0 ? [tableBlock(codesTable(audit))] : []),
	]);
}

export const reproduceSection = ({ command, version }: PlacementPages): Section =>
	section("reproduce", sectionTitles.reproduce, [
		{ block: "code", label: `cimp ${version}`, lines: command },
		paragraph(
			"The same files and options give the same bytes. The exact numbers stay with the district: a folder named with --internal.",
			"note",
		),
	]);

/** Questions that the rules raised, and after them the standing ones. */
export function questionsSection({ audit }: PlacementPages): Section {
	const raised = audit.questions.filter(({ raised: was }) => was === true);
	const standing = noticeWonder.wonder.slice(1);
	return section("questions", sectionTitles.questions, [
		paragraph(
			`${raised.length === 0 ? "No question was raised by the rules" : `${formatCount(raised.length, "question")} raised by the rules`}. ${questionPrompt}`,
		),
		{
			block: "questions",
			questions: [
				...raised.map(({ sentence, key }) => ({
					question: sentence,
					prompts: isAbsent(key) ? [] : [[`Group: ${key.group}.`]],
				})),
				...standing.map((question) => ({ question, prompts: [] })),
			],
		},
	]);
}
