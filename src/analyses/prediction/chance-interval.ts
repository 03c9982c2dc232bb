/** How far chance among students alone moves the result of many of them together. */

import type { Interval } from "../../domain/evidence.js";
import { wilsonInterval } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { type Total, twoSided } from "./areas.js";
import { runStudentSd } from "./student-sd.js";

/**
 * 95 % interval of a district's result: Wilson's of a percent, by the students' own spread of an average.
 *
 * @param result with at least one student
 */
export function chanceInterval({ value, tested }: Total, input: AnalysisInput): Interval {
	const sd = runStudentSd(input);
	if (sd !== undefined) {
		const half = (twoSided() * sd) / Math.sqrt(tested);
		return { lower: value - half, upper: value + half };
	}
	const share = wilsonInterval({ successes: Math.round((value * tested) / 100), trials: tested });
	if (share.kind === "undefined") throw new Error("a district's result without students");
	return { lower: 100 * share.lower, upper: 100 * share.upper };
}
