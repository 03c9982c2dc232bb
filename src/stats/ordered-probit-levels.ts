/** What the ordered-probit functions share: checks of counts and cuts, the scale of the cuts, starts, what levels hold. */

import { requireFinite, requireLength } from "./checks.js";
import { StatsError } from "./errors.js";
import { normalQuantile } from "./normal.js";

/** Cuts moved to a scale where the first is 0 and the last is 1. */
export interface ScaledCuts {
	readonly positions: Float64Array;
	/** Value of the first cut, and distance from first to last, in the unit of the cuts. */
	readonly origin: number;
	readonly span: number;
}

/**
 * Checks cuts and scales them.
 *
 * @param cuts at least two, strictly ascending
 * @returns the scaled cuts
 * @throws StatsError `non-finite` or `out-of-range`
 * @internal
 */
export function scaleCuts(cuts: ArrayLike<number>): ScaledCuts {
	requireFinite("cuts", cuts);
	if (cuts.length < 2) throw new StatsError("out-of-range", "cuts must be at least two: one cut cannot show a spread");
	for (let k = 1; k < cuts.length; k++) {
		if (!(cuts[k]! > cuts[k - 1]!)) {
			throw new StatsError("out-of-range", `cuts[${k}] is ${cuts[k]}, not above the cut before it`);
		}
	}
	const origin = cuts[0]!;
	const span = cuts[cuts.length - 1]! - origin;
	if (!Number.isFinite(span)) throw new StatsError("non-finite", "cuts lie too far apart");
	return { positions: Float64Array.from(cuts, (cut) => (cut - origin) / span), origin, span };
}

/**
 * Checks counts of students per level.
 *
 * @param what name of the argument, for the message
 * @param counts finite and not negative; fractions are allowed (a published share times the students)
 * @param expected how many there must be
 * @throws StatsError `length-mismatch`, `non-finite` or `out-of-range`
 * @internal
 */
export function requireCounts(what: string, counts: Float64Array, expected: number): void {
	requireLength(what, counts.length, expected);
	requireFinite(what, counts);
	let total = 0;
	for (let k = 0; k < counts.length; k++) {
		if (counts[k]! < 0) throw new StatsError("out-of-range", `${what}[${k}] is ${counts[k]}; counts start at 0`);
		total += counts[k]!;
	}
	if (!Number.isFinite(total)) throw new StatsError("non-finite", `${what} add up to more than a number can hold`);
}

/** Numbers of the levels that hold anybody, ascending. */
export function occupied(counts: Float64Array): number[] {
	return Array.from(counts.keys()).filter((level) => counts[level]! > 0);
}

/** Sum of the counts. */
export function studentsIn(counts: Float64Array): number {
	return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * First guess of slope and intercept, positions ≈ slope · cut - intercept, from the quantiles of cumulative shares.
 *
 * @param counts students per level
 * @param cuts scaled cuts
 * @returns slope (above 0) and intercept
 * @internal
 */
export function startingLine(counts: Float64Array, cuts: Float64Array): readonly [number, number] {
	const total = studentsIn(counts);
	let below = 0;
	const quantiles = cuts.map((_, k) => {
		below += counts[k]!;
		return normalQuantile((below + 0.5) / (total + 1));
	});
	const center = cuts.reduce((sum, cut) => sum + cut, 0) / cuts.length;
	const height = quantiles.reduce((sum, quantile) => sum + quantile, 0) / cuts.length;
	let product = 0;
	let square = 0;
	for (let k = 0; k < cuts.length; k++) {
		product += (cuts[k]! - center) * quantiles[k]!;
		square += (cuts[k]! - center) ** 2;
	}
	const slope = Math.max(1e-3, product / square);
	return [slope, slope * center - height];
}

/** Middle of the stretch of occupied levels; an end level counts by its only cut. */
export function middleOf(levels: readonly number[], cuts: Float64Array): number {
	const lowest = cuts[Math.max(0, levels[0]! - 1)]!;
	const highest = cuts[Math.min(cuts.length - 1, levels[levels.length - 1]!)]!;
	return lowest / 2 + highest / 2;
}
