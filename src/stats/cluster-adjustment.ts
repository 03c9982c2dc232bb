/** What each cluster contributes to a cluster-robust covariance, with or without the CR2 adjustment. */

import type { LinearFit } from "./linear-model.js";
import { decomposeQr } from "./qr.js";
import { symmetricEigen } from "./symmetric-eigen.js";

/** Sums of one cluster on the basis Q, with G = A W X the adjusted score vectors of its rows. */
export interface ClusterPieces {
	/** G'e, length rank. */
	readonly score: Float64Array;
	/** X'G, X'WG and G'G, flat rank × rank; needed for degrees of freedom only. */
	readonly scoreOnX: Float64Array;
	readonly scoreOnWeightedX: Float64Array;
	readonly scoreSquare: Float64Array;
}

/**
 * Contributions without adjustment (A = I).
 *
 * @param fit a linear fit
 * @param clusters row numbers of each cluster
 * @returns one element per cluster
 * @internal
 */
export function plainPieces(fit: LinearFit, clusters: readonly (readonly number[])[]): ClusterPieces[] {
	return clusters.map((rows) => collect(fit, rows, weightedX(fit, rows)));
}

/**
 * Contributions with A = B^(-1/2), B = (I-H)_j (I-H)_j' = I - X X'W - W X X' + X S X' on the basis Q, S = X'W²X.
 *
 * B differs from the identity only inside the span of [X, WX], so its root is found there.
 *
 * @param fit a linear fit
 * @param clusters row numbers of each cluster
 * @returns one element per cluster
 * @reference Pustejovsky & Tipton (2018) JBES 36:672–683, with identity working covariance
 * @internal
 */
export function cr2Pieces(fit: LinearFit, clusters: readonly (readonly number[])[]): ClusterPieces[] {
	const { rank, weights } = fit;
	const squares = new Float64Array(rank * rank);
	for (let i = 0; i < fit.rows; i++) addOuter(squares, row(fit, i), row(fit, i), weights[i]!);
	return clusters.map((rows) => collect(fit, rows, adjust(fit, rows, squares)));
}

function row(fit: LinearFit, i: number): Float64Array {
	return fit.basis.q.subarray(i * fit.rank, (i + 1) * fit.rank);
}

/** W X of some rows, flat rows × rank; X on the basis is q / sqrt(w). */
function weightedX({ rank, weights, basis }: LinearFit, rows: readonly number[]): Float64Array {
	const out = new Float64Array(rows.length * rank);
	for (let position = 0; position < rows.length; position++) {
		const i = rows[position]!;
		const root = Math.sqrt(weights[i]!);
		for (let a = 0; a < rank; a++) out[position * rank + a] = basis.q[i * rank + a]! * root;
	}
	return out;
}

/** B^(-1/2) W X, the root taken in the span of [X, WX]. */
function adjust(fit: LinearFit, rows: readonly number[], squares: Float64Array): Float64Array {
	const { rank } = fit;
	const wx = weightedX(fit, rows);
	const span = spanOf(fit, rows, wx);
	if (span.rank === 0) return wx;
	const onX = new Float64Array(span.rank * rank);
	const onWx = new Float64Array(span.rank * rank);
	rows.forEach((i, position) => {
		const inSpan = span.q.subarray(position * span.rank, (position + 1) * span.rank);
		const scaled = wx.subarray(position * rank, (position + 1) * rank);
		addOuter(onX, inSpan, scaled, 1 / fit.weights[i]!);
		addOuter(onWx, inSpan, scaled, 1);
	});
	const change = inverseRootLessIdentity(fit, span.rank, { onX, onWx, squares });
	// wx + span · change · (span' wx)
	const moved = product(change, onWx, span.rank, rank);
	rows.forEach((_, position) => {
		for (let k = 0; k < span.rank; k++) {
			const share = span.q[position * span.rank + k]!;
			for (let a = 0; a < rank; a++) wx[position * rank + a]! += share * moved[k * rank + a]!;
		}
	});
	return wx;
}

