/** Rows condensed to cells: weighted means, and the spread around them. */

import { addOuterProducts } from "./nested-outer.js";
import type { Cells, Within } from "./nested-structure.js";

/** Deviations are multiplied in blocks of so many rows. */
const BLOCK = 64;

/** What the cells are made from. */
export interface CellInput {
	readonly rows: number;
	/** Orthonormal basis, flat rows × rank, and the OLS residual. */
	readonly q: Float64Array;
	readonly rank: number;
	readonly residual: Float64Array;
	readonly variances: Float64Array;
	readonly classes: Int32Array;
	readonly classCount: number;
	/** Columns of z per row, flat; constant within a cell. */
	readonly z: Float64Array;
	readonly zColumns: number;
	/** Cell of each row, numbered without gaps, and the group above each cell. */
	readonly cellOfRow: Int32Array;
	readonly cellCount: number;
	readonly parent: Int32Array;
}

/**
 * Condenses rows. A row alone in its cell keeps its numbers to the last bit.
 *
 * @param input rows and their cells
 * @returns cells and the spread within them
 * @reference sufficiency of weighted means and within-group cross-products under normality
 * @internal
 */
export function condense(input: CellInput): { readonly cells: Cells; readonly within: Within } {
	const { rows, rank, cellOfRow, cellCount, zColumns } = input;
	const width = rank + 1;
	const weight = new Float64Array(cellCount);
	const size = new Int32Array(cellCount);
	const classes = new Int32Array(cellCount);
	const z = new Float64Array(cellCount * zColumns);
	for (let i = 0; i < rows; i++) {
		const c = cellOfRow[i]!;
		weight[c]! += 1 / input.variances[i]!;
		size[c]!++;
		classes[c] = input.classes[i]!;
		for (let k = 0; k < zColumns; k++) z[c * zColumns + k] = input.z[i * zColumns + k]!;
	}
	const variances = new Float64Array(cellCount);
	for (let i = 0; i < rows; i++) {
		const c = cellOfRow[i]!;
		variances[c] = size[c] === 1 ? input.variances[i]! : 1 / weight[c]!;
	}
	const values = cellMeans(input, size, variances);
	const cells = { count: cellCount, parent: input.parent, cellOfRow, classes, variances, values, z };
	return { cells, within: spreadWithin(input, { size, variances, values, width }) };
}

/** Weighted means of [Q | r] in two passes: the second removes the rounding error of the first. */
function cellMeans(
	{ rows, rank, q, residual, variances: rowVariances, cellOfRow, cellCount }: CellInput,
	size: Int32Array,
	variances: Float64Array,
): Float64Array {
	const width = rank + 1;
	const values = new Float64Array(cellCount * width);
	const first = new Float64Array(cellCount * width);
	for (let pass = 0; pass < 2; pass++) {
		for (let i = 0; i < rows; i++) {
			const c = cellOfRow[i]!;
			if (pass === 1 && size[c] === 1) continue;
			const share = size[c] === 1 ? 1 : variances[c]! / rowVariances[i]!;
			const to = c * width;
			for (let a = 0; a < rank; a++) values[to + a]! += share * (q[i * rank + a]! - first[to + a]!);
			values[to + rank]! += share * (residual[i]! - first[to + rank]!);
		}
		if (pass === 0) first.set(values);
	}
	return values;
}

interface Means {
	readonly size: Int32Array;
	readonly variances: Float64Array;
	readonly values: Float64Array;
	readonly width: number;
}

function spreadWithin(input: CellInput, { size, variances, values, width }: Means): Within {
	const { rows, rank, q, residual, cellOfRow, classes, classCount } = input;
	const triangles = Array.from({ length: classCount }, () => new Float64Array((width * (width + 1)) / 2));
	const df = new Float64Array(classCount);
	const blocks = triangles.map((triangle) => ({ triangle, rows: new Float64Array(BLOCK * width), filled: 0 }));
	const weights = Array.from({ length: classCount }, () => new Float64Array(BLOCK));
	const flush = (k: number): void => {
		const { triangle, rows: block, filled } = blocks[k]!;
		addOuterProducts(triangle, { rows: block, offset: 0, stride: width, count: filled, width }, weights[k]!);
		blocks[k]!.filled = 0;
	};
	let logDeterminant = 0;
	for (let i = 0; i < rows; i++) {
		const c = cellOfRow[i]!;
		if (size[c] === 1) continue;
		const own = input.variances[i]!;
		const k = classes[i]!;
		const block = blocks[k]!;
		df[k]! += 1 - 1 / size[c]!;
		// log v of the rows less log of the mean's variance: what log|V| has beside the cells' means.
		logDeterminant += Math.log(own) - Math.log(variances[c]!) / size[c]!;
		const to = block.filled * width;
		for (let a = 0; a < rank; a++) block.rows[to + a] = q[i * rank + a]! - values[c * width + a]!;
		block.rows[to + rank] = residual[i]! - values[c * width + rank]!;
		weights[k]![block.filled++] = 1 / own;
		if (block.filled === BLOCK) flush(k);
	}
	for (let k = 0; k < classCount; k++) flush(k);
	return { df: df.map(Math.round), cross: triangles.map((triangle) => unpack(triangle, width)), logDeterminant };
}

function unpack(triangle: Float64Array, width: number): Float64Array {
	const full = new Float64Array(width * width);
	let at = 0;
	for (let a = 0; a < width; a++) {
		for (let b = 0; b <= a; b++) {
			full[a * width + b] = triangle[at]!;
			full[b * width + a] = triangle[at++]!;
		}
	}
	return full;
}
