import type { Analysis } from "../analysis.js";
import { compute, type SchoolProfile } from "./compute.js";
import { findings } from "./findings.js";
import { method } from "./method.js";
import { answer } from "./section.js";

export { type DistrictProfile, type SchoolProfile, standing } from "./compute.js";
export { profileInput } from "./figures.js";

export const schoolProfile: Analysis<SchoolProfile> = { id: "school-profile", method, compute, findings, answer };
