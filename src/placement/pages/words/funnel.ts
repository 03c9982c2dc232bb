/** The steps from enrollment to outcome, in words. */

import type { FunnelStepId } from "../../result-sections.js";

export const stepWords: Readonly<Record<FunnelStepId, string>> = {
	enrolled: "entered grade 9",
	priorCourse: "had completed a course of the ladder by grade 8",
	measured: "had enough measures to decide",
	qualified: "qualified for a level above the lowest",
	placedDay1: "placed at that level or above on day 1",
	placedCheckpoint: "placed at that level or above after the checkpoint",
	passed: "passed the grade 9 course",
	nextCourse: "went on to the next course",
	agMath: "met the A-G mathematics requirement (c)",
};

/** What those who are in one step and not in the next are. */
export const lossWords: Readonly<Partial<Record<FunnelStepId, string>>> = {
	priorCourse: "came from a course that leads to the lowest level",
	measured: "undetermined: a missing measure could still decide",
	qualified: "did not qualify under the policy’s rule",
	placedDay1: "qualified and held back on day 1",
	placedCheckpoint: "placed on day 1 and not after the checkpoint",
};
