/** One measure for every question of spread: the schools of a level, a year, a group, or the districts of a run. */

import { displayMinimum, type Interval } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { chanceSpread, mean, noiseCorrectedSpread } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import type { School, SchoolResult } from "../frame/school.js";
import { samplingVariance } from "../prediction/sampling-variance.js";
import { usable } from "../prediction/scale.js";

/** Standard deviations between schools, in the unit that people read, around the average of their level. */
export interface Spread {
	readonly schools: number;
	/** As seen. */
	readonly raw: number;
	/** What chance among students alone would give, and the band in which it would lie 95 times of 100. */
	readonly noise: number;
	readonly chance: Interval;
	/** With chance taken out, and its 95 % interval. */
	readonly true: number;
	readonly lower: number;
	readonly upper: number;
	/** Share of the seen variance that is true, 0–1. */
	readonly reliability: number;
}

/** A value with its own sampling variance; only values of one level are compared. */
export interface Point {
	readonly level: SchoolLevel;
	readonly value: number;
	readonly variance: number;
	readonly tested: number;
}

/** Fewer schools than this can't tell a spread from chance. */
export const fewestSchools = 5;

/** How to make points of schools: those with a result that may be shown. */
export function pointMaker(
	input: AnalysisInput,
): (schools: readonly School[], pick: (school: School) => SchoolResult) => Point[] {
	const variance = samplingVariance(input);
	return (schools, pick) =>
		schools.flatMap((school) => {
			const result = usable(pick(school));
			if (result === undefined || result.tested < displayMinimum) return [];
			const { value, tested } = result;
			return [{ level: school.level, value, tested, variance: variance(result, school.level) }];
		});
}

/** Points of levels with more than one: a level with one school says nothing of spread. */
export const comparable = (points: readonly Point[]): Point[] =>
	[...groupBy(points, (point) => point.level).values()].filter((level) => level.length > 1).flat();

/** The average of each level, each point counted once. */
export function centersOf(points: readonly Point[]): Map<SchoolLevel, number> {
	return new Map(
		[...groupBy(points, (point) => point.level)].map(([level, own]) => {
			const center = mean(own.map((point) => point.value));
			if (typeof center !== "number") throw new Error("the average of a level without schools");
			return [level, center];
		}),
	);
}

/**
 * The spread of points around the averages of their levels, with chance taken out.
 *
 * @returns `undefined` with fewer than `fewest` comparable points
 */
export function spreadOf(points: readonly Point[], fewest = fewestSchools): Spread | undefined {
	const kept = comparable(points);
	if (kept.length < fewest) return undefined;
	const present = schoolLevels.filter((level) => kept.some((point) => point.level === level));
	const variances = Float64Array.from(kept, (point) => point.variance);
	const levels = Int32Array.from(kept, (point) => present.indexOf(point.level));
	const found = noiseCorrectedSpread({ values: Float64Array.from(kept, (point) => point.value), variances, levels });
	const band = chanceSpread({ variances, levels });
	if (found.kind === "undefined" || band.kind === "undefined") return undefined;
	const { raw, noise, true: corrected, lower, upper, reliability } = found;
	const chance = { lower: band.lower, upper: band.upper };
	return { schools: kept.length, raw, noise, chance, true: corrected, lower, upper, reliability };
}
