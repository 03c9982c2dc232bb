import type { Analysis } from "../analysis.js";
import { compute, type Progress } from "./compute.js";
import { findings } from "./findings.js";
import { method } from "./method.js";
import { answer } from "./section.js";

export type { Progress, SchoolProgress } from "./compute.js";

export const progress: Analysis<Progress> = { id: "progress", method, compute, findings, answer };
