/** The sets of predictors that a reasonable analyst might have chosen for a frame. */

import { isCharter } from "../../domain/entity.js";
import type { SchoolFrame } from "../frame/school.js";
import { usableCovariates } from "./design.js";
import type { Prior } from "./earlier-results.js";
import type { Predicted } from "./predict.js";
import type { Predictors } from "./specification.js";

export const same = (one: Predictors, other: Predictors): boolean =>
	one.studentMix === other.studentMix && one.prior === other.prior && one.charters === other.charters;

/** What the main model knows; `undefined` where none was fitted. */
export function mainPredictors(frame: SchoolFrame, { predictions, parts }: Predicted): Predictors | undefined {
	if (parts.length === 0) return undefined;
	return {
		studentMix: parts.some(({ fit }) => fit.plan.covariates.length > 0),
		prior: predictions.kind === "progress" ? "own" : "none",
		charters: mayHoldCharters(frame),
	};
}

/** False where all schools are known to be no charters, because there are none or the run leaves them out. */
const mayHoldCharters = ({ schools }: SchoolFrame): boolean => schools.some(({ charter }) => charter !== "none");

/** True where some schools are known to be charters, and not all. */
function canLeaveChartersOut(frame: SchoolFrame): boolean {
	const candidates = frame.schools.filter((school) => school.leftOut === undefined);
	const charters = candidates.filter((school) => isCharter(school.charter)).length;
	return charters > 0 && charters < candidates.length;
}

/**
 * Combinations that predict something: the average of a level, without student mix and earlier result, is a prediction
 * only where the data hold nothing else.
 */
export function reasonable(frame: SchoolFrame): Predictors[] {
	const mixes = usableCovariates(frame).length > 0 ? [true, false] : [false];
	const priors: Prior[] = ["none", ...(frame.baselineYear === undefined ? [] : (["own", "shrunken"] as const))];
	if (frame.beforeBaselineYear !== undefined) priors.push("mean of two");
	const charters = canLeaveChartersOut(frame) ? [true, false] : [mayHoldCharters(frame)];
	const all = mixes.flatMap((studentMix) =>
		priors.flatMap((prior) => charters.map((inFit) => ({ studentMix, prior, charters: inFit }))),
	);
	const informed = all.filter(({ studentMix, prior }) => studentMix || prior !== "none");
	return informed.length > 0 ? informed : all;
}
