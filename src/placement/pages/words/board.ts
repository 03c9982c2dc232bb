/** The board's page: the same answer in words that need no glossary. */

import { isAbsent, isKnown } from "../../../domain/measured.js";
import { formatList } from "../../../report/index.js";
import type { AuditComparison } from "../../result.js";
import { checkpointOf, day1Of, type PlacementPages, statutory } from "../input.js";
import { count, ofHundred, signedBetween, studentCount } from "../said.js";
import { basisTitles, studentsOf } from "./groups.js";
import { notExaminedLine } from "./report.js";
import { reasonWords } from "./verdicts.js";

export const boardTitles = {
	question: "The question the law asks the district to examine every year",
	result: "The result, group by group",
	picture: "In one picture",
	reaches: "Who reaches the question",
	open: "What is open, and what followed",
	notExamined: "What could not be examined",
	recourse: "Checkpoint and recourse",
	next: "Next step",
	rules: "Rules used",
	qualifies: "Who qualifies",
	verdicts: "How verdicts are made",
	questions: "Questions for staff",
} as const;

/** One line a flagged or watched group: both rates, n, interval. */
export function groupSentence({
	group,
	rate,
	othersRate,
	qualified,
	othersQualified,
	gap,
	judgment,
}: AuditComparison): string {
	const range = signedBetween(gap);
	const rates = isKnown(rate)
		? `${ofHundred(rate)} of 100 held back, against ${ofHundred(othersRate)} of 100 others`
		: "rate not shown";
	const sizes = `n ${count(qualified)} and ${count(othersQualified)}`;
	const sure = range === undefined ? "" : `; difference ${range} points`;
	const reasons = isAbsent(judgment) ? [] : judgment.reasons.map((reason) => reasonWords[reason]);
	return `${group}: ${rates} (${sizes}${sure})${reasons.length > 0 ? `; ${reasons.join("; ")}` : ""}.`;
}

/** Large numbers beside the answer, each with what it counts. */
export function boardNumbers(input: PlacementPages): { number: string; text: string }[] {
	const stage = day1Of(input);
	const later = checkpointOf(input);
	const { undetermined } = input.audit.qualification;
	const of = (rate: AuditComparison["rate"]): string => (isKnown(rate) ? `: ${ofHundred(rate)} of 100` : "");
	const all = [
		{ value: stage.qualified, text: "students qualified under the policy for a course above the lowest level" },
		{ value: stage.heldBack, text: `of them were placed below it on day 1${of(stage.rate)}` },
		...(later === undefined
			? []
			: [{ value: later.heldBack, text: `were still below it after the checkpoint${of(later.rate)}` }]),
		{ value: undetermined, text: "more could not be examined: a measure is missing" },
	];
	return all.flatMap(({ value, text }) => (isKnown(value) ? [{ number: count(value), text }] : []));
}

/** The steps before the question, in one sentence a step, and the caution. */
export function reachSentences({ audit }: PlacementPages): string[] {
	const { enrolled, qualified, notQualified, undetermined, entryLevel } = audit.qualification;
	const parts = [entryLevel, notQualified, undetermined, qualified];
	const inProse = `${count(enrolled)} students entered grade 9. ${count(entryLevel)} of them came from a course that leads to the lowest level, ${count(notQualified)} did not qualify under the policy’s rule, for ${count(undetermined)} a missing measure could still decide, and ${count(qualified)} qualified.`;
	const oneByOne = `Students who entered grade 9: ${count(enrolled)}. From a course that leads to the lowest level: ${count(entryLevel)}; did not qualify under the policy’s rule: ${count(notQualified)}; a missing measure could still decide: ${count(undetermined)}; qualified: ${count(qualified)}.`;
	return [
		[enrolled, ...parts].every(isKnown) ? inProse : oneByOne,
		"The law asks about those who qualified. A clean answer would not mean equal access: who was offered algebra by grade 8, and who was tested, comes before.",
	];
}

