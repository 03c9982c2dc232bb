/** Parts of an audit's result that have a method of their own: moves, recourse, schools, strata, models, flows. */

import type { Absent } from "../domain/measured.js";
import type { Tracked } from "../privacy/tracked.js";
import type { GroupKey, Limits, Num } from "./result.js";

/** Moves between day 1 and the checkpoint. */
export interface MoveEntry {
	readonly key: GroupKey | Absent;
	/** Students with a placement at both stages. */
	readonly students: Num;
	readonly movedUp: Num;
	readonly movedDown: Num;
	readonly movedUpShare: Num;
	/** Among the qualified: held back on day 1 and not at the checkpoint, and the other way. */
	readonly released: Num;
	readonly newlyHeldBack: Num;
	/** Exact McNemar test of the two. */
	readonly mcNemarP: Num;
}

export interface Moves {
	readonly entries: readonly MoveEntry[];
	/** The policy's checkpoint: dates against the first month. */
	readonly timing: {
		readonly withinDays: number;
		readonly firstDay: number | Absent;
		readonly dated: Num;
		readonly inTime: Num;
		readonly late: Num;
		/** Before the first day or more than a year after it: left out of the timing alone. */
		readonly impossible: Num;
		readonly medianDays: Num;
	};
}

export interface RecourseEntry {
	readonly key: GroupKey | Absent;
	readonly enrolled: Num;
	readonly requests: Num;
	readonly requestsPer100: Num;
	readonly granted: Num;
	readonly denied: Num;
	readonly pending: Num;
	readonly grantedShare: Num;
	readonly medianDays: Num;
	/** Decided within the policy's days, of those with both dates. Calendar days stand for school days: 10 school days are 14. */
	readonly dated: Num;
	readonly inTime: Num;
	readonly clockDays: number;
}

/** How much schools' rates differ beyond chance. */
export interface EmpiricalBayes {
	readonly schools: number;
	readonly pooledRate: Num;
	/** Intra-class correlation of the beta-binomial; not above 0: no more spread than chance. */
	readonly rho: Num;
	readonly alpha: Num;
	readonly beta: Num;
	readonly moreThanChance: Tracked<boolean>;
}

/** Symmetric Kitagawa decomposition over schools; gap = between + within. */
export interface BetweenWithin extends GroupKey {
	readonly gap: Num;
	readonly between: Num;
	readonly within: Num;
	readonly dissimilarity: Num;
	readonly schools: number;
	readonly schoolsWithoutOneGroup: Num;
}

export type StratumKind = "prior course and score band" | "school";

export interface Stratum {
	readonly label: string;
	readonly qualified: Num;
	readonly heldBack: Num;
	readonly othersQualified: Num;
	readonly othersHeldBack: Num;
}

/** One group against all others, compared inside strata and put together by Mantel and Haenszel. */
export interface Stratification extends GroupKey {
	readonly by: StratumKind;
	readonly informative: Num;
	/** Strata with an empty margin contribute nothing. */
	readonly uninformative: Num;
	readonly riskRatio: { readonly value: Num } & Limits;
	readonly riskDifference: { readonly value: Num } & Limits;
	readonly oddsRatio: { readonly value: Num } & Limits;
	readonly p: Num;
	readonly test: Tracked<"Cochran–Mantel–Haenszel" | "exact conditional">;
	/** Mantel–Fleiss criterion of at least 5. */
	readonly approximationHolds: Tracked<boolean>;
	/** Breslow–Day with Tarone's correction. */
	readonly homogeneityP: Num;
	readonly strata: readonly Stratum[];
}

/** Firth's logistic regression with prior course, score and school: probability differences, not odds. */
export interface Sensitivity extends GroupKey {
	readonly students: Num;
	readonly averageMarginalEffect: Num;
	readonly limits: Limits;
	readonly oddsRatio: Num;
	/** Profile limits of the penalized likelihood below ten events per parameter, else by the standard error. */
	readonly oddsRatioLimits: Limits;
	readonly p: Num;
	readonly adjustedFor: readonly string[];
	/** Events per parameter of the rarer outcome. */
	readonly eventsPerParameter: Num;
}

/** Steps of the ladder from the level qualified for to the level placed in, a group against all other qualified students. */
export interface LadderSteps extends GroupKey {
	readonly qualified: Num;
	/** Negative: below. */
	readonly meanSteps: Num;
	readonly othersMeanSteps: Num;
	/** Chance that one of the group is placed more favorably than one of the others, ties half. */
	readonly superiority: Num;
	/** Wilcoxon's test, ties corrected. */
	readonly p: Num;
}

/** Where two bases of the statute meet; only for the team. */
export interface CrossedGroup {
	readonly groups: readonly [GroupKey, GroupKey];
	readonly qualified: Num;
	readonly heldBack: Num;
	readonly rate: Num;
	readonly gap: { readonly value: Num } & Limits;
	readonly fisherP: Num;
}

/** From prior course to day 1 to checkpoint. */
export interface Flow {
	readonly links: readonly {
		readonly from: { readonly stage: "prior" | "day1"; readonly label: string };
		readonly to: { readonly stage: "day1" | "checkpoint"; readonly label: string };
		readonly students: Num;
	}[];
	/** Course titles by level, as placed on day 1: seats. */
	readonly courses: readonly {
		readonly course: string;
		readonly level: number;
		readonly day1: Num;
		readonly checkpoint: Num;
	}[];
}
