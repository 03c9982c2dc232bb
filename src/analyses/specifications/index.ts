import type { Analysis } from "../analysis.js";
import { compute, type SpecificationAnswers } from "./compute.js";
import { findings } from "./findings.js";
import { method } from "./method.js";
import { answer } from "./section.js";

export const specifications: Analysis<SpecificationAnswers> = {
	id: "specifications",
	method,
	compute,
	findings,
	answer,
};
