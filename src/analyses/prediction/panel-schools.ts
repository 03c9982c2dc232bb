/** From a fit over years to its schools: what each school's own results say, the school left out, and what lasts. */

import { type NestedFit, nestedEffects } from "../../stats/index.js";
import type { School } from "../frame/school.js";
import { missingVariance, sharedCovariance } from "./cohort-overlap.js";
import type { PanelRows } from "./panel-rows.js";
import type { PanelSchool } from "./panel-types.js";

export const component = (fit: NestedFit, name: string): number =>
	fit.components.find((entry) => entry.name === name)?.estimate ?? 0;

export interface FittedSchool {
	readonly own: PanelSchool;
	/** Weight of the school in the variance between schools. */
	readonly weight: number;
	readonly shared: number;
}

/** The variance between schools minus what sampling errors of different years have in common. */
export function lastingVariance(tauSchool2: number, schools: readonly FittedSchool[]): number {
	const total = schools.reduce((sum, { weight }) => sum + weight, 0);
	if (!(total > 0)) return 0;
	return Math.max(0, tauSchool2 - schools.reduce((sum, { weight, shared }) => sum + (weight / total) * shared, 0));
}

/** The numbers that a fit handed on, and what of them follows for single schools. */
export interface FittedRows {
	readonly fit: NestedFit;
	/** Sampling variances with the factor φ. */
	readonly sampling: Float64Array;
	readonly phiMoved: boolean;
}

/**
 * Rows of one school stand together. From ŝ = κ·(own difference) and its variance τ²(1 − κ), the difference that the
 * school's own results show beside a fit without them, and its error variance; to that is added what years share.
 */
export function schoolsOf(rows: PanelRows, { fit, sampling, phiMoved }: FittedRows): FittedSchool[] {
	const { response, levels } = fit.working.input;
	const [districts, schools] = nestedEffects(fit, { rowEffects: false });
	const [districtCodes, schoolCodes] = levels.map(({ groups }) => groups);
	const tau2 = component(fit, "school");
	const found: FittedSchool[] = [];
	for (let first = 0, end = 0; first < rows.school.length; first = end) {
		while (rows.school[end] === rows.school[first]) end++;
		const own = rowsBetween(first, end);
		const school = rows.schools[rows.school[first] ?? 0] as School;
		const years = own(rows.year);
		// Codes are numbered without gaps, so that a code is a group's place.
		const place = schoolCodes?.[first] ?? -1;
		const kept = tau2 > 0 ? 1 - (schools?.variance[place] ?? 0) / tau2 : 0;
		const ownSampling = own(sampling);
		const noise = { level: school.level, years, sampling: average(ownSampling), phiMoved };
		const known = {
			school,
			years,
			tested: own(rows.tested),
			response: own(response),
			expected: own(fit.fitted),
			sampling: ownSampling,
			district: districts?.effect[districtCodes?.[first] ?? -1] ?? 0,
			left: kept > 0 ? (schools?.effect[place] ?? 0) / kept : 0,
			leftVariance: kept > 0 ? (schools?.variance[place] ?? 0) / kept + missingVariance(noise) : 0,
		};
		found.push({ own: known, weight: kept ** 2, shared: sharedCovariance(noise) });
	}
	return found;
}

function rowsBetween(first: number, end: number): (values: Float64Array | Int32Array) => number[] {
	return (values) => {
		const own: number[] = [];
		for (let row = first; row < end; row++) own.push(values[row] ?? 0);
		return own;
	};
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
