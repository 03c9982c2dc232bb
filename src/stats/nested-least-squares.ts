/** Ordinary least squares on an orthonormal basis. */

/**
 * Q'y and y - Q Q'y; the second round removes the rounding error of the first.
 *
 * @param q orthonormal basis, flat rows × rank
 * @internal
 */
export function leastSquares(
	q: Float64Array,
	rank: number,
	response: Float64Array,
): { gammaOls: Float64Array; residual: Float64Array } {
	const residual = Float64Array.from(response);
	const first = subtractFitted(q, residual, new Float64Array(rank));
	const second = subtractFitted(q, residual, first);
	subtractFitted(q, residual, second);
	return { gammaOls: first.map((value, a) => value + second[a]!), residual };
}

/** Takes Q γ from the residual and returns Q' of what is left. */
function subtractFitted(q: Float64Array, residual: Float64Array, gamma: Float64Array): Float64Array {
	const rank = gamma.length;
	const left = new Float64Array(rank);
	for (let i = 0; i < residual.length; i++) {
		let value = residual[i]!;
		for (let a = 0; a < rank; a++) value -= q[i * rank + a]! * gamma[a]!;
		residual[i] = value;
		for (let a = 0; a < rank; a++) left[a]! += q[i * rank + a]! * value;
	}
	return left;
}
