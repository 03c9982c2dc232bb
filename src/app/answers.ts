/** What all analyses say together. */

import { analyses, findingsOf, type Method } from "../analyses/index.js";
import type { Finding } from "../report/index.js";
import type { Run } from "./run.js";

/** The methods of all analyses, in the order of the page. */
export const analysisMethods: readonly Method[] = Object.values(analyses).map((analysis) => analysis.method);

/** The findings of a district, in the order of the page. */
export const districtFindings = (run: Run, code: string): readonly Finding[] =>
	findingsOf(run.answers, run.input, code);
