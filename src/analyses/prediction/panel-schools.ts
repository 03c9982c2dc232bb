/** From a fit over years to its schools: what each school's own results say, the school left out, and what lasts. */

import { schoolLevels } from "../../domain/school-level.js";
import type { GroupEffects, NestedFit } from "../../stats/index.js";
import { missingVariance, sharedCovariance } from "./cohort-overlap.js";
import type { PanelRows } from "./panel-rows.js";
import type { PanelColumns } from "./panel-types.js";

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

/** First row of each school, and the end of the last one's: rows of one school stand together. */
function startsOf({ school }: PanelRows): Int32Array {
	const starts: number[] = [];
	for (let row = 0; row < school.length; row++) if (row === 0 || school[row] !== school[row - 1]) starts.push(row);
	return Int32Array.from([...starts, school.length]);
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
	const starts = startsOf(rows);
	const count = starts.length - 1;
	const [left, leftVariance] = [new Float64Array(count), new Float64Array(count)];
	let [total, shared] = [0, 0];
	for (let index = 0; index < count; index++) {
		const [first, end] = [starts[index] ?? 0, starts[index + 1] ?? 0];
		// Codes are numbered without gaps, so that a code is a group's place.
		const place = codes?.[first] ?? -1;
		const kept = tau2 > 0 ? 1 - (effects?.variance[place] ?? 0) / tau2 : 0;
		if (!(kept > 0)) continue;
		const level = schoolLevels[rows.levels[rows.school[first] ?? 0] ?? 0] ?? "unknown";
		const noise = { level, years: rows.year.subarray(first, end), sampling: average(sampling, first, end), phiMoved };
		left[index] = (effects?.effect[place] ?? 0) / kept;
		leftVariance[index] = (effects?.variance[place] ?? 0) / kept + missingVariance(noise);
		total += kept ** 2;
		shared += kept ** 2 * sharedCovariance(noise);
	}
	return { left, leftVariance, tauLasting2: total > 0 ? Math.max(0, tau2 - shared / total) : 0 };
}

/** The schools of a fit, and what their own results say under each plausible set of variances. */
export function columnsOf(
	rows: PanelRows,
	observed: Float64Array,
	{ fit, effects, sampling }: FittedRows,
	plausible: readonly OwnDifferences[],
): PanelColumns {
	const { response, levels } = fit.working.input;
	const [districts] = effects;
	const starts = startsOf(rows);
	const firsts = starts.subarray(0, -1);
	return {
		places: firsts.map((first) => rows.school[first] ?? 0),
		district: Float64Array.from(firsts, (first) => districts?.effect[levels[0]?.groups[first] ?? -1] ?? 0),
		left: plausible.map(({ left }) => left),
		leftVariance: plausible.map(({ leftVariance }) => leftVariance),
		starts,
		// Copies: a part of a larger array would take all of it along to another thread.
		year: rows.year.slice(),
		tested: rows.tested.slice(),
		observed,
		response,
		expected: fit.fitted,
		sampling,
	};
}

function average(values: Float64Array, first: number, end: number): number {
	let sum = 0;
	for (let row = first; row < end; row++) sum += values[row] ?? 0;
	return sum / (end - first);
}
