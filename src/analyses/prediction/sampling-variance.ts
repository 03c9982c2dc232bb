/** Sampling variance of a published result in the unit that people read; never zero. */

import type { SchoolLevel } from "../../domain/school-level.js";
import { shareVariance } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import type { Students } from "./scale.js";
import { studentSd } from "./student-sd.js";

/** A result with the students behind it. */
export interface SampledResult extends Students {
	readonly value: number;
}

/**
 * How to find the sampling variance of a result: from the count for a percent, else from the spread of students' scores
 * (see `studentSd`).
 */
export function samplingVariance(input: AnalysisInput): (result: SampledResult, level?: SchoolLevel) => number {
	const { outcome } = input.frame;
	if (outcome === "percent") return ({ value, tested }) => percentVariance(value, tested);
	const context = { outcome, models: input.predictions.models };
	return (result, level) => studentSd(result, context, level) ** 2 / result.tested;
}

/** Of a percent; nobody and everybody still vary. */
function percentVariance(percent: number, tested: number): number {
	const variance = shareVariance(Math.min(tested, (percent / 100) * tested), tested);
	if (typeof variance !== "number") throw new Error(`the variance of a percent: ${variance.reason}`);
	return 100 ** 2 * variance;
}
