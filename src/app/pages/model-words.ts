/** Names of models and predictors on the card. */

import { termName } from "../../analyses/prediction/term-name.js";
import type { FittedModel } from "../../analyses/prediction/types.js";
import { schoolLevelNames } from "../../domain/school-level.js";
import type { Run } from "../run.js";

/** A predictor in words. */
export const predictorName = (name: string, run: Run): string => termName(name, run.input.frame.baselineYear);

/** The schools of a fit, in words. */
export const levelName = (model: FittedModel): string =>
	model.level === "all" ? "All levels, for levels with few schools" : schoolLevelNames[model.level];
