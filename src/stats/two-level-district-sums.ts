/** What the districts but one say about the coefficients, for every district at once. */

import { choleskyFactor, invertLower } from "./small-matrix.js";
import type { LikelihoodState, TwoLevelModel } from "./two-level-types.js";

/** Sums without each district, and the scale that makes the sum over all districts the identity. */
export interface Shares {
	/** X'V⁻¹X and X'V⁻¹r of all districts but one: flat per district, on the basis Q. */
	readonly cross: Float64Array;
	readonly response: Float64Array;
	/** Inverse of the Cholesky factor of Q'V⁻¹Q over all districts. */
	readonly whiten: Float64Array;
}

/**
 * Sums over all districts but each one, by prefix and suffix sums: nothing is subtracted, so nothing cancels.
 *
 * @param model checked data
 * @param state likelihood state at the optimum
 * @returns flat sums per district left out
 * @internal
 */
export function leaveEachOut(model: TwoLevelModel, state: LikelihoodState): Shares {
	const { groupCount, basis } = model;
	const { rank } = basis;
	const width = rank * rank + rank;
	const own = districtSums(model, state);
	const without = new Float64Array(groupCount * width);
	const running = new Float64Array(width);
	for (let d = 0; d < groupCount; d++) {
		for (let a = 0; a < width; a++) {
			without[d * width + a]! += running[a]!;
			running[a]! += own[d * width + a]!;
		}
	}
	const total = running.slice(0, rank * rank);
	running.fill(0);
	for (let d = groupCount - 1; d >= 0; d--) {
		for (let a = 0; a < width; a++) {
			without[d * width + a]! += running[a]!;
			running[a]! += own[d * width + a]!;
		}
	}
	const cross = new Float64Array(groupCount * rank * rank);
	const response = new Float64Array(groupCount * rank);
	for (let d = 0; d < groupCount; d++) {
		cross.set(without.subarray(d * width, d * width + rank * rank), d * rank * rank);
		response.set(without.subarray(d * width + rank * rank, (d + 1) * width), d * rank);
	}
	const factor = choleskyFactor(total, rank);
	// The fit exists, so this matrix was factored before; the identity only satisfies the type.
	const whiten = factor instanceof Float64Array ? invertLower(factor, rank) : identity(rank);
	return { cross, response, whiten };
}

function identity(order: number): Float64Array {
	return Float64Array.from({ length: order * order }, (_, a) => (a % (order + 1) === 0 ? 1 : 0));
}

/** Q_d'V_d⁻¹Q_d (rank² numbers) then Q_d'V_d⁻¹r_d (rank numbers), per district. */
function districtSums(model: TwoLevelModel, state: LikelihoodState): Float64Array {
	const { rows, groups, groupCount, residual, basis } = model;
	const { rank, q } = basis;
	const width = rank * rank + rank;
	const own = new Float64Array(groupCount * width);
	const groupResponse = new Float64Array(groupCount);
	for (let i = 0; i < rows; i++) {
		const offset = groups[i]! * width;
		groupResponse[groups[i]!]! += state.weights[i]! * residual[i]!;
		for (let a = 0; a < rank; a++) {
			const weighted = state.weights[i]! * q[i * rank + a]!;
			own[offset + rank * rank + a]! += weighted * residual[i]!;
			for (let b = 0; b < rank; b++) own[offset + a * rank + b]! += weighted * q[i * rank + b]!;
		}
	}
	for (let d = 0; d < groupCount; d++) {
		for (let a = 0; a < rank; a++) {
			const scaled = state.groupShrink[d]! * state.groupBasis[d * rank + a]!;
			own[d * width + rank * rank + a]! -= scaled * groupResponse[d]!;
			for (let b = 0; b < rank; b++) own[d * width + a * rank + b]! -= scaled * state.groupBasis[d * rank + b]!;
		}
	}
	return own;
}
