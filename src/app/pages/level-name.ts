import type { FittedModel } from "../../analyses/prediction/types.js";
import { schoolLevelNames } from "../../domain/school-level.js";

/** The schools of a fit, in words. */
export const levelName = (model: FittedModel): string =>
	model.level === "all" ? "All levels, for levels with few schools" : schoolLevelNames[model.level];
