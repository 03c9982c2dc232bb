/** The questions that cimp answers, one line each. */

import { schoolProfile } from "./school-profile/index.js";
import { variation } from "./variation/index.js";

export const analyses = { schoolProfile, variation } as const;

export type { AnalysisInput, DistrictAnswer, Method } from "./analysis.js";
