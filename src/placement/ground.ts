/** What every section of an audit starts from: one year's students, counted once. */

import { type Cohort, cohortOf } from "./cohort.js";
import { type Core, coreOf } from "./core.js";
import { type Enrolled, enrolledOf } from "./enrolled.js";
import type { Policy } from "./policy.js";
import type { Qualification } from "./qualify.js";
import type { Roster } from "./roster.js";
import { type RuleSet, ruleSetOf } from "./rule.js";
import { basisSplits, placeSplit, type Split } from "./units.js";

export interface Ground {
	readonly cohort: Cohort;
	readonly policy: Policy;
	readonly rules: RuleSet;
	/** Distinguishes years in ids of rows; empty for the year of the audit. */
	readonly prefix: string;
	readonly splits: readonly Split[];
	readonly schools: Split | undefined;
	readonly feeders: Split | undefined;
	readonly core: Core;
	/** Levels above the lowest that students qualify for, where there is more than one. */
	readonly levels: readonly { readonly level: number; readonly core: Core }[];
	readonly enrolled: Enrolled;
}

export function groundOf(
	roster: Roster,
	{ policy, qualification }: { readonly policy: Policy; readonly qualification: Qualification },
	{ year, prefix }: { readonly year: number; readonly prefix: string },
): Ground {
	const cohort = cohortOf(roster, qualification, year);
	const core = coreOf(cohort, prefix);
	const reached = new Set<number>();
	for (let student = 0; student < roster.students; student++) {
		if (core.marks.qualified[student] === 1) reached.add(qualification.target[student] ?? 0);
	}
	const levels = [...reached].sort((a, b) => a - b);
	return {
		cohort,
		policy,
		rules: ruleSetOf(policy),
		prefix,
		splits: basisSplits(cohort),
		schools: placeSplit("school", roster.school, cohort),
		feeders: placeSplit("feeder", roster.feeder, cohort),
		core,
		levels: levels.length < 2 ? [] : levels.map((level) => ({ level, core: coreOf(cohort, prefix, level) })),
		enrolled: enrolledOf(cohort, prefix),
	};
}
