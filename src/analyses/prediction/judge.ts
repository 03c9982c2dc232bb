/** From a fit to what it says of each school, in the unit that people read. */

import type { Measured } from "../../domain/measured.js";
import { normalCdf, normalQuantile, tCdf, tQuantile } from "../../stats/index.js";
import type { School } from "../frame/school.js";
import type { Standing } from "./coverage.js";
import type { LevelFit } from "./fit.js";
import type { Scale } from "./scale.js";
import { type Tail, tailsOf } from "./tails.js";
import type { Prediction, Question, Tails } from "./types.js";

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
}

const at = (values: Float64Array, index: number): number => {
	const value = values[index];
	if (value === undefined) throw new RangeError(`row ${index} of ${values.length}`);
	return value;
};

/** What the other schools say of a row on the model's scale, before it is known how heavy the tails are. */
interface LeftOutRow {
	readonly residual: number;
	readonly sd: number;
	readonly df: number;
	/** Two-sided p of the residual by Student's t with those degrees of freedom. */
	readonly p: number;
	/** The residual as a standard normal deviate with the same p: what is left of its size when that t is allowed for. */
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
	const [within, anywhere] = [sideOf(level, "schoolOut", !elsewhere), sideOf(level, "districtOut", elsewhere)];
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

function sideOf({ left, schools }: LevelFit, name: "schoolOut" | "districtOut", reported: boolean): Side {
	const { residual, externalVariance, externalDf } = left[name];
	const rows = schools.map((_, row): LeftOutRow | undefined => {
		const sd = Math.sqrt(at(externalVariance, row));
		return Number.isFinite(sd) ? leftOutRow(at(residual, row), sd, at(externalDf, row)) : undefined;
	});
	const standardized = schools.map(({ district }, index) => ({ district, z: rows[index]?.deviate }));
	return { rows, ...tailsOf(standardized, { interval: reported }) };
}

/** Smaller chances are all the same, and a deviate needs one. */
const leastP = 1e-300;

function leftOutRow(residual: number, sd: number, df: number): LeftOutRow {
	const p = Math.min(1, 2 * tCdf(-Math.abs(residual / sd), df));
	const deviate = -Math.sign(residual) * normalQuantile(Math.max(leastP, p) / 2);
	return { residual, sd, df, p, deviate };
}

/** Half of the 95 % interval, in standard deviations, and p, where a t was fitted to the deviates. */
function withTail(row: LeftOutRow, tail: Tail): { reach: number; p: number; df: number } {
	const limit = tail.scale * tQuantile(0.975, tail.df);
	const reach = -tQuantile(Math.max(leastP, normalCdf(-limit)), row.df);
	return { reach, p: Math.min(1, 2 * tCdf(-Math.abs(row.deviate) / tail.scale, tail.df)), df: tail.df };
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
	const tail = side.tails[index];
	const { reach, p, df } =
		tail === undefined ? { reach: tQuantile(0.975, row.df), p: row.p, df: row.df } : withTail(row, tail);
	const center = result.observed - row.residual;
	const half = reach * row.sd;
	const unit = (value: number): number => result.scale.toUnit(value, result.students);
	const predicted = unit(center);
	return {
		question: result.question,
		predicted,
		lower: unit(center - half),
		upper: unit(center + half),
		residual: unit(result.observed) - predicted,
		z: row.residual / row.sd,
		df,
		p,
	};
}