/** Orthonormal basis of [X, WX] of a cluster. */
function spanOf(fit: LinearFit, rows: readonly number[], wx: Float64Array): { q: Float64Array; rank: number } {
	const { rank, weights } = fit;
	const columns = 2 * rank;
	const matrix = new Float64Array(rows.length * columns);
	rows.forEach((i, position) => {
		for (let a = 0; a < rank; a++) {
			const value = wx[position * rank + a]!;
			matrix[position * columns + a] = value / weights[i]!;
			matrix[position * columns + rank + a] = value;
		}
	});
	return decomposeQr({ matrix, rows: rows.length, columns });
}

interface SpanSums {
	readonly onX: Float64Array;
	readonly onWx: Float64Array;
	readonly squares: Float64Array;
}

/** B^(-1/2) - I inside the span; directions that B annihilates (eigenvalue below 1e-12) get a root of zero. */
function inverseRootLessIdentity(fit: LinearFit, order: number, sums: SpanSums): Float64Array {
	const { rank } = fit;
	const { onX, onWx, squares } = sums;
	const onXSquares = product(onX, squares, order, rank);
	const inner = new Float64Array(order * order);
	for (let k = 0; k < order; k++) {
		for (let l = 0; l < order; l++) {
			let sum = k === l ? 1 : 0;
			for (let a = 0; a < rank; a++) {
				sum -= onX[k * rank + a]! * onWx[l * rank + a]! + onWx[k * rank + a]! * onX[l * rank + a]!;
				sum += onXSquares[k * rank + a]! * onX[l * rank + a]!;
			}
			inner[k * order + l] = sum;
		}
	}
	const { values, vectors } = symmetricEigen(inner, order);
	const out = new Float64Array(order * order);
	const vector = new Float64Array(order);
	for (let e = 0; e < order; e++) {
		const change = (values[e]! > 1e-12 ? 1 / Math.sqrt(values[e]!) : 0) - 1;
		for (let k = 0; k < order; k++) vector[k] = vectors[k * order + e]!;
		addOuter(out, vector, vector, change);
	}
	return out;
}

/** Flat product of an m × k and a k × c matrix, where k is deduced from the first. */
function product(left: Float64Array, right: Float64Array, m: number, c: number): Float64Array {
	const k = left.length / m;
	const out = new Float64Array(m * c);
	for (let i = 0; i < m; i++) {
		for (let j = 0; j < k; j++) {
			for (let l = 0; l < c; l++) out[i * c + l]! += left[i * k + j]! * right[j * c + l]!;
		}
	}
	return out;
}

function addOuter(target: Float64Array, left: Float64Array, right: Float64Array, factor: number): void {
	const width = right.length;
	for (let a = 0; a < left.length; a++) {
		const scaled = factor * left[a]!;
		for (let b = 0; b < width; b++) target[a * width + b]! += scaled * right[b]!;
	}
}

function collect(fit: LinearFit, rows: readonly number[], adjusted: Float64Array): ClusterPieces {
	const { rank, weights, residuals } = fit;
	const pieces = {
		score: new Float64Array(rank),
		scoreOnX: new Float64Array(rank * rank),
		scoreOnWeightedX: new Float64Array(rank * rank),
		scoreSquare: new Float64Array(rank * rank),
	};
	rows.forEach((i, position) => {
		const g = adjusted.subarray(position * rank, (position + 1) * rank);
		const root = Math.sqrt(weights[i]!);
		for (let a = 0; a < rank; a++) pieces.score[a]! += g[a]! * residuals[i]!;
		addOuter(pieces.scoreOnX, row(fit, i), g, 1 / root);
		addOuter(pieces.scoreOnWeightedX, row(fit, i), g, root);
		addOuter(pieces.scoreSquare, g, g, 1);
	});
	return pieces;
}
