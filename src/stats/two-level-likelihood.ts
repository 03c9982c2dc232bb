/**
 * Restricted likelihood of the two-level model in one pass over the rows.
 * V is never formed: within a district V_d⁻¹ = W - c w w' (Sherman–Morrison), and the fixed effects enter through
 * small matrices of order rank.
 */

import { type UndefinedResult, undefinedResult } from "./errors.js";
import { choleskyFactor, inverseFromCholesky, solveCholesky } from "./small-matrix.js";
import type { LikelihoodState, TwoLevelModel } from "./two-level-types.js";

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
