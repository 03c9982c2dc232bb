/** The scale on which a model works, and the way back to the unit that people read. */

import { smallestWorthNaming } from "../../domain/evidence.js";
import { isKnown } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { empiricalLogit, expectedLogits, inverseLogit } from "../../stats/index.js";
import { assumedStudentSd } from "../frame/pooled.js";
import { metOf } from "../frame/result.js";
import type { SchoolResult } from "../frame/school.js";
import { countPredictive, type Expected, normalPredictive, type Predictive, percentOfLogit } from "./predictive.js";
import type { Expectation, FitData, Observed } from "./working-response.js";

export type ScaleId = "logit" | "dfs" | "z";

/** The students behind a result. */
export interface Students {
	readonly tested: number;
	/** Standard deviation of their scores, in the unit of the value, where it is known. */
	readonly studentSd?: number;
}

/** What the model expects of a school before its result is seen, and how true results vary around that. */
export interface SchoolExpectation {
	readonly mean: number;
	readonly between: number;
}

export interface Scale {
	readonly id: ScaleId;
	readonly unit: OutcomeScale;
	/** One standard deviation of all students on the model's scale, so that differences on several scales compare. */
	readonly perStudentSd: number;
	/** Taken for the standard deviation of a school's students where the rows don't tell; the fits test it by their φ. */
	readonly assumedSd: number;
	/** Smallest difference worth naming, in the unit. */
	readonly smallest: number;
	/**
	 * Lowest factor on the sampling variance that the model may find for results of so many students each. Also of counts,
	 * whose truth is 1 or more, it may find less: an estimate that ends at its truth errs upward, and what the factor takes the
	 * schools' variance lacks.
	 */
	phiMinimum(tested: ArrayLike<number>): number;
	/** A result on the model's scale. */
	toModel(value: number, tested: number): number;
	/**
	 * Results as a fit takes them, with their sampling variances. Averages stay as they stand, the very array. The logit of a
	 * count is neither unbiased nor straight where few meet the standard: it becomes μ + (Z - E Z)/λ, the moments being summed
	 * over all counts and averaged over what the model expects (decision 15). The variance never uses the school's own result:
	 * one tied to the result biases the fit.
	 */
	working(observed: Observed, expected: Expectation): FitData;
	/** Where one more result would lie. */
	predictive(expected: Expected): Predictive;
	/** A value on the model's scale as a result that `tested` students could publish. */
	toUnit(model: number, tested: number): number;
	/** Change in the unit for a small change on the model's scale. */
	slope(model: number): number;
}

const lowestPhi = 0.25;

/** What φ is for counts of students who answer each for themselves. */
const phiOfCounts = 1;

/** At the best, the standard error of φ is the smaller the more schools there are and the more their sizes differ. */
const tellingError = 0.25;

/**
 * Counts have a factor of 1 where nothing is known of it. Where sizes are too few or too alike to tell sampling from true
 * differences, it stays at 1 or above: below, chance would be taken for truth.
 *
 * With τ² = 0 the information on (τ², φ) is ½ Σ (n², n; n, 1) at φ = 1 and v in proportion to 1/n, so that
 * var(φ) = 2 / (N - (Σ n)² / Σ n²); with τ² > 0 it is more.
 */
function lowestPhiOfCounts(tested: ArrayLike<number>): number {
	let [sum, squares] = [0, 0];
	for (let row = 0; row < tested.length; row++) {
		const students = tested[row] ?? 0;
		sum += students;
		squares += students ** 2;
	}
	const telling = tested.length - sum ** 2 / squares;
	return telling > 0 && Math.sqrt(2 / telling) < tellingError ? lowestPhi : phiOfCounts;
}

/** A count is taken for one of a school of whose students at least this many are expected to meet the standard, or not to. */
const fewestExpected = 0.01;

/** No center within this is too far out, however few the students: what spares most rows a logarithm. */
const nearEnough = Math.log(1 / fewestExpected);

/**
 * The logit of a count as a straight line in the true one, around what is expected. Where nobody is, that line has no slope
 * and any count lies without end from it: the line is laid where a hundredth of a student is expected, as the count tells
 * next to nothing there.
 */
function workingLogits({ values, tested }: Observed, { means, between }: Expectation): FitData {
	const centers = means.slice();
	for (let row = 0; row < centers.length; row++) {
		const mean = centers[row] ?? 0;
		if (Math.abs(mean) <= nearEnough) continue;
		const farthest = Math.log((tested[row] ?? 0) / fewestExpected);
		centers[row] = Math.min(farthest, Math.max(-farthest, mean));
	}
	const { means: expected, slopes, variances } = expectedLogits({ means: centers, tau2: between, tested });
	const response = centers;
	for (let row = 0; row < response.length; row++) {
		response[row] = (centers[row] ?? 0) + ((values[row] ?? 0) - (expected[row] ?? 0)) / (slopes[row] ?? 1);
	}
	return { response, variances };
}

const percentOf = (share: number): number => 100 * share;

/**
 * Percent met or exceeded, modeled as the empirical logit of the count and judged as a count. A
 * difference of logits over π/√3, the standard deviation of the logistic, is one of standard deviations (Hasselblad &
 * Hedges 1995, Psychological Bulletin 117:167–178).
 */
const logitScale: Scale = {
	id: "logit",
	unit: "percent",
	perStudentSd: Math.PI / Math.sqrt(3),
	assumedSd: 0,
	smallest: smallestWorthNaming.percent,
	phiMinimum: lowestPhiOfCounts,
	toModel: (value, tested) => empiricalLogit(metOf({ value, tested }), tested),
	working: workingLogits,
	predictive: countPredictive,
	toUnit: percentOfLogit,
	slope: (model) => {
		const share = inverseLogit(model);
		return percentOf(share * (1 - share));
	},
};

/** What averages of scores have in common: they are modeled as they stand. */
function averages(
	unit: "dfs" | "z",
): Pick<Scale, "smallest" | "phiMinimum" | "toModel" | "working" | "predictive" | "toUnit" | "slope"> {
	return {
		smallest: smallestWorthNaming[unit],
		phiMinimum: () => lowestPhi,
		toModel: (value) => value,
		working: ({ values, tested, studentSd }) => ({
			response: values,
			variances: studentSd.map((sd, row) => sd ** 2 / (tested[row] ?? 0)),
		}),
		predictive: normalPredictive,
		toUnit: (model) => model,
		slope: () => 1,
	};
}

/** Mean distance from standard, in points, as it stands. */
const dfsScale: Scale = {
	id: "dfs",
	unit: "dfs",
	perStudentSd: assumedStudentSd,
	assumedSd: assumedStudentSd,
	...averages("dfs"),
};

/** Mean standard score, in standard deviations of all students, as it stands. */
const zScale: Scale = { id: "z", unit: "z", perStudentSd: 1, assumedSd: 1, ...averages("z") };

const scales: Readonly<Record<OutcomeScale, Scale>> = { percent: logitScale, dfs: dfsScale, z: zScale };

export const scaleOf = (outcome: OutcomeScale): Scale => scales[outcome];

/** A result that can stand in a model: known, of at least one student. */
export interface UsableResult extends Students {
	readonly value: number;
}

export function usable({ value, tested, studentSd }: SchoolResult): UsableResult | undefined {
	if (!isKnown(value) || !isKnown(tested) || tested < 1) return undefined;
	return studentSd === undefined ? { value, tested } : { value, tested, studentSd };
}
