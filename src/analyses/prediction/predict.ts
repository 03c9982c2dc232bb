/**
 * Predicted versus actual, for every school of the frame.
 *
 * Schools of one level are fitted together over all districts of the run, never district by district: ten schools can't
 * carry a regression. A level with too few schools borrows from a fit over all levels with a term for each.
 */

import { notDefined } from "../../domain/measured.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { benjaminiHochberg } from "../../stats/index.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { chooseKind, type DesignPlan, lacking, type ModelKind, type ModelOption, planDesign } from "./design.js";
import { weighEvidence } from "./evidence-rule.js";
import { fitLevel, type LevelFit } from "./fit.js";
import { type JudgedSchool, judgeSchools } from "./judge.js";
import { describeModel } from "./model.js";
import { type Scale, scaleOf } from "./scale.js";
import type { FittedModel, PredictionResult, SchoolPrediction } from "./types.js";

/** A level with fewer schools than this borrows from the fit over all levels. */
const ownFitSchools = 30;

/** Fewer schools than this can't carry any fit. */
export const fewestForFit = 10;

/** Fewer degrees of freedom than this leave nothing to estimate a spread from. */
const fewestResidualDf = 5;

export function predictSchools(frame: SchoolFrame, option: ModelOption): PredictionResult {
	const scale = scaleOf(frame.outcome);
	const kind = chooseKind(option, frame);
	const candidates = frame.schools.filter((school) => school.leftOut === undefined);
	const levels = schoolLevels.filter((level) => candidates.some((school) => school.level === level));
	const models: FittedModel[] = [];
	const judged = new Map<string, SchoolPrediction>();
	const plans = new Map<SchoolLevel, DesignPlan>();
	const borrowing: SchoolLevel[] = [];
	const use = (fitted: { fit: LevelFit; level: SchoolLevel | "all"; judges: ReadonlySet<SchoolLevel> }): void => {
		for (const level of fitted.judges) plans.set(level, fitted.fit.plan);
		const schools = judgeSchools(fitted.fit, scale);
		const judges = schools.filter((entry) => fitted.judges.has(entry.school.level));
		if (judges.length === 0) return;
		const { fit, level, judges: judgedLevels } = fitted;
		const facts = { fit, level, judgedLevels, frame, scale, kind };
		const model = describeModel({ ...facts, judged: schools, judges: judges.length });
		models.push(model);
		for (const school of withEvidence(judges, model, scale)) judged.set(school.school.cds, school);
	};
	for (const level of levels) {
		const members = candidates.filter((school) => school.level === level);
		const fit = members.length >= ownFitSchools ? tryFit(kind, members, scale, frame) : undefined;
		if (fit !== undefined && fit.schools.length >= ownFitSchools) {
			use({ fit, level, judges: new Set([level]) });
		} else {
			borrowing.push(level);
		}
	}
	if (borrowing.length > 0) {
		const fit = tryFit(kind, candidates, scale, frame);
		if (fit !== undefined) use({ fit, level: "all", judges: new Set(borrowing) });
	}
	return {
		unit: scale.unit,
		kind,
		models,
		schools: frame.schools.map((school) => judged.get(school.cds) ?? unjudged(school, plans, frame)),
	};
}

function tryFit(kind: ModelKind, members: readonly School[], scale: Scale, frame: SchoolFrame): LevelFit | undefined {
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

/** The evidence word of each school: by its interval, its size, the model's calibration, and the number of comparisons. */
function withEvidence(judges: readonly JudgedSchool[], model: FittedModel, scale: Scale): SchoolPrediction[] {
	const adjusted = benjaminiHochberg(judges.map((entry) => entry.within.p));
	return judges.map((entry, index) => {
		const q = adjusted[index];
		const common = { ...entry, model: model.id, without: undefined, q };
		const { upper, lower } = entry.within;
		const { word } = weighEvidence({
			tested: entry.tested,
			verdict: model.calibration.verdict,
			difference: { lower: entry.actual - upper, upper: entry.actual - lower },
			smallest: scale.smallest,
			q,
			borrowed: model.level === "all",
		});
		return { ...common, evidence: word };
	});
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
	};
}
