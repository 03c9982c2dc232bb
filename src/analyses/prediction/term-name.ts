/** The terms of the line in words. */

import { type CovariateName, covariateLabels, covariateNames } from "../frame/school.js";
import { earlierResultName, interceptName } from "./design.js";

/** A term of the line in words; `baselineYear` is the year of the earlier result. */
export function termName(name: string, baselineYear: number | undefined): string {
	if (name === interceptName) return interceptName;
	if (name === earlierResultName) return `the school's result in ${baselineYear}`;
	if (name.startsWith("level:")) return `a term for ${name.slice("level:".length)} schools`;
	return (covariateNames as readonly string[]).includes(name) ? covariateLabels[name as CovariateName] : name;
}
