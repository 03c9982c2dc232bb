/**
 * Restricted likelihood of the two-level model and its derivatives in one pass over the rows.
 * V is never formed: within a district V_d⁻¹ = W - c w w' (Sherman–Morrison), and the fixed effects enter through
 * small matrices of order rank.
 */

import { type UndefinedResult, undefinedResult } from "./errors.js";
import { bilinear, choleskyFactor, inverseFromCholesky, solveCholesky } from "./small-matrix.js";
import type { Derivatives, LikelihoodState, TwoLevelModel } from "./two-level-types.js";

interface Sums {
	readonly crossBasis: Float64Array;
	readonly crossResponse: Float64Array;
	crossSquare: number;
	logDeterminant: number;
}

/**
 * Evaluates the restricted likelihood at given variance parameters.
 *
 * @param model checked data
 * @param theta (τ_D², τ_S², φ), within bounds
 * @returns the state, or undefined when Q'V⁻¹Q is singular in floating point
 * @reference Patterson & Thompson (1971); Rao & Molina, Small Area Estimation (2nd ed., 2015), chapter 5
 * @internal
 */
export function evaluate(model: TwoLevelModel, theta: Float64Array): LikelihoodState | UndefinedResult {
	const { basis, rows, groups, groupCount, residual, variances } = model;
	const { rank } = basis;
	const weights = new Float64Array(rows);
	const groupWeight = new Float64Array(groupCount);
	const groupResponse = new Float64Array(groupCount);
	const groupBasis = new Float64Array(groupCount * rank);
	const sums: Sums = {
		crossBasis: new Float64Array(rank * rank),
		crossResponse: new Float64Array(rank),
		crossSquare: 0,
		logDeterminant: 0,
	};
	for (let i = 0; i < rows; i++) {
		const spread = theta[1]! + theta[2]! * variances[i]!;
		const weight = 1 / spread;
		const group = groups[i]!;
		weights[i] = weight;
		groupWeight[group]! += weight;
		groupResponse[group]! += weight * residual[i]!;
		sums.logDeterminant += Math.log(spread);
		sums.crossSquare += weight * residual[i]! ** 2;
		for (let a = 0; a < rank; a++) {
			const weighted = weight * basis.q[i * rank + a]!;
			groupBasis[group * rank + a]! += weighted;
			sums.crossResponse[a]! += weighted * residual[i]!;
			for (let b = 0; b <= a; b++) sums.crossBasis[a * rank + b]! += weighted * basis.q[i * rank + b]!;
		}
	}
	const groupShrink = subtractDistricts(sums, { theta, groupWeight, groupResponse, groupBasis });
	return finish(model, sums, { theta: Float64Array.from(theta), weights, groupWeight, groupShrink, groupBasis });
}

interface DistrictSums {
	readonly theta: Float64Array;
	readonly groupWeight: Float64Array;
	readonly groupResponse: Float64Array;
	readonly groupBasis: Float64Array;
}

/** Applies the rank-one correction of every district; returns c per district. */
function subtractDistricts(sums: Sums, districts: DistrictSums): Float64Array {
	const { theta, groupWeight, groupResponse, groupBasis } = districts;
	const rank = sums.crossResponse.length;
	const shrink = new Float64Array(groupWeight.length);
	const tau = theta[0]!;
	if (tau === 0) return shrink;
	for (let d = 0; d < shrink.length; d++) {
		const c = tau / (1 + tau * groupWeight[d]!);
		shrink[d] = c;
		sums.logDeterminant += Math.log1p(tau * groupWeight[d]!);
		sums.crossSquare -= c * groupResponse[d]! ** 2;
		for (let a = 0; a < rank; a++) {
			const scaled = c * groupBasis[d * rank + a]!;
			sums.crossResponse[a]! -= scaled * groupResponse[d]!;
			for (let b = 0; b <= a; b++) sums.crossBasis[a * rank + b]! -= scaled * groupBasis[d * rank + b]!;
		}
	}
	return shrink;
}

function finish(
	model: TwoLevelModel,
	sums: Sums,
	partial: Omit<LikelihoodState, "covariance" | "gamma" | "minus2Reml">,
): LikelihoodState | UndefinedResult {
	const { rank, logDeterminant } = model.basis;
	const factor = choleskyFactor(sums.crossBasis, rank);
	if (!(factor instanceof Float64Array)) return undefinedResult("the weighted design is numerically singular");
	const gamma = solveCholesky(factor, sums.crossResponse);
	let explained = 0;
	let logCross = 0;
	for (let a = 0; a < rank; a++) {
		explained += gamma[a]! * sums.crossResponse[a]!;
		logCross += 2 * Math.log(factor[a * rank + a]!);
	}
	const minus2Reml =
		sums.logDeterminant +
		logCross -
		2 * logDeterminant +
		(sums.crossSquare - explained) +
		(model.rows - rank) * Math.log(2 * Math.PI);
	if (!Number.isFinite(minus2Reml)) return undefinedResult("the restricted likelihood is not finite");
	return { ...partial, covariance: inverseFromCholesky(factor, rank), gamma, minus2Reml };
}

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
