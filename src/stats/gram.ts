/** The orthonormal basis of a tall, well-conditioned matrix from its cross-product: half the work of Householder's QR. */

import { addOuterProducts } from "./nested-outer.js";

/** With fewer rows the time does not matter, and Householder's reflections are as exact as can be. */
const TALL = 2000;
/** Unit columns of which a smaller part is new are not left to the cross-product: it squares what is lost by rounding. */
const WELL_APART = 0.03;

/**
 * R of A = Q R with a positive diagonal. Q = A R⁻¹ is orthonormal to about 1e-13.
 *
 * @param matrix flat, rows × columns, columns of unit length
 * @param rows number of rows
 * @param columns number of columns
 * @returns R, flat upper triangle, or `undefined` where there are few rows or a column adds little to those before it
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), section 5.3; Yamamoto et al. (2015) ETNA 44:306–326
 * @internal
 */
export function triangleOfGram(matrix: Float64Array, rows: number, columns: number): Float64Array | undefined {
	if (rows < TALL) return undefined;
	const gram = new Float64Array((columns * (columns + 1)) / 2);
	const ones = new Float64Array(rows).fill(1);
	addOuterProducts(gram, { rows: matrix, offset: 0, stride: columns, count: rows, width: columns }, ones);
	const r = new Float64Array(columns * columns);
	for (let j = 0; j < columns; j++) {
		for (let i = 0; i <= j; i++) {
			let sum = gram[(j * (j + 1)) / 2 + i]!;
			for (let k = 0; k < i; k++) sum -= r[k * columns + i]! * r[k * columns + j]!;
			if (i < j) r[i * columns + j] = sum / r[i * columns + i]!;
			else if (!(sum > WELL_APART ** 2)) return undefined;
			else r[j * columns + j] = Math.sqrt(sum);
		}
	}
	return r;
}
