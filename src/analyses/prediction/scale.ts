/** The scale on which a model works, and the way back to the unit that people read. */

import { smallestWorthNaming } from "../../domain/evidence.js";
import { isKnown } from "../../domain/measured.js";
import type { OutcomeKind } from "../../domain/tidy.js";
import { empiricalLogit, expectedLogitVariance, inverseLogit } from "../../stats/index.js";
import type { SchoolResult } from "../frame/school.js";

export type ScaleId = "logit" | "dfs";

/**
 * Assumed standard deviation of students' scores within a school, in points, where the input has only a mean. The model
 * tests it: `phi` is the factor by which the data want its square changed.
 */
export const assumedStudentSd = 100;

/** The students behind a result. */
export interface Students {
	readonly tested: number;
	/** Of their scores, in points, where it is known. */
	readonly studentSd?: number;
}

export interface Scale {
	readonly id: ScaleId;
	readonly unit: "percent" | "dfs";
	/** Smallest difference worth naming, in the unit. */
	readonly smallest: number;
	/** Lowest factor on the sampling variance that the model may find: counts can't vary less than counts do. */
	readonly phiMinimum: number;
	/** A result on the model's scale. */
	toModel(value: number, tested: number): number;
	/**
	 * Sampling variance on the model's scale of a result of `tested` students, given what the model expects of the
	 * school. It never uses the school's own result: a variance tied to the result biases the fit.
	 */
	samplingVariance(expected: number, between: number, result: Students): number;
	/** A value on the model's scale as a result that `tested` students could publish. */
	toUnit(model: number, tested: number): number;
	/** Change in the unit for a small change on the model's scale. */
	slope(model: number): number;
}

const percentOf = (share: number): number => 100 * share;

/** Percent met or exceeded, modeled as the empirical logit of the count. Limits map back so that inside stays inside. */
const logitScale: Scale = {
	id: "logit",
	unit: "percent",
	smallest: smallestWorthNaming.percent,
	phiMinimum: 1,
	toModel: (value, tested) => empiricalLogit(Math.round((value * tested) / 100), tested),
	samplingVariance: (expected, between, { tested }) => expectedLogitVariance({ mean: expected, tau2: between, tested }),
	toUnit: (model, tested) => {
		// Undo the half student that the empirical logit adds at either end.
		const count = inverseLogit(model) * (tested + 1) - 0.5;
		return percentOf(Math.min(1, Math.max(0, count / tested)));
	},
	slope: (model) => {
		const share = inverseLogit(model);
		return percentOf(share * (1 - share));
	},
};

/** Mean distance from standard, in points, as it stands. */
const dfsScale: Scale = {
	id: "dfs",
	unit: "dfs",
	smallest: smallestWorthNaming.dfs,
	phiMinimum: 0.25,
	toModel: (value) => value,
	samplingVariance: (_expected, _between, { tested, studentSd = assumedStudentSd }) => studentSd ** 2 / tested,
	toUnit: (model) => model,
	slope: () => 1,
};

export const scaleOf = (outcome: OutcomeKind): Scale => (outcome === "percent" ? logitScale : dfsScale);

/** A result that can stand in a model: known, of at least one student. */
export interface UsableResult extends Students {
	readonly value: number;
}

export function usable({ value, tested, studentSd }: SchoolResult): UsableResult | undefined {
	if (!isKnown(value) || !isKnown(tested) || tested < 1) return undefined;
	return { value, tested, ...(studentSd === undefined ? {} : { studentSd }) };
}
