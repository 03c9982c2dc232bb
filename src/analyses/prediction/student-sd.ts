/** The spread of students' scores within schools: from the rows where they tell, else assumed first and then tested by the fits. */

import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import type { AnalysisInput } from "../analysis.js";
import type { School } from "../frame/school.js";
import { scaleOf, usable } from "./scale.js";
import type { FittedModel } from "./types.js";

/** What spreads are read off. */
export interface SpreadContext {
	readonly outcome: OutcomeScale;
	readonly models: readonly FittedModel[];
}

/**
 * Standard deviation of the scores of a school's students, in the unit of the result.
 *
 * Where it is not known, the assumed one times the square root of the factor φ that the fits ask for.
 *
 * @param level of the school; all levels, each by the schools that its fit judges, if not given
 */
export function studentSd(
	{ studentSd: known }: { readonly studentSd?: number },
	{ outcome, models }: SpreadContext,
	level?: SchoolLevel,
): number {
	const { assumedSd } = scaleOf(outcome);
	if (known !== undefined) return known;
	const own = models.filter((model) => level === undefined || model.level === level);
	const fits = own.length > 0 ? own : models.filter((model) => model.level === "all");
	const judges = fits.reduce((sum, model) => sum + model.judges, 0);
	if (judges === 0) return assumedSd;
	const phi = fits.reduce((sum, model) => sum + model.phi * model.judges, 0) / judges;
	return assumedSd * Math.sqrt(phi);
}

/** The same for the students of many schools together; `undefined` where results are percents. */
export function pooledStudentSd(schools: readonly School[], context: SpreadContext): number | undefined {
	if (context.outcome === "percent") return undefined;
	let [students, squares] = [0, 0];
	for (const { current } of schools) {
		const result = usable(current);
		if (result?.studentSd === undefined) continue;
		students += result.tested;
		squares += result.tested * result.studentSd ** 2;
	}
	return studentSd(students > 0 ? { studentSd: Math.sqrt(squares / students) } : {}, context);
}

/** The same for all schools of a run. */
export const runStudentSd = ({ frame, predictions }: AnalysisInput): number | undefined =>
	pooledStudentSd(frame.schools, { outcome: frame.outcome, models: predictions.models });
