/** The districts most like each district in whom they serve, with their results beside its own. */

import { isCharter } from "../../domain/entity.js";
import { type Evidence, evidenceOf, type Interval, judgeMinimum, smallestWorthNaming } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { mean, standardDeviation, tQuantile } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { type ByDistrict, byDistrict } from "../by-district.js";
import { covariateNames } from "../frame/school.js";
import { type AreaValue, areaValue, current, differenceInterval } from "../prediction/areas.js";
import { runStudentSd } from "../prediction/student-sd.js";
import { distancesOf, type Neighbor } from "./distances.js";
import { type DistrictFacts, type Fact, factsOf } from "./facts.js";

/** A similar district, with what sets it apart in results. */
export interface SimilarDistrict extends Neighbor {
	/** Its distance in units of the usual distance to the nearest district. */
	readonly relative: number;
	readonly facts: DistrictFacts;
	readonly result: AreaValue | undefined;
	/** This district's result minus the similar one's; its interval is of students alone. */
	readonly difference: { readonly value: number; readonly interval: Interval } | undefined;
}

export interface Similar {
	readonly facts: DistrictFacts;
	readonly result: AreaValue | undefined;
	/** Nearest first, whatever their results. */
	readonly neighbors: readonly SimilarDistrict[];
	/** No district in the files is near: the nearest is more than twice as far as is usual. */
	readonly alone: boolean;
	/** This district's result minus the average of the similar ones, with the interval for one more district like them. */
	readonly beside: { readonly value: number; readonly interval: Interval; readonly evidence: Evidence } | undefined;
}

export interface SimilarDistricts {
	readonly names: readonly Fact[];
	/** Ids of the facts that enter the distance. */
	readonly used: readonly string[];
	/** At least one of them is of the students' mix; without one, districts are alike in size and kinds of schools only. */
	readonly knowsStudents: boolean;
	/** The usual distance to the nearest district. */
	readonly typical: number;
	/** Districts in the files, those with all facts, and those asked for beside each. */
	readonly districts: number;
	readonly compared: number;
	/** `undefined` where there are too few districts, or the district lacks a fact. */
	readonly byDistrict: ByDistrict<Similar | undefined>;
}

export const neighborsShown = 5;

/** A nearest district farther than this many usual distances is not near. */
export const farDistances = 2;

export function compute(input: AnalysisInput): SimilarDistricts {
	const { frame } = input;
	const { names, byDistrict: facts } = factsOf(input);
	const { used, compared, nearest, typical } = distancesOf({ names, byDistrict: facts }, neighborsShown);
	const enough = compared > neighborsShown;
	const schools = groupBy(
		frame.schools.filter((school) => input.charters === "include" || !isCharter(school.charter)),
		(school) => school.district,
	);
	const results = byDistrict(facts.keys(), (code) =>
		areaValue(
			frame.districtNames.get(code) ?? code,
			frame.districtRows.get(code)?.current,
			schools.get(code) ?? [],
			current,
		),
	);
	const sd = runStudentSd(input);
	const similarTo = (code: string): Similar | undefined => {
		const found = enough ? nearest(code) : undefined;
		if (found === undefined) return undefined;
		const result = results.get(code);
		const neighbors = found.map((neighbor): SimilarDistrict => {
			const other = results.get(neighbor.district);
			return {
				...neighbor,
				relative: typical > 0 ? neighbor.distance / typical : 0,
				facts: facts.get(neighbor.district) ?? [],
				result: other,
				difference:
					result === undefined || other === undefined
						? undefined
						: { value: result.value - other.value, interval: differenceInterval(result, other, sd) },
			};
		});
		return {
			facts: facts.get(code) ?? [],
			result,
			neighbors,
			alone: (neighbors[0]?.relative ?? 0) > farDistances,
			beside: besideOf(result, neighbors, smallestWorthNaming[input.predictions.unit]),
		};
	};
	return {
		names,
		used,
		knowsStudents: covariateNames.some((name) => used.includes(name)),
		typical,
		districts: facts.size,
		compared,
		byDistrict: byDistrict(facts.keys(), similarTo),
	};
}

/** Where a district like its neighbors would lie: their average, and how far they themselves lie apart. */
function besideOf(
	own: AreaValue | undefined,
	neighbors: readonly SimilarDistrict[],
	smallest: number,
): Similar["beside"] {
	const values = neighbors.flatMap(({ result }) => (result === undefined ? [] : [result.value]));
	if (own === undefined || values.length < neighborsShown) return undefined;
	const [center, spread] = [mean(values), standardDeviation(values)];
	if (typeof center !== "number" || typeof spread !== "number") return undefined;
	const half = tQuantile(0.975, values.length - 1) * spread * Math.sqrt(1 + 1 / values.length);
	const value = own.value - center;
	const interval = { lower: value - half, upper: value + half };
	const few = own.tested < judgeMinimum;
	return { value, interval, evidence: few ? "not enough data" : evidenceOf(interval, smallest) };
}
