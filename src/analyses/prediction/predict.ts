/**
 * Predicted versus actual, for every school of the frame.
 *
 * Schools of one level are fitted together over all districts of the run, never district by district: ten schools can't
 * carry a regression. A level with too few schools borrows from a fit over all levels with a term for each.
 */

import { notDefined } from "../../domain/measured.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { calibrate } from "./calibration.js";
import {
	chooseKind,
	type DesignPlan,
	lacking,
	type ModelKind,
	type ModelOption,
	membersOf,
	planDesign,
} from "./design.js";
import { weigh } from "./evidence.js";
import { fitLevel, type LevelFit } from "./fit.js";
import { type JudgedSchool, judgeSchools } from "./judge.js";
import { fitByLevel, type LevelPart, leveled } from "./levels.js";
import { describeModel } from "./model.js";
import { type Scale, scaleOf } from "./scale.js";
import type { Calibration, FittedModel, PredictionResult, SchoolPrediction } from "./types.js";

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

export const predictSchools = (frame: SchoolFrame, option: ModelOption): PredictionResult =>
	predictWithFits(frame, option).predictions;

/** The predictions and the fits that they come from, for questions that start from the same fits. */
export interface Predicted {
	readonly predictions: PredictionResult;
	readonly parts: readonly LevelPart<LevelFit>[];
}

export function predictWithFits(frame: SchoolFrame, option: ModelOption): Predicted {
	const setting = settingOf(frame, option);
	const fits = judgedFits(setting);
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
	const schools = frame.schools.map((school) => judged.get(school.cds) ?? unjudged(school, plans, frame));
	return {
		predictions: { unit: setting.scale.unit, kind: setting.kind, models, schools },
		parts: fits.map(partOf),
	};
}

/** The fits alone, without what is said of models and schools. */
export const fitParts = (frame: SchoolFrame, option: ModelOption): LevelPart<LevelFit>[] =>
	judgedFits(settingOf(frame, option)).map(partOf);

const settingOf = (frame: SchoolFrame, option: ModelOption): Setting => ({
	frame,
	scale: scaleOf(frame.outcome),
	kind: chooseKind(option, frame),
});

function judgedFits(setting: Setting): LevelJudgment[] {
	const candidates = setting.frame.schools.filter((school) => school.leftOut === undefined);
	const byLevel = leveled(candidates, ({ level }) => level);
	const parts = fitByLevel(byLevel, (members) => tryFit(members, setting));
	return parts.flatMap((part) => judgePart(part, candidates, setting));
}

const partOf = ({ fit, level, levels }: LevelJudgment): LevelPart<LevelFit> => ({
	fit,
	level,
	judges: new Set(levels),
});

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

function judgeLevels({ fit, level, judges: own }: LevelPart<LevelFit>, scale: Scale): LevelJudgment {
	const { judged, tails } = judgeSchools(fit, scale);
	const judges = judged.filter((entry) => own.has(entry.school.level));
	const standings = judged.map((entry) => entry.standing);
	const calibration = judges.length > 0 ? calibrate(standings, tails) : undefined;
	return { fit, level, levels: [...own], judged, judges, calibration };
}

/**
 * Levels with few schools borrow from a fit over all levels. Where its intervals don't hold, one spread does not fit all:
 * each level is fitted by itself as far as its schools allow, and only the others are left to the common fit.
 */
function judgePart(part: LevelPart<LevelFit>, candidates: readonly School[], setting: Setting): LevelJudgment[] {
	const together = judgeLevels(part, setting.scale);
	if (part.level !== "all" || together.calibration?.verdict !== "off") return [together];
	const apart = together.levels.flatMap((level) => {
		const members = candidates.filter((school) => school.level === level);
		const fit = members.length < candidates.length ? tryFit(members, setting) : undefined;
		return fit === undefined ? [] : [judgeLevels({ fit, level, judges: new Set([level]) }, setting.scale)];
	});
	const rest = together.levels.filter((level) => !apart.some((own) => own.level === level));
	return rest.length === 0 ? apart : [...apart, judgeLevels({ ...part, judges: new Set(rest) }, setting.scale)];
}

function tryFit(members: readonly School[], { kind, frame, scale }: Setting): LevelFit | undefined {
	const ready = readyForFit(
		members,
		(schools) => planDesign(kind, frame, membersOf(schools.map(({ level }) => level))),
		(schools, plan) => schools.filter((school) => lacking(school, plan, frame) === undefined),
	);
	return ready === undefined ? undefined : fitLevel(ready.plan, ready.schools, scale);
}

/** Members of which nothing is lacking, and their plan; `undefined` where they can't carry it. */
export function readyForFit<Member>(
	members: readonly Member[],
	planOf: (schools: readonly Member[]) => DesignPlan,
	servedBy: (schools: readonly Member[], plan: DesignPlan) => readonly Member[],
): { plan: DesignPlan; schools: readonly Member[] } | undefined {
	const wanted = planOf(members);
	const schools = servedBy(members, wanted);
	if (schools.length < fewestForFit) return undefined;
	const plan = planOf(schools);
	return schools.length - plan.names.length < fewestResidualDf ? undefined : { plan, schools };
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
