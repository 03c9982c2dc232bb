/** What a fit over years says of a school's lasting difference, in the unit that people read. */

import type { Interval } from "../../domain/evidence.js";
import { normalCdf, normalQuantile } from "../../stats/index.js";
import type { PanelFit, PanelSchool } from "./panel-types.js";
import type { Scale } from "./scale.js";

/** So many students that a count's steps don't matter: for carrying values between the scales. */
const manyStudents = 1e6;

/** A school is named from this chance on; and the detectable difference is found in this share of schools that have it. */
export const namedFrom = 0.8;
const power = 0.8;

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

/** A difference on the model's scale as one in the unit. */
export const inUnit = (scale: Scale, base: number, difference: number): number =>
	scale.toUnit(base + difference, manyStudents) - scale.toUnit(base, manyStudents);

/** A difference in the unit on the model's scale; `undefined` beyond what the unit holds. */
function onModel(scale: Scale, base: number, difference: number): number | undefined {
	const wanted = scale.toUnit(base, manyStudents) + difference;
	if (scale.unit === "percent" && wanted >= 100) return undefined;
	return scale.toModel(wanted, manyStudents) - base;
}

/** The school's own difference drawn in towards zero: κ = τ²/(τ² + error variance), with variance τ²(1 − κ). */
function drawnIn({ left, leftVariance }: PanelSchool, { tauLasting2 }: PanelFit) {
	const kept = tauLasting2 > 0 ? tauLasting2 / (tauLasting2 + leftVariance) : 0;
	return { kept, effect: kept * left, sd: Math.sqrt(tauLasting2 * (1 - kept)) };
}

export function persistentOf(own: PanelSchool, fit: PanelFit, scale: Scale): Persistent {
	const base = average(own.expected) + own.district;
	const { kept, effect, sd } = drawnIn(own, fit);
	const threshold = onModel(scale, base, scale.smallest);
	const half = normalQuantile(0.975) * sd;
	const unit = (difference: number): number => inUnit(scale, base, difference);
	// Given a true s, ŝ has mean κs and standard deviation sd·√κ; it is named from threshold + z·sd on.
	const needed =
		threshold === undefined || !(kept > 0)
			? undefined
			: (threshold + sd * (normalQuantile(namedFrom) + normalQuantile(power) * Math.sqrt(kept))) / kept;
	return {
		years: own.years,
		tested: own.tested.at(-1) ?? 0,
		effect: unit(effect),
		interval: { lower: unit(effect - half), upper: unit(effect + half) },
		probability: threshold === undefined || !(sd > 0) ? 0 : normalCdf((effect - threshold) / sd),
		detectable: needed === undefined ? undefined : unit(needed),
	};
}
