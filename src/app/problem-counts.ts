/** Problems of a run by severity, as every JSON gives them. */

import { countProblems, type Problem } from "../domain/problem.js";
import type { AnalyzeResults } from "./schemas/analyze.js";

export const problemCounts = (problems: readonly Problem[]): AnalyzeResults["problems"] => {
	const of = (severity: Problem["severity"]): number =>
		countProblems(problems.filter((entry) => entry.severity === severity));
	return { errors: of("error"), warnings: of("warning"), repaired: of("repaired") };
};
