/** Score and average information of the two-level model, linear in rows. */

import { bilinear } from "./small-matrix.js";
import type { Derivatives, LikelihoodState, TwoLevelModel } from "./two-level-types.js";

/**
 * Score and average information at a state.
 *
 * score_k = -½ [tr(P V_k) - y'P V_k P y], AI_kl = ½ y'P V_k P V_l P y, with V_1 = ZZ' (same district),
 * V_2 = I, V_3 = diag(v).
 *
 * @param model checked data
 * @param state the result of `evaluate`
 * @returns score, average information, P y and the diagonal of P
 * @reference Gilmour, Thompson & Cullis (1995) Biometrics 51:1440–1450
 * @internal
 */
export function derivativesAt(model: TwoLevelModel, state: LikelihoodState): Derivatives {
	const { rows, groups, groupCount, variances } = model;
	const py = projectResponse(model, state);
	const pDiagonal = new Float64Array(rows);
	const groupPy = new Float64Array(groupCount);
	const traces = new Float64Array(3);
	const squares = new Float64Array(3);
	const u = new Float64Array(model.basis.rank);
	for (let i = 0; i < rows; i++) {
		const group = groups[i]!;
		const weight = state.weights[i]!;
		whitenedRow(model, state, i, u);
		const diagonal = weight - state.groupShrink[group]! * weight ** 2 - bilinear(state.covariance, u, u);
		// Rounding may leave a tiny negative number where a row is fitted exactly.
		pDiagonal[i] = Math.max(0, diagonal);
		traces[1]! += pDiagonal[i]!;
		traces[2]! += variances[i]! * pDiagonal[i]!;
		groupPy[group]! += py[i]!;
		squares[1]! += py[i]! ** 2;
		squares[2]! += variances[i]! * py[i]! ** 2;
	}
	traces[0] = districtTrace(model, state);
	for (const sum of groupPy) squares[0]! += sum * sum;
	const score = traces.map((trace, k) => -0.5 * (trace - squares[k]!));
	return { score, information: averageInformation(model, state, py, groupPy), py, pDiagonal };
}

/**
 * Row i of U = V⁻¹ Q, written into `target`: u = w (q - c Σ w q).
 *
 * @param model checked data
 * @param state variance parameters and district sums
 * @param row row number
 * @param target receives `rank` numbers
 * @reference Sherman–Morrison formula
 * @internal
 */
export function whitenedRow(model: TwoLevelModel, state: LikelihoodState, row: number, target: Float64Array): void {
	const { rank, q } = model.basis;
	const group = model.groups[row]!;
	const weight = state.weights[row]!;
	const shrink = state.groupShrink[group]!;
	for (let a = 0; a < rank; a++) {
		target[a] = weight * (q[row * rank + a]! - shrink * state.groupBasis[group * rank + a]!);
	}
}

/** P y = V⁻¹ (r - Q γ). */
function projectResponse(model: TwoLevelModel, state: LikelihoodState): Float64Array {
	const { rows, groups, groupCount, residual, basis } = model;
	const { rank, q } = basis;
	const error = new Float64Array(rows);
	const groupSum = new Float64Array(groupCount);
	for (let i = 0; i < rows; i++) {
		let value = residual[i]!;
		for (let a = 0; a < rank; a++) value -= q[i * rank + a]! * state.gamma[a]!;
		error[i] = value;
		groupSum[groups[i]!]! += state.weights[i]! * value;
	}
	for (let i = 0; i < rows; i++) {
		const group = groups[i]!;
		error[i] = state.weights[i]! * (error[i]! - state.groupShrink[group]! * groupSum[group]!);
	}
	return error;
}

/** tr(P ZZ') = Σ_d [s_d (1 - c s_d) - k_d' C k_d] with k_d = (1 - c s_d) Σ w q. */
function districtTrace(model: TwoLevelModel, state: LikelihoodState): number {
	const { rank } = model.basis;
	let trace = 0;
	const k = new Float64Array(rank);
	for (let d = 0; d < model.groupCount; d++) {
		const keep = 1 / (1 + state.theta[0]! * state.groupWeight[d]!);
		for (let a = 0; a < rank; a++) k[a] = keep * state.groupBasis[d * rank + a]!;
		trace += state.groupWeight[d]! * keep - bilinear(state.covariance, k, k);
	}
	return trace;
}

/** ½ F'PF with F = [Z Z'Py, Py, v Py]; P applied without forming it. */
function averageInformation(
	model: TwoLevelModel,
	state: LikelihoodState,
	py: Float64Array,
	groupPy: Float64Array,
): Float64Array {
	const { rows, groups, groupCount, variances, basis } = model;
	const { rank, q } = basis;
	const groupSums = new Float64Array(groupCount * 3);
	const onBasis = [new Float64Array(rank), new Float64Array(rank), new Float64Array(rank)];
	const information = new Float64Array(9);
	const f = new Float64Array(3);
	for (let i = 0; i < rows; i++) {
		const weight = state.weights[i]!;
		f[0] = groupPy[groups[i]!]!;
		f[1] = py[i]!;
		f[2] = variances[i]! * py[i]!;
		for (let k = 0; k < 3; k++) {
			const weighted = weight * f[k]!;
			groupSums[groups[i]! * 3 + k]! += weighted;
			for (let a = 0; a < rank; a++) onBasis[k]![a]! += weighted * q[i * rank + a]!;
			for (let l = 0; l <= k; l++) information[k * 3 + l]! += weighted * f[l]!;
		}
	}
	for (let d = 0; d < groupCount; d++) {
		for (let k = 0; k < 3; k++) {
			const scaled = state.groupShrink[d]! * groupSums[d * 3 + k]!;
			for (let a = 0; a < rank; a++) onBasis[k]![a]! -= scaled * state.groupBasis[d * rank + a]!;
			for (let l = 0; l <= k; l++) information[k * 3 + l]! -= scaled * groupSums[d * 3 + l]!;
		}
	}
	for (let k = 0; k < 3; k++) {
		for (let l = 0; l <= k; l++) {
			const value = 0.5 * (information[k * 3 + l]! - bilinear(state.covariance, onBasis[k]!, onBasis[l]!));
			information[k * 3 + l] = value;
			information[l * 3 + k] = value;
		}
	}
	return information;
}
