/** Covariances of regression coefficients that do not trust the classical error model. */

import { covarianceToOriginal } from "./design-basis.js";
import type { LinearFit } from "./linear-model.js";

/** Estimators for independent rows with unequal variances. */
export type CovarianceKind = "classical" | "HC0" | "HC1" | "HC2" | "HC3";

/** A covariance of the kept coefficients. */
export interface CoefficientCovariance {
	readonly kind: "covariance";
	/** Flat rank × rank, in the order of `fit.keptNames`. */
	readonly matrix: Float64Array;
	/** Square roots of the diagonal, by name. */
	readonly standardErrors: Readonly<Record<string, number>>;
	/** Rows with leverage 1, left out of HC2 and HC3 (their residual is zero whatever they are). */
	readonly undefinedRows: Int32Array;
}

/**
 * Covariance of the coefficients: classical, or heteroskedasticity-consistent. With weights the score of a row is
 * w e x, as in R's sandwich.
 *
 * @param fit a linear fit
 * @param options which estimator; HC3 is the careful default of the field for small samples
 * @returns the covariance of the kept columns and their standard errors
 * @reference MacKinnon & White (1985) J. Econometrics 29:305–325; conventions of R's sandwich::vcovHC
 * @example
 * covariance(fitLinearModel({
 *   response: Float64Array.of(1, 3, 5, 8), design: Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3), names: ["one", "x"], intercept: "one",
 * }), { kind: "HC1" }).standardErrors // → { one: 0.229782506, x: 0.163707055 }
 */
export function covariance(fit: LinearFit, options: { readonly kind: CovarianceKind }): CoefficientCovariance {
	const { rank, rows, residuals, hat, weights, residualDf, basis } = fit;
	if (options.kind === "classical") {
		return named(
			fit,
			fit.covarianceUnscaled.map((value) => value * fit.sigma ** 2),
			[],
		);
	}
	const meat = new Float64Array(rank * rank);
	const undefinedRows: number[] = [];
	const power = { HC0: 0, HC1: 0, HC2: 1, HC3: 2 }[options.kind];
	const factor = options.kind === "HC1" ? rows / residualDf : 1;
	for (let i = 0; i < rows; i++) {
		const left = 1 - hat[i]!;
		if (power > 0 && left <= 1e-10) {
			undefinedRows.push(i);
			continue;
		}
		// Rows of Q carry one root weight; the score w e x needs the other.
		const square = (factor * weights[i]! * residuals[i]! ** 2) / left ** power;
		for (let a = 0; a < rank; a++) {
			const scaled = square * basis.q[i * rank + a]!;
			for (let b = 0; b < rank; b++) meat[a * rank + b]! += scaled * basis.q[i * rank + b]!;
		}
	}
	return named(fit, covarianceToOriginal(basis, meat), undefinedRows);
}

function named(fit: LinearFit, matrix: Float64Array, undefinedRows: readonly number[]): CoefficientCovariance {
	const standardErrors = Object.fromEntries(
		fit.keptNames.map((name, j) => [name, Math.sqrt(Math.max(0, matrix[j * fit.rank + j]!))]),
	);
	return { kind: "covariance", matrix, standardErrors, undefinedRows: Int32Array.from(undefinedRows) };
}
