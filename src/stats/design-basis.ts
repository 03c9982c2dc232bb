/**
 * A design matrix turned into an orthonormal basis of its column space, so that conditioning is never a problem
 * downstream: columns are centered (only when an intercept is present), scaled to unit length, then QR.
 */

import { checkDesign, type DesignInput, type ScaledColumns, scaleColumns } from "./design-columns.js";
import { triangleOfGram } from "./gram.js";
import { decomposeQr, type QrDecomposition } from "./qr.js";

/** sqrt(w) X[, kept] = Q T⁻¹, so coefficients of X are T times coefficients of Q. */
export interface DesignBasis {
	readonly rows: number;
	readonly rank: number;
	readonly names: readonly string[];
	/** Names and column numbers in the order given, without the aliased ones. */
	readonly keptNames: readonly string[];
	readonly kept: Int32Array;
	readonly aliased: readonly string[];
	/** Orthonormal, flat row-major, rows × rank. */
	readonly q: Float64Array;
	/** T, flat row-major, rank × rank; rows in the order of `kept`. */
	readonly transform: Float64Array;
	/** log |det T|: what a determinant on the scale of Q lacks to be on the scale of X is -2 times this. */
	readonly logDeterminant: number;
}

/**
 * Builds the basis and names the columns that add nothing (aliased: the later of two equal ones).
 *
 * @param input design, names, the intercept's name and weights
 * @returns the basis; rank 0 when no column is usable
 * @throws StatsError `length-mismatch`, `non-finite`, `out-of-range` (weights), `unknown-name` (intercept not among
 *   the names or not constant)
 * @reference centering and scaling before QR: Belsley (1984) and the NIST StRD linear regression sets
 * @example
 * buildBasis({ design: Float64Array.of(1, 2, 1, 2, 1, 2), names: ["one", "two"], intercept: "one" }).aliased // → ["two"]
 */
export function buildBasis(input: DesignInput): DesignBasis {
	const rows = checkDesign(input);
	const { names, intercept } = input;
	const root = input.weights ? Float64Array.from(input.weights, Math.sqrt) : new Float64Array(rows).fill(1);
	const constant = intercept === undefined ? -1 : names.indexOf(intercept);
	const scaled = scaleColumns(input, root, constant);
	const qr = decompose(scaled, rows);
	const slopes = Array.from(qr.kept, (k) => scaled.numbers[k]!);
	const kept = Int32Array.from(constant >= 0 ? [constant, ...slopes] : slopes).sort();
	const { q, transform, logDeterminant } = assemble({ input, root, constant, scaled, qr, kept });
	return {
		rows,
		rank: kept.length,
		names,
		kept,
		keptNames: Array.from(kept, (j) => names[j]!),
		aliased: names.filter((_, j) => !kept.includes(j)),
		q,
		transform,
		logDeterminant,
	};
}

/** What of a decomposition the basis is put together from; Q is the matrix times R⁻¹ where it is not given. */
type Decomposition = Pick<QrDecomposition, "rank" | "kept" | "r"> & Partial<Pick<QrDecomposition, "q">>;

function decompose({ matrix, numbers }: ScaledColumns, rows: number): Decomposition {
	const columns = numbers.length;
	const r = triangleOfGram(matrix, rows, columns);
	if (r === undefined) return decomposeQr({ matrix, rows, columns });
	return { rank: columns, kept: Int32Array.from(numbers.keys()), r };
}

interface Parts {
	readonly input: DesignInput;
	readonly root: Float64Array;
	readonly constant: number;
	readonly scaled: ScaledColumns;
	readonly qr: Decomposition;
	readonly kept: Int32Array;
}

/** Puts the constant's direction before the others' and writes T = [1/|w|, -centers' T_slopes; 0, T_slopes]. */
function assemble(parts: Parts): Pick<DesignBasis, "q" | "transform" | "logDeterminant"> {
	const { root, constant, scaled, qr, kept } = parts;
	const shift = constant >= 0 ? 1 : 0;
	const rank = kept.length;
	const rows = root.length;
	const q = new Float64Array(rows * rank);
	const length = Math.sqrt(root.reduce((sum, value) => sum + value * value, 0));
	const inverse = invertUpper(qr.r, qr.rank);
	if (qr.q === undefined) writeTimesUpper(scaled.matrix, inverse, qr.rank, { q, shift });
	for (let i = 0; i < rows; i++) {
		if (shift === 1) q[i * rank] = root[i]! / length;
		if (qr.q === undefined) continue;
		for (let k = 0; k < qr.rank; k++) q[i * rank + shift + k] = qr.q[i * qr.rank + k]!;
	}
	const transform = new Float64Array(rank * rank);
	const place = new Map(Array.from(kept, (j, position) => [j, position]));
	let logDeterminant = shift === 1 ? -Math.log(length) : 0;
	if (shift === 1) transform[place.get(constant)! * rank] = 1 / length;
	for (let a = 0; a < qr.rank; a++) {
		const j = scaled.numbers[qr.kept[a]!]!;
		logDeterminant += Math.log(Math.abs(inverse[a * qr.rank + a]!)) - Math.log(scaled.scales[j]!);
		for (let b = a; b < qr.rank; b++) {
			const value = inverse[a * qr.rank + b]! / scaled.scales[j]!;
			transform[place.get(j)! * rank + shift + b] = value;
			if (shift === 1) transform[place.get(constant)! * rank + 1 + b]! -= scaled.centers[j]! * value;
		}
	}
	return { q, transform, logDeterminant };
}

