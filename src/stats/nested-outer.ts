/** The one loop where the time goes: sums of weighted outer products of short rows. */

/** Rows to be multiplied with themselves: row k begins at offset + k * stride. */
export interface OuterRows {
	readonly rows: Float64Array;
	readonly offset: number;
	readonly stride: number;
	readonly count: number;
	readonly width: number;
}

/**
 * Adds Σ_k w_k a_k a_k' to a lower triangle kept row by row without gaps. Four rows are taken together, so that the
 * triangle is read and written a quarter as often.
 *
 * @param triangle width (width + 1) / 2 numbers
 * @param from the rows a_k
 * @param weights w_k, of either sign
 * @internal
 */
export function addOuterProducts(triangle: Float64Array, from: OuterRows, weights: Float64Array): void {
	const { rows, offset, stride, count, width } = from;
	let k = 0;
	for (; k + 3 < count; k += 4) {
		const r0 = offset + k * stride;
		const r1 = r0 + stride;
		const r2 = r1 + stride;
		const r3 = r2 + stride;
		let at = 0;
		for (let a = 0; a < width; a++) {
			const w0 = weights[k]! * rows[r0 + a]!;
			const w1 = weights[k + 1]! * rows[r1 + a]!;
			const w2 = weights[k + 2]! * rows[r2 + a]!;
			const w3 = weights[k + 3]! * rows[r3 + a]!;
			for (let b = 0; b <= a; b++) {
				triangle[at++]! += w0 * rows[r0 + b]! + w1 * rows[r1 + b]! + w2 * rows[r2 + b]! + w3 * rows[r3 + b]!;
			}
		}
	}
	for (; k < count; k++) {
		const row = offset + k * stride;
		let at = 0;
		for (let a = 0; a < width; a++) {
			const weighted = weights[k]! * rows[row + a]!;
			for (let b = 0; b <= a; b++) triangle[at++]! += weighted * rows[row + b]!;
		}
	}
}
