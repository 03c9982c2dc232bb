/** A fitted model as the page and results.json report it. */

import { type Measured, notDefined } from "../../domain/measured.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import type { SchoolFrame } from "../frame/school.js";
import { calibrate } from "./calibration.js";
import type { ModelKind } from "./design.js";
import type { LevelFit } from "./fit.js";
import type { JudgedSchool } from "./judge.js";
import type { Scale } from "./scale.js";
import { usable } from "./scale.js";
import type { DistrictEffect, FittedModel } from "./types.js";

export interface ModelFacts {
	readonly fit: LevelFit;
	readonly level: SchoolLevel | "all";
	readonly frame: SchoolFrame;
	readonly scale: Scale;
	readonly kind: ModelKind;
	readonly judged: readonly JudgedSchool[];
	readonly judges: number;
}

export function describeModel(facts: ModelFacts): FittedModel {
	const { fit: level, frame, kind, scale, judged } = facts;
	const { fit, plan } = level;
	const actual = judged.map((entry) => entry.actual);
	const errors = judged.map((entry) => entry.within.residual);
	const tauDistrict = Math.sqrt(fit.tauDistrict2);
	const tauSchool = Math.sqrt(fit.tauSchool2);
	return {
		id: `${kind}-${frame.subject}-${frame.year}-${facts.level}`,
		kind,
		level: facts.level,
		scale: scale.id,
		predictors: plan.names.slice(1),
		dropped: plan.dropped,
		schools: level.schools.length,
		districts: fit.districts,
		judges: facts.judges,
		coefficients: Object.entries(fit.coefficients).map(([name, estimate]) => ({
			name,
			estimate,
			standardError: fit.standardErrors[name] ?? 0,
		})),
		r2: predictiveR2(actual, errors),
		rmse: rootMeanSquare(errors),
		rival: rival(facts, actual),
		tauDistrict,
		tauSchool,
		phi: fit.phi,
		reliability: average(
			[...level.variances].map((variance) => {
				const noise = fit.phi * variance;
				return fit.tauSchool2 / (fit.tauSchool2 + noise);
			}),
		),
		districtEffects: districtEffects(level, scale),
		aliased: fit.aliased,
		atBoundary: fit.atBoundary,
		converged: fit.converged,
		iterations: fit.iterations,
		calibration: calibrate(judged.map((entry) => entry.standing)),
	};
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(average(values.map((value) => value ** 2)));

function districtEffects(level: LevelFit, scale: Scale): DistrictEffect[] {
	const districts = [...new Set(level.schools.map((school) => school.district))];
	return districts.map((district, index) => {
		const rows = level.schools.flatMap((school, row) => (school.district === district ? [row] : []));
		const slope = scale.slope(average(rows.map((row) => level.fit.fitted[row] ?? 0)));
		return {
			district,
			schools: rows.length,
			effect: slope * (level.effects.districtEffect[index] ?? 0),
			standardError: slope * Math.sqrt(level.effects.districtVariance[index] ?? 0),
		};
	});
}

/** 1 − (sum of squared errors of left-out predictions) / (sum of squares around the mean); below 0 the mean does better. */
function predictiveR2(actual: readonly number[], errors: readonly number[]): Measured {
	const center = average(actual);
	const total = actual.reduce((sum, value) => sum + (value - center) ** 2, 0);
	if (total === 0) return notDefined("all schools have the same result");
	return 1 - errors.reduce((sum, error) => sum + error ** 2, 0) / total;
}

/** What a reader would do without a model. Only the progress model is fairly set against last year's result. */
function rival(facts: ModelFacts, actual: readonly number[]): FittedModel["rival"] {
	if (facts.kind !== "progress") {
		const center = average(actual);
		return { name: "the average of these schools", rmse: rootMeanSquare(actual.map((value) => value - center)) };
	}
	const errors = facts.judged.map((entry) => entry.actual - (usable(entry.school.baseline)?.value ?? entry.actual));
	return { name: `the ${facts.frame.baselineYear} result carried forward`, rmse: rootMeanSquare(errors) };
}
