/** From a fit over years to its schools: what each school's own results say, the school left out, and what lasts. */

import type { GroupEffects, NestedFit } from "../../stats/index.js";
import type { School } from "../frame/school.js";
import { missingVariance, sharedCovariance } from "./cohort-overlap.js";
import type { PanelRows } from "./panel-rows.js";
import type { PanelSchool } from "./panel-types.js";

export const component = (fit: NestedFit, name: string): number =>
	fit.components.find((entry) => entry.name === name)?.estimate ?? 0;

/** What schools' own results say under one set of variances; arrays in the order of the fit's schools. */
export interface OwnDifferences {
	/**
	 * A school's lasting difference as its own results say it, set beside what the others lead one to expect (the school
	 * left out, its district known), and the variance of its error.
	 */
	readonly left: Float64Array;
	readonly leftVariance: Float64Array;
	/** The variance between schools minus what sampling errors of different years have in common. */
	readonly tauLasting2: number;
}

/** The numbers that a fit handed on, and what of them follows for single schools. */
export interface FittedRows {
	readonly fit: NestedFit;
	/** Of districts and schools. */
	readonly effects: readonly GroupEffects[];
	/** Sampling variances with the factor φ. */
	readonly sampling: Float64Array;
	readonly phiMoved: boolean;
}

/** Places of each school's rows: rows of one school stand together. */
function spansOf({ school }: PanelRows): { readonly first: number; readonly end: number }[] {
	const spans: { first: number; end: number }[] = [];
	for (let first = 0, end = 0; first < school.length; first = end) {
		while (school[end] === school[first]) end++;
		spans.push({ first, end });
	}
	return spans;
}

/**
 * From ŝ = κ·(own difference) and its variance τ²(1 − κ), the difference that the school's own results show beside a fit
 * without them, and its error variance; to that is added what years share.
 */
export function ownDifferences(rows: PanelRows, fitted: FittedRows): OwnDifferences {
	const { fit, sampling, phiMoved } = fitted;
	const effects = fitted.effects[1];
	const codes = fit.working.input.levels[1]?.groups;
	const tau2 = component(fit, "school");
	const spans = spansOf(rows);
	const [left, leftVariance] = [new Float64Array(spans.length), new Float64Array(spans.length)];
	let [total, shared] = [0, 0];
	spans.forEach(({ first, end }, index) => {
		// Codes are numbered without gaps, so that a code is a group's place.
		const place = codes?.[first] ?? -1;
		const kept = tau2 > 0 ? 1 - (effects?.variance[place] ?? 0) / tau2 : 0;
		if (!(kept > 0)) return;
		const own = rowsBetween(first, end);
		const { level } = rows.schools[rows.school[first] ?? 0] as School;
		const noise = { level, years: own(rows.year), sampling: average(own(sampling)), phiMoved };
		left[index] = (effects?.effect[place] ?? 0) / kept;
		leftVariance[index] = (effects?.variance[place] ?? 0) / kept + missingVariance(noise);
		total += kept ** 2;
		shared += kept ** 2 * sharedCovariance(noise);
	});
	return { left, leftVariance, tauLasting2: total > 0 ? Math.max(0, tau2 - shared / total) : 0 };
}

/** The schools of a fit, and what their own results say under each plausible set of variances. */
export function schoolsOf(
	rows: PanelRows,
	observed: Float64Array,
	{ fit, effects, sampling }: FittedRows,
	plausible: readonly OwnDifferences[],
): PanelSchool[] {
	const { response, levels } = fit.working.input;
	const [districts] = effects;
	return spansOf(rows).map(({ first, end }, index) => {
		const own = rowsBetween(first, end);
		return {
			school: rows.schools[rows.school[first] ?? 0] as School,
			years: own(rows.year),
			tested: own(rows.tested),
			observed: own(observed),
			response: own(response),
			expected: own(fit.fitted),
			sampling: own(sampling),
			district: districts?.effect[levels[0]?.groups[first] ?? -1] ?? 0,
			left: plausible.map(({ left }) => left[index] ?? 0),
			leftVariance: plausible.map(({ leftVariance }) => leftVariance[index] ?? 0),
		};
	});
}

function rowsBetween(first: number, end: number): (values: Float64Array | Int32Array) => number[] {
	return (values) => {
		const own: number[] = [];
		for (let row = first; row < end; row++) own.push(values[row] ?? 0);
		return own;
	};
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
