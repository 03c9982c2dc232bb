/** How the leave-out variances move with the variance parameters: the ingredients of Satterthwaite's df. */

import { bilinear } from "./small-matrix.js";
import { whitenedRow } from "./two-level-state.js";
import type { LikelihoodState, TwoLevelFit, TwoLevelModel } from "./two-level-types.js";

/** Sums over rows that every row's gradient needs; index k is the position among (τ_D², τ_S², φ). */
export interface GradientSums {
	/** U_d' V_k U_d per district and parameter: flat, [(district * 3 + k) * rank² + …]. */
	readonly crossByDistrict: Float64Array;
	/** U' V_k U, the sum of the former: three flat rank × rank matrices. */
	readonly cross: readonly Float64Array[];
	/** Per district and k: Σ w d u (rank numbers), with d = 1 or v; for k = 0 the vector Σ u. */
	readonly weightedRows: Float64Array;
	/** Per district and k: Σ d w². */
	readonly squares: Float64Array;
}

/**
 * Collects the sums in one pass.
 *
 * @param model checked data
 * @param state likelihood state at the optimum
 * @returns sums per district and overall
 * @internal
 */
export function gradientSums(model: TwoLevelModel, state: LikelihoodState): GradientSums {
	const { rows, groups, groupCount, variances, basis } = model;
	const { rank } = basis;
	const crossByDistrict = new Float64Array(groupCount * 3 * rank * rank);
	const weightedRows = new Float64Array(groupCount * 3 * rank);
	const squares = new Float64Array(groupCount * 3);
	const u = new Float64Array(rank);
	for (let i = 0; i < rows; i++) {
		const group = groups[i]!;
		const weight = state.weights[i]!;
		whitenedRow(model, state, i, u);
		for (let a = 0; a < rank; a++) weightedRows[group * 3 * rank + a]! += u[a]!;
		for (let k = 1; k <= 2; k++) {
			const d = k === 1 ? 1 : variances[i]!;
			squares[group * 3 + k]! += d * weight * weight;
			for (let a = 0; a < rank; a++) weightedRows[(group * 3 + k) * rank + a]! += weight * d * u[a]!;
			addOuter(crossByDistrict, (group * 3 + k) * rank * rank, u, d);
		}
	}
	const cross = [0, 1, 2].map(() => new Float64Array(rank * rank));
	for (let d = 0; d < groupCount; d++) {
		addOuter(crossByDistrict, d * 3 * rank * rank, weightedRows.subarray(d * 3 * rank, (d * 3 + 1) * rank), 1);
		for (let k = 0; k < 3; k++) {
			const offset = (d * 3 + k) * rank * rank;
			for (let a = 0; a < rank * rank; a++) cross[k]![a]! += crossByDistrict[offset + a]!;
		}
	}
	return { crossByDistrict, cross, weightedRows, squares };
}

function addOuter(target: Float64Array, offset: number, vector: Float64Array, factor: number): void {
	const rank = vector.length;
	for (let a = 0; a < rank; a++) {
		const scaled = factor * vector[a]!;
		for (let b = 0; b < rank; b++) target[offset + a * rank + b]! += scaled * vector[b]!;
	}
}

/**
 * Gradient of 1 / P_ii in (τ_D², τ_S², φ): (P V_k P)_ii / P_ii².
 *
 * (P V_k P)_ii = (V⁻¹V_kV⁻¹)_ii - 2 (C u_i)'(U'V_kV⁻¹)_i + (C u_i)' U'V_kU (C u_i), each term from district sums.
 *
 * @param fit the fit
 * @param sums result of `gradientSums`
 * @param row row number
 * @param u row of U = V⁻¹Q for this row
 * @returns three derivatives
 * @reference derivative of P: dP/dθ_k = -P V_k P (Searle, Casella & McCulloch 1992, appendix M)
 * @internal
 */
export function schoolOutGradient(fit: TwoLevelFit, sums: GradientSums, row: number, u: Float64Array): Float64Array {
	const { model, state, derivatives } = fit.working;
	const { rank } = model.basis;
	const group = model.groups[row]!;
	const weight = state.weights[row]!;
	const shrink = state.groupShrink[group]!;
	const keep = 1 / (1 + state.theta[0]! * state.groupWeight[group]!);
	const cu = multiply(state.covariance, u);
	const scale = derivatives.pDiagonal[row]! ** 2;
	const gradient = new Float64Array(3);
	for (let k = 0; k < 3; k++) {
		const offset = (group * 3 + k) * rank;
		const d = k === 2 ? model.variances[row]! : 1;
		let mixed = 0;
		for (let a = 0; a < rank; a++) {
			const sum = sums.weightedRows[offset + a]!;
			mixed += cu[a]! * (k === 0 ? keep * sum : d * u[a]! - shrink * sum);
		}
		const own = k === 0 ? keep ** 2 : d * (1 - 2 * shrink * weight) + shrink ** 2 * sums.squares[group * 3 + k]!;
		gradient[k] = (weight ** 2 * own - 2 * weight * mixed + bilinear(sums.cross[k]!, cu, cu)) / scale;
	}
	return gradient;
}

/**
 * Product of a small flat square matrix and a vector.
 *
 * @param matrix flat, order × order
 * @param vector length order
 * @param out receives the product; a new vector if not given
 * @returns `out`
 * @internal
 */
export function multiply(
	matrix: Float64Array,
	vector: Float64Array,
	out: Float64Array = new Float64Array(vector.length),
): Float64Array {
	const order = vector.length;
	for (let a = 0; a < order; a++) {
		let sum = 0;
		for (let b = 0; b < order; b++) sum += matrix[a * order + b]! * vector[b]!;
		out[a] = sum;
	}
	return out;
}
