/** How far a district's schools truly differ, apart from what chance among students would show. */

import { displayMinimum } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { schoolLevels } from "../../domain/school-level.js";
import { createRandom, mean, noiseCorrectedSpread, type Spread as StatsSpread } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import type { School } from "../frame/school.js";
import { usable } from "../prediction/scale.js";
import { studentSd } from "../prediction/student-sd.js";

/** Standard deviations between schools, in the unit that people read, around the average of their level. */
export interface Spread {
	readonly schools: number;
	/** As seen. */
	readonly raw: number;
	/** What chance among students alone would give. */
	readonly noise: number;
	/** With chance taken out, and its 95 % interval. */
	readonly true: number;
	readonly lower: number;
	readonly upper: number;
	/** Share of the seen variance that is true, 0–1. */
	readonly reliability: number;
}

export interface DistrictSpread {
	readonly spread: Spread | undefined;
	/** Distances from the level's average, and one draw in which schools differ by chance alone. */
	readonly observed: readonly number[];
	readonly chance: readonly number[];
}

export type Variation = ReadonlyMap<string, DistrictSpread>;

/** Fewer schools than this can't tell a spread from chance. */
const fewestSchools = 5;

export function compute(input: AnalysisInput): Variation {
	const usableSchools = input.frame.schools.filter((school) => school.leftOut === undefined);
	const byDistrict = groupBy(usableSchools, (school) => school.district);
	const codes = [...new Set(input.frame.schools.map((school) => school.district))].sort();
	return new Map(codes.map((code) => [code, spreadOf(byDistrict.get(code) ?? [], input, code)]));
}

interface Point {
	readonly level: number;
	readonly value: number;
	readonly variance: number;
}

function points(schools: readonly School[], input: AnalysisInput): Point[] {
	const { outcome } = input.frame;
	return schools.flatMap((school) => {
		const result = usable(school.current);
		if (result === undefined || result.tested < displayMinimum) return [];
		const variance =
			outcome === "percent"
				? percentVariance(result.value, result.tested)
				: studentSd(result, { outcome, models: input.predictions.models }, school.level) ** 2 / result.tested;
		return [{ level: schoolLevels.indexOf(school.level), value: result.value, variance }];
	});
}

/** Sampling variance of a percent; never zero, also where nobody or everybody met the standard. */
function percentVariance(percent: number, tested: number): number {
	const share = ((percent / 100) * tested + 0.5) / (tested + 1);
	return (100 ** 2 * share * (1 - share)) / tested;
}

function spreadOf(schools: readonly School[], input: AnalysisInput, code: string): DistrictSpread {
	const all = points(schools, input);
	// A level with one school says nothing of spread.
	const kept = [...groupBy(all, (point) => point.level).values()].filter((level) => level.length > 1).flat();
	if (kept.length < fewestSchools) return { spread: undefined, observed: [], chance: [] };
	const levels = [...new Set(kept.map((point) => point.level))];
	const centers = new Map(levels.map((level) => [level, centerOf(kept.filter((point) => point.level === level))]));
	const result = noiseCorrectedSpread({
		values: Float64Array.from(kept, (point) => point.value),
		variances: Float64Array.from(kept, (point) => point.variance),
		levels: Int32Array.from(kept, (point) => levels.indexOf(point.level)),
	});
	// A seed per district, so that the draw on a page does not depend on which other districts are in the run.
	const random = createRandom(`chance-${code}-${input.frame.subject}-${input.frame.year}`);
	return {
		spread: result.kind === "undefined" ? undefined : spreadWith(result, kept.length),
		observed: kept.map((point) => point.value - (centers.get(point.level) ?? 0)),
		chance: kept.map((point) => Math.sqrt(point.variance) * random.normal()),
	};
}

function centerOf(points: readonly Point[]): number {
	const center = mean(points.map((point) => point.value));
	if (typeof center !== "number") throw new Error("the average of a level without schools");
	return center;
}

const spreadWith = (
	{ raw, noise, true: corrected, lower, upper, reliability }: StatsSpread,
	schools: number,
): Spread => ({
	schools,
	raw,
	noise,
	true: corrected,
	lower,
	upper,
	reliability,
});
