/** District left out: coefficients from the other districts only, for every district in one pass. */

import { bilinear } from "./small-matrix.js";
import { symmetricEigen } from "./symmetric-eigen.js";
import { leaveEachOut, type Shares } from "./two-level-district-sums.js";
import { type GradientSums, multiply } from "./two-level-gradient.js";
import { emptyPrediction, judge, type PredictionArrays } from "./two-level-judgment.js";
import type { LeaveOutPrediction, TwoLevelFit } from "./two-level-types.js";

/** Share of a direction's information in other districts below which they cannot estimate it. */
const NOT_ESTIMABLE = 1e-10;

/** A generalized inverse W'W of X'V⁻¹X without one district, and the directions it cannot see. */
interface OtherDistricts {
	readonly root: Float64Array;
	readonly blind: Float64Array;
	readonly inverse: Float64Array;
	readonly gamma: Float64Array;
}

/**
 * Predicts every school from other districts.
 *
 * V is block diagonal, so P_DD⁻¹ = V_DD + X_D (Σ over other districts of X'V⁻¹X)⁻¹ X_D' and P_DD⁻¹ (Py)_D is
 * y - X_D b with b from the other districts: identical to a literal refit with the variances held.
 *
 * @param fit the fit
 * @param sums result of `gradientSums`
 * @returns predictions; rows that need a column seen in this district only are undefined
 * @reference Woodbury identity; Haslett & Hayes (1998) JRSS B 60:201–215
 * @internal
 */
export function districtsOut(fit: TwoLevelFit, sums: GradientSums): LeaveOutPrediction {
	const { model, state } = fit.working;
	const { rows, groups, groupCount } = model;
	const shares = leaveEachOut(model, state);
	const members: number[][] = Array.from({ length: groupCount }, () => []);
	for (let i = 0; i < rows; i++) members[groups[i]!]!.push(i);
	const out = emptyPrediction(fit);
	const undefinedRows: number[] = [];
	const { rank } = model.basis;
	const target = { row: 0, out, room: new Float64Array(rank), gradient: new Float64Array(3) };
	for (let d = 0; d < groupCount; d++) {
		if (members[d]!.length === 0) continue;
		const others = withoutDistrict(shares, rank, d);
		const cross = crossOfOthers(sums, rank, d);
		for (const i of members[d]!) {
			target.row = i;
			if (!predictRow(fit, others, cross, target)) undefinedRows.push(i);
		}
	}
	return { ...out, undefinedRows: Int32Array.from(undefinedRows).sort() };
}

interface Target {
	row: number;
	readonly out: PredictionArrays;
	/** Room for `rank` numbers, and for the three derivatives. */
	readonly room: Float64Array;
	readonly gradient: Float64Array;
}

/** Fills one row; false when the other districts cannot estimate what it needs. */
function predictRow(
	fit: TwoLevelFit,
	others: OtherDistricts,
	cross: readonly Float64Array[],
	{ row, out, room, gradient }: Target,
): boolean {
	const { model, state } = fit.working;
	const { rank } = model.basis;
	const q = model.basis.q.subarray(row * rank, (row + 1) * rank);
	const blind = square(multiply(others.blind, q, room));
	const seen = square(multiply(others.root, q, room));
	if (blind > NOT_ESTIMABLE * (blind + seen)) return false;
	let fitted = 0;
	for (let a = 0; a < rank; a++) fitted += q[a]! * others.gamma[a]!;
	const variance = 1 / state.weights[row]! + state.theta[0]! + seen;
	const reach = multiply(others.inverse, q, room);
	for (let k = 0; k < 3; k++) {
		gradient[k] = (k === 2 ? model.variances[row]! : 1) + bilinear(cross[k]!, reach, reach);
	}
	judge(fit, out, { row, residual: model.residual[row]! - fitted, variance, gradient });
	return true;
}

function square(vector: Float64Array): number {
	let sum = 0;
	for (let a = 0; a < vector.length; a++) sum += vector[a]! * vector[a]!;
	return sum;
}

/** Eigen-decomposes the other districts' information relative to everyone's (values between 0 and 1). */
function withoutDistrict(shares: Shares, rank: number, d: number): OtherDistricts {
	const cross = shares.cross.subarray(d * rank * rank, (d + 1) * rank * rank);
	const { values, vectors } = symmetricEigen(sandwich(shares.whiten, cross, rank), rank);
	const root = new Float64Array(rank * rank);
	const blind = new Float64Array(rank * rank);
	for (let e = 0; e < rank; e++) {
		const visible = values[e]! > NOT_ESTIMABLE;
		const target = visible ? root : blind;
		const factor = visible ? 1 / Math.sqrt(values[e]!) : 1;
		for (let b = 0; b < rank; b++) {
			let sum = 0;
			for (let a = 0; a < rank; a++) sum += vectors[a * rank + e]! * shares.whiten[a * rank + b]!;
			target[e * rank + b] = factor * sum;
		}
	}
	const inverse = new Float64Array(rank * rank);
	for (let a = 0; a < rank; a++) {
		for (let b = 0; b < rank; b++) {
			for (let e = 0; e < rank; e++) inverse[a * rank + b]! += root[e * rank + a]! * root[e * rank + b]!;
		}
	}
	return { root, blind, inverse, gamma: multiply(inverse, shares.response.subarray(d * rank, (d + 1) * rank)) };
}

/** L M L' for a flat lower triangular L. */
function sandwich(lower: Float64Array, middle: Float64Array, order: number): Float64Array {
	const half = new Float64Array(order * order);
	const out = new Float64Array(order * order);
	for (let a = 0; a < order; a++) {
		for (let b = 0; b < order; b++) {
			for (let k = 0; k <= a; k++) half[a * order + b]! += lower[a * order + k]! * middle[k * order + b]!;
		}
	}
	for (let a = 0; a < order; a++) {
		for (let b = 0; b < order; b++) {
			for (let k = 0; k <= b; k++) out[a * order + b]! += half[a * order + k]! * lower[b * order + k]!;
		}
	}
	return out;
}

function crossOfOthers(sums: GradientSums, rank: number, d: number): Float64Array[] {
	return sums.cross.map((total, k) => {
		const offset = (d * 3 + k) * rank * rank;
		return total.map((value, a) => value - sums.crossByDistrict[offset + a]!);
	});
}
