/** Students with the same covariates, taken together. */

import type { BinomialGlmInput } from "./glm.js";

/**
 * Adds up rows with the same design, in order of first appearance: the same coefficients, errors, tests and marginal
 * effects from fewer rows. Deviance and dispersion are then those of the patterns.
 *
 * @param input counts and design
 * @returns the input with one row per distinct row of the design
 * @throws StatsError never: shapes are checked by the fit
 * @reference McCullagh & Nelder, Generalized Linear Models (2nd ed., 1989), section 4.1.2, covariate classes
 * @example
 * collapsePatterns({
 *   successes: Float64Array.of(1, 0, 1), trials: Float64Array.of(1, 1, 1), design: Float64Array.of(1, 0, 1, 1, 1, 0), names: ["one", "x"],
 * }).successes // → [2, 0]
 */
export function collapsePatterns(input: BinomialGlmInput): BinomialGlmInput {
	const columns = input.names.length;
	const places = new Map<string, number>();
	const firsts: number[] = [];
	const place = Int32Array.from(input.trials, (_, row) => {
		const key = input.design.subarray(row * columns, (row + 1) * columns).join();
		const known = places.get(key);
		if (known !== undefined) return known;
		places.set(key, firsts.length);
		firsts.push(row);
		return firsts.length - 1;
	});
	const successes = new Float64Array(firsts.length);
	const trials = new Float64Array(firsts.length);
	const design = new Float64Array(firsts.length * columns);
	for (const [k, row] of firsts.entries()) {
		design.set(input.design.subarray(row * columns, (row + 1) * columns), k * columns);
	}
	for (const [row, k] of place.entries()) {
		successes[k]! += input.successes[row]!;
		trials[k]! += input.trials[row]!;
	}
	return { ...input, successes, trials, design };
}
