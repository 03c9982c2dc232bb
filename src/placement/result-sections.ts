/** Sections of an audit that count students: funnel, repeats, over-placement, coverage, places,
 * like scores, reasons; and what stands beside them: thresholds, questions, the checklist. */

import type { Absent } from "../domain/measured.js";
import type { Tracked } from "../privacy/tracked.js";
import type { Estimate, GroupKey, Limits, Num, StageId } from "./result.js";

export type FunnelStepId =
	| "enrolled"
	| "priorCourse"
	| "measured"
	| "qualified"
	| "placedDay1"
	| "placedCheckpoint"
	| "passed"
	| "nextCourse"
	| "agMath";

export interface FunnelStep {
	readonly step: FunnelStepId;
	readonly reached: Num;
	/** Of the enrolled. */
	readonly share: Num;
	/** Students fewer than in the step before; absent where the steps do not follow from one another. */
	readonly lost: Num;
}

export interface Funnel {
	/** Absent for all students. */
	readonly key: GroupKey | Absent;
	readonly steps: readonly FunnelStep[];
}

/** Courses taken again (EC 51228.2), of the enrolled. */
export interface RepeatEntry {
	readonly key: GroupKey | Absent;
	readonly enrolled: Num;
	readonly repeated: Num;
	readonly share: Num;
	readonly withConsent: Num;
	readonly withoutConsent: Num;
	readonly consentNotRecorded: Num;
	/** Another course of the level already completed: counted apart. */
	readonly sameLevel: Num;
	/** The grade that decides completion is missing. */
	readonly gradeUnknown: Num;
}

/** Placed above the level qualified for, of the students not qualified for it. */
export interface OverPlacement {
	readonly key: GroupKey | Absent;
	readonly stage: StageId;
	readonly enrolled: Num;
	readonly overPlaced: Num;
	readonly share: Num;
}

/** Measures present and usable. */
export interface CoverageEntry {
	readonly key: GroupKey | Absent;
	readonly enrolled: Num;
	readonly measures: readonly {
		readonly measure: string;
		readonly present: Num;
		readonly share: Num;
	}[];
	/** With at least two measures. */
	readonly twoOrMore: Num;
	readonly twoOrMoreShare: Num;
}

export interface MeasureSummary {
	readonly measure: string;
	readonly column: string | Absent;
	readonly cut: string;
	readonly known: Num;
	readonly blank: Num;
	readonly withheldByFile: Num;
	readonly outOfRange: Num;
	readonly unreadable: Num;
}

/** A school or a sending school. */
export interface PlaceEntry {
	readonly place: string;
	readonly enrolled: Num;
	readonly qualified: Num;
	readonly heldBack: Num;
	readonly rate: Num;
	readonly rateInterval: Limits;
	readonly heldBackCheckpoint: Num;
	/** Beta-binomial posterior mean and 95 % interval; absent with fewer than six schools or no more spread than chance. */
	readonly shrunken: Estimate;
}

/** A school by a group of the statute: what the who-and-where tables are made from. */
export interface SchoolGroup extends GroupKey {
	readonly school: string;
	readonly qualified: Num;
	readonly heldBack: Num;
	readonly rate: Num;
}

/**
 * Students with like scores whose prior course leads above the lowest level: placed above it or not, by group. Descriptive:
 * other measures also decide.
 */
export interface ScoreBand {
	readonly measure: string;
	readonly from: number;
	readonly to: number;
	/** The policy's cut is the lower end of the band. */
	readonly startsAtCut: boolean;
	readonly groups: readonly (GroupKey & {
		readonly students: Num;
		readonly placedAbove: Num;
		readonly share: Num;
	})[];
}

/** Reasons recorded for qualified students held back. */
export interface ReasonEntry {
	readonly reason: string;
	readonly students: Num;
	readonly share: Num;
}

/** A threshold with where it comes from; all can be set by the policy. */
export interface ThresholdEntry {
	readonly name: string;
	readonly value: number;
	readonly source: string;
	readonly reason: string | Absent;
}

export type QuestionTemplate =
	| "held-back-more"
	| "between-schools"
	| "within-schools"
	| "measures-missing"
	| "checkpoint-moves"
	| "repeats-without-consent"
	| "recourse-late"
	| "feeder-differs"
	| "funnel-upstream"
	| "not-examined"
	| "cannot-tell";

/** A question for the conversation, raised by a rule; it claims no cause. */
export interface InquiryQuestion {
	readonly id: string;
	readonly template: QuestionTemplate;
	/** The group it is about, where it is about one. */
	readonly key: GroupKey | Absent;
	readonly sentence: string;
	/** Published only where what raised it is. */
	readonly raised: Tracked<boolean>;
}

/** An entry of the checklist of the policy: what the file says, never whether it complies. */
export interface ChecklistEntry {
	readonly item: string;
	readonly statute: string;
	readonly found: string;
	readonly state: "found" | "not found" | "cannot be seen in these files";
}
