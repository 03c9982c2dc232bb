/** What a fit over years says of a school's lasting difference, in the unit that people read. */

import type { Interval } from "../../domain/evidence.js";
import { type NormalMixture, normalMixtureCdf, normalMixtureQuantile } from "../../stats/index.js";
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
	/** Shrunken difference and its 95 % interval, in the unit that people read; as all here, over all plausible variances. */
	readonly effect: number;
	readonly interval: Interval;
	/** Chance that the difference exceeds the smallest one worth naming. */
	readonly probability: number;
	/** True difference that would be found four times in five; absent where none could be. */
	readonly detectable: number | undefined;
}

const average = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A difference on the model's scale as one in the unit. */
export const inUnit = (scale: Scale, base: number, difference: number): number =>
	scale.toUnit(base + difference, manyStudents) - scale.toUnit(base, manyStudents);

/** A difference in the unit on the model's scale; `undefined` beyond what the unit holds. */
function onModel(scale: Scale, base: number, difference: number): number | undefined {
	const wanted = scale.toUnit(base, manyStudents) + difference;
	if (scale.unit === "percent" && wanted >= 100) return undefined;
	return scale.toModel(wanted, manyStudents) - base;
}

/** A school's own difference under one plausible set of variances. */
interface Possible {
	readonly weight: number;
	readonly left: number;
	readonly leftVariance: number;
	readonly tauLasting2: number;
}

/** Own differences drawn in towards zero: κ = τ²/(τ² + error variance), with variance τ²(1 − κ). */
function drawnIn(possible: readonly Possible[]): NormalMixture {
	const kept = possible.map(({ tauLasting2, leftVariance }) =>
		tauLasting2 > 0 ? tauLasting2 / (tauLasting2 + leftVariance) : 0,
	);
	return {
		weights: possible.map(({ weight }) => weight),
		means: possible.map(({ left }, point) => (kept[point] ?? 0) * left),
		sds: possible.map(({ tauLasting2 }, point) => Math.sqrt(tauLasting2 * (1 - (kept[point] ?? 0)))),
	};
}

export function persistentOf(own: PanelSchool, fit: PanelFit, scale: Scale): Persistent {
	const base = average(own.expected) + own.district;
	const possible = fit.plausible.map(({ weight, tauLasting2 }, point) => ({
		weight,
		tauLasting2,
		left: own.left[point] ?? 0,
		leftVariance: own.leftVariance[point] ?? 0,
	}));
	const lasting = drawnIn(possible);
	const threshold = onModel(scale, base, scale.smallest);
	const unit = (difference: number): number => inUnit(scale, base, difference);
	const needed = threshold === undefined ? undefined : detectableFrom(possible, lasting, threshold);
	return {
		years: Array.from(own.years),
		tested: own.tested.at(-1) ?? 0,
		effect: unit(possible.reduce((sum, { weight }, point) => sum + weight * (lasting.means[point] ?? 0), 0)),
		interval: {
			lower: unit(normalMixtureQuantile(lasting, 0.025)),
			upper: unit(normalMixtureQuantile(lasting, 0.975)),
		},
		probability: threshold === undefined ? 0 : normalMixtureCdf(lasting, threshold, { upper: true }),
		detectable: needed === undefined ? undefined : unit(needed),
	};
}

/**
 * The true difference for which the school's own results come out so high four times in five that it is named. They are so
 * high from the point on where the average of Φ((κ·left − δ)/sd), each a distribution function in `left`, reaches the
 * chance from which schools are named; and given the truth they scatter around it with their error variance.
 */
function detectableFrom(possible: readonly Possible[], lasting: NormalMixture, threshold: number): number | undefined {
	const slopes = possible.flatMap(({ weight, tauLasting2, leftVariance }, point) => {
		const kept = tauLasting2 / (tauLasting2 + leftVariance);
		return tauLasting2 > 0 ? [{ weight, mean: threshold / kept, sd: (lasting.sds[point] ?? 0) / kept }] : [];
	});
	const total = slopes.reduce((sum, { weight }) => sum + weight, 0);
	// Where much weight lies on nothing that lasts, no result is high enough.
	if (!(total > namedFrom)) return undefined;
	const from = normalMixtureQuantile(
		{
			weights: slopes.map(({ weight }) => weight / total),
			means: slopes.map(({ mean }) => mean),
			sds: slopes.map(({ sd }) => sd),
		},
		namedFrom / total,
	);
	const scatter = {
		weights: lasting.weights,
		means: possible.map(() => from),
		sds: possible.map(({ leftVariance }) => Math.sqrt(leftVariance)),
	};
	return normalMixtureQuantile(scatter, power);
}
