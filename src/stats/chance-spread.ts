/** How far noisy values would spread if nothing but their sampling noise set them apart. */

import { requireCodes, requireLength, requireLevel, requirePositive } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";

/** Known sampling variances of values that are equal within their level. */
export interface ChanceSpreadInput {
	/** Positive, in the squared unit of the values. */
	readonly variances: Float64Array;
	/** Level of each value, codes 0, 1, 2, …; one level if not given. */
	readonly levels?: Int32Array;
	/** Probability held by the band, as a share; default 0.95. */
	readonly level?: number;
}

/** What the standard deviation around the level means would be by chance alone, in the unit of the values. */
export interface ChanceSpread {
	readonly kind: "chance-spread";
	/** Root of the expected variance. */
	readonly expected: number;
	/** Ends of the band. */
	readonly lower: number;
	readonly upper: number;
	/** Degrees of freedom of the chi-square that has the same mean and variance; fewer where the noise is unequal. */
	readonly df: number;
}

/**
 * The band in which the standard deviation of values around their level means lies by chance alone.
 *
 * The squared standard deviation is a quadratic form in normal errors: exactly chi-square where all variances are equal,
 * and close to the chi-square with the same first two moments where they are not.
 *
 * @param input sampling variances, levels and the probability of the band
 * @returns the band, or undefined where no level has two values
 * @throws StatsError `length-mismatch`, `non-finite` or `out-of-range`
 * @reference Satterthwaite (1946) Biometrics Bulletin 2:110–114; Box (1954) Annals of Mathematical Statistics 25:290–302
 * @example
 * chanceSpread({ variances: Float64Array.of(36, 36, 36) }) // → { kind: "chance-spread", expected: 6, lower: 0.954694, upper: 11.523873, df: 2 }
 */
export function chanceSpread(input: ChanceSpreadInput): ChanceSpread | UndefinedResult {
	const { variances, level = 0.95 } = input;
	requirePositive("variances", variances);
	requireLevel(level);
	const levels = input.levels ?? new Int32Array(variances.length);
	requireLength("levels", levels.length, variances.length);
	const levelCount = requireCodes("levels", levels);
	const df = variances.length - new Set(levels).size;
	if (df < 1) return undefinedResult("no level has two values");
	const { mean, variance } = momentsOf(variances, levels, levelCount);
	const matched = (2 * mean * mean) / variance;
	const tail = (1 - level) / 2;
	const end = (quantile: number): number => Math.sqrt((mean * quantile) / matched / df);
	return {
		kind: "chance-spread",
		expected: Math.sqrt(mean / df),
		lower: end(chiSquareQuantile(tail, matched)),
		upper: end(chiSquareQuantile(tail, matched, { upper: true })),
		df: matched,
	};
}

/** Mean and variance of the sum of squares around the level means: traces of MV and 2(MV)², M the centering matrix. */
function momentsOf(variances: Float64Array, levels: Int32Array, levelCount: number) {
	const sizes = new Float64Array(levelCount);
	const sums = new Float64Array(levelCount);
	const squares = new Float64Array(levelCount);
	for (let i = 0; i < variances.length; i++) {
		const code = levels[i]!;
		sizes[code]! += 1;
		sums[code]! += variances[i]!;
		squares[code]! += variances[i]! ** 2;
	}
	let mean = 0;
	let variance = 0;
	for (let code = 0; code < levelCount; code++) {
		const size = sizes[code]!;
		if (size < 2) continue;
		mean += sums[code]! * (1 - 1 / size);
		variance += 2 * (squares[code]! * (1 - 2 / size) + (sums[code]! / size) ** 2);
	}
	return { mean, variance };
}
