/**
 * Secant correction of the average information. The average of observed and expected information differs from the
 * observed one when a variance is weakly determined, and steps then only halve the error; learning the difference from
 * the last steps makes the end of a climb fast.
 */

import type { NestedDerivatives } from "./nested-structure.js";
import { choleskyFactor, solveCholesky } from "./small-matrix.js";

/** A point of a climb, with what is known of the difference observed - average information there. */
export interface Visited {
	readonly theta: Float64Array;
	readonly derivatives: NestedDerivatives;
	/** Flat, of the order of the parameters. */
	readonly correction: Float64Array;
}

/** Distance to the optimum, in standard errors, within which the likelihood is close enough to quadratic. */
export const NEARLY_QUADRATIC = 0.5;

/**
 * Symmetric rank-one update so that (AI + E) maps the last step to the observed change of the score.
 *
 * @param last the point before
 * @param theta where the climb is now
 * @param derivatives score and average information there
 * @returns the new correction E, flat
 * @reference Nocedal & Wright, Numerical Optimization (2nd ed., 2006), section 6.2 (SR1)
 * @internal
 */
export function updateCorrection(last: Visited, theta: Float64Array, derivatives: NestedDerivatives): Float64Array {
	const { information } = derivatives;
	const count = theta.length;
	const moved = theta.map((value, k) => value - last.theta[k]!);
	const missing = new Float64Array(count);
	let curvature = 0;
	let alignment = 0;
	for (let k = 0; k < count; k++) {
		// A parameter that stood still teaches nothing about its own row.
		if (moved[k] === 0) continue;
		let predicted = 0;
		for (let l = 0; l < count; l++) {
			predicted += (information[k * count + l]! + last.correction[k * count + l]!) * moved[l]!;
			curvature += moved[k]! * information[k * count + l]! * moved[l]!;
		}
		missing[k] = last.derivatives.score[k]! - derivatives.score[k]! - predicted;
		alignment += missing[k]! * moved[k]!;
	}
	// The usual safeguard: skip the update when its denominator is nothing but rounding.
	if (!(Math.abs(alignment) > 1e-8 * curvature)) return last.correction;
	return last.correction.map(
		(value, at) => value + (missing[Math.floor(at / count)]! * missing[at % count]!) / alignment,
	);
}

/**
 * Newton step with the corrected information.
 *
 * @param derivatives score and average information
 * @param correction E
 * @param moving positions of the parameters that move
 * @returns step in all parameters, or undefined when AI + E is not positive definite
 * @reference see `updateCorrection`
 * @internal
 */
export function correctedStep(
	derivatives: NestedDerivatives,
	correction: Float64Array,
	moving: readonly number[],
): Float64Array | undefined {
	const order = moving.length;
	const count = derivatives.score.length;
	const matrix = new Float64Array(order * order);
	moving.forEach((k, a) => {
		moving.forEach((l, b) => {
			matrix[a * order + b] = derivatives.information[k * count + l]! + correction[k * count + l]!;
		});
	});
	const factor = choleskyFactor(matrix, order);
	if (!(factor instanceof Float64Array)) return undefined;
	const part = solveCholesky(
		factor,
		Float64Array.from(moving, (k) => derivatives.score[k]!),
	);
	const step = new Float64Array(count);
	moving.forEach((k, position) => {
		step[k] = part[position]!;
	});
	return step;
}
