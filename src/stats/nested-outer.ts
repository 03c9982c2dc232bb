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
 * triangle is read and written a quarter as often, and two rows of the triangle, so that the rows are read half as often.
 *
 * @param triangle width (width + 1) / 2 numbers
 * @param from the rows a_k
 * @param weights w_k, of either sign
 * @internal
 */
export function addOuterProducts(triangle: Float64Array, from: OuterRows, weights: Float64Array): void {
	const { offset, stride, count } = from;
	let k = 0;
	for (; k + 3 < count; k += 4) addFour(triangle, from, weights, k);
	for (; k < count; k++) addOne(triangle, from, offset + k * stride, weights[k]!);
}

/** Rows k to k + 3. Two rows of the triangle are written together, for which each number is read once. */
function addFour(triangle: Float64Array, from: OuterRows, weights: Float64Array, k: number): void {
	const { rows, stride, width } = from;
	const r0 = from.offset + k * stride;
	const r1 = r0 + stride;
	const r2 = r1 + stride;
	const r3 = r2 + stride;
	let at = 0;
	for (let a = 0; a < width; a += 2) {
		const v0 = weights[k]! * rows[r0 + a]!;
		const v1 = weights[k + 1]! * rows[r1 + a]!;
		const v2 = weights[k + 2]! * rows[r2 + a]!;
		const v3 = weights[k + 3]! * rows[r3 + a]!;
		const c = a + 1;
		if (c === width) {
			for (let b = 0; b <= a; b++) {
				triangle[at + b]! += v0 * rows[r0 + b]! + v1 * rows[r1 + b]! + v2 * rows[r2 + b]! + v3 * rows[r3 + b]!;
			}
			return;
		}
		const w0 = weights[k]! * rows[r0 + c]!;
		const w1 = weights[k + 1]! * rows[r1 + c]!;
		const w2 = weights[k + 2]! * rows[r2 + c]!;
		const w3 = weights[k + 3]! * rows[r3 + c]!;
		const next = at + c;
		for (let b = 0; b <= a; b++) {
			const x0 = rows[r0 + b]!;
			const x1 = rows[r1 + b]!;
			const x2 = rows[r2 + b]!;
			const x3 = rows[r3 + b]!;
			triangle[at + b]! += v0 * x0 + v1 * x1 + v2 * x2 + v3 * x3;
			triangle[next + b]! += w0 * x0 + w1 * x1 + w2 * x2 + w3 * x3;
		}
		triangle[next + c]! += w0 * rows[r0 + c]! + w1 * rows[r1 + c]! + w2 * rows[r2 + c]! + w3 * rows[r3 + c]!;
		at = next + c + 1;
	}
}

function addOne(triangle: Float64Array, { rows, width }: OuterRows, row: number, weight: number): void {
	let at = 0;
	for (let a = 0; a < width; a++) {
		const weighted = weight * rows[row + a]!;
		for (let b = 0; b <= a; b++) triangle[at++]! += weighted * rows[row + b]!;
	}
}
