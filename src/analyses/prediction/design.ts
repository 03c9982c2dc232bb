/** Which predictors a model uses, and the rows of its design. */

import { isKnown } from "../../domain/measured.js";
import { isFloorValue } from "../../domain/scale-floor.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import {
	type CovariateName,
	covariateNames,
	type School,
	type SchoolFrame,
	type SchoolResult,
} from "../frame/school.js";
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

/** A frame is planned for many times. */
const usableOf = new WeakMap<SchoolFrame, readonly CovariateName[]>();

/** Covariates that enough schools have, in the order in which they are taken up. */
export function usableCovariates(frame: SchoolFrame): readonly CovariateName[] {
	const before = usableOf.get(frame);
	if (before !== undefined) return before;
	const usable = findUsable(frame);
	usableOf.set(frame, usable);
	return usable;
}

function findUsable(frame: SchoolFrame): CovariateName[] {
	const fit = frame.schools.filter((school) => school.leftOut === undefined);
	const known = (name: CovariateName): number => fit.filter((school) => school.covariates[name] !== undefined).length;
	return covariateNames.filter((name) => known(name) > 0 && known(name) >= fewestShare * fit.length);
}

/** An earlier result that is a floor value, or of fewer than 11 students, is none. */
export const hasEarlierResult = (school: School, frame: SchoolFrame): boolean =>
	servesAsEarlier(school.baseline, frame);

/** The same for any result of an earlier year. */
export function servesAsEarlier(result: SchoolResult, frame: SchoolFrame): boolean {
	const earlier = usable(result);
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

/** What a plan asks of the schools that it is for. */
export interface Members {
	readonly levels: ReadonlySet<SchoolLevel>;
	readonly count: number;
}

/** @param levels of the schools, one entry per school */
export const membersOf = (levels: readonly SchoolLevel[]): Members => ({
	levels: new Set(levels),
	count: levels.length,
});

/**
 * Plans the columns for a set of schools.
 *
 * @param options `{ studentMix: false }` leaves the student mix out
 */
export function planDesign(
	kind: ModelKind,
	frame: SchoolFrame,
	members: Members,
	{ studentMix = true }: { readonly studentMix?: boolean } = {},
): DesignPlan {
	const levels = schoolLevels.filter((level) => members.levels.has(level));
	const wanted = kind === "level" || !studentMix ? [] : usableCovariates(frame);
	const fixed = 1 + (levels.length - 1) + (kind === "progress" ? 1 : 0);
	const room = Math.max(0, Math.floor(members.count / schoolsPerPredictor) - fixed);
	const covariates = wanted.slice(0, room);
	const names = [
		interceptName,
		...levels.slice(1).map((level) => `level:${level}`),
		...(kind === "progress" ? [earlierResultName] : []),
		...covariates,
	];
	const dropped = wanted.slice(room);
	return { kind, covariates, levels, dropped, names };
}

/** Why a school that may be in the fit can't be under this plan; `undefined` when it can. */
export function lacking(school: School, plan: DesignPlan, frame: SchoolFrame): string | undefined {
	if (plan.kind === "progress" && !hasEarlierResult(school, frame)) {
		const earlier = isKnown(school.baseline.value);
		return earlier
			? "the earlier result is a floor value, or of fewer than 11 students"
			: `no result in ${frame.baselineYear}`;
	}
	const known = plan.covariates.every((name) => school.covariates[name] !== undefined);
	return known ? undefined : "student mix not known";
}
