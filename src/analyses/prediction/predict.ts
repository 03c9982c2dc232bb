/**
 * Predicted versus actual, for every school of the frame.
 *
 * Schools of one level are fitted together over all districts of the run, never district by district: ten schools can't
 * carry a regression. A level with too few schools borrows from a fit over all levels with a term for each.
 */

import { notDefined } from "../../domain/measured.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import { benjaminiHochberg } from "../../stats/index.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { chooseKind, type DesignPlan, lacking, type ModelKind, type ModelOption, planDesign } from "./design.js";
import { weighEvidence } from "./evidence-rule.js";
import { fitLevel, type LevelFit } from "./fit.js";
import { type JudgedSchool, judgeSchools } from "./judge.js";
import { fitByLevel, type LevelPart } from "./levels.js";
import { describeModel } from "./model.js";
import { type Scale, scaleOf } from "./scale.js";
import type { FittedModel, PredictionResult, SchoolPrediction } from "./types.js";

/** Fewer schools than this can't carry any fit. */
export const fewestForFit = 10;

/** Fewer degrees of freedom than this leave nothing to estimate a spread from. */
const fewestResidualDf = 5;

export const predictSchools = (frame: SchoolFrame, option: ModelOption): PredictionResult =>
	predictWithFits(frame, option).predictions;

/** The predictions and the fits that they come from, for questions that start from the same fits. */
export interface Predicted {
	readonly predictions: PredictionResult;
	readonly parts: readonly LevelPart<LevelFit>[];
}

export function predictWithFits(frame: SchoolFrame, option: ModelOption): Predicted {
	const scale = scaleOf(frame.outcome);
	const kind = chooseKind(option, frame);
	const candidates = frame.schools.filter((school) => school.leftOut === undefined);
	const models: FittedModel[] = [];
	const judged = new Map<string, SchoolPrediction>();
	const plans = new Map<SchoolLevel, DesignPlan>();
	const parts = fitByLevel(candidates, (members) => tryFit(kind, members, scale, frame));
	for (const { fit, level, judges: judgedLevels } of parts) {
		for (const own of judgedLevels) plans.set(own, fit.plan);
		const schools = judgeSchools(fit, scale);
		const judges = schools.filter((entry) => judgedLevels.has(entry.school.level));
		if (judges.length === 0) continue;
		const facts = { fit, level, judgedLevels, frame, scale, kind };
		const model = describeModel({ ...facts, judged: schools, judges: judges.length });
		models.push(model);
		for (const school of withEvidence(judges, model, scale)) judged.set(school.school.cds, school);
	}
	const schools = frame.schools.map((school) => judged.get(school.cds) ?? unjudged(school, plans, frame));
	return { predictions: { unit: scale.unit, kind, models, schools }, parts };
}

function tryFit(kind: ModelKind, members: readonly School[], scale: Scale, frame: SchoolFrame): LevelFit | undefined {
	const ready = readyForFit(members, frame, (schools) => planDesign(kind, frame, schools));
	return ready === undefined ? undefined : fitLevel(ready.plan, ready.schools, scale);
}

/** Members of which nothing is lacking, and their plan; `undefined` where they can't carry it. */
export function readyForFit(
	members: readonly School[],
	frame: SchoolFrame,
	planOf: (schools: readonly School[]) => DesignPlan,
): { plan: DesignPlan; schools: readonly School[] } | undefined {
	const wanted = planOf(members);
	const schools = members.filter((school) => lacking(school, wanted, frame) === undefined);
	if (schools.length < fewestForFit) return undefined;
	const plan = planOf(schools);
	return schools.length - plan.names.length < fewestResidualDf ? undefined : { plan, schools };
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
			dependsOnModel: false,
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