/** What the board should not read as an all-clear. */
export function openLines(input: PlacementPages, absent: readonly string[]): string[] {
	const { audit } = input;
	const groups = statutory(day1Of(input)).filter(({ kind }) => kind === "group");
	const small = groups.filter(({ verdict }) => verdict === "NOT ENOUGH DATA");
	const hidden = groups.filter(({ verdict }) => isAbsent(verdict));
	const dependent = groups.filter(({ dependsOnMissing }) => dependsOnMissing === true);
	const { undetermined } = audit.qualification;
	return [
		...(undetermined === 0
			? []
			: [
					`For ${studentCount(undetermined)} a measure is missing. ${
						dependent.length === 0
							? "No verdict shown would change, whatever they turn out to be."
							: `The verdict could change for ${formatList(dependent.map(({ group }) => group))}.`
					}`,
				]),
		...(small.length === 0
			? []
			: [
					`${formatList(small.map(({ group }) => group))}: these numbers can’t tell. Several years together may; silence is no clean answer.`,
				]),
		...(hidden.length === 0
			? []
			: [
					`${formatList(hidden.map(({ group }) => group))}: not shown, to protect students; the verdict may be any. The district’s own copy has it.`,
				]),
		...audit.examined
			.filter(({ examined, statutory: named }) => named && !examined)
			.map(({ basis, reason }) => notExaminedLine(basisTitles[basis], reason)),
		...absent,
	];
}

/** Checkpoint and recourse, in a sentence or two; what is not in the files is said. */
export function recourseLines({ audit }: PlacementPages): string[] {
	const { moves, recourse } = audit;
	const all = isAbsent(moves) ? undefined : moves.entries.find(({ key }) => isAbsent(key));
	const asked = isAbsent(recourse) ? undefined : recourse.find(({ key }) => isAbsent(key));
	return [
		all === undefined
			? "The files have no placements after a checkpoint."
			: isKnown(all.released)
				? `After the checkpoint ${count(all.released)} qualified students who had been held back no longer were; newly held back: ${count(all.newlyHeldBack)}.`
				: "How many qualified students the checkpoint moved up, and how many it newly held back, is not shown, to protect students.",
		asked === undefined
			? "The files have no requests for another look, so recourse could not be examined."
			: `Requests for another look: ${count(asked.requests)}; granted: ${count(asked.granted)}; decided in time: ${count(asked.inTime)} of ${count(asked.dated)} with dates.`,
	];
}

/** What to do next, by what was found: never what to conclude. */
export function nextSteps(input: PlacementPages): string[] {
	const groups = statutory(day1Of(input));
	const names = groups.filter(({ verdict }) => verdict === "FLAG").map(({ group }) => studentsOf(group));
	const open = groups.some(({ verdict }) => verdict === "NOT ENOUGH DATA" || isAbsent(verdict));
	const { undetermined } = input.audit.qualification;
	return [
		names.length > 0
			? `Staff look into how qualified ${formatList(names)} came to be placed below the course they qualified for, step by step, and report back.`
			: "Staff go through the steps of placement with the protocol that comes with this page.",
		...(undetermined === 0
			? []
			: ["Give the missing measure before the next placement, and place the students again."]),
		...(open ? ["Examine the small groups over several years together."] : []),
		"Repeat the examination next year, with the same policy file and these rules.",
	];
}

export const signatureFields = ["Reported to the board by", "Meeting of", "Next due"];

export const boardRules = (ratio: string, points: string, placed: string): string =>
	`Flag: more often than chance would give, after allowing for the number of groups looked at, and either ${ratio} times the rate of all others with ${points} points or more, or placed as qualified less than ${placed} times as often. Watch: one of the two, or the answers for the district and within schools differ. No flag: neither, and a difference of that size is unlikely. Not enough data: all else. The law names no number; these are the policy’s conventions. The numbers show placements, not reasons or intent.`;
