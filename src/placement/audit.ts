/** A district's audit: a roster, a policy, and everything that is said of them, with the counts that each number comes from. */

import { type Absent, missing, notDefined } from "../domain/measured.js";
import type { NamedCounts } from "../privacy/release-tracked.js";
import { checklistOf, thresholdsOf } from "./checklist.js";
import { exceedsIdea, type History, pairOf } from "./compare.js";
import { familiesOf } from "./families.js";
import { type Ground, groundOf } from "./ground.js";
import { ofYear } from "./of-year.js";
import type { Policy } from "./policy.js";
import { qualify } from "./qualify.js";
import { questionsOf } from "./questions.js";
import type { GroupKey, TrackedAudit, YearEntry } from "./result.js";
import type { Roster } from "./roster.js";
import { isPractical } from "./rule.js";
import { crossedGroupsOf } from "./sections/crossed-groups.js";
import { flowOf, reasonsOf, scoreBandsOf } from "./sections/flow.js";
import { ladderStepsOf } from "./sections/ladder-steps.js";
import { movesOf, recourseOf } from "./sections/moves.js";
import { betweenWithinOf, feedersOf, schoolsOf } from "./sections/places.js";
import { examinedOf, populationOf, qualificationByGroup, qualificationOf } from "./sections/population.js";
import { sensitivityOf } from "./sections/sensitivity.js";
import { stratifiedOf } from "./sections/stratified.js";
import { coverageOf, funnelOf, measuresOf, overPlacementOf, repeatsOf } from "./sections/students.js";
import { stageOf } from "./stage.js";

/** An audit and every count that it publishes. */
export interface Audited {
	readonly audit: TrackedAudit;
	readonly families: readonly NamedCounts[];
	/** The year of the audit, for what-if questions and the list of students. */
	readonly ground: Ground;
	/** All years, the audit's own last. */
	readonly grounds: readonly Ground[];
}

/** How many years back the rules look. */
const yearsLookedAt = 3;
/** Years of the last three in which a difference must be practical to be watched. */
const practicalYears = 2;
/** Fewer qualified students say nothing of a year. */
const leastOfYear = 11;

/** "2025–26" of 2026. */
export const schoolYearOf = (year: number): string => `${year - 1}–${String(year % 100).padStart(2, "0")}`;

/**
 * Audits a roster of one or several years under a policy. The newest year is the audit's own; earlier ones are shown beside it.
 *
 * @param roster from `buildRoster`; every student has a year where there are several
 */
export function auditOf(roster: Roster, policy: Policy): Audited {
	const years = roster.years.length === 0 ? [0] : [...roster.years];
	const newest = years.at(-1) ?? 0;
	const grounds = years.map((year): Ground => {
		const own = years.length === 1 ? roster : ofYear(roster, year);
		const prefix = year === newest ? "" : `${year}/`;
		return groundOf(
			own,
			{ policy, qualification: qualify(own, policy) },
			{ year: own.years.length === 0 ? 0 : year, prefix },
		);
	});
	const ground = grounds.at(-1);
	if (ground === undefined) throw new RangeError("a roster without a year");
	const day1 = stageOf(ground, "day1", historyOf(grounds, "day1"));
	if (day1 === undefined) throw new RangeError("a ground without day 1");
	const noCheckpoint = missing("the files have no checkpoint placement");
	const checkpoint = stageOf(ground, "checkpoint", historyOf(grounds, "checkpoint"));
	const sections = {
		district: policy.district ?? missing("the policy names no district"),
		year: newest === 0 ? missing("neither the files nor the policy name a year") : newest,
		schoolYear: newest === 0 ? missing("neither the files nor the policy name a year") : schoolYearOf(newest),
		population: populationOf(ground),
		examined: examinedOf(ground),
		qualification: qualificationOf(ground),
		qualificationByGroup: qualificationByGroup(ground),
		stages: { day1: day1.stage, checkpoint: checkpoint?.stage ?? noCheckpoint },
		funnel: funnelOf(ground),
		repeats: repeatsOf(ground),
		overPlacement: overPlacementOf(ground),
		moves: movesOf(ground),
		recourse: recourseOf(ground),
		schools: schoolsOf(ground),
		feeders: feedersOf(ground),
		betweenWithin: betweenWithinOf(ground),
		measures: measuresOf(ground),
		coverage: coverageOf(ground),
		stratified: stratifiedOf(ground),
		sensitivity: sensitivityOf(ground, day1.compared),
		ladderSteps: ladderStepsOf(ground),
		crossedGroups: crossedGroupsOf(ground),
		scoreBands: scoreBandsOf(ground),
		flow: flowOf(ground),
		reasons: reasonsOf(ground),
		years: grounds.slice(0, -1).map(yearOf),
		thresholds: thresholdsOf(policy),
		checklist: checklistOf(policy),
	};
	return {
		audit: { ...sections, questions: questionsOf(sections) },
		families: grounds.toReversed().flatMap(familiesOf),
		ground,
		grounds,
	};
}

function yearOf(ground: Ground): YearEntry {
	const noHistory = () => undefined;
	const day1 = stageOf(ground, "day1", noHistory);
	if (day1 === undefined) throw new RangeError("a ground without day 1");
	const without: Absent = notDefined("the files have no checkpoint placement");
	return {
		year: ground.cohort.year,
		schoolYear: schoolYearOf(ground.cohort.year),
		population: populationOf(ground),
		qualification: qualificationOf(ground),
		day1: day1.stage,
		checkpoint: stageOf(ground, "checkpoint", noHistory)?.stage ?? without,
	};
}

/** What the last three years say of a group at one stage, the newest first; years that follow one another only. */
function historyOf(grounds: readonly Ground[], stage: "day1" | "checkpoint"): (key: GroupKey) => History | undefined {
	const newest = grounds.at(-1)?.cohort.year ?? 0;
	const last = grounds
		.toReversed()
		.filter(({ cohort }, back) => cohort.year === newest - back)
		.slice(0, yearsLookedAt);
	return (key) => {
		const pairs = last.map((ground) => {
			const split = ground.splits.find(({ id }) => id === key.basis);
			const unit = split?.units.findIndex((one) => one.key?.code === key.code) ?? -1;
			const counts = ground.core[stage];
			const row = split === undefined || counts === undefined ? undefined : counts.over(split)[unit];
			return row === undefined || counts === undefined ? undefined : { pair: pairOf(row, counts), ground };
		});
		const practical = pairs.filter(
			(one) =>
				one !== undefined &&
				one.pair.qualified >= leastOfYear &&
				one.pair.othersQualified > 0 &&
				isPractical(one.pair, one.ground.rules),
		);
		return {
			practicalInYears: key.kind === "group" && practical.length >= practicalYears,
			exceeded: pairs.map((one) => one !== undefined && exceedsIdea(one.pair, one.ground.policy)),
		};
	};
}
