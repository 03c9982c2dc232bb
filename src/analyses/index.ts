/** The questions that cimp answers, one line each, in the order of the page. */

import type { Finding } from "../report/document.js";
import type { Analysis, AnalysisInput, DistrictAnswer } from "./analysis.js";
import { brightSpots } from "./bright-spots/index.js";
import { groupGaps } from "./group-gaps/index.js";
import { progress } from "./progress/index.js";
import { schoolProfile } from "./school-profile/index.js";
import { similarDistricts } from "./similar-districts/index.js";
import { specifications } from "./specifications/index.js";
import { variation } from "./variation/index.js";

export const analyses = {
	schoolProfile,
	variation,
	brightSpots,
	progress,
	groupGaps,
	similarDistricts,
	specifications,
} as const;

export type AnalysisName = keyof typeof analyses;
export type AnalysisResults = { readonly [Name in AnalysisName]: ReturnType<(typeof analyses)[Name]["compute"]> };

const names = Object.keys(analyses) as AnalysisName[];

/** Asks every question once, for all districts of the run. */
export function computeAll(input: AnalysisInput): AnalysisResults {
	return Object.fromEntries(names.map((name) => [name, analyses[name].compute(input)])) as AnalysisResults;
}

/** One analysis with the type of its result set aside: the registry pairs each with its own. */
const plain = (name: AnalysisName): Analysis<unknown> => analyses[name] as unknown as Analysis<unknown>;

/** The findings of a district, in the order of the page. */
export const findingsOf = (results: AnalysisResults, input: AnalysisInput, district: string): Finding[] =>
	names.flatMap((name) => findingsBy(name, results, input, district));

/** The findings of one analysis about a district. */
export const findingsBy = (
	name: AnalysisName,
	results: AnalysisResults,
	input: AnalysisInput,
	district: string,
): readonly Finding[] => plain(name).findings(results[name], input, district);

/** What one analysis shows of a district. */
export const answerOf = (
	name: AnalysisName,
	results: AnalysisResults,
	input: AnalysisInput,
	district: string,
): DistrictAnswer => plain(name).answer(results[name], input, district);

/** All analyses but the profile, which frames the page. */
export const furtherAnalyses = names.filter((name) => name !== "schoolProfile");

export type { AnalysisInput, DistrictAnswer, Method } from "./analysis.js";
