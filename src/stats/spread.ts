/** How much schools truly differ: the spread of noisy values with the sampling noise taken out. */

import { requireCodes, requireFinite, requireLength, requireLevel, requirePositive } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";

/** Values with known sampling variances. */
export interface SpreadInput {
	readonly values: Float64Array;
	/** Known sampling variances, positive, in the squared unit of the values. */
	readonly variances: Float64Array;
	/** Level (elementary, middle, high, …) of each value, codes 0, 1, 2, …; each level's mean is removed. */
	readonly levels?: Int32Array;
	/** Confidence level as a share; default 0.95. */
	readonly level?: number;
}

/** Standard deviations in the unit of the values. */
export interface Spread {
	readonly kind: "spread";
	/** Standard deviation around the level means, noise included. */
	readonly raw: number;
	/** Root mean sampling variance: what `raw` would be if all schools of a level were equal. */
	readonly noise: number;
	/** Standard deviation of the true values (Paule–Mandel), at least 0. */
	readonly true: number;
	/** Q-profile interval of `true`; both 0 when the values vary less than noise alone would make plausible. */
	readonly lower: number;
	readonly upper: number;
	/** Share of variance that is true at the average sampling variance, between 0 and 1. */
	readonly reliability: number;
	/** Number of values minus number of levels. */
	readonly df: number;
}

/**
 * Separates the true spread from sampling noise.
 *
 * The generalized Q(τ²) = Σ (y - level mean)² / (v + τ²), with weighted level means, falls as τ² grows; the estimate
 * makes it equal to its degrees of freedom, the interval's ends make it equal to chi-square quantiles.
 *
 * @param input values, sampling variances, levels and the confidence level
 * @returns standard deviations, interval and reliability, or undefined with no degrees of freedom
 * @throws StatsError `length-mismatch`, `non-finite` or `out-of-range`
 * @reference Paule & Mandel (1982) J. Res. NBS 87:377–385; Viechtbauer (2007) Statistics in Medicine 26:37–52
 * @example
 * noiseCorrectedSpread({ values: Float64Array.of(0, 10, 20), variances: Float64Array.of(36, 36, 36) }).true // → 8
 */
export function noiseCorrectedSpread(input: SpreadInput): Spread | UndefinedResult {
	const { values, variances, level = 0.95 } = input;
	requireLength("variances", variances.length, values.length);
	requireFinite("values", values);
	requirePositive("variances", variances);
	requireLevel(level);
	const levels = input.levels ?? new Int32Array(values.length);
	requireLength("levels", levels.length, values.length);
	const levelCount = requireCodes("levels", levels);
	const df = values.length - new Set(levels).size;
	if (df < 1) return undefinedResult("no level has two values");
	const q = (tau2: number): number => generalizedQ({ values, variances, levels, levelCount }, tau2);
	const tail = (1 - level) / 2;
	const tau2 = solveDecreasing(q, df);
	const averageNoise = variances.reduce((sum, value) => sum + value / variances.length, 0);
	return {
		kind: "spread",
		raw: Math.sqrt(squaresAroundMeans({ values, variances, levels, levelCount }) / df),
		noise: Math.sqrt(averageNoise),
		true: Math.sqrt(tau2),
		lower: Math.sqrt(solveDecreasing(q, chiSquareQuantile(tail, df, { upper: true }))),
		upper: Math.sqrt(solveDecreasing(q, chiSquareQuantile(tail, df))),
		reliability: tau2 / (tau2 + averageNoise),
		df,
	};
}

interface Values {
	readonly values: Float64Array;
	readonly variances: Float64Array;
	readonly levels: Int32Array;
	readonly levelCount: number;
}

/** Σ w (y - weighted mean of its level)² with w = 1 / (v + τ²). */
function generalizedQ({ values, variances, levels, levelCount }: Values, tau2: number): number {
	const weight = new Float64Array(levelCount);
	const center = new Float64Array(levelCount);
	for (let i = 0; i < values.length; i++) {
		const w = 1 / (variances[i]! + tau2);
		const code = levels[i]!;
		weight[code]! += w;
		// Running weighted mean: no large sums to cancel.
		center[code]! += (w / weight[code]!) * (values[i]! - center[code]!);
	}
	let q = 0;
	for (let i = 0; i < values.length; i++) q += (values[i]! - center[levels[i]!]!) ** 2 / (variances[i]! + tau2);
	return q;
}

function squaresAroundMeans(data: Values): number {
	// Equal variances of 1 and τ² = 0 make Q the plain sum of squares.
	return generalizedQ({ ...data, variances: new Float64Array(data.values.length).fill(1) }, 0);
}

/** τ² ≥ 0 with q(τ²) = target, 0 when q(0) is already below; q falls and is convex, so bisection in halves is safe. */
function solveDecreasing(q: (tau2: number) => number, target: number): number {
	if (q(0) <= target) return 0;
	let below = 0;
	let above = 1;
	while (q(above) > target && above < 1e300) {
		below = above;
		above *= 4;
	}
	// A root far below 1 needs a lower end on the same scale, or bisection would stop at absolute precision.
	for (let end = above; below === 0 && end > 1e-290; end /= 16) if (q(end / 16) > target) below = end / 16;
	for (let step = 0; step < 200 && above - below > 1e-15 * above; step++) {
		const middle = 0.5 * (below + above);
		if (q(middle) > target) below = middle;
		else above = middle;
	}
	return 0.5 * (below + above);
}
