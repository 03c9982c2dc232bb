/**
 * What an audit says, section by section: the shape that pages, tables and audit.json are made from.
 *
 * Everything here is written with leaves (`Tracked`), which know the counts they come from. Readers take the plain form at
 * the end of this file: the same keys with `Measured` values, exact for the team or released for the public. Shares are 0–1.
 */

import type { Absent } from "../domain/measured.js";
import type { Released } from "../domain/table.js";
import type { Plain, Tracked } from "../privacy/tracked.js";
import type {
	BetweenWithin,
	CrossedGroup,
	EmpiricalBayes,
	Flow,
	LadderSteps,
	Moves,
	RecourseEntry,
	Sensitivity,
	Stratification,
} from "./result-parts.js";
import type {
	ChecklistEntry,
	CoverageEntry,
	Funnel,
	InquiryQuestion,
	MeasureSummary,
	OverPlacement,
	PlaceEntry,
	ReasonEntry,
	RepeatEntry,
	SchoolGroup,
	ScoreBand,
	ThresholdEntry,
} from "./result-sections.js";
import type { BasisId } from "./roster.js";

export type Num = Tracked<number>;
export type StageId = "day1" | "checkpoint";

/** A group of students of one basis. */
export interface GroupKey {
	readonly basis: BasisId;
	/** Dashboard code, or the roster's value. */
	readonly code: string;
	readonly group: string;
	/** True for the bases that EC 51224.7 (b)(3) names. */
	readonly statutory: boolean;
	/** "not reported" and "unrecognized" are counted, never tested. */
	readonly kind: "group" | "not reported" | "unrecognized";
}

export interface Limits {
	readonly lower: Num;
	readonly upper: Num;
}

export interface Estimate extends Limits {
	readonly value: Num;
}

export type Verdict = "FLAG" | "WATCH" | "NO FLAG" | "NOT ENOUGH DATA" | "NOT DEFINED";

/** Why a verdict is what it is; pages have a sentence for each. */
export type VerdictReason =
	/** FLAG: both. WATCH: one of the two. */
	| "more than chance would give"
	| "beyond the practical threshold"
	| "beyond the practical threshold in two of three years"
	/** WATCH: the crude and the within-school verdict differ. */
	| "the difference lies between schools"
	| "the difference lies within schools"
	/** NO FLAG */
	| "a difference beyond the practical threshold is unlikely"
	/** NOT ENOUGH DATA */
	| "too few to test"
	| "inconclusive"
	/** NOT DEFINED */
	| "nobody qualified"
	| "nobody else qualified"
	| "nobody held back";

export interface Judgment {
	readonly verdict: Verdict;
	readonly reasons: readonly VerdictReason[];
	/** Of the rate of the group against all others. */
	readonly direction: "held back more often" | "held back less often" | "held back as often" | "not defined";
}

/** The smallest true difference that this group's numbers would flag four times in five. */
export interface Detectable {
	readonly gap: Num;
	readonly riskRatio: Num;
	/** Chance that a true difference at the practical threshold (ratio 2 and 5 points, or placed ratio 0.8) would be flagged. */
	readonly powerAtThreshold: Num;
	/** Qualified students of the group, at the present ratio of others to it, with which a risk ratio of 3 is flagged four times in five. */
	readonly studentsNeeded: Num;
	/** Years like this one that hold so many. */
	readonly yearsNeeded: Num;
	readonly advice: Tracked<"enough" | "more students or years" | "more students would not help">;
}

/** The federal rule for special education as an example of a public standard; no rule of this statute. */
export interface IdeaColumn {
	readonly cellMet: Tracked<boolean>;
	readonly studentsMet: Tracked<boolean>;
	/** Strictly above the threshold, both minimums met. */
	readonly exceeds: Tracked<boolean>;
	/** Years in a row up to this one; of how many years given. */
	readonly yearsInARow: Tracked<number>;
	readonly yearsGiven: number;
}

/** One group against all other students, among the qualified, at one stage: section 2.5 of the rules. */
export interface Comparison extends GroupKey {
	readonly qualified: Num;
	readonly heldBack: Num;
	readonly rate: Num;
	/** Wilson, 95 %. */
	readonly rateInterval: Limits;
	/** Whatever the undetermined students would turn out to be. */
	readonly rateBounds: Limits;
	readonly gapBounds: Limits;
	readonly othersQualified: Num;
	readonly othersHeldBack: Num;
	readonly othersRate: Num;
	/** Score interval, 95 %. */
	readonly riskRatio: Estimate;
	/** Newcombe, 95 %; group minus others. */
	readonly gap: Estimate;
	/** Upper end of the 90 % interval: the one-sided 95 % limit that NO FLAG looks at. */
	readonly gapUpperOneSided: Num;
	/** Share placed as qualified, against all others. */
	readonly placedRatio: Num;
	/** Share placed as qualified, against the group with the highest share: four-fifths rule of 29 CFR 1607.4 (D). */
	readonly selectionRatio: Num;
	/** Share of all held back that the group makes up, over its share of all qualified. */
	readonly compositionIndex: Num;
	readonly fisherP: Num;
	readonly midP: Num;
	/** Benjamini–Hochberg within the declared family; absent where not tested. */
	readonly q: Num;
	/** Mantel–Haenszel test with the school as stratum. */
	readonly stratifiedP: Num;
	readonly stratifiedQ: Num;
	readonly idea: IdeaColumn;
	readonly detectable: Detectable;
	readonly verdict: Tracked<Verdict>;
	/** The verdict with its reasons and the direction. */
	readonly judgment: Tracked<Judgment>;
	/** The verdict of the within-school test alone, by the same rule. */
	readonly withinSchoolVerdict: Tracked<Verdict>;
	/** True where the verdict changes inside the bounds over undetermined students. */
	readonly dependsOnMissing: Tracked<boolean>;
}