/**
 * Rows times an upper triangle, written into the rows of q from column `shift` on. Four rows are taken together, whose sums do not
 * wait for each other.
 */
function writeTimesUpper(
	matrix: Float64Array,
	upper: Float64Array,
	order: number,
	{ q, shift }: { readonly q: Float64Array; readonly shift: number },
): void {
	const rank = order + shift;
	const rows = order === 0 ? 0 : matrix.length / order;
	let row = 0;
	for (; row + 3 < rows; row += 4) {
		const from = row * order;
		for (let b = 0, to = row * rank + shift; b < order; b++, to++) {
			let s0 = 0;
			let s1 = 0;
			let s2 = 0;
			let s3 = 0;
			for (let a = 0, at = from; a <= b; a++, at++) {
				const factor = upper[a * order + b]!;
				s0 += matrix[at]! * factor;
				s1 += matrix[at + order]! * factor;
				s2 += matrix[at + 2 * order]! * factor;
				s3 += matrix[at + 3 * order]! * factor;
			}
			q[to] = s0;
			q[to + rank] = s1;
			q[to + 2 * rank] = s2;
			q[to + 3 * rank] = s3;
		}
	}
	for (; row < rows; row++) {
		for (let b = 0; b < order; b++) {
			let sum = 0;
			for (let a = 0; a <= b; a++) sum += matrix[row * order + a]! * upper[a * order + b]!;
			q[row * rank + shift + b] = sum;
		}
	}
}

/**
 * Inverse of an upper triangle by back substitution.
 *
 * @param r flat row-major upper triangle with a nonzero diagonal
 * @param order number of rows
 * @returns the inverse, flat, upper triangular
 * @internal
 */
export function invertUpper(r: Float64Array, order: number): Float64Array {
	const inverse = new Float64Array(order * order);
	for (let j = 0; j < order; j++) {
		inverse[j * order + j] = 1 / r[j * order + j]!;
		for (let i = j - 1; i >= 0; i--) {
			let sum = 0;
			for (let k = i + 1; k <= j; k++) sum += r[i * order + k]! * inverse[k * order + j]!;
			inverse[i * order + j] = -sum / r[i * order + i]!;
		}
	}
	return inverse;
}

/**
 * Coefficients of the original columns from those of the basis, T γ.
 *
 * @param basis the basis
 * @param gamma coefficients on Q, length rank
 * @returns coefficients of the kept columns, in their order
 * @reference definition of T above
 * @example
 * toOriginal(buildBasis({ design: Float64Array.of(2, 0), names: ["x"] }), Float64Array.of(-6)) // → [3]
 */
export function toOriginal(basis: DesignBasis, gamma: Float64Array): Float64Array {
	const { rank, transform } = basis;
	const out = new Float64Array(rank);
	for (let i = 0; i < rank; i++) {
		let sum = 0;
		for (let j = 0; j < rank; j++) sum += transform[i * rank + j]! * gamma[j]!;
		out[i] = sum;
	}
	return out;
}

/**
 * Covariance of the original coefficients from that of the basis coefficients, T M T'.
 *
 * @param basis the basis
 * @param matrix flat symmetric rank × rank matrix on the scale of Q
 * @returns flat symmetric matrix for the kept columns
 * @reference definition of T above
 * @example
 * covarianceToOriginal(buildBasis({ design: Float64Array.of(2, 0), names: ["x"] }), Float64Array.of(1)) // → [0.25]
 */
export function covarianceToOriginal(basis: DesignBasis, matrix: Float64Array): Float64Array {
	const { rank, transform } = basis;
	const half = new Float64Array(rank * rank);
	const out = new Float64Array(rank * rank);
	for (let i = 0; i < rank; i++) {
		for (let j = 0; j < rank; j++) {
			let sum = 0;
			for (let k = 0; k < rank; k++) sum += transform[i * rank + k]! * matrix[k * rank + j]!;
			half[i * rank + j] = sum;
		}
	}
	for (let i = 0; i < rank; i++) {
		for (let j = 0; j <= i; j++) {
			let sum = 0;
			for (let k = 0; k < rank; k++) sum += half[i * rank + k]! * transform[j * rank + k]!;
			out[i * rank + j] = sum;
			out[j * rank + i] = sum;
		}
	}
	return out;
}
