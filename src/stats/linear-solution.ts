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
 * with exact products; then b ← b + T T' X'W (y - Xb), twice, with the gradient in doubled precision as well. Powers of
 * a variable (NIST's Filip and Wampler sets) lose up to six digits without it, most where residuals are large.
 *
 * @param input response, design, weights and the basis of its columns
 * @returns coefficients, fitted values, residuals and leverages
 * @reference Björck, Numerical Methods for Least Squares Problems (1996), sections 2.9 and 6.6 (corrected seminormal
 *   equations); exact products: Dekker (1971)
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
		residuals = exactResiduals(input, estimates).high;
	}
	for (let pass = 0; pass < 2; pass++) {
		const change = seminormalStep(basis, exactGradient(input, exactResiduals(input, estimates)));
		// Products of values beyond 1e150 overflow; what the first passes found is then the answer.
		if (!change.every(Number.isFinite)) break;
		for (let a = 0; a < rank; a++) estimates[a]! += change[a]!;
	}
	residuals = exactResiduals(input, estimates).high;
	const hat = new Float64Array(rows);
	for (let i = 0; i < rows; i++) {
		for (let a = 0; a < rank; a++) hat[i]! += q[i * rank + a]! ** 2;
		hat[i] = Math.min(1, hat[i]!);
	}
	return { estimates, fitted: response.map((value, i) => value - residuals[i]!), residuals, hat };
}

/** A vector in doubled precision: the sum of both parts, the second below the rounding of the first. */
interface Doubled {
	readonly high: Float64Array;
	readonly low: Float64Array;
}

/** high + low + x b, in doubled precision. */
function addProduct(sum: { high: number; low: number }, x: number, b: number): void {
	const product = x * b;
	const total = sum.high + product;
	const back = total - sum.high;
	// Error of the sum (Knuth) plus error of the product (Dekker): both are exact.
	sum.low += sum.high - (total - back) + (product - back) + productError(x, b, product);
	sum.high = total;
}

/** y - Xb per row with about 32 digits inside. */
function exactResiduals({ response, design, names, basis }: SolutionInput, estimates: Float64Array): Doubled {
	const columns = names.length;
	const high = new Float64Array(response.length);
	const low = new Float64Array(response.length);
	for (let i = 0; i < response.length; i++) {
		const sum = { high: response[i]!, low: 0 };
		for (let a = 0; a < basis.rank; a++) addProduct(sum, design[i * columns + basis.kept[a]!]!, -estimates[a]!);
		high[i] = sum.high + sum.low;
		low[i] = sum.high - high[i]! + sum.low;
	}
	return { high, low };
}

/** X'W r in doubled precision: zero at the solution, however large the residuals are. */
function exactGradient({ design, names, weights, basis }: SolutionInput, { high, low }: Doubled): Float64Array {
	const columns = names.length;
	return Float64Array.from(basis.kept, (column) => {
		const sum = { high: 0, low: 0 };
		for (let i = 0; i < high.length; i++) {
			const x = design[i * columns + column]!;
			const weighted = x * weights[i]!;
			addProduct(sum, weighted, high[i]!);
			sum.low += weighted * low[i]! + productError(x, weights[i]!, weighted) * high[i]!;
		}
		return sum.high + sum.low;
	});
}

/** T T' g: the Newton step for a gradient on the original columns. */
function seminormalStep(basis: DesignBasis, gradient: Float64Array): Float64Array {
	const { rank, transform } = basis;
	const onBasis = new Float64Array(rank);
	for (let a = 0; a < rank; a++) {
		for (let b = 0; b < rank; b++) onBasis[b]! += transform[a * rank + b]! * gradient[a]!;
	}
	return toOriginal(basis, onBasis);
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
