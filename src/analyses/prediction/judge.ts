/** From a fit to what it says of each school, in the unit that people read. */

import type { Measured } from "../../domain/measured.js";
import { tCdf, tQuantile } from "../../stats/index.js";
import type { School } from "../frame/school.js";
import type { Standing } from "./calibration.js";
import type { LevelFit } from "./fit.js";
import type { Scale } from "./scale.js";
import type { Prediction, Question, Working } from "./types.js";
import { workingsOf } from "./working.js";

/** A judged school before evidence is weighed over all schools of the model. */
export interface JudgedSchool {
	readonly school: School;
	readonly tested: number;
	readonly actual: number;
	readonly within: Prediction;
	/** `undefined` where the other districts can't predict it, as in a run of one district. */
	readonly anywhere: Prediction | undefined;
	readonly effect: Measured;
	readonly effectSe: Measured;
	readonly standing: Standing;
	readonly working: Working;
}

const at = (values: Float64Array, index: number): number => {
	const value = values[index];
	if (value === undefined) throw new RangeError(`row ${index} of ${values.length}`);
	return value;
};

/** Predicts every school of the fit without its own result, and without its district's. Rows that the others can't predict are left out. */
export function judgeSchools(level: LevelFit, scale: Scale): JudgedSchool[] {
	const { left, effects, response, tested } = level;
	const working = workingsOf(level, scale);
	const perDistrict = new Map<string, number>();
	for (const school of level.schools) perDistrict.set(school.district, (perDistrict.get(school.district) ?? 0) + 1);
	return level.schools.flatMap((school, row): JudgedSchool[] => {
		const observed = at(response, row);
		const students = at(tested, row);
		// With no other school of the district in the fit, leaving out the school leaves out the district.
		const alone = perDistrict.get(school.district) === 1;
		const side = (name: "schoolOut" | "districtOut", question: Question): Prediction | undefined =>
			predictionOf({
				question,
				observed,
				students,
				residual: at(left[name].residual, row),
				sd: Math.sqrt(at(left[name].externalVariance, row)),
				df: at(left[name].externalDf, row),
				scale,
			});
		const within = side("schoolOut", alone ? "against similar schools anywhere" : "within this district");
		const anywhere = side("districtOut", "against similar schools anywhere");
		if (within === undefined) return [];
		const slope = scale.slope(observed - at(left.schoolOut.residual, row));
		return [
			{
				school,
				tested: students,
				actual: scale.toUnit(observed, students),
				within,
				anywhere,
				effect: slope * at(effects.schoolEffect, row),
				effectSe: slope * Math.sqrt(at(effects.schoolVariance, row)),
				standing: {
					school,
					tested: students,
					anywhere: anywhere?.p,
					within: within.p,
					z: (anywhere ?? within).z,
				},
				working: working(row),
			},
		];
	});
}

interface LeftOutRow {
	readonly question: Question;
	readonly observed: number;
	readonly students: number;
	readonly residual: number;
	readonly sd: number;
	readonly df: number;
	readonly scale: Scale;
}

function predictionOf(row: LeftOutRow): Prediction | undefined {
	if (!Number.isFinite(row.sd)) return undefined;
	const center = row.observed - row.residual;
	const half = tQuantile(0.975, row.df) * row.sd;
	const unit = (value: number): number => row.scale.toUnit(value, row.students);
	const z = row.residual / row.sd;
	const predicted = unit(center);
	return {
		question: row.question,
		predicted,
		lower: unit(center - half),
		upper: unit(center + half),
		residual: unit(row.observed) - predicted,
		z,
		df: row.df,
		p: Math.min(1, 2 * tCdf(-Math.abs(z), row.df)),
	};
}
