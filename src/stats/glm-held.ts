/** Linear combinations of coefficients that stay where they are while the others are fitted. */

import { choleskyFactor, solveCholesky } from "./small-matrix.js";

/** Conditions A γ = values, one per row of A. */
export interface HeldRows {
	/** Flat, row-major, values.length × rank; rows independent of one another. */
	readonly rows: Float64Array;
	readonly values: Float64Array;
}

/**
 * Nearest coefficients that meet the conditions.
 *
 * @param gamma coefficients
 * @param held conditions
 * @param covariance inverse of the matrix that measures distances, flat rank × rank
 * @returns coefficients with A γ = values
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), section 6.2
 * @example
 * moveToHeld(Float64Array.of(1, 1), { rows: Float64Array.of(1, 1), values: Float64Array.of(0) }, Float64Array.of(1, 0, 0, 1)) // → [0, 0]
 */
export function moveToHeld(gamma: Float64Array, { rows, values }: HeldRows, covariance: Float64Array): Float64Array {
	const missing = values.map((value, k) => combination(rows, k, gamma) - value);
	return subtract(gamma, { rows, values: missing }, covariance);
}

/**
 * The step nearest to another, in the metric of the information, that moves no held combination.
 *
 * @param step unrestricted step
 * @param covariance inverse information, flat rank × rank
 * @param held conditions, already met
 * @returns the step along the conditions
 * @reference Aitchison & Silvey (1958) Annals of Mathematical Statistics 29:813–828
 * @example
 * keepHeld(Float64Array.of(1, 2), Float64Array.of(1, 0, 0, 1), { rows: Float64Array.of(1, 0), values: Float64Array.of(5) }) // → [0, 2]
 */
export function keepHeld(step: Float64Array, covariance: Float64Array, { rows, values }: HeldRows): Float64Array {
	const moved = values.map((_, k) => combination(rows, k, step));
	return subtract(step, { rows, values: moved }, covariance);
}

function combination(rows: Float64Array, k: number, vector: Float64Array): number {
	return vector.reduce((sum, value, a) => sum + rows[k * vector.length + a]! * value, 0);
}

/** vector - C A' (A C A')⁻¹ values. */
function subtract(vector: Float64Array, { rows, values }: HeldRows, covariance: Float64Array): Float64Array {
	const rank = vector.length;
	const count = values.length;
	const spread = Array.from({ length: count }, (_, k) =>
		vector.map((_value, a) => combination(rows, k, covariance.subarray(a * rank, (a + 1) * rank))),
	);
	const inner = Float64Array.from({ length: count * count }, (_, at) =>
		combination(rows, Math.floor(at / count), spread[at % count]!),
	);
	const factor = choleskyFactor(inner, count);
	// Columns kept by the basis are independent, and so are their rows of its transform.
	if ("kind" in factor) return vector;
	const solved = solveCholesky(factor, values);
	return vector.map((value, a) => spread.reduce((rest, direction, k) => rest - solved[k]! * direction[a]!, value));
}
