/** The spread of students' scores within a school, where the input has only means: assumed first, then tested by the fits. */

import type { SchoolLevel } from "../../domain/school-level.js";
import { assumedStudentSd } from "./scale.js";
import type { FittedModel } from "./types.js";

/**
 * Standard deviation in points that the fits ask for: the assumed one times the square root of their factor φ.
 *
 * @param level of the schools concerned; all levels, each by the schools that its fit judges, if not given
 * @returns the assumed value where no model was fitted
 */
export function studentSd(models: readonly FittedModel[], level?: SchoolLevel): number {
	const own = models.filter((model) => level === undefined || model.level === level);
	const fits = own.length > 0 ? own : models.filter((model) => model.level === "all");
	const judges = fits.reduce((sum, model) => sum + model.judges, 0);
	if (judges === 0) return assumedStudentSd;
	const phi = fits.reduce((sum, model) => sum + model.phi * model.judges, 0) / judges;
	return assumedStudentSd * Math.sqrt(phi);
}
