/** Names of models and predictors on the card. */

import { type CovariateName, covariateLabels, covariateNames } from "../../analyses/frame/school.js";
import type { FittedModel } from "../../analyses/prediction/types.js";
import { schoolLevelNames } from "../../domain/school-level.js";
import type { Run } from "../run.js";

/** A predictor in words. */
export function predictorName(name: string, run: Run): string {
	if (name === "intercept") return "intercept";
	if (name === "earlierResult") return `the school's result in ${run.input.frame.baselineYear}`;
	if (name.startsWith("level:")) return `a term for ${name.slice("level:".length)} schools`;
	return (covariateNames as readonly string[]).includes(name) ? covariateLabels[name as CovariateName] : name;
}

export const levelName = (model: FittedModel): string =>
	model.level === "all" ? "All levels, for levels with few schools" : schoolLevelNames[model.level];

/** The scale of coefficients and spreads, to follow a noun. */
export const scaleWords = (run: Run): string =>
	run.input.predictions.unit === "percent" ? "on the logit scale" : "in points";
