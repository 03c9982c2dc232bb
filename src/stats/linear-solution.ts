/** Least-squares coefficients refined with residuals in doubled precision, and what follows from them per row. */

import { type DesignBasis, toOriginal } from "./design-basis.js";

/** What the solution needs. */
export interface SolutionInput {
	readonly response: Float64Array;
	/** Flat, row-major, with the aliased columns still in place. */
	readonly design: Float64Array;
	readonly names: readonly string[];
	readonly weights: Float64Array;
	readonly basis: DesignBasis;
}

/** Coefficients of the kept columns and per-row results. */
export interface Solution {
	readonly estimates: Float64Array;
	readonly fitted: Float64Array;
	readonly residuals: Float64Array;
	readonly hat: Float64Array;
}

/**
 * Solves the least-squares problem: b ← b + T Q' sqrt(w) (y - Xb), three times from zero, the residual y - Xb formed
 * with exact products. Powers of a variable (NIST's Filip and Wampler sets) lose up to three digits without it.
 *
 * @param input response, design, weights and the basis of its columns
 * @returns coefficients, fitted values, residuals and leverages
 * @reference Björck, Numerical Methods for Least Squares Problems (1996), section 2.9; exact products: Dekker (1971)
 * @internal
 */
export function refineSolution(input: SolutionInput): Solution {
	const { response, weights, basis } = input;
	const { rows, rank, q } = basis;
	const estimates = new Float64Array(rank);
	let residuals: Float64Array = Float64Array.from(response);
	for (let pass = 0; pass < 3; pass++) {
		const gamma = new Float64Array(rank);
		for (let i = 0; i < rows; i++) {
			const scaled = Math.sqrt(weights[i]!) * residuals[i]!;
			for (let a = 0; a < rank; a++) gamma[a]! += q[i * rank + a]! * scaled;
		}
		const change = toOriginal(basis, gamma);
		for (let a = 0; a < rank; a++) estimates[a]! += change[a]!;
		residuals = exactResiduals(input, estimates);
	}
	const hat = new Float64Array(rows);
	for (let i = 0; i < rows; i++) {
		for (let a = 0; a < rank; a++) hat[i]! += q[i * rank + a]! ** 2;
		hat[i] = Math.min(1, hat[i]!);
	}
	return { estimates, fitted: response.map((value, i) => value - residuals[i]!), residuals, hat };
}

/** y - Xb per row with about 32 digits inside, rounded once at the end. */
function exactResiduals({ response, design, names, basis }: SolutionInput, estimates: Float64Array): Float64Array {
	const columns = names.length;
	return response.map((value, i) => {
		let high = value;
		let low = 0;
		for (let a = 0; a < basis.rank; a++) {
			const x = design[i * columns + basis.kept[a]!]!;
			const b = -estimates[a]!;
			const product = x * b;
			const sum = high + product;
			const back = sum - high;
			// Error of the sum (Knuth) plus error of the product (Dekker): both are exact.
			low += high - (sum - back) + (product - back) + productError(x, b, product);
			high = sum;
		}
		return high + low;
	});
}

/** x b - fl(x b), exact unless it overflows. */
function productError(x: number, b: number, product: number): number {
	const splitter = 134217729;
	const xTop = splitter * x - (splitter * x - x);
	const bTop = splitter * b - (splitter * b - b);
	const xRest = x - xTop;
	const bRest = b - bTop;
	const error = xRest * bRest - (product - xTop * bTop - xRest * bTop - xTop * bRest);
	// Beyond 1e300 the split overflows; the plain product is then all there is.
	return Number.isFinite(error) ? error : 0;
}
