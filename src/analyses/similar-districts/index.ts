import type { Analysis } from "../analysis.js";
import { compute, type SimilarDistricts } from "./compute.js";
import { findings } from "./findings.js";
import { method } from "./method.js";
import { answer } from "./section.js";

export type { SimilarDistricts } from "./compute.js";
export { whyNot } from "./section.js";

export const similarDistricts: Analysis<SimilarDistricts> = {
	id: "similar-districts",
	method,
	compute,
	findings,
	answer,
};
