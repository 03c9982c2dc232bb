/** Pieces of P = V⁻¹ - V⁻¹X(X'V⁻¹X)⁻¹X'V⁻¹ for one group, one cell, or the rows around their cell's mean. */

import type { LevelDescent } from "./nested-descent.js";
import type { NestedModel, NestedState } from "./nested-structure.js";

/** What every parameter θ_k (G11, G12, G22 of a level; τ² of the cells; each φ) gathers, V_k = ∂V/∂θ_k. */
export interface Gathered {
	/** tr(P V_k), or tr(V⁻¹V_k) for the full likelihood. */
	readonly traces: Float64Array;
	/** y'P V_k P y. */
	readonly squares: Float64Array;
	/** Q'V⁻¹ V_k P y, flat parameters × rank. */
	readonly onBasis: Float64Array;
	/** V_k P y is z times these on each group's cells, summed over the levels so far: groups × zColumns × parameters. */
	readonly along: readonly Float64Array[];
	/** Room for one group: Z'Py, and whitened rows of Z'V⁻¹Q. */
	readonly q: Float64Array;
	readonly whitened: readonly Float64Array[];
}

/**
 * Z'Py of one row of Z'V⁻¹[Q | r].
 *
 * @param gamma coefficients on Q
 * @param rows flat rows
 * @param from where the row begins
 * @returns a number
 * @internal
 */
export function responseOf(gamma: Float64Array, rows: Float64Array, from: number): number {
	const rank = gamma.length;
	let value = rows[from + rank]!;
	for (let a = 0; a < rank; a++) value -= rows[from + a]! * gamma[a]!;
	return value;
}

/**
 * Writes C's root L times the Q part of a row, so that products of two such are Z'V⁻¹Q C Q'V⁻¹Z. Four rows of L are
 * taken together, whose sums do not wait for each other.
 *
 * @param lower L, a flat lower triangle with its zeros
 * @param x flat rows of Z'V⁻¹[Q | r]
 * @param from where the row begins
 * @param out receives `rank` numbers
 * @returns the sum of their squares
 * @internal
 */
export function whitenRow(lower: Float64Array, x: Float64Array, from: number, out: Float64Array): number {
	const rank = out.length;
	let square = 0;
	let a = 0;
	for (; a + 3 < rank; a += 4) {
		const row = a * rank;
		let s0 = 0;
		let s1 = 0;
		let s2 = 0;
		let s3 = 0;
		for (let b = 0; b <= a + 3; b++) {
			const value = x[from + b]!;
			s0 += lower[row + b]! * value;
			s1 += lower[row + rank + b]! * value;
			s2 += lower[row + 2 * rank + b]! * value;
			s3 += lower[row + 3 * rank + b]! * value;
		}
		out[a] = s0;
		out[a + 1] = s1;
		out[a + 2] = s2;
		out[a + 3] = s3;
		square += s0 * s0 + s1 * s1 + s2 * s2 + s3 * s3;
	}
	for (; a < rank; a++) {
		let sum = 0;
		for (let b = 0; b <= a; b++) sum += lower[a * rank + b]! * x[from + b]!;
		out[a] = sum;
		square += sum * sum;
	}
	return square;
}

/**
 * 1'V⁻¹[Q | r] over the rows of one cell, given the effects above it, and 1'V⁻¹1.
 *
 * @param model checked data
 * @param state the result of `evaluate`
 * @param above descent of the innermost level
 * @param c cell
 * @param projected receives `width` numbers
 * @returns 1'V⁻¹1
 * @reference Sherman–Morrison formula
 * @internal
 */
export function projectCell(
	{ cells, width, zColumns }: NestedModel,
	{ weights }: NestedState,
	{ effects, spread }: LevelDescent,
	c: number,
	projected: Float64Array,
): number {
	const weight = weights[c]!;
	const group = cells.parent[c]!;
	if (zColumns === 1) {
		// Without slopes z is the constant, and most models have none.
		const { values } = cells;
		for (let a = 0; a < width; a++) projected[a] = weight * (values[c * width + a]! - effects[group * width + a]!);
		return weight * (1 - weight * spread[group]!);
	}
	for (let a = 0; a < width; a++) projected[a] = cells.values[c * width + a]!;
	let inherited = 0;
	for (let i = 0; i < zColumns; i++) {
		const z = cells.z[c * zColumns + i]!;
		const from = (group * zColumns + i) * width;
		for (let a = 0; a < width; a++) projected[a]! -= z * effects[from + a]!;
		for (let k = 0; k < zColumns; k++) {
			inherited += z * cells.z[c * zColumns + k]! * spread[(group * zColumns + i) * zColumns + k]!;
		}
	}
	for (let a = 0; a < width; a++) projected[a]! *= weight;
	return weight * (1 - weight * inherited);
}

/**
 * From within-cell sums of [Q | r]: Q'e (rank numbers) and e'e, with e = r - Q γ.
 *
 * @param cross flat width × width
 * @param gamma coefficients on Q
 * @param width rank plus one
 * @returns rank + 1 numbers
 * @internal
 */
export function residualCross(cross: Float64Array, gamma: Float64Array, width: number): Float64Array {
	const rank = width - 1;
	const out = new Float64Array(width);
	for (let a = 0; a < width; a++) {
		let sum = cross[a * width + rank]!;
		for (let b = 0; b < rank; b++) sum -= cross[a * width + b]! * gamma[b]!;
		out[a] = sum;
	}
	for (let a = 0; a < rank; a++) out[rank]! -= gamma[a]! * out[a]!;
	out[rank] = Math.max(0, out[rank]!);
	return out;
}
