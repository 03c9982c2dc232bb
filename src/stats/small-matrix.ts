/**
 * Linear algebra for small symmetric matrices (order = number of columns of a design, at most a few dozen),
 * stored flat and row by row. Nothing here ever sees a matrix whose order is the number of schools.
 */

import { type UndefinedResult, undefinedResult } from "./errors.js";

/**
 * Lower Cholesky factor L of a symmetric positive definite matrix, A = L L'.
 *
 * @param matrix flat row-major, order × order; only the lower triangle is read
 * @param order number of rows
 * @returns L (flat, zeros above the diagonal), or undefined when A is not positive definite to rounding
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), algorithm 4.2.1
 * @example
 * choleskyFactor(Float64Array.of(4, 2, 2, 5), 2) // → [2, 0, 1, 2]
 */
export function choleskyFactor(matrix: Float64Array, order: number): Float64Array | UndefinedResult {
	const factor = new Float64Array(order * order);
	return writeCholesky(matrix, order, factor) ? factor : undefinedResult("the matrix is not positive definite");
}

/**
 * Writes the lower Cholesky factor: `choleskyFactor` where many matrices of one order are decomposed one after another.
 *
 * @param matrix flat row-major, order × order; only the lower triangle is read
 * @param order number of rows
 * @param factor receives the lower triangle
 * @returns false when the matrix is not positive definite to rounding
 * @internal
 */
export function writeCholesky(matrix: Float64Array, order: number, factor: Float64Array): boolean {
	for (let j = 0; j < order; j++) {
		const original = matrix[j * order + j]!;
		let pivot = original;
		for (let k = 0; k < j; k++) pivot -= factor[j * order + k]! ** 2;
		// Below this the pivot is made of rounding errors only.
		if (!(pivot > 4e-16 * order * Math.abs(original))) return false;
		const root = Math.sqrt(pivot);
		factor[j * order + j] = root;
		for (let i = j + 1; i < order; i++) {
			let sum = matrix[i * order + j]!;
			for (let k = 0; k < j; k++) sum -= factor[i * order + k]! * factor[j * order + k]!;
			factor[i * order + j] = sum / root;
		}
	}
	return true;
}

/**
 * Inverse of a lower triangular matrix.
 *
 * @param factor flat row-major lower triangle with a nonzero diagonal
 * @param order number of rows
 * @returns the inverse, flat, lower triangular
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), section 3.1
 * @example
 * invertLower(Float64Array.of(2, 0, 1, 2), 2) // → [0.5, 0, -0.25, 0.5]
 */
export function invertLower(factor: Float64Array, order: number): Float64Array {
	const inverse = new Float64Array(order * order);
	for (let j = 0; j < order; j++) {
		inverse[j * order + j] = 1 / factor[j * order + j]!;
		for (let i = j + 1; i < order; i++) {
			let sum = 0;
			for (let k = j; k < i; k++) sum += factor[i * order + k]! * inverse[k * order + j]!;
			inverse[i * order + j] = -sum / factor[i * order + i]!;
		}
	}
	return inverse;
}

/**
 * Inverse of A from its Cholesky factor, A⁻¹ = L⁻ᵀ L⁻¹.
 *
 * @param factor lower Cholesky factor, flat
 * @param order number of rows
 * @returns A⁻¹, flat and exactly symmetric
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), section 4.2
 * @example
 * inverseFromCholesky(Float64Array.of(2, 0, 0, 4), 2) // → [0.25, 0, 0, 0.0625]
 */
export function inverseFromCholesky(factor: Float64Array, order: number): Float64Array {
	const lowerInverse = invertLower(factor, order);
	const inverse = new Float64Array(order * order);
	for (let i = 0; i < order; i++) {
		for (let j = 0; j <= i; j++) {
			let sum = 0;
			for (let k = i; k < order; k++) sum += lowerInverse[k * order + i]! * lowerInverse[k * order + j]!;
			inverse[i * order + j] = sum;
			inverse[j * order + i] = sum;
		}
	}
	return inverse;
}

/**
 * Solves A x = b from the Cholesky factor of A.
 *
 * @param factor lower Cholesky factor, flat
 * @param right right-hand side, length = order
 * @returns x, a new array
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), section 3.1
 * @example
 * solveCholesky(Float64Array.of(2, 0, 0, 4), Float64Array.of(4, 16)) // → [1, 1]
 */
export function solveCholesky(factor: Float64Array, right: Float64Array): Float64Array {
	const x = Float64Array.from(right);
	solveInPlace(factor, x);
	return x;
}

/**
 * Solves A x = b in the place of b; see `solveCholesky`.
 *
 * @param factor lower Cholesky factor, flat
 * @param x right-hand side, then the solution
 * @internal
 */
export function solveInPlace(factor: Float64Array, x: Float64Array): void {
	const order = x.length;
	for (let i = 0; i < order; i++) {
		let sum = x[i]!;
		for (let k = 0; k < i; k++) sum -= factor[i * order + k]! * x[k]!;
		x[i] = sum / factor[i * order + i]!;
	}
	for (let i = order - 1; i >= 0; i--) {
		let sum = x[i]!;
		for (let k = i + 1; k < order; k++) sum -= factor[k * order + i]! * x[k]!;
		x[i] = sum / factor[i * order + i]!;
	}
}

/**
 * Quadratic form a' M b of a flat square matrix with two stretches of longer arrays.
 *
 * @param matrix flat square matrix of order `left.length`
 * @param left vector a
 * @param right vector b
 * @returns the number a' M b
 * @reference none needed; plain sums in row order
 * @example
 * bilinear(Float64Array.of(2, 0, 0, 3), Float64Array.of(1, 1), Float64Array.of(1, 2)) // → 8
 */
export function bilinear(matrix: Float64Array, left: Float64Array, right: Float64Array): number {
	const order = left.length;
	let total = 0;
	for (let i = 0; i < order; i++) {
		let row = 0;
		for (let j = 0; j < order; j++) row += matrix[i * order + j]! * right[j]!;
		total += left[i]! * row;
	}
	return total;
}
