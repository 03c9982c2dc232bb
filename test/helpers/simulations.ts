/** Means over drawn data sets with their Monte-Carlo standard errors, and the path from a drawn frame to its judged schools. */

import type { SchoolFrame } from "../../src/analyses/frame/school.js";
import { chooseKind, membersOf, planDesign } from "../../src/analyses/prediction/design.js";
import { fitLevel, type LevelFit } from "../../src/analyses/prediction/fit.js";
import { type JudgedSchool, judgeSchools } from "../../src/analyses/prediction/judge.js";
import { scaleOf } from "../../src/analyses/prediction/scale.js";

export interface Simulated {
	readonly mean: number;
	/** From the spread between data sets: what one set has in common, as its estimated variances, counts once. */
	readonly error: number;
}

export function meanOf(values: readonly number[]): Simulated {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
	return { mean, error: Math.sqrt(variance / values.length) };
}

/** Hits among cases of one data set. */
export interface Tally {
	readonly hits: number;
	readonly cases: number;
}

/** Share of hits over all data sets, which may hold different numbers of cases. */
export function shareOf(tallies: readonly Tally[]): Simulated {
	const cases = tallies.reduce((sum, tally) => sum + tally.cases, 0);
	const mean = tallies.reduce((sum, tally) => sum + tally.hits, 0) / cases;
	const squares = tallies.reduce((sum, tally) => sum + (tally.hits - mean * tally.cases) ** 2, 0);
	const sets = tallies.length;
	return { mean, error: Math.sqrt((squares * sets) / (sets - 1)) / cases };
}

export function tally(values: readonly boolean[]): Tally {
	return { hits: values.filter((value) => value).length, cases: values.length };
}

/** 0.9532 ± 0.0011, as the simulations print it. */
export const printed = ({ mean, error }: Simulated): string => `${mean.toFixed(4)} ± ${error.toFixed(4)}`;

/** The fit of a drawn frame, all schools of which are of one level. */
export function fitOf(frame: SchoolFrame): LevelFit {
	const levels = frame.schools.map(({ level }) => level);
	const plan = planDesign(chooseKind("auto", frame), frame, membersOf(levels));
	const fit = fitLevel(plan, frame.schools, scaleOf(frame.outcome));
	if (fit === undefined) throw new Error("the drawn schools determine no fit");
	return fit;
}

/** Its schools as predictions judge them, without the model's description, which takes most of the time. */
export const judgedSchools = (frame: SchoolFrame): JudgedSchool[] =>
	judgeSchools(fitOf(frame), scaleOf(frame.outcome)).judged;
