/** Named design columns: checked, weighted, centered (only when an intercept is present) and scaled to unit length. */

import { requireFinite, requireLength, requirePositive } from "./checks.js";
import { StatsError } from "./errors.js";
import { fromColumns, toColumns } from "./transpose.js";

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
	const columns = input.names.length;
	const rows = root.length;
	const numbers = input.names.map((_, j) => j).filter((j) => j !== constant);
	const centers = new Float64Array(columns);
	const scales = new Float64Array(columns).fill(1);
	const design = toColumns(input.design, rows, columns);
	for (const j of numbers) {
		const values = design[j]!;
		const whole = weightedNorm(values, root);
		const center = constant >= 0 ? weightedCenter(values, root) : 0;
		centers[j] = center;
		for (let i = 0; i < rows; i++) values[i] = values[i]! - center;
		const size = weightedNorm(values, root);
		// A constant column becomes all zeros, which the decomposition reports as aliased.
		const constantColumn = !(size > CONSTANT_TOLERANCE * whole);
		if (!constantColumn) scales[j] = size;
		for (let i = 0; i < rows; i++) values[i] = constantColumn ? 0 : (root[i]! * values[i]!) / size;
	}
	const matrix = fromColumns(
		numbers.map((j) => design[j]!),
		rows,
	);
	return { matrix, numbers, centers, scales };
}

function weightedNorm(values: Float64Array, root: Float64Array): number {
	let largest = 0;
	for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]! * root[i]!));
	if (largest === 0) return 0;
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += ((values[i]! * root[i]!) / largest) ** 2;
	return largest * Math.sqrt(sum);
}

/** Weighted mean in two passes: the second removes the rounding error of the first. */
function weightedCenter(values: Float64Array, root: Float64Array): number {
	let total = 0;
	let mean = 0;
	for (let i = 0; i < values.length; i++) total += root[i]! ** 2;
	for (let i = 0; i < values.length; i++) mean += (root[i]! ** 2 / total) * values[i]!;
	let correction = 0;
	for (let i = 0; i < values.length; i++) correction += (root[i]! ** 2 / total) * (values[i]! - mean);
	return mean + correction;
}
