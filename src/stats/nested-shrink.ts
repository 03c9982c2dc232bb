/** The small algebra of one group: what a random intercept, or intercept and slope, does to the sums below it. */

import type { ModelLevel } from "./nested-structure.js";

/** Where `shrinkGroup` writes: B (four places, rows of the level's columns), K (four places), |I + S G| - 1. */
export const KEEP = 4;
export const EXCESS = 8;
export const SHRINK_SIZE = 9;

/**
 * Covariance matrix of a level's effects: variance of the first, covariance, variance of the second, and d.
 *
 * @param level which level
 * @param theta parameters
 * @returns four numbers; all but the first are 0 with one column
 * @internal
 */
export function effectCovariance(level: ModelLevel, theta: Float64Array): [number, number, number, number] {
	const first = theta[level.at]!;
	if (level.columns.length === 1) return [first, 0, 0, 0];
	const slope = theta[level.at + 1]!;
	const rest = theta[level.at + 2]!;
	return [first, first * slope, first * slope * slope + rest, rest];
}

/**
 * B = G (I + S G)⁻¹, K = (I + S G)⁻¹ and |I + S G| - 1 for the sums S = Z'V⁻Z of one group.
 *
 * Both are written with adjugates, B = (G + |G| adj S) / |I + SG| and K = (I + adj G adj S) / |I + SG|, so that nothing
 * cancels when S is large and G may be singular.
 *
 * @param level the level with its columns
 * @param g result of `effectCovariance`
 * @param s sums of all groups, flat groups × zColumns × zColumns
 * @param offset where this group's begin
 * @param out receives SHRINK_SIZE numbers
 * @reference Woodbury identity; Henderson (1953) Biometrics 9:226–252
 * @internal
 */
export function shrinkGroup(
	level: ModelLevel,
	g: readonly [number, number, number, number],
	{ s, offset, zColumns }: { readonly s: Float64Array; readonly offset: number; readonly zColumns: number },
	out: Float64Array,
): void {
	const [i, j] = level.columns as [number, number | undefined];
	const s11 = s[offset + i * zColumns + i]!;
	if (j === undefined) {
		const keep = 1 / (1 + g[0] * s11);
		out[0] = g[0] * keep;
		out[KEEP] = keep;
		out[EXCESS] = g[0] * s11;
		return;
	}
	const s12 = s[offset + i * zColumns + j]!;
	const s22 = s[offset + j * zColumns + j]!;
	const [g11, g12, g22, rest] = g;
	const minorG = g11 * rest;
	const minor = s11 * s22 - s12 * s12;
	// In a group whose rows share one value of the covariate the minor is zero, and what is computed is rounding.
	const minorS = minor > 1e-14 * s11 * s22 ? minor : 0;
	const excess = g11 * s11 + 2 * g12 * s12 + g22 * s22 + minorG * minorS;
	const scale = 1 / (1 + excess);
	out[0] = (g11 + minorG * s22) * scale;
	out[1] = (g12 - minorG * s12) * scale;
	out[2] = out[1]!;
	out[3] = (g22 + minorG * s11) * scale;
	// adj G adj S = [[g22, -g12], [-g12, g11]] [[s22, -s12], [-s12, s11]]
	out[KEEP] = (1 + g22 * s22 + g12 * s12) * scale;
	out[KEEP + 1] = -(g22 * s12 + g12 * s11) * scale;
	out[KEEP + 2] = -(g12 * s22 + g11 * s12) * scale;
	out[KEEP + 3] = (1 + g12 * s12 + g11 * s11) * scale;
	out[EXCESS] = excess;
}
