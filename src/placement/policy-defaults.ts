/** Numbers that are conventions, not law: their usual values and where each comes from. */

import { leastShown } from "./intake/places.js";
import type { Convention, Minimums, Thresholds } from "./policy.js";

const usual = (value: number, source: string): Convention => ({ value, source, reason: undefined });

const toolkit = "toolkit default";
const idea = "34 CFR 300.647";

export const defaultMinimums: Minimums = {
	publishedStudents: usual(leastShown, "California Department of Education, record layouts of its public files"),
	testedStudents: usual(30, "California School Dashboard, smallest group with a color"),
	heldBackInBoth: usual(10, `${idea}, minimum cell`),
	expectedHeldBack: usual(5, "usual minimum of expected counts"),
};

export const defaultThresholds: Thresholds = {
	placedRatio: usual(0.8, "29 CFR 1607.4(D), four-fifths"),
	riskRatio: usual(2, toolkit),
	gapShare: usual(0.05, toolkit),
	falseDiscoveryRate: usual(0.05, toolkit),
	ideaRiskRatio: usual(3, "ratio that states commonly use under 34 CFR 300.647"),
	ideaCell: usual(10, idea),
	ideaStudents: usual(30, idea),
	ideaYears: usual(3, idea),
};

/** "Within the first month" of Education Code 51224.7 (b)(2) is no number of days. */
export const defaultCheckpointDays: Convention = usual(30, 'Education Code 51224.7 (b)(2) says "the first month"');

/** Both clocks of the sample policy that school boards adopt. */
export const defaultRecourseDays: Convention = usual(10, "CSBA sample policy BP 6152.1, school days");
