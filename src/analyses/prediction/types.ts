/** What a prediction says, school by school and model by model. */

import type { Evidence, Interval } from "../../domain/evidence.js";
import type { Absent, Measured } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import type { CovariateName, School } from "../frame/school.js";
import type { ModelKind } from "./design.js";
import type { ScaleId } from "./scale.js";

/** The question that a comparison answers. */
export type Question = "within this district" | "against similar schools anywhere";

/** A prediction made without the result that it predicts; all numbers in the unit that people read. */
export interface Prediction {
	readonly question: Question;
	readonly predicted: number;
	/** 95 % prediction limits: what one more result of a school like this would be. */
	readonly lower: number;
	readonly upper: number;
	/** Actual minus predicted. */
	readonly residual: number;
	/**
	 * The result as a standard normal deviate with the same chance to lie as far out, the variance taken as known: for averages
	 * the residual over its standard deviation, for percents by the distribution of the count.
	 */
	readonly z: number;
	/** Degrees of freedom of the interval's t. */
	readonly df: number;
	/** Two-sided p of the residual. */
	readonly p: number;
}

/** How one prediction came about; everything on the model's scale. */
export interface SideWorking {
	/**
	 * What leaving out changes: the center of the interval less the contributions of the terms that are shown. It holds the
	 * district's effect as its other schools tell it, and the terms that are not shown.
	 */
	readonly adjustment: number;
	/** Variance of the district's effect that is left once its other schools are known. */
	readonly district: number;
	/** Variance that the uncertainty of the line adds. */
	readonly line: number;
	/** Factor that takes the school's own part out of the estimated variance. */
	readonly ownPart: number;
	/** Degrees of freedom of the interval's t. */
	readonly df: number;
	/** Where tails are heavy: the scaled t of the other districts that takes the place of that t. */
	readonly tail?: Tail;
}

/** The distribution of a standardized residual: scale · t(df). */
export interface Tail {
	readonly scale: number;
	readonly df: number;
}

/**
 * The numbers behind a school's predictions, so that anyone can make them again: the center is the sum of coefficient
 * times value over the terms that are shown, plus the adjustment; the variance is (district + τ² school + φ·v + line)
 * times the school's own part.
 */
export interface Working {
	/** The school's result on the model's scale. */
	readonly response: number;
	/** What the fit was to in its place; see `Scale.working`. */
	readonly fittedTo: number;
	/** The sampling variance v, before the factor φ. */
	readonly samplingVariance: number;
	/** Value of each term of the line but the intercept, by name; absent where it may not be shown. */
	readonly values: Readonly<Record<string, Measured>>;
	readonly within: SideWorking;
	readonly anywhere: SideWorking | undefined;
}

/** A school with what the models say of it. */
export interface SchoolPrediction {
	readonly school: School;
	/** Id of the model that judges the school. */
	readonly model: string | undefined;
	/** Why there is no prediction, in words; `undefined` where there is one. */
	readonly without: string | undefined;
	/** The school left out, its district known. */
	readonly within: Prediction | undefined;
	/** The whole district left out. */
	readonly anywhere: Prediction | undefined;
	/** Shrunken difference from the prediction, and its standard error, in the unit that people read. */
	readonly effect: Measured;
	readonly effectSe: Measured;
	readonly evidence: Evidence;
	/** Benjamini–Hochberg q within the family: schools of one subject, year and level. */
	readonly q: number | undefined;
	/** The numbers behind the predictions, found when they are asked for; not there where there is none. */
	readonly working?: () => Working;
	/** The same by Benjamini and Yekutieli, which holds under any dependence. */
	readonly qConservative: number | undefined;
}

/** Coverage of the 50, 80 and 95 % intervals in a set of schools, each with its 95 % interval; shares from 0 to 1. */
export interface Coverage {
	readonly label: string;
	readonly schools: number;
	readonly at50: number;
	readonly at80: number;
	readonly at95: number;
	readonly interval50: Interval;
	readonly interval80: Interval;
	readonly interval95: Interval;
}

/** The t distribution that the standardized residuals of left-out schools show. */
export interface Tails {
	/** Residuals that it was fitted to. */
	readonly schools: number;
	/** Degrees of freedom, with their 95 % profile interval; few are heavy tails, absent means as light as a normal's. */
	readonly df: Measured;
	readonly lower: Measured;
	readonly upper: Measured;
	/** Whether intervals and p use the fitted t. */
	readonly used: boolean;
	/** Whether each district is judged by the t of the others; else the t has seen the schools that it judges. */
	readonly leftOut: boolean;
}

export type Verdict = "calibrated" | "not shown" | "off";

