/** Named design columns: checked, weighted, centered (only when an intercept is present) and scaled to unit length. */

import { requireFinite, requireLength, requirePositive } from "./checks.js";
import { StatsError } from "./errors.js";

/** Columns with names; every model of this room takes them in this form. */
export interface DesignInput {
	/** Flat, row-major, rows × names.length. */
	readonly design: Float64Array;
	readonly names: readonly string[];
	/** Name of the constant column, if there is one. */
	readonly intercept?: string | undefined;
	/** Positive weights, one per row; the basis then spans sqrt(w) X. */
	readonly weights?: Float64Array | undefined;
}

/** Weighted, centered and scaled copies of all columns but the constant. */
export interface ScaledColumns {
	/** Flat row-major, rows × numbers.length; a constant column is all zeros. */
	readonly matrix: Float64Array;
	/** Column numbers in the design. */
	readonly numbers: readonly number[];
	/** What was subtracted and divided by, per design column. */
	readonly centers: Float64Array;
	readonly scales: Float64Array;
}

/** A column that varies by less than this share of its size around its mean is a constant plus rounding. */
const CONSTANT_TOLERANCE = 1e-13;

/**
 * Checks shapes and values.
 *
 * @param input design, names, intercept and weights
 * @returns the number of rows
 * @throws StatsError `length-mismatch`, `non-finite`, `out-of-range`, `empty-input` or `unknown-name`
 * @internal
 */
export function checkDesign({ design, names, intercept, weights }: DesignInput): number {
	if (names.length === 0) throw new StatsError("empty-input", "names is empty: a model needs at least one column");
	if (new Set(names).size !== names.length) throw new StatsError("unknown-name", "names must differ from one another");
	const rows = design.length / names.length;
	if (!Number.isInteger(rows)) requireLength("design", design.length, Math.ceil(rows) * names.length);
	requireFinite("design", design);
	if (weights) {
		requireLength("weights", weights.length, rows);
		requirePositive("weights", weights);
	}
	if (intercept === undefined) return rows;
	const column = names.indexOf(intercept);
	if (column < 0) throw new StatsError("unknown-name", `intercept "${intercept}" is not among the column names`);
	for (let i = 0; i < rows; i++) {
		const value = design[i * names.length + column]!;
		if (value !== 1)
			throw new StatsError("out-of-range", `intercept column "${intercept}" is ${value} in row ${i}, expected 1`);
	}
	return rows;
}

/**
 * Weights, centers (if there is a constant) and scales the columns.
 *
 * @param input design and names, already checked
 * @param root square roots of the weights
 * @param constant column number of the intercept, or -1
 * @returns the scaled columns with their centers and scales
 * @internal
 */
export function scaleColumns(input: DesignInput, root: Float64Array, constant: number): ScaledColumns {
	const { design, names } = input;
	const columns = names.length;
	const numbers = names.map((_, j) => j).filter((j) => j !== constant);
	const centers = constant >= 0 ? weightedCenters(design, root, columns) : new Float64Array(columns);
	if (constant >= 0) centers[constant] = 0;
	const size = weightedNorms(design, root, centers);
	const length = Math.sqrt(root.reduce((sum, weight) => sum + weight * weight, 0));
	// Squares around zero are those around the mean and the mean's own.
	const whole = size.map((own, j) => Math.hypot(own, length * centers[j]!));
	const scales = new Float64Array(columns).fill(1);
	// A constant column becomes all zeros, which the decomposition reports as aliased.
	const factors = Float64Array.from(numbers, (j) => {
		if (!(size[j]! > CONSTANT_TOLERANCE * whole[j]!)) return 0;
		scales[j] = size[j]!;
		return 1 / size[j]!;
	});
	const width = numbers.length;
	const matrix = new Float64Array(root.length * width);
	const from = Int32Array.from(numbers);
	for (let i = 0, to = 0; i < root.length; i++) {
		for (let k = 0; k < width; k++, to++) {
			const j = from[k]!;
			matrix[to] = root[i]! * (design[i * columns + j]! - centers[j]!) * factors[k]!;
		}
	}
	return { matrix, numbers, centers, scales };
}

/** Root of the weighted sum of squares about the centers, column by column. */
function weightedNorms(design: Float64Array, root: Float64Array, centers: Float64Array): Float64Array {
	const columns = centers.length;
	const sums = new Float64Array(columns);
	for (let i = 0, at = 0; i < root.length; i++) {
		for (let j = 0; j < columns; j++, at++) {
			const value = root[i]! * (design[at]! - centers[j]!);
			sums[j]! += value * value;
		}
	}
	return sums.map((sum, j) => {
		const plain = sum > 1e-280 && sum < 1e280;
		return plain ? Math.sqrt(sum) : scaledNorm(design, root, { column: j, columns, center: centers[j]! });
	});
}

/** The same for one column whose squares leave the range of numbers. */
function scaledNorm(
	design: Float64Array,
	root: Float64Array,
	{ column, columns, center }: { readonly column: number; readonly columns: number; readonly center: number },
): number {
	const values = root.map((weight, i) => weight * (design[i * columns + column]! - center));
	const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	if (largest === 0) return 0;
	return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0));
}

/** Weighted means in two passes: the second removes the rounding error of the first. */
function weightedCenters(design: Float64Array, root: Float64Array, columns: number): Float64Array {
	const total = root.reduce((sum, weight) => sum + weight * weight, 0);
	const means = new Float64Array(columns);
	for (let pass = 0; pass < 2; pass++) {
		const sums = new Float64Array(columns);
		for (let i = 0, at = 0; i < root.length; i++) {
			const share = (root[i]! * root[i]!) / total;
			for (let j = 0; j < columns; j++, at++) sums[j]! += share * (design[at]! - means[j]!);
		}
		for (let j = 0; j < columns; j++) means[j]! += sums[j]!;
	}
	return means;
}
