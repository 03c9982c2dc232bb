/** Course titles and the policy's ladder: which level a title stands for. */

import type { Coded } from "../domain/coded.js";
import { plainName } from "../domain/suggest.js";
import type { Policy } from "./policy.js";

/** Places that are no level of the ladder. */
export const place = { belowLadder: 0, outsideLadder: -1, notReported: -2 } as const;

/** Levels and places by the plain name of each course: the ladder from low to high, then below it, then outside it. */
export function placesByCourse(policy: Policy): Map<string, number> {
	const lists = [
		...policy.ladder.map(({ level, courses }) => [level, courses] as const),
		[place.belowLadder, policy.belowLadder] as const,
		[place.outsideLadder, policy.outsideLadder] as const,
	];
	const places = new Map<string, number>();
	for (const [own, courses] of lists) {
		for (const course of courses) if (!places.has(plainName(course))) places.set(plainName(course), own);
	}
	return places;
}

/** Index of the rule that decides for each prior course, by plain name: the first that names it. */
export function rulesByCourse(policy: Policy): Map<string, number> {
	const rules = new Map<string, number>();
	for (const [index, rule] of policy.rules.entries()) {
		for (const course of rule.priorCourses) {
			const name = plainName(course);
			if (!rules.has(name)) rules.set(name, index);
		}
	}
	return rules;
}

/** What a table by plain name says of each label of a column; `otherwise` where it says nothing. */
export const lookedUp = ({ labels }: Coded, table: ReadonlyMap<string, number>, otherwise: number): number[] =>
	labels.map((label) => table.get(plainName(label)) ?? otherwise);
