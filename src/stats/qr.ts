/**
 * Rank-revealing Householder QR with limited pivoting: columns are taken in the given order, and a column that
 * adds nothing to the ones before it is moved to the end. So the LATER of two equal columns is the aliased one.
 */

import { requireFinite, requireLength } from "./checks.js";
import { fromColumns, toColumns } from "./transpose.js";

/** A tall matrix to decompose. */
export interface QrInput {
	/** Flat, row-major, rows × columns. Columns should have comparable norms (see `design-basis.ts`). */
	readonly matrix: Float64Array;
	readonly rows: number;
	readonly columns: number;
	/** A column is aliased when the part not explained by earlier ones is below this share of its norm. */
	readonly tolerance?: number;
}

/** A[, kept] = Q R with orthonormal Q. */
export interface QrDecomposition {
	readonly rank: number;
	/** Column numbers that entered the factorization, ascending. */
	readonly kept: Int32Array;
	/** Column numbers left out because they are combinations of the kept ones, ascending. */
	readonly aliased: Int32Array;
	/** Orthonormal basis, flat row-major, rows × rank. */
	readonly q: Float64Array;
	/** Upper triangle, flat row-major, rank × rank. */
	readonly r: Float64Array;
}

/** Share of a column's norm below which it counts as aliased; 1e-7 would drop a legitimate column of NIST's Filip. */
const ALIAS_TOLERANCE = 1e-11;

interface Work {
	/** Column-major copy; below the diagonal of the factored part live the Householder vectors. */
	readonly columns: Float64Array[];
	readonly rows: number;
}

/**
 * Decomposes a matrix, dropping columns that depend on earlier ones.
 *
 * @param input the matrix, its shape and the tolerance (default 1e-11)
 * @returns rank, kept and aliased columns, Q and R; a matrix with no usable column has rank 0
 * @throws StatsError `length-mismatch` or `non-finite`
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), algorithms 5.2.1 and 5.4.1; the limited pivoting
 *   follows the idea of LINPACK's modified dqrdc as used by R's lm
 * @example
 * decomposeQr({ matrix: Float64Array.of(3, 6, 4, 8), rows: 2, columns: 2 }).aliased // → [1]
 */
export function decomposeQr(input: QrInput): QrDecomposition {
	const { matrix, rows, columns, tolerance = ALIAS_TOLERANCE } = input;
	requireLength("matrix", matrix.length, rows * columns);
	requireFinite("matrix", matrix);
	const work: Work = { columns: toColumns(matrix, rows, columns), rows };
	const kept: number[] = [];
	const aliased: number[] = [];
	const diagonal: number[] = [];
	for (let j = 0; j < columns; j++) {
		const step = kept.length;
		const whole = norm(work.columns[j]!, 0);
		// Earlier reflections were applied to this column already; what is left below `step` is new information.
		const left = step < rows ? norm(work.columns[j]!, step) : 0;
		if (left <= tolerance * whole) {
			aliased.push(j);
			continue;
		}
		diagonal.push(reflect(work, j, step));
		kept.push(j);
	}
	return {
		rank: kept.length,
		kept: Int32Array.from(kept),
		aliased: Int32Array.from(aliased),
		q: formQ(work, kept),
		r: formR(work, kept, diagonal),
	};
}

function norm(column: Float64Array, from: number): number {
	let largest = 0;
	for (let i = from; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i]!));
	if (largest === 0) return 0;
	let sum = 0;
	for (let i = from; i < column.length; i++) sum += (column[i]! / largest) ** 2;
	return largest * Math.sqrt(sum);
}

/** Makes column j the Householder vector of this step (unit norm), reflects later columns, returns R's diagonal. */
function reflect(work: Work, j: number, step: number): number {
	const column = work.columns[j]!;
	const length = norm(column, step);
	const head = column[step]!;
	// The sign avoids cancellation in the head of the vector.
	const diagonal = head > 0 ? -length : length;
	column[step] = head - diagonal;
	const size = norm(column, step);
	for (let i = step; i < work.rows; i++) column[i] = column[i]! / size;
	for (let k = j + 1; k < work.columns.length; k++) applyReflection(column, work.columns[k]!, step);
	return diagonal;
}

/** target ← (I - 2 v v') target, with v stored from row `step` on. */
function applyReflection(vector: Float64Array, target: Float64Array, step: number): void {
	let dot = 0;
	for (let i = step; i < target.length; i++) dot += vector[i]! * target[i]!;
	const twice = 2 * dot;
	for (let i = step; i < target.length; i++) target[i] = target[i]! - twice * vector[i]!;
}

/** First `rank` columns of the product of the reflections, row-major. */
function formQ(work: Work, kept: readonly number[]): Float64Array {
	const columns = kept.map((_, k) => {
		const column = new Float64Array(work.rows);
		column[k] = 1;
		for (let step = k; step >= 0; step--) applyReflection(work.columns[kept[step]!]!, column, step);
		return column;
	});
	return fromColumns(columns, work.rows);
}

function formR(work: Work, kept: readonly number[], diagonal: readonly number[]): Float64Array {
	const rank = kept.length;
	const r = new Float64Array(rank * rank);
	for (let k = 0; k < rank; k++) {
		const column = work.columns[kept[k]!]!;
		for (let i = 0; i < k; i++) r[i * rank + k] = column[i]!;
		r[k * rank + k] = diagonal[k]!;
	}
	return r;
}
