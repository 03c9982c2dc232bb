/** What all analyses say together. */

import { type AnalysisName, analyses, type DistrictAnswer, findingsOf, type Method } from "../analyses/index.js";
import type { Finding } from "../report/index.js";
import { figuresOf, type Methods, tablesOf } from "./contents.js";
import type { Run } from "./run.js";

/** The methods of all analyses, in the order of the page. */
export const analysisMethods: readonly Method[] = Object.values(analyses).map((analysis) => analysis.method);

/** The findings of a district, in the order of the page. */
export const districtFindings = (run: Run, code: string): readonly Finding[] =>
	findingsOf(run.answers, run.input, code);

/** The method of everything that an analysis shows. */
export function methodsOf(answers: readonly (readonly [AnalysisName, DistrictAnswer])[]): Methods {
	return new Map(
		answers.flatMap(([name, { sections }]) =>
			[...figuresOf(sections), ...tablesOf(sections)].map(({ id }) => [id, analyses[name].method.id] as const),
		),
	);
}
