/** From a fit to what it says of each school, in the unit that people read. */

import type { Measured } from "../../domain/measured.js";
import type { School } from "../frame/school.js";
import type { Standing } from "./coverage.js";
import type { LevelFit } from "./fit.js";
import type { Predictive } from "./predictive.js";
import type { Scale } from "./scale.js";
import { reachOf, tailsOf } from "./tails.js";
import type { Prediction, Question, Tail, Tails, Working } from "./types.js";
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

/** What the other schools say of a row on the model's scale, before it is known how heavy the tails are. */
interface LeftOutRow {
	readonly residual: number;
	readonly predictive: Predictive;
	/** The result's deviate in that distribution. */
	readonly z: number;
	readonly df: number;
	/** See `Reach`. */
	readonly deviate: number;
}

/**
 * Predicts every school of the fit without its own result, and without its district's. Rows that the others can't predict
 * are left out.
 */
export function judgeSchools(level: LevelFit, scale: Scale): { judged: JudgedSchool[]; tails: Tails } {
	const { left, effects, response, tested, schools } = level;

	const perDistrict = new Map<string, number>();
	for (const school of schools) perDistrict.set(school.district, (perDistrict.get(school.district) ?? 0) + 1);
	const elsewhere = left.districtOut.undefinedRows.length < schools.length;
	const [within, anywhere] = [
		sideOf(level, scale, { name: "schoolOut", reported: !elsewhere }),
		sideOf(level, scale, { name: "districtOut", reported: elsewhere }),
	];
	const working = workingsOf(level, scale, { schoolOut: within.tails, districtOut: anywhere.tails });
	const judged = schools.flatMap((school, row): JudgedSchool[] => {
		const observed = at(response, row);
		const students = at(tested, row);
		// With no other school of the district in the fit, leaving out the school leaves out the district.
		const alone = perDistrict.get(school.district) === 1;
		const result = { observed, students, scale };
		const own = predictionOf(within, row, {
			...result,
			question: alone ? "against similar schools anywhere" : "within this district",
		});
		const away = predictionOf(anywhere, row, { ...result, question: "against similar schools anywhere" });
		if (own === undefined) return [];
		const slope = scale.slope(observed - at(left.schoolOut.residual, row));
		return [
			{
				school,
				tested: students,
				actual: scale.toUnit(observed, students),
				within: own,
				anywhere: away,
				effect: slope * at(effects.schoolEffect, row),
				effectSe: slope * Math.sqrt(at(effects.schoolVariance, row)),
				standing: {
					school,
					tested: students,
					anywhere: away?.p,
					within: own.p,
					z: (anywhere.rows[row] ?? within.rows[row])?.deviate ?? 0,
				},
				working: working(row),
			},
		];
	});
	return { judged, tails: elsewhere ? anywhere.summary : within.summary };
}

interface Side {
	readonly rows: readonly (LeftOutRow | undefined)[];
	readonly tails: readonly (Tail | undefined)[];
	readonly summary: Tails;
}

function sideOf(
	{ left, schools, response, variances, tested }: LevelFit,
	scale: Scale,
	{ name, reported }: { readonly name: "schoolOut" | "districtOut"; readonly reported: boolean },
): Side {
	const { residual, externalVariance, externalDf } = left[name];
	const rows = schools.map((_, row): LeftOutRow | undefined => {
		const sd = Math.sqrt(at(externalVariance, row));
		if (!Number.isFinite(sd)) return undefined;
		const [observed, df] = [at(response, row), at(externalDf, row)];
		const center = observed - at(residual, row);
		const expected = { center, sd, samplingVariance: at(variances, row), tested: at(tested, row) };
		const predictive = scale.predictive(expected);
		const z = predictive.deviateOf(observed);
		return { residual: at(residual, row), predictive, z, df, deviate: reachOf(z, df).deviate };
	});
	const standardized = schools.map(({ district }, index) => ({ district, z: rows[index]?.deviate }));
	return { rows, ...tailsOf(standardized, { interval: reported }) };
}

interface Result {
	readonly question: Question;
	readonly observed: number;
	readonly students: number;
	readonly scale: Scale;
}

function predictionOf(side: Side, index: number, result: Result): Prediction | undefined {
	const row = side.rows[index];
	if (row === undefined) return undefined;
	const { half, p, df } = reachOf(row.z, row.df, side.tails[index]);
	const unit = (value: number): number => result.scale.toUnit(value, result.students);
	const { predicted, lower, upper } = row.predictive.limitsAt(half);
	return {
		question: result.question,
		predicted,
		lower,
		upper,
		residual: unit(result.observed) - predicted,
		z: row.z,
		df,
		p,
	};
}
