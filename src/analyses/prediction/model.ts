/** A fitted model as the page and results.json report it. */

import { groupBy } from "../../domain/group-by.js";
import { type Measured, notDefined } from "../../domain/measured.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import type { SchoolFrame } from "../frame/school.js";
import { checkedCoefficients } from "./checks.js";
import type { ModelKind } from "./design.js";
import type { LevelFit } from "./fit.js";
import type { JudgedSchool } from "./judge.js";
import type { Scale } from "./scale.js";
import { usable } from "./scale.js";
import type { Calibration, DistrictDifference, FittedModel } from "./types.js";
import { reliabilityOf, varianceTable } from "./variance-table.js";

export interface ModelFacts {
	readonly fit: LevelFit;
	readonly level: SchoolLevel | "all";
	/** Levels whose schools this model judges: a fit over all levels also learns from schools that another model judges. */
	readonly levels: readonly SchoolLevel[];
	readonly frame: SchoolFrame;
	readonly scale: Scale;
	readonly kind: ModelKind;
	readonly judged: readonly JudgedSchool[];
	readonly judges: readonly JudgedSchool[];
	readonly calibration: Calibration;
}

/** All but what is said of families, for which the evidence of each school is needed. */
export function describeModel(facts: ModelFacts): Omit<FittedModel, "families"> {
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
		judges: facts.judges.length,
		...checkedCoefficients(level, scale),
		r2: predictiveR2(actual, errors),
		rmse: rootMeanSquare(errors),
		rival: rival(facts, actual),
		averageRmse: missOfAverage(actual),
		tauDistrict,
		tauSchool,
		phi: fit.phi,
		reliability: reliabilityOf(level),
		districtDifferences: districtDifferences(level, scale, facts.levels),
		aliased: fit.aliased,
		atBoundary: fit.atBoundary,
		converged: fit.converged && level.agreed,
		iterations: fit.iterations,
		gradientNorm: fit.gradientNorm,
		varianceTable: varianceTable(level, scale),
		calibration: facts.calibration,
	};
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(average(values.map((value) => value ** 2)));

/**
 * Average of actual minus predicted, the district left out, with weights by precision. Its variance: that of the schools'
 * own part, and the coefficients' part, for which the average over schools is an upper bound.
 */
function districtDifferences(level: LevelFit, scale: Scale, levels: readonly SchoolLevel[]): DistrictDifference[] {
	const { fit, left, schools, variances } = level;
	const rows = schools.map((school, row) => {
		const judges = levels.includes(school.level);
		const own = fit.tauSchool2 + fit.phi * (variances[row] ?? 0);
		const total = left.districtOut.variance[row] ?? Number.POSITIVE_INFINITY;
		const residual = left.districtOut.residual[row] ?? 0;
		return {
			district: school.district,
			judges,
			own,
			line: total - own - fit.tauDistrict2,
			residual,
			fitted: fit.fitted[row] ?? 0,
		};
	});
	const known = rows.filter((row) => row.judges && Number.isFinite(row.line));
	return [...groupBy(known, (row) => row.district)].map(([district, members]) => {
		const precision = members.reduce((sum, row) => sum + 1 / row.own, 0);
		const weighted = (pick: (row: (typeof rows)[number]) => number): number =>
			members.reduce((sum, row) => sum + pick(row) / row.own, 0) / precision;
		const slope = scale.slope(weighted((row) => row.fitted));
		return {
			district,
			schools: members.length,
			difference: slope * weighted((row) => row.residual),
			standardError:
				slope *
				Math.sqrt(
					1 / precision +
						Math.max(
							0,
							weighted((row) => row.line),
						),
				),
		};
	});
}

/** 1 − (sum of squared errors of left-out predictions) / (sum of squares around the mean); below 0 the mean does better. */
function predictiveR2(actual: readonly number[], errors: readonly number[]): Measured {
	const center = average(actual);
	const total = actual.reduce((sum, value) => sum + (value - center) ** 2, 0);
	// Results that went to the model's scale and back differ by rounding alone.
	if (total <= 1e-20 * actual.length * (1 + center ** 2)) return notDefined("all schools have the same result");
	return 1 - errors.reduce((sum, error) => sum + error ** 2, 0) / total;
}

const missOfAverage = (actual: readonly number[]): number => {
	const center = average(actual);
	return rootMeanSquare(actual.map((value) => value - center));
};

/** What a reader would do without a model. Only the progress model is fairly set against last year's result. */
function rival(facts: ModelFacts, actual: readonly number[]): FittedModel["rival"] {
	if (facts.kind !== "progress") {
		return { name: "the average of these schools", rmse: missOfAverage(actual) };
	}
	const errors = facts.judged.map((entry) => entry.actual - (usable(entry.school.baseline)?.value ?? entry.actual));
	return { name: `the ${facts.frame.baselineYear} result carried forward`, rmse: rootMeanSquare(errors) };
}
