import type { Analysis } from "../analysis.js";
import { compute, type Variation } from "./compute.js";
import { findings } from "./findings.js";
import { method } from "./method.js";
import { answer } from "./section.js";

export type { DistrictSpread, Variation } from "./compute.js";
export type { Spread } from "./measure.js";

export const variation: Analysis<Variation> = { id: "variation", method, compute, findings, answer };
