import type { Analysis } from "../analysis.js";
import { type BrightSpots, compute } from "./compute.js";
import { findings } from "./findings.js";
import { method } from "./method.js";
import { answer } from "./section.js";

export type { BrightSpots, JudgedSchool } from "./compute.js";

export const brightSpots: Analysis<BrightSpots> = { id: "bright-spots", method, compute, findings, answer };
