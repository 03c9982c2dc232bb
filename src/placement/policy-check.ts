/** What is wrong in a policy, and what is worth a second look: contradictions, and traps in measures, cuts and rules. */

import { plainName } from "../domain/suggest.js";
import { measuresOf } from "./kleene.js";
import type { Measure, Policy, Requirement, Rule } from "./policy.js";

export interface PolicyRemark {
	readonly found: string;
	readonly expected: string;
}

const rulePlace = (index: number): string => `rules #${index + 1}`;

function repeated(values: readonly (string | number)[]): (string | number)[] {
	return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

/** Requirements that nothing can meet. */
function impossibleParts(requirement: Requirement): string[] {
	if (requirement.kind === "measure") return [];
	const own =
		requirement.kind === "at least" && requirement.count > requirement.of.length
			? [`at_least ${requirement.count} of ${requirement.of.length}`]
			: [];
	return [...own, ...requirement.of.flatMap(impossibleParts)];
}

function ruleFaults(rule: Rule, index: number, policy: Policy): PolicyRemark[] {
	const ids = new Set(policy.measures.map(({ id }) => id));
	const where = rulePlace(index);
	const unknown = measuresOf(rule.require).filter((id) => !ids.has(id));
	const onLadder = policy.ladder.some(({ level }) => level === rule.qualifiesFor);
	return [
		...unknown.map((id) => ({
			found: `${where} require: ${id}`,
			expected: `a measure: ${[...ids].join(", ") || "none is defined"}`,
		})),
		...impossibleParts(rule.require).map((part) => ({
			found: `${where} require: ${part}`,
			expected: "no more than there are",
		})),
		...(onLadder ? [] : [{ found: `${where} qualifies_for: ${rule.qualifiesFor}`, expected: "a level of the ladder" }]),
	];
}

/** Contradictions with which no audit can be made. */
export function policyFaults(policy: Policy): PolicyRemark[] {
	const ids = repeated(policy.measures.map(({ id }) => id));
	const levels = repeated(policy.ladder.map(({ level }) => level));
	return [
		...ids.map((id) => ({ found: `measures: ${id} twice`, expected: "an id for each measure" })),
		...levels.map((level) => ({
			found: `ladder: level ${level} twice`,
			expected: "each level once, with all of its courses",
		})),
		...policy.rules.flatMap((rule, index) => ruleFaults(rule, index, policy)),
	];
}

/** Measures that some rule asks for. */
export const usedMeasures = (policy: Policy): Measure[] => {
	const used = new Set(policy.rules.flatMap((rule) => measuresOf(rule.require)));
	return policy.measures.filter(({ id }) => used.has(id));
};

function measureRemarks(policy: Policy): PolicyRemark[] {
	const used = usedMeasures(policy);
	const few =
		used.length < 2
			? [
					{
						found: `rules: ${used.length === 0 ? "no measure" : "one measure alone"}`,
						expected: "several objective measures (EC 51224.7 (b)(1))",
					},
				]
			: [];
	const subjective = used
		.filter((measure) => measure.subjective)
		.map(({ id }) => ({
			found: `measures: ${id} is a judgment`,
			expected: "objective academic measures (EC 51224.7 (b)(1))",
		}));
	const outside = policy.measures
		.filter(({ range, cut }) => range !== undefined && (cut < range.lowest || cut > range.highest))
		.map(({ id, cutWritten, range }) => ({
			found: `measures: the cut of ${id}, ${cutWritten}, outside its range`,
			expected: `a cut from ${range?.lowest} to ${range?.highest}`,
		}));
	return [...few, ...subjective, ...outside];
}

/** Rules, and single courses of rules, that an earlier rule decides already. */
function reachRemarks(policy: Policy): PolicyRemark[] {
	const deciding = new Map<string, number>();
	return policy.rules.flatMap((rule, index) => {
		const taken = rule.priorCourses.filter((course) => deciding.has(plainName(course)));
		for (const course of rule.priorCourses) {
			if (!deciding.has(plainName(course))) deciding.set(plainName(course), index);
		}
		if (taken.length === 0) return [];
		const all = taken.length === rule.priorCourses.length;
		const found = all
			? `${rulePlace(index)} is never reached`
			: `${rulePlace(index)} never decides for ${taken.join(", ")}`;
		return [{ found, expected: "each prior course in one rule: the first that names it decides" }];
	});
}

/** Courses that stand in two places; the first counts: the ladder from low to high, then below, then outside. */
function courseRemarks({ ladder, belowLadder, outsideLadder }: Policy): PolicyRemark[] {
	const lists = [
		...ladder.map(({ level, courses }) => ({ where: `level ${level}`, courses })),
		{ where: "below_ladder", courses: belowLadder },
		{ where: "outside_ladder", courses: outsideLadder },
	];
	const first = new Map<string, string>();
	return lists.flatMap(({ where, courses }) =>
		courses.flatMap((course) => {
			const other = first.get(plainName(course));
			if (other === undefined) first.set(plainName(course), where);
			if (other === undefined || other === where) return [];
			return [
				{ found: `"${course}" on ${other} and on ${where}; counted on ${other}`, expected: "each course in one place" },
			];
		}),
	);
}

/** A ladder of one level: nobody can be held back. */
const ladderRemarks = ({ ladder, rules }: Policy): PolicyRemark[] => {
	const lowest = ladder[0]?.level ?? 1;
	return rules.some((rule) => rule.qualifiesFor > lowest)
		? []
		: [
				{
					found: "rules: none qualifies for a level above the lowest",
					expected: "a rule that does; nobody can be held back otherwise",
				},
			];
};

/** What is worth a second look. */
export const policyRemarks = (policy: Policy): PolicyRemark[] => [
	...measureRemarks(policy),
	...reachRemarks(policy),
	...courseRemarks(policy),
	...ladderRemarks(policy),
];
