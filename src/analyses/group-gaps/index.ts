import type { Analysis } from "../analysis.js";
import { compute, type GroupGaps } from "./compute.js";
import { findings } from "./findings.js";
import { method } from "./method.js";
import { answer } from "./section.js";

export type { Difference, GroupGap, GroupGaps } from "./compute.js";

export const groupGaps: Analysis<GroupGaps> = { id: "group-gaps", method, compute, findings, answer };
