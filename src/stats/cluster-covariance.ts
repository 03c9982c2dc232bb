/** Cluster-robust covariances of regression coefficients, down to few clusters (CR2 with Satterthwaite df). */

import { requireCodes, requireLength } from "./checks.js";
import { type ClusterPieces, cr2Pieces, plainPieces } from "./cluster-adjustment.js";
import { covarianceToOriginal } from "./design-basis.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import type { LinearFit } from "./linear-model.js";
import { bilinear } from "./small-matrix.js";

/** CR0: plain; CR1: times G/(G-1); CR1S: also (rows-1)/(rows-rank), as Stata; CR2: bias-reduced. */
export type ClusterCovarianceKind = "CR0" | "CR1" | "CR1S" | "CR2";

/** A cluster-robust covariance of the kept coefficients. */
export interface ClusterCovariance {
	readonly kind: "cluster-covariance";
	/** Flat rank × rank, in the order of `fit.keptNames`. */
	readonly matrix: Float64Array;
	readonly standardErrors: Readonly<Record<string, number>>;
	/** Degrees of freedom for t intervals: Satterthwaite for CR2, clusters minus one for the others. */
	readonly df: Readonly<Record<string, number>>;
	/** Clusters with at least one row. */
	readonly clusters: number;
}

/**
 * Covariance of the coefficients when errors within a cluster (a district) go together.
 *
 * CR2 makes the estimator unbiased under equal, independent errors; its t tests use Satterthwaite's degrees of freedom
 * per coefficient. With weights the working model is still equal variances, as in clubSandwich's default.
 * Linear in rows: the adjustment of a cluster is the identity plus a matrix of rank at most twice that of the design.
 *
 * @param fit a linear fit
 * @param clusters cluster of each row, codes 0, 1, 2, …
 * @param options which estimator
 * @returns the covariance, or undefined with fewer than two clusters
 * @throws StatsError `length-mismatch` or `out-of-range`
 * @reference Bell & McCaffrey (2002) Survey Methodology 28:169–181; Pustejovsky & Tipton (2018) JBES 36:672–683
 * @example
 * clusterCovariance(fitLinearModel({
 *   response: Float64Array.of(1, 3, 5, 8), design: Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3), names: ["one", "x"], intercept: "one",
 * }), Int32Array.of(0, 0, 1, 1), { kind: "CR0" }).clusters // → 2
 */
export function clusterCovariance(
	fit: LinearFit,
	clusters: Int32Array,
	options: { readonly kind: ClusterCovarianceKind },
): ClusterCovariance | UndefinedResult {
	requireLength("clusters", clusters.length, fit.rows);
	const members: number[][] = Array.from({ length: requireCodes("clusters", clusters) }, () => []);
	clusters.forEach((code, i) => {
		members[code]!.push(i);
	});
	const occupied = members.filter((rows) => rows.length > 0);
	const count = occupied.length;
	if (count < 2) return undefinedResult("fewer than two clusters");
	const pieces = options.kind === "CR2" ? cr2Pieces(fit, occupied) : plainPieces(fit, occupied);
	const factor = { CR0: 1, CR1: count / (count - 1), CR1S: stataFactor(fit, count), CR2: 1 }[options.kind];
	const matrix = covarianceToOriginal(fit.basis, meat(fit.rank, pieces, factor));
	const middle = options.kind === "CR2" ? crossSquares(fit) : undefined;
	const named = (value: (j: number) => number): Record<string, number> =>
		Object.fromEntries(fit.keptNames.map((name, j) => [name, value(j)]));
	return {
		kind: "cluster-covariance",
		matrix,
		standardErrors: named((j) => Math.sqrt(Math.max(0, matrix[j * fit.rank + j]!))),
		df: named((j) => (middle === undefined ? count - 1 : satterthwaite(fit, pieces, middle, j))),
		clusters: count,
	};
}

function stataFactor(fit: LinearFit, clusters: number): number {
	return (clusters / (clusters - 1)) * ((fit.rows - 1) / fit.residualDf);
}

function meat(rank: number, pieces: readonly ClusterPieces[], factor: number): Float64Array {
	const out = new Float64Array(rank * rank);
	for (const { score } of pieces) {
		for (let a = 0; a < rank; a++) {
			for (let b = 0; b < rank; b++) out[a * rank + b]! += factor * score[a]! * score[b]!;
		}
	}
	return out;
}

/**
 * (Σ d_ii)² / ΣΣ d_ij² with d_ij = p_i'p_j = δ_ij γ_i + r_i'L r_j, where r = (a, b) and L = [[S, -I], [-I, 0]] (`middle`);
 * the double sum is then tr(L R L R) plus diagonal terms, R = Σ r r'.
 */
function satterthwaite(
	fit: LinearFit,
	pieces: readonly ClusterPieces[],
	middle: Float64Array,
	coefficient: number,
): number {
	const { rank, basis } = fit;
	const direction = basis.transform.subarray(coefficient * rank, (coefficient + 1) * rank);
	const order = 2 * rank;
	const outer = new Float64Array(order * order);
	let trace = 0;
	let squares = 0;
	const r = new Float64Array(order);
	for (const { scoreOnX, scoreOnWeightedX, scoreSquare } of pieces) {
		const own = bilinear(scoreSquare, direction, direction);
		r.fill(0);
		for (let a = 0; a < rank; a++) {
			for (let b = 0; b < rank; b++) {
				r[a]! += scoreOnX[a * rank + b]! * direction[b]!;
				r[rank + a]! += scoreOnWeightedX[a * rank + b]! * direction[b]!;
			}
		}
		const shared = bilinear(middle, r, r);
		trace += own + shared;
		squares += own * own + 2 * own * shared;
		for (let a = 0; a < order; a++) for (let b = 0; b < order; b++) outer[a * order + b]! += r[a]! * r[b]!;
	}
	squares += traceOfSquare(middle, outer, order);
	return (trace * trace) / squares;
}

/** L = [[S, -I], [-I, 0]] on the basis Q, S = X'W²X. */
function crossSquares(fit: LinearFit): Float64Array {
	const { rank, rows, weights, basis } = fit;
	const order = 2 * rank;
	const out = new Float64Array(order * order);
	for (let i = 0; i < rows; i++) {
		for (let a = 0; a < rank; a++) {
			const scaled = weights[i]! * basis.q[i * rank + a]!;
			for (let b = 0; b < rank; b++) out[a * order + b]! += scaled * basis.q[i * rank + b]!;
		}
	}
	for (let a = 0; a < rank; a++) {
		out[a * order + rank + a] = -1;
		out[(rank + a) * order + a] = -1;
	}
	return out;
}

/** tr(L R L R) of two symmetric matrices. */
function traceOfSquare(left: Float64Array, right: Float64Array, order: number): number {
	const product = new Float64Array(order * order);
	for (let a = 0; a < order; a++) {
		for (let k = 0; k < order; k++) {
			for (let b = 0; b < order; b++) product[a * order + b]! += left[a * order + k]! * right[k * order + b]!;
		}
	}
	let trace = 0;
	for (let a = 0; a < order; a++) {
		for (let b = 0; b < order; b++) trace += product[a * order + b]! * product[b * order + a]!;
	}
	return trace;
}
