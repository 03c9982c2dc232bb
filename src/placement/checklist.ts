/** The policy's own conventions, and what the statute asks a policy to hold: what the file says, nothing more. */

import { type Absent, notDefined } from "../domain/measured.js";
import type { Policy } from "./policy.js";
import { wantedPower } from "./power.js";
import type { ChecklistEntry, ThresholdEntry } from "./result-sections.js";

/** Every number that is a convention, with where it comes from. */
export function thresholdsOf({ minimums, thresholds, checkpoint, recourse }: Policy): ThresholdEntry[] {
	const all = { ...minimums, ...thresholds, checkpointWithinDays: checkpoint.withinDays, ...recourse };
	const fromPolicy = Object.entries(all).map(([name, { value, source, reason }]): ThresholdEntry => {
		const why: string | Absent = reason ?? notDefined("the policy gives no reason");
		return { name, value, source, reason: why };
	});
	return [
		...fromPolicy,
		{
			name: "wantedPower",
			value: wantedPower,
			source: "toolkit default",
			reason: notDefined("no setting of the policy"),
		},
	];
}

const statute = (part: string): string => `Education Code 51224.7 (b)(${part})`;

/** Questions of the statute that a policy file can answer by itself, and those that no file can. */
export function checklistOf({ adopted, measures, checkpoint, recourse, rules }: Policy): ChecklistEntry[] {
	const objective = measures.filter(({ subjective }) => !subjective).length;
	const entry = (item: string, part: string, found: string, isFound: boolean): ChecklistEntry => ({
		item,
		statute: part,
		found,
		state: isFound ? "found" : "not found",
	});
	const unseen = (item: string, part: string): ChecklistEntry => ({
		item,
		statute: part,
		found: "",
		state: "cannot be seen in these files",
	});
	return [
		entry(
			"day of adoption",
			"Education Code 51224.7 (b)",
			adopted ?? "no day in the policy file",
			adopted !== undefined,
		),
		entry(
			"multiple objective measures",
			statute("1"),
			`${objective} of ${measures.length} measures are not marked subjective`,
			objective >= 2,
		),
		entry(
			"checkpoint in the first month",
			statute("2"),
			`within ${checkpoint.withinDays.value} days of the first day`,
			true,
		),
		entry("rules for who qualifies", statute("3"), `${rules.length} rules`, rules.length > 0),
		entry(
			"recourse with a clock",
			statute("4"),
			`decision within ${recourse.decideWithinSchoolDays.value} school days`,
			true,
		),
		unseen("adopted at a regular public meeting", "Education Code 51224.7 (b)"),
		unseen("aggregate results reported to the governing board", statute("3")),
		unseen("consistency between elementary and high school districts", statute("5")),
		unseen("posted on the district's website", "Education Code 51224.7 (d)"),
	];
}
