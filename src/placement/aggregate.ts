/** What a district may hand to its county, and what the county makes of several: counts of groups, never rows of students. */

import { type Absent, isKnown, type Measured, notDefined } from "../domain/measured.js";
import { isUndefinedResult, type TwoByTwo } from "../stats/index.js";
import { measured } from "./leaves.js";
import type { Audit } from "./result.js";
import { stratifiedNumbers } from "./strata.js";

export interface AggregateGroup {
	readonly stage: "day1" | "checkpoint";
	readonly basis: string;
	readonly code: string;
	readonly group: string;
	readonly qualified: Measured;
	readonly heldBack: Measured;
	readonly othersQualified: Measured;
	readonly othersHeldBack: Measured;
	readonly verdict: Measured<string>;
}

export interface DistrictAggregate {
	readonly district: string;
	readonly schoolYear: Measured<string>;
	readonly enrolled: Measured;
	readonly qualified: Measured;
	readonly groups: readonly AggregateGroup[];
}

/** A group over several districts: compared inside each, and put together. */
export interface MergedGroup {
	readonly stage: "day1" | "checkpoint";
	readonly basis: string;
	readonly code: string;
	readonly group: string;
	/** Districts whose counts are published exactly, and those whose are not. */
	readonly districts: number;
	readonly districtsWithheld: number;
	readonly qualified: Measured;
	readonly heldBack: Measured;
	readonly othersQualified: Measured;
	readonly othersHeldBack: Measured;
	readonly riskRatio: MergedEstimate;
	readonly riskDifference: MergedEstimate;
	readonly p: Measured;
	readonly homogeneityP: Measured;
	readonly verdicts: readonly { readonly district: string; readonly verdict: Measured<string> }[];
}

export interface MergedEstimate {
	readonly value: Measured;
	readonly lower: Measured;
	readonly upper: Measured;
}

/** The counts of one audit that a county needs, as they are said there: withheld ones stay withheld. */
export function aggregateOf(audit: Audit, district: string): DistrictAggregate {
	const stages = [audit.stages.day1, audit.stages.checkpoint].filter((stage) => isKnown(stage));
	return {
		district,
		schoolYear: audit.schoolYear,
		enrolled: audit.qualification.enrolled,
		qualified: audit.qualification.qualified,
		groups: stages.flatMap(({ stage, groups }) =>
			groups
				.filter(({ kind }) => kind === "group")
				.map(({ basis, code, group, qualified, heldBack, othersQualified, othersHeldBack, verdict }) => ({
					stage,
					basis,
					code,
					group,
					qualified,
					heldBack,
					othersQualified,
					othersHeldBack,
					verdict,
				})),
		),
	};
}

/** The table of one district, where all four counts are there. */
function tableOf({ qualified, heldBack, othersQualified, othersHeldBack }: AggregateGroup): TwoByTwo | undefined {
	const counts = [qualified, heldBack, othersQualified, othersHeldBack];
	if (!counts.every((count): count is number => typeof count === "number")) return undefined;
	const [n1 = 0, x1 = 0, n0 = 0, x0 = 0] = counts as number[];
	return { first: { successes: x1, trials: n1 }, second: { successes: x0, trials: n0 } };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Puts districts together: every group is compared with all others inside its own district (Mantel–Haenszel).
 *
 * @param districts in any order; the result is in the order of their names
 */
export function mergeDistricts(districts: readonly DistrictAggregate[]): MergedGroup[] {
	const ordered = [...districts].sort((a, b) => byText(a.district, b.district));
	const found = new Map<
		string,
		{ readonly first: AggregateGroup; readonly parts: { district: string; group: AggregateGroup }[] }
	>();
	for (const { district, groups } of ordered) {
		for (const group of groups) {
			const id = `${group.stage}|${group.basis}|${group.code}`;
			const entry = found.get(id) ?? { first: group, parts: [] };
			entry.parts.push({ district, group });
			found.set(id, entry);
		}
	}
	return [...found.values()].map(({ first, parts }) => mergedGroup(first, parts));
}

function mergedGroup(
	first: AggregateGroup,
	parts: readonly { district: string; group: AggregateGroup }[],
): MergedGroup {
	const tables = parts.flatMap(({ group }) => tableOf(group) ?? []);
	const { stage, basis, code, group } = first;
	const sum = (of: (table: TwoByTwo) => number): Measured =>
		tables.length === 0 ? none : tables.reduce((total, table) => total + of(table), 0);
	const numbers = tables.length === 0 ? undefined : stratifiedNumbers(tables);
	return {
		stage,
		basis,
		code,
		group,
		districts: tables.length,
		districtsWithheld: parts.length - tables.length,
		qualified: sum((table) => table.first.trials),
		heldBack: sum((table) => table.first.successes),
		othersQualified: sum((table) => table.second.trials),
		othersHeldBack: sum((table) => table.second.successes),
		riskRatio: estimateOf(numbers?.riskRatio),
		riskDifference: estimateOf(numbers?.riskDifference),
		p: numbers?.test?.p ?? none,
		homogeneityP: homogeneityOf(numbers),
		verdicts: parts.map(({ district, group: own }) => ({ district, verdict: own.verdict })),
	};
}

const none: Absent = notDefined("no district publishes the four counts");

function estimateOf(value: ReturnType<typeof stratifiedNumbers>["riskRatio"] | undefined): MergedEstimate {
	if (value === undefined || isUndefinedResult(value)) {
		const absent = value === undefined ? none : notDefined(value.reason);
		return { value: absent, lower: absent, upper: absent };
	}
	return { value: value.estimate, lower: value.lower, upper: value.upper };
}

function homogeneityOf(numbers: ReturnType<typeof stratifiedNumbers> | undefined): Measured {
	if (numbers === undefined) return none;
	const { homogeneity } = numbers;
	if (isUndefinedResult(homogeneity)) return notDefined(homogeneity.reason);
	return homogeneity.smallestExpected < 5
		? notDefined("too few students to test whether the pattern is the same in all districts")
		: measured(homogeneity.tarone.p);
}
