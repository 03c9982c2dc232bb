/** One row per school: what every question about schools starts from. */

import type { CharterStatus, SchoolKind } from "../../domain/entity.js";
import type { Measured } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import type { Subject } from "../../domain/tests.js";

/** Covariates that a prediction may use: percents of students, 0–100. */
export const covariateNames = ["percentSed", "percentFrpm", "percentEl", "percentSwd"] as const;
export type CovariateName = (typeof covariateNames)[number];

/** Why a covariate that serves as a predictor is not shown. */
export type WithheldCovariates = Readonly<Partial<Record<CovariateName, string>>>;

export const covariateLabels: Readonly<Record<CovariateName, string>> = {
	percentSed: "percent socioeconomically disadvantaged",
	percentFrpm: "percent eligible for free or reduced-price meals",
	percentEl: "percent English learners",
	percentSwd: "percent students with disabilities",
};

/** A school's result in one year. */
export interface SchoolResult {
	/** Percent met or exceeded (0–100), points of distance from standard, or standard deviations: the frame says which. */
	readonly value: Measured;
	/** Students behind the value: with scores where the file says so. */
	readonly tested: Measured;
	/** Students enrolled in tested grades, where the file says so. */
	readonly enrolled: Measured;
	/** Standard deviation of the scores of a school's students, in the value's unit; absent where the rows don't tell. */
	readonly studentSd?: number;
	/** True where the rows of some grades are withheld: value and counts are those of the other grades. */
	readonly someGradesOnly?: boolean;
}

/** Why a school stays out of the fit and gets no prediction: a receipt for the page. */
export interface LeftOut {
	/** Groups the receipts: a short phrase that can head a list. */
	readonly reason: string;
	/** What in the data says so. */
	readonly because: string;
}

export interface School {
	/** 14 digits. */
	readonly cds: string;
	/** Seven digits. */
	readonly district: string;
	readonly name: string;
	readonly level: SchoolLevel;
	readonly charter: CharterStatus;
	readonly kind: SchoolKind;
	readonly current: SchoolResult;
	readonly baseline: SchoolResult;
	/** The result of the year before the baseline year, under the school's own code; where the run reads that year. */
	readonly beforeBaseline?: SchoolResult | undefined;
	/** Codes from which the baseline came by the crosswalk, in order; absent where it is the school's own code alone. */
	readonly baselineFrom?: readonly string[] | undefined;
	readonly covariates: Readonly<Partial<Record<CovariateName, number>>>;
	/** Of these, the ones that are not shown. */
	readonly withheldCovariates?: WithheldCovariates | undefined;
	/** `undefined` for a school that the fit may use. */
	readonly leftOut: LeftOut | undefined;
}

/** A published row of a district or of the state: the reference bars. */
export interface Reference {
	readonly current: SchoolResult;
	readonly baseline: SchoolResult;
}

/** Where the covariate of all schools came from. */
export interface CovariateSource {
	readonly name: CovariateName;
	/** "the file's own student groups", or the layout of the companion table with its vintage. */
	readonly from: string;
	readonly vintage: string;
	/** Schools whose group was too small to be published; two students were entered for the covariate alone. */
	readonly smallGroups: number;
}

/** A companion table and what joined. */
export interface Join {
	readonly layout: string;
	readonly vintage: string;
	readonly rows: number;
	readonly joined: number;
	/** Codes of the table that stand in no result, and schools that the table does not have. */
	readonly unmatchedRows: readonly string[];
	readonly schoolsWithout: readonly string[];
}

export interface SchoolFrame {
	readonly outcome: OutcomeScale;
	/** For standard scores: where the means and spreads that they are set by come from. */
	readonly standardSources?: readonly string[];
	readonly subject: Subject;
	readonly group: number;
	readonly year: number;
	readonly baselineYear: number | undefined;
	/** The year before the baseline year that the run reads for the mean of two earlier results. */
	readonly beforeBaselineYear?: number;
	/** In CDS order. */
	readonly schools: readonly School[];
	readonly districtNames: ReadonlyMap<string, string>;
	/** Published district rows by seven-digit code. */
	readonly districtRows: ReadonlyMap<string, Reference>;
	readonly stateRow: Reference | undefined;
	readonly covariates: readonly CovariateSource[];
	readonly joins: readonly Join[];
}
