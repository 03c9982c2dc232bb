/** From a fit over years to its schools: what each school's own results say, the school left out, and what lasts. */

import { type NestedFit, nestedEffects } from "../../stats/index.js";
import { missingVariance, sharedCovariance } from "./cohort-overlap.js";
import type { PanelRow } from "./panel-rows.js";
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

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Rows of one school stand together. From ŝ = κ·(own difference) and its variance τ²(1 − κ), the difference that the
 * school's own results show beside a fit without them, and its error variance; to that is added what years share.
 */
export function schoolsOf(
	rows: readonly PanelRow[],
	fit: NestedFit,
	{ sampling, phiMoved }: { readonly sampling: Float64Array; readonly phiMoved: boolean },
): FittedSchool[] {
	const { response, levels } = fit.working.input;
	const [districts, schools] = nestedEffects(fit);
	const [districtCodes, schoolCodes] = levels.map(({ groups }) => groups);
	const tau2 = component(fit, "school");
	const found: FittedSchool[] = [];
	for (let first = 0, end = 0; first < rows.length; first = end) {
		const school = (rows[first] as PanelRow).school;
		while (rows[end]?.school.cds === school.cds) end++;
		const own = rows.slice(first, end);
		const at = (values: Float64Array): number[] => own.map((_, index) => values[first + index] ?? 0);
		const years = own.map(({ year }) => year);
		// Codes are numbered without gaps, so that a code is a group's place.
		const place = schoolCodes?.[first] ?? -1;
		const kept = tau2 > 0 ? 1 - (schools?.variance[place] ?? 0) / tau2 : 0;
		const ownSampling = at(sampling);
		const noise = { level: school.level, years, sampling: average(ownSampling), phiMoved };
		const known = {
			school,
			years,
			tested: own.map(({ result }) => result.tested),
			response: at(response),
			expected: at(fit.fitted),
			sampling: ownSampling,
			district: districts?.effect[districtCodes?.[first] ?? -1] ?? 0,
			left: kept > 0 ? (schools?.effect[place] ?? 0) / kept : 0,
			leftVariance: kept > 0 ? (schools?.variance[place] ?? 0) / kept + missingVariance(noise) : 0,
		};
		found.push({ own: known, weight: kept ** 2, shared: sharedCovariance(noise) });
	}
	return found;
}
