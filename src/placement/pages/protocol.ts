/** `protocol.md`: notice, wonder, process map, Pareto, fishbone, problem statement, run chart, group codes. */

import { isAbsent, isKnown, type Measured } from "../../domain/measured.js";
import { allYears, day1Of, districtName, type PlacementPages, schoolYear } from "./input.js";
import { count, percent } from "./said.js";
import { dashboardCodes } from "./tables/policy.js";
import { lossWords, stepWords } from "./words/funnel.js";
import { basisTitles } from "./words/groups.js";
import { beforeLines, blank, noReasons, problemStatements, protocolTitles, runNeedsYears } from "./words/protocol.js";
import { fishbone, noticeWonder, questionPrompt } from "./words/questions.js";
import { inventedWords } from "./words/report.js";

const escaped = (text: string): string => text.replace(/[\\`*[\]<>|#]/g, (mark) => `\\${mark}`);
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
	[head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(escaped).join(" | ")} |`).join("\n");

const withRoom = (lines: readonly string[]): string =>
	lines.map((line) => `- ${escaped(line)}\n\n  ${blank}`).join("\n");

const lostWords = (lost: Measured<number>): string =>
	isAbsent(lost) ? (lost.absent === "suppressed" ? count(lost) : "–") : lost < 0 ? "–" : count(lost);

function processMap({ audit }: PlacementPages): string {
	const steps = audit.funnel.find(({ key }) => isAbsent(key))?.steps ?? [];
	return table(
		["Step", "Students", "Of 100 enrolled", "Fewer than before", "Who they are", "What happens here, and who decides?"],
		steps.map(({ step, reached: students, share, lost }) => [
			stepWords[step],
			count(students),
			percent(share),
			lostWords(lost),
			isKnown(lost) && lost < 0 ? "more than in the step before" : (lossWords[step] ?? ""),
			"",
		]),
	);
}

/** Shown reasons by number, then those not shown, without order or number. */
function pareto({ audit }: PlacementPages): string {
	const { reasons } = audit;
	if (isAbsent(reasons) || reasons.length === 0) return noReasons;
	const known = reasons.flatMap((entry) => (isKnown(entry.students) ? [{ ...entry, students: entry.students }] : []));
	const sorted = known.sort((a, b) => b.students - a.students || (a.reason < b.reason ? -1 : 1));
	const hidden = reasons.filter(({ students }) => isAbsent(students)).sort((a, b) => (a.reason < b.reason ? -1 : 1));
	return table(
		["Reason in the file", "Students", "Of the held back"],
		[...sorted, ...hidden].map(({ reason, students, share }) => [reason, count(students), percent(share)]),
	);
}

const bones = (): string =>
	fishbone
		.map(
			({ branch, prompts }) =>
				`### ${branch}\n\n${prompts.map((prompt) => `- ${prompt}`).join("\n")}\n\n  ${blank}\n\n  ${blank}`,
		)
		.join("\n\n");

/** Fewest years that are shown as a run. */
const leastYears = 3;

function runChart(input: PlacementPages): string {
	const years = allYears(input);
	if (years.length < leastYears) return runNeedsYears(Math.max(1, years.length));
	const groups = years.at(-1)?.day1.groups.filter(({ statutory }) => statutory) ?? [];
	return table(
		["Held back, of those who qualified", ...years.map(({ schoolYear: name }) => name)],
		groups.map((key) => [
			key.group,
			...years.map(({ day1 }) => {
				const group = day1.groups.find(({ basis, code }) => basis === key.basis && code === key.code);
				return group === undefined ? "–" : percent(group.rate);
			}),
		]),
	);
}

function codes({ audit }: PlacementPages): string {
	const groups = audit.qualificationByGroup.filter(({ kind }) => kind === "group");
	return table(
		["Group", "Basis", "Dashboard code", "Dashboard color in mathematics (write in)"],
		groups.map(({ group, basis, code }) => [
			group,
			basisTitles[basis],
			dashboardCodes.has(code) ? code : "no code of its own",
			"",
		]),
	);
}

/** The protocol as Markdown. */
export function protocolMarkdown(input: PlacementPages): string {
	const raised = input.audit.questions.filter(({ raised: was }) => was === true).map(({ sentence }) => sentence);
	const stage = day1Of(input);
	const parts = [
		`# ${protocolTitles.title}`,
		...(input.policy.invented ? [`**${escaped(inventedWords)}**`] : []),
		escaped(
			`${districtName(input)}, students entering grade 9, ${schoolYear(input)}. Qualified for a course above the lowest level: ${count(stage.qualified)}; held back on day 1: ${count(stage.heldBack)}.`,
		),
		`## ${protocolTitles.before}`,
		beforeLines.map((line) => `- ${line}`).join("\n"),
		`## ${protocolTitles.notice}`,
		withRoom(noticeWonder.notice),
		`## ${protocolTitles.wonder}`,
		withRoom(noticeWonder.wonder),
		`## ${protocolTitles.map}`,
		processMap(input),
		`## ${protocolTitles.pareto}`,
		pareto(input),
		`## ${protocolTitles.fishbone}`,
		bones(),
		`## ${protocolTitles.statement}`,
		problemStatements(input).map(escaped).join("\n\n"),
		`## ${protocolTitles.run}`,
		runChart(input),
		`## ${protocolTitles.codes}`,
		codes(input),
		...(raised.length > 0 ? [`## ${protocolTitles.questions}`, escaped(questionPrompt), withRoom(raised)] : []),
	];
	return `${parts.join("\n\n")}\n`;
}
