/** What every fit of this family reports about its fixed effects and its criterion. */

import { covarianceToOriginal, toOriginal } from "./design-basis.js";
import type { NestedModel, NestedState } from "./nested-structure.js";

/** Coefficients, standard errors and fitted values on the scale of the original columns. */
export interface FixedEffects {
	readonly coefficients: Readonly<Record<string, number>>;
	readonly standardErrors: Readonly<Record<string, number>>;
	readonly covariance: Float64Array;
	readonly fitted: Float64Array;
}

/**
 * Fixed effects at a state.
 *
 * @param model checked data
 * @param state result of `evaluate`
 * @returns estimates by column name and x'b per row
 * @internal
 */
export function fixedEffects(model: NestedModel, state: NestedState): FixedEffects {
	const { basis, rows, gammaOls } = model;
	const { rank, q, keptNames } = basis;
	const gamma = gammaOls.map((value, a) => value + state.gamma[a]!);
	const estimates = toOriginal(basis, gamma);
	const covariance = covarianceToOriginal(basis, state.covariance);
	const fitted = new Float64Array(rows);
	for (let i = 0; i < rows; i++) {
		for (let a = 0; a < rank; a++) fitted[i]! += q[i * rank + a]! * gamma[a]!;
	}
	const coefficients = Object.fromEntries(keptNames.map((name, j) => [name, estimates[j]!]));
	const standardErrors = Object.fromEntries(keptNames.map((name, j) => [name, Math.sqrt(covariance[j * rank + j]!)]));
	return { coefficients, standardErrors, covariance, fitted };
}

/**
 * The constants in the criterion; programs differ, so it is printed with every fit.
 *
 * @param restricted which likelihood
 * @returns one line
 * @internal
 */
export function conventionOf(restricted: boolean): string {
	if (!restricted) return "-2 log likelihood = log|V| + (y-Xb)'V^-1(y-Xb) + rows log(2 pi)";
	return (
		"-2 log restricted likelihood = log|V| + log|X'V^-1 X| + (y-Xb)'V^-1(y-Xb) + (rows-rank) log(2 pi), " +
		"X = kept columns in their original units; metafor's value is this minus log|X'X|"
	);
}
