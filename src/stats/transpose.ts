/** Tall matrices between row-major order and separate columns, in blocks that stay in the processor's cache. */

const BLOCK = 512;

/**
 * Columns of a flat row-major matrix.
 *
 * @param matrix flat, rows × columns
 * @param rows number of rows
 * @param columns number of columns
 * @returns one new array per column
 * @internal
 */
export function toColumns(matrix: Float64Array, rows: number, columns: number): Float64Array[] {
	const out = Array.from({ length: columns }, () => new Float64Array(rows));
	for (let from = 0; from < rows; from += BLOCK) {
		const to = Math.min(rows, from + BLOCK);
		for (let j = 0; j < columns; j++) {
			const column = out[j]!;
			for (let i = from; i < to; i++) column[i] = matrix[i * columns + j]!;
		}
	}
	return out;
}

/**
 * A flat row-major matrix from its columns.
 *
 * @param from columns of equal length
 * @param rows number of rows
 * @returns a new flat array, rows × from.length
 * @internal
 */
export function fromColumns(from: readonly Float64Array[], rows: number): Float64Array {
	const columns = from.length;
	const out = new Float64Array(rows * columns);
	for (let start = 0; start < rows; start += BLOCK) {
		const to = Math.min(rows, start + BLOCK);
		for (let j = 0; j < columns; j++) {
			const column = from[j]!;
			for (let i = start; i < to; i++) out[i * columns + j] = column[i]!;
		}
	}
	return out;
}
