/** Specifications in words. */

import { scaleNames } from "../../domain/outcome-scale.js";
import type { SchoolSpecifications, Specification } from "../prediction/specification.js";
import type { SchoolPrediction } from "../prediction/types.js";
import { isSteady } from "./compute.js";

export const priorWords: Readonly<Record<Specification["prior"], string>> = {
	none: "none",
	own: "the school's own",
	shrunken: "shrunken by its reliability",
	"mean of two": "mean of two earlier years",
};

export const scaleWords = ({ scale }: Specification): string => scaleNames[scale];

/** The reading of a school over all specifications, in a few words. */
export function strengthOf(said: SchoolSpecifications, { evidence }: SchoolPrediction): string {
	if (said.dependsOnModel && evidence !== "not enough data") return "depends on the model";
	return isSteady(said) ? "same side in all" : "";
}
