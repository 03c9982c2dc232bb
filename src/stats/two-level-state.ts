/** The nested likelihood's state read as one district level over schools: what the leave-out formulas want. */

import type { NestedModel, NestedState } from "./nested-structure.js";
import type { LikelihoodState, TwoLevelModel } from "./two-level-types.js";

/**
 * Working data of the two-level model.
 *
 * @param nested model whose only level is the districts and whose cells are the rows
 * @param groups the caller's district codes
 * @returns the parts that leave-out predictions read
 * @internal
 */
export function twoLevelModel(nested: NestedModel, groups: Int32Array): TwoLevelModel {
	const { basis, rows, response, residual, variances, lower, free } = nested;
	return { basis, rows, response, residual, variances, lower, free, groups, groupCount: nested.levels[0]!.codeCount };
}

/**
 * Sums by the caller's district codes; a code without rows has zeros.
 *
 * @param nested the model
 * @param state its state
 * @returns the same state in flat arrays by district code
 * @internal
 */
export function twoLevelState(nested: NestedModel, state: NestedState): LikelihoodState {
	const { width } = nested;
	const rank = width - 1;
	const level = nested.levels[0]!;
	const sums = state.sums[0]!;
	const groupWeight = new Float64Array(level.codeCount);
	const groupShrink = new Float64Array(level.codeCount);
	const groupBasis = new Float64Array(level.codeCount * rank);
	const tau = state.theta[0]!;
	level.codes.forEach((code, group) => {
		groupWeight[code] = sums.z[group]!;
		groupShrink[code] = tau / (1 + tau * sums.z[group]!);
		groupBasis.set(sums.values.subarray(group * width, group * width + rank), code * rank);
	});
	const { theta, weights, covariance } = state;
	return { theta, weights, groupWeight, groupShrink, groupBasis, covariance };
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