export interface Calibration {
	/** Coverage with the district left out, or with the school alone left out where the run has one district. */
	readonly overall: Coverage;
	readonly districtLeftOut: boolean;
	readonly overallWithin: Coverage;
	/** 95 % interval of the overall coverage of 95 % intervals. */
	readonly interval: Interval;
	readonly strata: readonly Coverage[];
	readonly verdict: Verdict;
	/** Share of schools with |z| > 3. */
	readonly farOut: number;
	/** Schools in each tenth of the probability integral transform, from the lowest results to the highest. */
	readonly pit: readonly number[];
	readonly tails: Tails;
}

/** Schools that are compared together: one subject, year and level. */
export interface Family {
	readonly level: SchoolLevel;
	/** Comparisons made. */
	readonly schools: number;
	/** Results called clearly unusual. */
	readonly unusual: number;
	/** Expected share of false ones among these, by Benjamini and Hochberg. */
	readonly falseShare: Measured;
}

/** A coefficient, with two checks beside it that do not rest on the mixed model. */
export interface Coefficient {
	readonly name: string;
	readonly estimate: number;
	readonly standardError: number;
	/** Weighted regression with errors that hold where schools of a district go together. */
	readonly robust: RobustEstimate | Absent;
	/** Logistic regression of the counts, its errors widened by their dispersion. */
	readonly counts: Estimate | Absent;
}

export interface Estimate {
	readonly estimate: number;
	readonly standardError: number;
}

export interface RobustEstimate extends Estimate {
	/** Satterthwaite degrees of freedom. */
	readonly df: number;
}

/** One line of the variance table: a standard deviation on the model's scale. */
export interface VarianceLine {
	readonly source: "between districts" | "between schools" | "sampling";
	readonly raw: VariancePart;
	readonly adjusted: VariancePart;
	/** 1 - adjusted / raw variance; below zero where the predictors set schools apart more. */
	readonly explained: Measured;
}

export interface VariancePart {
	readonly sd: number;
	/** 95 % profile interval of the standard deviation; absent for sampling, which is known up to φ. */
	readonly interval: Interval | Absent;
	/** Share of the total variance. */
	readonly share: Measured;
	readonly atBoundary: boolean;
}

/** The variances of a model and of one with the level and grade terms alone. */
export interface VarianceTable {
	readonly lines: readonly VarianceLine[];
	/** Of schools that differ truly, the part that goes with the district: τ²district / (τ²district + τ²school). */
	readonly intraclass: { readonly raw: Measured; readonly adjusted: Measured };
	readonly phi: { readonly raw: number; readonly adjusted: number };
	/** Why there is no raw column to set beside, where there is none. */
	readonly reliability: { readonly raw: number; readonly adjusted: number };
}

export interface DistrictDifference {
	readonly district: string;
	/** Schools of the district that other districts can predict. */
	readonly schools: number;
	readonly difference: number;
	readonly standardError: number;
}

export interface FittedModel {
	readonly id: string;
	readonly kind: ModelKind;
	/** `all` where levels too small for a fit of their own borrow from the others. */
	readonly level: SchoolLevel | "all";
	readonly scale: ScaleId;
	readonly predictors: readonly string[];
	/** Covariates left out because there are too few schools to carry them. */
	readonly dropped: readonly CovariateName[];
	/** Schools in the fit, districts in the fit, schools that this model judges. */
	readonly schools: number;
	readonly districts: number;
	readonly judges: number;
	/** Estimates on the model's scale. */
	readonly coefficients: readonly Coefficient[];
	/** Dispersion of the counts in the logistic regression; absent where there are no counts. */
	readonly countsPhi: Measured;
	/** Of predictions with the school left out, in the unit that people read. */
	readonly r2: Measured;
	readonly rmse: number;
	/** The contest: last year's result carried forward (progress), or the average of the fit's schools. */
	readonly rival: { readonly name: string; readonly rmse: number };
	/** The same for the average of the fit's schools, whatever the contest. */
	readonly averageRmse: number;
	readonly tauDistrict: number;
	readonly tauSchool: number;
	readonly phi: number;
	readonly reliability: number;
	/** The average difference of each district's schools from similar schools elsewhere; in the unit that people read. */
	readonly districtDifferences: readonly DistrictDifference[];
	readonly aliased: readonly string[];
	readonly atBoundary: readonly string[];
	readonly converged: boolean;
	readonly iterations: number;
	/** Distance of the search from the optimum, in standard errors. */
	readonly gradientNorm: number;
	readonly varianceTable: VarianceTable;
	readonly families: readonly Family[];
	readonly calibration: Calibration;
}

export interface PredictionResult {
	readonly unit: OutcomeScale;
	readonly kind: ModelKind;
	readonly models: readonly FittedModel[];
	/** In CDS order, every school of the frame. */
	readonly schools: readonly SchoolPrediction[];
}
