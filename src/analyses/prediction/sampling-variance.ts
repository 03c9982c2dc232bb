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
 * How to find the sampling variance of a result: from the count for a percent, from the spread of students' scores for
 * distance from standard, the school's own where it is known, else the one that the fits of its level ask for.
 */
export function samplingVariance(input: AnalysisInput): (result: SampledResult, level?: SchoolLevel) => number {
	if (input.frame.outcome === "percent") return ({ value, tested }) => percentVariance(value, tested);
	const assumed = new Map<SchoolLevel | undefined, number>();
	return ({ tested, studentSd: own }, level) => {
		if (!assumed.has(level)) assumed.set(level, studentSd(input.predictions.models, level));
		return (own ?? assumed.get(level) ?? 0) ** 2 / tested;
	};
}

/** Of a percent; nobody and everybody still vary. */
function percentVariance(percent: number, tested: number): number {
	const variance = shareVariance(Math.min(tested, (percent / 100) * tested), tested);
	if (typeof variance !== "number") throw new Error(`the variance of a percent: ${variance.reason}`);
	return 100 ** 2 * variance;
}
