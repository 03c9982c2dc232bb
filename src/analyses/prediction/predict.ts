/**
 * Predicted versus actual, for every school of the frame.
 *
 * Schools of one level are fitted together over all districts of the run, never district by district: ten schools can't
 * carry a regression. A level with too few schools borrows from a fit over all levels with a term for each.
 */

import { notDefined } from "../../domain/measured.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { calibrate } from "./calibration.js";
import { chooseKind, type DesignPlan, lacking, type ModelKind, type ModelOption, planDesign } from "./design.js";
import { weigh } from "./evidence.js";
import { fitLevel, type LevelFit } from "./fit.js";
import { type JudgedSchool, judgeSchools } from "./judge.js";
import { describeModel } from "./model.js";
import { type Scale, scaleOf } from "./scale.js";
import type { Calibration, FittedModel, PredictionResult, SchoolPrediction } from "./types.js";

/** A level with fewer schools than this borrows from the fit over all levels. */
const ownFitSchools = 30;

/** Fewer schools than this can't carry any fit. */
export const fewestForFit = 10;

/** Fewer degrees of freedom than this leave nothing to estimate a spread from. */
const fewestResidualDf = 5;

/** What the fits of one run share. */
interface Setting {
	readonly frame: SchoolFrame;
	readonly scale: Scale;
	readonly kind: ModelKind;
}

export function predictSchools(frame: SchoolFrame, option: ModelOption): PredictionResult {
	const setting = { frame, scale: scaleOf(frame.outcome), kind: chooseKind(option, frame) };
	const candidates = frame.schools.filter((school) => school.leftOut === undefined);
	const borrowing: SchoolLevel[] = [];
	const fits: LevelJudgment[] = [];
	for (const level of schoolLevels) {
		const members = candidates.filter((school) => school.level === level);
		if (members.length === 0) continue;
		const fit = members.length >= ownFitSchools ? tryFit(members, setting) : undefined;
		if (fit !== undefined && fit.schools.length >= ownFitSchools) fits.push(judgeLevels(fit, [level], setting));
		else borrowing.push(level);
	}
	if (borrowing.length > 0) fits.push(...borrow(candidates, borrowing, setting));
	const models: FittedModel[] = [];
	const judged = new Map<string, SchoolPrediction>();
	const plans = new Map(fits.flatMap(({ fit, levels }) => levels.map((level) => [level, fit.plan] as const)));
	for (const fit of fits) {
		if (fit.calibration === undefined) continue;
		const model = describeModel({ ...fit, ...setting, calibration: fit.calibration });
		const { schools, families } = weigh(fit.judges, model, setting.scale);
		models.push({ ...model, families });
		for (const school of schools) judged.set(school.school.cds, school);
	}
	return {
		unit: setting.scale.unit,
		kind: setting.kind,
		models,
		schools: frame.schools.map((school) => judged.get(school.cds) ?? unjudged(school, plans, frame)),
	};
}

/** A fit, what it says of its schools, and the levels that it judges. */
interface LevelJudgment {
	readonly fit: LevelFit;
	readonly level: SchoolLevel | "all";
	/** A fit over all levels also learns from schools that another model judges. */
	readonly levels: readonly SchoolLevel[];
	readonly judged: readonly JudgedSchool[];
	readonly judges: readonly JudgedSchool[];
	/** Absent where no school can be predicted from the others. */
	readonly calibration: Calibration | undefined;
}

function judgeLevels(
	fit: LevelFit,
	levels: readonly SchoolLevel[],
	{ scale }: Setting,
	level: SchoolLevel | "all" = levels[0] ?? "all",
): LevelJudgment {
	const { judged, tails } = judgeSchools(fit, scale);
	const judges = judged.filter((entry) => levels.includes(entry.school.level));
	const standings = judged.map((entry) => entry.standing);
	return {
		fit,
		level,
		levels,
		judged,
		judges,
		calibration: judges.length > 0 ? calibrate(standings, tails) : undefined,
	};
}

/**
 * Levels with few schools borrow from a fit over all levels. Where its intervals don't hold, one spread does not fit all:
 * each level is fitted by itself as far as its schools allow, and only the others are left to the common fit.
 */
function borrow(candidates: readonly School[], borrowing: readonly SchoolLevel[], setting: Setting): LevelJudgment[] {
	const fit = tryFit(candidates, setting);
	if (fit === undefined) return [];
	const together = judgeLevels(fit, borrowing, setting, "all");
	if (together.calibration?.verdict !== "off") return [together];
	const apart = borrowing.flatMap((level) => {
		const members = candidates.filter((school) => school.level === level);
		const own = members.length < candidates.length ? tryFit(members, setting) : undefined;
		return own === undefined ? [] : [judgeLevels(own, [level], setting)];
	});
	const rest = borrowing.filter((level) => !apart.some((own) => own.level === level));
	return rest.length === 0 ? apart : [...apart, judgeLevels(fit, rest, setting, "all")];
}

function tryFit(members: readonly School[], { kind, frame, scale }: Setting): LevelFit | undefined {
	const complete = (schools: readonly School[]): School[] => {
		const plan = planDesign(kind, frame, schools);
		return schools.filter((school) => lacking(school, plan, frame) === undefined);
	};
	const schools = complete(members);
	if (schools.length < fewestForFit) return undefined;
	const plan = planDesign(kind, frame, schools);
	if (schools.length - plan.names.length < fewestResidualDf) return undefined;
	return fitLevel(plan, schools, scale);
}

/** The reason is read off the plan of the fit that judges the school's level. */
function unjudged(school: School, plans: ReadonlyMap<SchoolLevel, DesignPlan>, frame: SchoolFrame): SchoolPrediction {
	const plan = plans.get(school.level);
	const why =
		school.leftOut?.reason ??
		(plan === undefined ? undefined : lacking(school, plan, frame)) ??
		"too few schools of this level for a prediction";
	return {
		school,
		model: undefined,
		without: why,
		within: undefined,
		anywhere: undefined,
		effect: notDefined(`no prediction: ${why}`),
		effectSe: notDefined(`no prediction: ${why}`),
		evidence: "not enough data",
		q: undefined,
		qConservative: undefined,
	};
}
