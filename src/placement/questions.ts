/** Questions for the conversation, each raised by a rule over the numbers. They claim no cause and judge nobody. */

import { type Absent, isAbsent, isKnown, notDefined } from "../domain/measured.js";
import { open, type Tracked } from "../privacy/tracked.js";
import type { Comparison, GroupKey, Judgment, Num, TrackedAudit } from "./result.js";
import type { InquiryQuestion, QuestionTemplate } from "./result-sections.js";

type Sections = Omit<TrackedAudit, "questions">;

const everyone = notDefined("all students");

interface Asked {
	readonly template: QuestionTemplate;
	readonly key?: GroupKey;
	readonly sentence: string;
	readonly raised: Tracked<boolean>;
}

/** A rule over one leaf, published where the leaf is. */
function raisedBy<T>(leaf: Tracked<T>, rule: (value: T) => boolean): Tracked<boolean> {
	const { exact, origin } = leaf;
	const value: boolean | Absent = isAbsent(exact) ? exact : rule(exact as T);
	if (origin.kind === "judged")
		return { exact: value, origin: { ...origin, again: (counts) => rule(origin.again(counts)) } };
	return { exact: value, origin } as Tracked<boolean>;
}

const says =
	(...verdicts: readonly Judgment["verdict"][]) =>
	({ verdict }: Judgment): boolean =>
		verdicts.includes(verdict);

const above =
	(least: number) =>
	(value: number): boolean =>
		value > least;

const who = ({ group }: GroupKey): string => group;

function ofComparison(one: Comparison): Asked[] {
	const { basis, code, group, statutory, kind } = one;
	const key: GroupKey = { basis, code, group, statutory, kind };
	if (kind !== "group") return [];
	const reason = (wanted: string) => (judgment: Judgment) => judgment.reasons.some((entry) => entry === wanted);
	return [
		{
			template: "held-back-more",
			key,
			sentence: `Qualified students in the group ${who(key)} were placed below the level they qualify for more often than all other qualified students. What in measures, timing, sections or counseling differs for them, and who can find out?`,
			raised: raisedBy(
				one.judgment,
				(judgment) => says("FLAG", "WATCH")(judgment) && judgment.direction === "held back more often",
			),
		},
		{
			template: "between-schools",
			key,
			sentence: `For the group ${who(key)} the difference lies between schools. How do the schools' sections, schedules and ways of placing students differ?`,
			raised: raisedBy(one.judgment, reason("the difference lies between schools")),
		},
		{
			template: "within-schools",
			key,
			sentence: `For the group ${who(key)} a difference inside schools shows only when schools are compared one by one. What do students of equal standing at one school say of how they were placed?`,
			raised: raisedBy(one.judgment, reason("the difference lies within schools")),
		},
		{
			template: "measures-missing",
			key,
			sentence: `What is said of the group ${who(key)} depends on students with missing measures. Whose measures are missing, and can they be found before next year?`,
			raised: raisedBy(one.dependsOnMissing, (depends) => depends && statutory),
		},
	];
}

function ofSections(audit: Sections): Asked[] {
	const asked: Asked[] = [];
	const add = (template: QuestionTemplate, raised: Tracked<boolean>, sentence: string): void => {
		asked.push({ template, sentence, raised });
	};
	const [repeats] = isKnown(audit.repeats) ? audit.repeats : [];
	if (repeats !== undefined) {
		add(
			"repeats-without-consent",
			raisedBy(repeats.repeated as Num, above(0)),
			"Some students were placed in a course they had already taken. For each, is there the consent and the finding of benefit that Education Code 51228.2 asks for?",
		);
	}
	if (isKnown(audit.moves)) {
		const [all] = audit.moves.entries;
		if (all !== undefined) {
			add(
				"checkpoint-moves",
				raisedBy(all.released, above(0)),
				"Some qualified students were held back on day 1 and placed as qualified at the checkpoint. What did the checkpoint know that day 1 did not?",
			);
		}
	}
	const [recourse] = isKnown(audit.recourse) ? audit.recourse : [];
	if (recourse !== undefined) {
		add(
			"recourse-late",
			{ exact: isLate(recourse.dated, recourse.inTime), origin: recourse.dated.origin } as Tracked<boolean>,
			"Some requests took longer than the policy's clock. Where did they wait?",
		);
	}
	add(
		"funnel-upstream",
		open(true),
		"Only students who qualify are compared here. Who had the course, the test and the grade that qualifying asks for, and who did not?",
	);
	const missingBases = audit.examined.filter(({ examined, statutory }) => statutory && !examined);
	if (missingBases.length > 0) {
		add(
			"not-examined",
			open(true),
			`The files have no column for ${missingBases.map(({ label }) => label).join(", ")}. Who can supply it before the board meets?`,
		);
	}
	const unclear = audit.stages.day1.groups.filter(({ statutory, kind }) => statutory && kind === "group");
	if (unclear.some(({ verdict }) => verdict.exact === "NOT ENOUGH DATA")) {
		add(
			"cannot-tell",
			open(true),
			"For some groups the numbers can't tell. Which of them would become clear with more years, and which need another kind of evidence?",
		);
	}
	return asked;
}

const isLate = (dated: Num, inTime: Num): boolean =>
	isKnown(dated.exact) && isKnown(inTime.exact) && inTime.exact < dated.exact;

/** Only questions that a rule raises, in a fixed order. */
export function questionsOf(audit: Sections): InquiryQuestion[] {
	const asked = [...audit.stages.day1.groups.flatMap(ofComparison), ...ofSections(audit)];
	return asked
		.filter(({ raised }) => raised.exact === true)
		.map(({ template, key, sentence, raised }) => ({
			id: key === undefined ? template : `${template}-${key.basis}-${key.code}`,
			template,
			key: key ?? everyone,
			sentence,
			raised,
		}));
}
