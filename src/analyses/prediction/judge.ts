/** From a fit to what it says of each school, in the unit that people read. */

import type { Measured } from "../../domain/measured.js";
import type { School } from "../frame/school.js";
import type { Standing } from "./coverage.js";
import type { LevelFit } from "./fit.js";
import { LeftOutPrediction, type LeftOutRow } from "./left-out-prediction.js";
import type { Scale } from "./scale.js";
import { deviateOf, tailsOf } from "./tails.js";
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
	readonly working: () => Working;
}

const at = (values: Float64Array, index: number): number => {
	const value = values[index];
	if (value === undefined) throw new RangeError(`row ${index} of ${values.length}`);
	return value;
};

/**
 * Predicts every school of the fit without its own result, and without its district's. Rows that the others can't predict
 * are left out.
 */
export function judgeSchools(level: LevelFit, scale: Scale): { judged: JudgedSchool[]; tails: Tails } {
	const { fit, groups, left, effects, observed, response, tested, schools } = level;

	const perDistrict = new Int32Array(fit.working.model.groupCount);
	for (const code of groups) perDistrict[code] = (perDistrict[code] ?? 0) + 1;
	const elsewhere = left.districtOut.undefinedRows.length < schools.length;
	const [within, anywhere] = [
		sideOf(level, scale, { name: "schoolOut", reported: !elsewhere }),
		sideOf(level, scale, { name: "districtOut", reported: elsewhere }),
	];
	const working = workingsOf(level, { schoolOut: within.tails, districtOut: anywhere.tails });
	const judged = schools.flatMap((school, row): JudgedSchool[] => {
		const students = at(tested, row);
		// With no other school of the district in the fit, leaving out the school leaves out the district.
		const alone = perDistrict[groups[row] ?? 0] === 1;
		const actual = scale.toUnit(at(observed, row), students);
		const own = predictionOf(within, row, actual, alone ? anywhereQuestion : "within this district");
		const away = predictionOf(anywhere, row, actual, anywhereQuestion);
		if (own === undefined) return [];
		const slope = scale.slope(at(response, row) - at(left.schoolOut.residual, row));
		return [
			{
				school,
				tested: students,
				actual,
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
				working: () => working(row),
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
	{ left, schools, observed, response, variances, tested }: LevelFit,
	scale: Scale,
	{ name, reported }: { readonly name: "schoolOut" | "districtOut"; readonly reported: boolean },
): Side {
	const { residual, externalVariance, externalDf } = left[name];
	const rows = schools.map((_, row): LeftOutRow | undefined => {
		const sd = Math.sqrt(at(externalVariance, row));
		if (!Number.isFinite(sd)) return undefined;
		const df = at(externalDf, row);
		const center = at(response, row) - at(residual, row);
		const expected = { center, sd, samplingVariance: at(variances, row), tested: at(tested, row) };
		const predictive = scale.predictive(expected);
		const z = predictive.deviateOf(at(observed, row));
		return { predictive, z, df, ...deviateOf(z, df) };
	});
	const standardized = schools.map(({ district }, index) => ({ district, z: rows[index]?.deviate }));
	return { rows, ...tailsOf(standardized, { interval: reported }) };
}

const anywhereQuestion = "against similar schools anywhere";

function predictionOf(side: Side, index: number, actual: number, question: Question): Prediction | undefined {
	const row = side.rows[index];
	return row && new LeftOutPrediction(row, side.tails[index], actual, question);
}
