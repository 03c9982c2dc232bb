/** Which predictors a model uses, and the rows of its design. */

import { isKnown } from "../../domain/measured.js";
import { isFloorValue } from "../../domain/scale-floor.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { type CovariateName, covariateNames, type School, type SchoolFrame } from "../frame/school.js";
import type { Scale } from "./scale.js";
import { usable } from "./scale.js";

/** `progress` knows the earlier result and the student mix, `context` the student mix, `level` the school level alone. */
export type ModelKind = "progress" | "context" | "level";
export type ModelOption = "context" | "progress" | "auto";

export const interceptName = "intercept";
export const earlierResultName = "earlierResult";

/** Schools per predictor: with fewer, the later predictors are left out and the page says so. */
const schoolsPerPredictor = 8;

/** Share of schools that must have a predictor's value for it to serve. */
const fewestShare = 0.5;

/** The model that answers, given what the data hold. */
export function chooseKind(option: ModelOption, frame: SchoolFrame): ModelKind {
	const fit = frame.schools.filter((school) => school.leftOut === undefined);
	const enough = (count: number): boolean => count > 0 && count >= fewestShare * fit.length;
	const withEarlier = fit.filter((school) => hasEarlierResult(school, frame)).length;
	if (option !== "context" && frame.baselineYear !== undefined && enough(withEarlier)) return "progress";
	return usableCovariates(frame).length > 0 ? "context" : "level";
}

/** Covariates that enough schools have, in the order in which they are taken up. */
export function usableCovariates(frame: SchoolFrame): CovariateName[] {
	const fit = frame.schools.filter((school) => school.leftOut === undefined);
	const known = (name: CovariateName): number => fit.filter((school) => school.covariates[name] !== undefined).length;
	return covariateNames.filter((name) => known(name) > 0 && known(name) >= fewestShare * fit.length);
}

/** An earlier result that is a floor value, or of fewer than 11 students, is none. */
export function hasEarlierResult(school: School, frame: SchoolFrame): boolean {
	const earlier = usable(school.baseline);
	if (earlier === undefined || earlier.tested < 11) return false;
	return frame.outcome !== "dfs" || !isFloorValue(frame.subject, earlier.value);
}

export interface DesignPlan {
	readonly kind: ModelKind;
	readonly covariates: readonly CovariateName[];
	/** Levels told apart by a term of their own; the first is the reference. */
	readonly levels: readonly SchoolLevel[];
	/** Covariates that the data have and the model can't carry with so few schools. */
	readonly dropped: readonly CovariateName[];
	readonly names: readonly string[];
}

/** Plans the columns for a set of schools. */
export function planDesign(kind: ModelKind, frame: SchoolFrame, schools: readonly School[]): DesignPlan {
	const levels = schoolLevels.filter((level) => schools.some((school) => school.level === level));
	const wanted = kind === "level" ? [] : usableCovariates(frame);
	const fixed = 1 + (levels.length - 1) + (kind === "progress" ? 1 : 0);
	const room = Math.max(0, Math.floor(schools.length / schoolsPerPredictor) - fixed);
	const covariates = wanted.slice(0, room);
	const names = [
		interceptName,
		...levels.slice(1).map((level) => `level:${level}`),
		...(kind === "progress" ? [earlierResultName] : []),
		...covariates,
	];
	return { kind, covariates, levels, dropped: wanted.slice(room), names };
}

/** Why a school that may be in the fit can't be under this plan; `undefined` when it can. */
export function lacking(school: School, plan: DesignPlan, frame: SchoolFrame): string | undefined {
	if (plan.kind === "progress" && !hasEarlierResult(school, frame)) {
		const earlier = isKnown(school.baseline.value);
		return earlier
			? "the earlier result is a floor value, or of fewer than 11 students"
			: `no result in ${frame.baselineYear}`;
	}
	const absent = plan.covariates.filter((name) => school.covariates[name] === undefined);
	return absent.length > 0 ? "student mix not known" : undefined;
}

/** The row of a school; call it only where nothing is lacking. */
export function designRow(school: School, plan: DesignPlan, scale: Scale): number[] {
	const row = [1, ...plan.levels.slice(1).map((level) => (school.level === level ? 1 : 0))];
	if (plan.kind === "progress") {
		const earlier = usable(school.baseline);
		row.push(earlier === undefined ? 0 : scale.toModel(earlier.value, earlier.tested));
	}
	for (const name of plan.covariates) row.push(school.covariates[name] ?? 0);
	return row;
}
