/** Which groups are set side by side: only such whose members exclude each other, each against a named reference. */

import { raceAndEthnicity } from "../../domain/student-groups.js";
import type { PanelGroup, ResultPanel } from "../frame/panel.js";

export interface Comparison {
	/** Unique: "31-111", or "78-others". */
	readonly id: string;
	/** Heading in tables and figures: the state's category. */
	readonly category: string;
	readonly group: PanelGroup;
	/** The counterpart of the same category; `undefined` where all other students are the reference. */
	readonly reference: PanelGroup | undefined;
	/** In words, to follow "compared with". */
	readonly referenceName: string;
	/** Groups that no student is in two of: with one of them withheld, all others together could reveal it. */
	readonly family: readonly number[];
}

/** Pairs in the state's order; the first counterpart that the files have is taken, else all other students. */
const pairs: readonly (readonly [group: number, counterparts: readonly number[]])[] = [
	[160, [6, 180]],
	[31, [111]],
	[128, [99]],
	[52, [53]],
	[240, [241]],
];

/** Compared only where both have rows: nobody publishes students who are neither. */
const genders = [4, 3] as const;

export const othersName = "all other students";

/** The comparisons that the files allow, in the state's order of groups. */
export function comparisonsOf(panel: ResultPanel): Comparison[] {
	const groups = new Map(panel.groups.map((group) => [group.id, group]));
	const againstOthers = (group: PanelGroup, family: readonly number[]): Comparison => ({
		id: `${group.id}-others`,
		category: group.category,
		group,
		reference: undefined,
		referenceName: othersName,
		family,
	});
	const against = (group: PanelGroup, reference: PanelGroup): Comparison => ({
		id: `${group.id}-${reference.id}`,
		category: group.category,
		group,
		reference,
		referenceName: reference.name,
		family: [group.id, reference.id],
	});
	const found: Comparison[] = raceAndEthnicity.flatMap((id) => {
		const group = groups.get(id);
		return group === undefined ? [] : [againstOthers(group, raceAndEthnicity)];
	});
	for (const [id, counterparts] of pairs) {
		const group = groups.get(id);
		if (group === undefined) continue;
		const counterpart = counterparts.flatMap((other) => groups.get(other) ?? [])[0];
		found.push(counterpart === undefined ? againstOthers(group, [id]) : against(group, counterpart));
	}
	const [female, male] = genders.map((id) => groups.get(id));
	if (female !== undefined && male !== undefined) found.push(against(female, male));
	return found;
}
