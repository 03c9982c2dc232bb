/** What a fit over years says of a school's lasting difference, in the unit that people read. */

import type { Interval } from "../../domain/evidence.js";
import { normalCdf, normalQuantile } from "../../stats/index.js";
import { meanOverlap } from "./cohort-overlap.js";
import type { PanelFit, PanelSchool } from "./panel-fit.js";
import type { Scale } from "./scale.js";

/** So many students that a count's steps don't matter: for carrying values between the scales. */
const manyStudents = 1e6;

/** A school's lasting difference from what its district, level and student mix lead one to expect. */
export interface Persistent {
	readonly years: readonly number[];
	/** Students of the newest year. */
	readonly tested: number;
	/** Shrunken difference and its 95 % interval, in the unit that people read. */
	readonly effect: number;
	readonly interval: Interval;
	/** Chance that the difference exceeds the smallest one worth naming. */
	readonly probability: number;
	/** True difference that would be found four times in five; absent where none could be. */
	readonly detectable: number | undefined;
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where the school would stand without a difference of its own, on the model's scale. */
const baseOf = (own: PanelSchool): number => average(own.expected) + own.district;

/**
 * Variance of the shrunken difference, with what students add whom several years share: the fit takes sampling errors
 * for independent.
 */
export function effectVarianceOf(own: PanelSchool, fit: PanelFit): number {
	if (!(fit.tauSchool2 > 0)) return 0;
	const kept = 1 - own.effectVariance / fit.tauSchool2;
	const count = own.years.length;
	const shared = ((count - 1) / count) * meanOverlap(own.school.level, own.years) * trueSampling(own, fit);
	return own.effectVariance + kept ** 2 * shared;
}

/** Average sampling variance of one year. Where φ moved, it saw only what years do not share. */
export function trueSampling(own: PanelSchool, fit: PanelFit): number {
	return average(own.sampling) * overlapCorrection(own, fit);
}

/** Factor by which φ, found from differences between years, is too small where years share students. */
export const overlapCorrection = (own: PanelSchool, fit: PanelFit): number =>
	fit.phiMoved ? 1 / (1 - meanOverlap(own.school.level, own.years)) : 1;

/** A difference on the model's scale as one in the unit. */
export const inUnit = (scale: Scale, base: number, difference: number): number =>
	scale.toUnit(base + difference, manyStudents) - scale.toUnit(base, manyStudents);

/** A difference in the unit on the model's scale; `undefined` beyond what the unit holds. */
function onModel(scale: Scale, base: number, difference: number): number | undefined {
	const wanted = scale.toUnit(base, manyStudents) + difference;
	if (scale.unit === "percent" && wanted >= 100) return undefined;
	return scale.toModel(wanted, manyStudents) - base;
}

/** Share of schools with a true difference of the detectable size that would be found, and the probability that finds one. */
const power = 0.8;
export const namedFrom = 0.8;

export function persistentOf(own: PanelSchool, fit: PanelFit, scale: Scale): Persistent {
	const base = baseOf(own);
	const sd = Math.sqrt(effectVarianceOf(own, fit));
	const threshold = onModel(scale, base, scale.smallest);
	const half = normalQuantile(0.975) * sd;
	const ends = [own.effect - half, own.effect + half].map((value) => inUnit(scale, base, value));
	const exceeds = threshold === undefined ? 0 : sd > 0 ? normalCdf((own.effect - threshold) / sd) : 0;
	return {
		years: own.years,
		tested: own.tested.at(-1) ?? 0,
		effect: inUnit(scale, base, own.effect),
		interval: { lower: ends[0] ?? 0, upper: ends[1] ?? 0 },
		probability: exceeds,
		detectable: threshold === undefined ? undefined : detectable({ own, fit, sd, threshold, base, scale }),
	};
}

interface Detection {
	readonly own: PanelSchool;
	readonly fit: PanelFit;
	readonly sd: number;
	readonly threshold: number;
	readonly base: number;
	readonly scale: Scale;
}

/**
 * A school is named where ŝ > threshold + z·sd. Given a true s, ŝ has mean κs with κ = 1 − PEV/τ² and a spread of at most
 * sd·√κ.
 */
function detectable({ own, fit, sd, threshold, base, scale }: Detection): number | undefined {
	if (!(fit.tauSchool2 > 0)) return undefined;
	const kept = 1 - own.effectVariance / fit.tauSchool2;
	if (!(kept > 0)) return undefined;
	const needed = threshold + normalQuantile(namedFrom) * sd + normalQuantile(power) * sd * Math.sqrt(kept);
	return inUnit(scale, base, needed / kept);
}