/** Comparisons of one level that students qualify for. */
export interface LevelComparisons {
	readonly level: number;
	readonly courses: readonly string[];
	readonly qualified: Num;
	readonly heldBack: Num;
	readonly groups: readonly Comparison[];
}

/** A family of tests whose p-values are adjusted together. */
export interface TestFamily {
	readonly id: string;
	readonly what: string;
	/** Tests actually made; a basis of two groups is one. */
	readonly tests: number;
}

export interface Stage {
	readonly stage: StageId;
	readonly qualified: Num;
	readonly heldBack: Num;
	readonly rate: Num;
	readonly rateInterval: Limits;
	/** Qualified students without a placement on or below the ladder at this stage. */
	readonly withoutPlacement: Num;
	readonly groups: readonly Comparison[];
	readonly levels: readonly LevelComparisons[];
	readonly families: readonly TestFamily[];
}

/** A basis of the statute or one that is also examined. */
export interface ExaminedBasis {
	readonly basis: BasisId;
	readonly label: string;
	readonly statutory: boolean;
	readonly examined: boolean;
	/** Why not, where not. */
	readonly reason: string;
	/** Students whose value is blank or unrecognized. */
	readonly unknown: Num;
}

export interface Population {
	/** Rows of the files. */
	readonly rows: Num;
	readonly analysed: Num;
	readonly excluded: readonly { readonly reason: string; readonly rows: Num }[];
}

export interface QualificationCounts {
	readonly enrolled: Num;
	readonly qualified: Num;
	readonly notQualified: Num;
	readonly undetermined: Num;
	/** Qualified for the ladder's lowest level only. */
	readonly entryLevel: Num;
	/** Of the entry level: placed below the ladder on day 1. */
	readonly entryBelowLadder: Num;
	/** Share of the enrolled who are undetermined. */
	readonly undeterminedShare: Num;
}

export type GroupQualification = GroupKey & QualificationCounts;

/** One year of several, day 1 and checkpoint: what runs over years are read from. */
export interface YearEntry {
	readonly year: number;
	readonly schoolYear: string;
	readonly population: Population;
	readonly qualification: QualificationCounts;
	readonly day1: Stage;
	readonly checkpoint: Stage | Absent;
}

/** The audit of a district with a policy. */
export interface TrackedAudit {
	readonly district: string | Absent;
	readonly year: number | Absent;
	readonly schoolYear: string | Absent;
	readonly population: Population;
	readonly examined: readonly ExaminedBasis[];
	readonly qualification: QualificationCounts;
	readonly qualificationByGroup: readonly GroupQualification[];
	readonly stages: { readonly day1: Stage; readonly checkpoint: Stage | Absent };
	readonly funnel: readonly Funnel[];
	readonly repeats: readonly RepeatEntry[] | Absent;
	readonly overPlacement: readonly OverPlacement[];
	readonly moves: Moves | Absent;
	readonly recourse: readonly RecourseEntry[] | Absent;
	readonly schools: {
		readonly entries: readonly PlaceEntry[];
		readonly spread: EmpiricalBayes | Absent;
		readonly byGroup: readonly SchoolGroup[] | Absent;
	};
	readonly feeders: readonly PlaceEntry[] | Absent;
	readonly betweenWithin: readonly BetweenWithin[] | Absent;
	readonly measures: readonly MeasureSummary[];
	readonly coverage: readonly CoverageEntry[];
	readonly stratified: readonly Stratification[];
	readonly sensitivity: readonly Sensitivity[];
	readonly ladderSteps: readonly LadderSteps[];
	readonly crossedGroups: readonly CrossedGroup[];
	readonly scoreBands: readonly ScoreBand[];
	readonly flow: Flow;
	readonly reasons: readonly ReasonEntry[] | Absent;
	readonly years: readonly YearEntry[];
	readonly thresholds: readonly ThresholdEntry[];
	readonly checklist: readonly ChecklistEntry[];
	readonly questions: readonly InquiryQuestion[];
}

/** Without a policy the question can't be answered: who is enrolled where, by group, and nothing else. */
export interface TrackedEnrollment {
	readonly title: string;
	readonly year: number | Absent;
	readonly population: Population;
	readonly examined: readonly ExaminedBasis[];
	readonly courses: readonly CourseEnrollment[];
}

export interface CourseEnrollment {
	readonly stage: StageId;
	readonly course: string;
	readonly students: Num;
	readonly groups: readonly (GroupKey & { readonly enrolled: Num; readonly inCourse: Num; readonly share: Num })[];
}

/** Plain forms: what readers of an audit take. */
export type Audit = Plain<TrackedAudit>;
export type AuditStage = Plain<Stage>;
export type AuditComparison = Plain<Comparison>;
export type Enrollment = Plain<TrackedEnrollment>;

/** What the privacy room has passed: the only form that public pages, tables and JSON take. */
export type ReleasedAudit = Released<Audit>;
export type ReleasedEnrollment = Released<Enrollment>;
