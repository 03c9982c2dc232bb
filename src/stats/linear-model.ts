/** Linear regression by QR, weighted or not, with honest bookkeeping of aliased columns. */

import { requireFinite, requireLength } from "./checks.js";
import { buildBasis, covarianceToOriginal, type DesignBasis } from "./design-basis.js";
import type { DesignInput } from "./design-columns.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { refineSolution } from "./linear-solution.js";

/** Response and design of a linear model. */
export interface LinearModelInput extends DesignInput {
	/** Response, one per row. */
	readonly response: Float64Array;
}

/** A fitted linear model. */
export interface LinearFit {
	readonly kind: "linear-fit";
	/** Estimates and classical standard errors by column name; aliased columns are absent, not NaN. */
	readonly coefficients: Readonly<Record<string, number>>;
	readonly standardErrors: Readonly<Record<string, number>>;
	/** All column names, those kept (in the given order) and those that depend on earlier ones. */
	readonly names: readonly string[];
	readonly keptNames: readonly string[];
	readonly aliased: readonly string[];
	readonly rows: number;
	readonly rank: number;
	/** Rows minus rank. */
	readonly residualDf: number;
	/** Per row, in the response's unit: x'b and y - x'b (not multiplied by root weights). */
	readonly fitted: Float64Array;
	readonly residuals: Float64Array;
	/** Leverages: diagonal of the hat matrix. */
	readonly hat: Float64Array;
	/** sqrt(Σ w e² / residualDf); with weights, the standard deviation of a row of weight 1. */
	readonly sigma: number;
	/** Share of the (weighted) sum of squares explained: about the mean with an intercept, about zero without. */
	readonly rSquared: number | UndefinedResult;
	readonly adjustedRSquared: number | UndefinedResult;
	/** sqrt(Σ w e² / Σ w): error within the sample, in the response's unit. */
	readonly rmse: number;
	/** (X'WX)⁻¹ of the kept columns, flat rank × rank; times sigma² it is the classical covariance. */
	readonly covarianceUnscaled: Float64Array;
	/** Weights used; all ones without weights. */
	readonly weights: Float64Array;
	/** Working data for robust covariances and predictions; not for output. */
	readonly basis: DesignBasis;
}

/**
 * Fits y = Xb + e by (weighted) least squares: Householder QR of the centered (only with an intercept) and scaled
 * columns of sqrt(w) X, then iterative refinement with residuals in doubled precision. Normal equations are never formed.
 *
 * @param input response, design (flat, row-major), names, optional positive weights and the intercept's name
 * @returns the fit, or undefined when there are no residual degrees of freedom
 * @throws StatsError for impossible input (non-finite values, lengths that disagree, weights not positive)
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), section 5.3; conventions of R's lm
 * @example
 * fitLinearModel({
 *   response: Float64Array.of(1, 3, 5, 8), design: Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3), names: ["one", "x"], intercept: "one",
 * }).coefficients // → { one: 0.8, x: 2.3 }
 */
export function fitLinearModel(input: LinearModelInput): LinearFit | UndefinedResult {
	const { response, names } = input;
	const rows = response.length;
	if (rows === 0) throw new StatsError("empty-input", "response is empty");
	requireLength("design", input.design.length, rows * names.length);
	requireFinite("response", response);
	const basis = buildBasis(input);
	const residualDf = rows - basis.rank;
	if (residualDf < 1) return undefinedResult("no residual degrees of freedom: as many columns as rows");
	const weights = input.weights ? Float64Array.from(input.weights) : new Float64Array(rows).fill(1);
	const { estimates, fitted, residuals, hat } = refineSolution({ ...input, weights, basis });
	const sums = sumsOfSquares(input, weights, residuals);
	const sigma = Math.sqrt(sums.residual / residualDf);
	const covarianceUnscaled = covarianceToOriginal(basis, identity(basis.rank));
	const named = (value: (j: number) => number): Record<string, number> =>
		Object.fromEntries(basis.keptNames.map((name, j) => [name, value(j)]));
	return {
		kind: "linear-fit",
		coefficients: named((j) => estimates[j]!),
		standardErrors: named((j) => sigma * Math.sqrt(covarianceUnscaled[j * basis.rank + j]!)),
		names,
		keptNames: basis.keptNames,
		aliased: basis.aliased,
		rows,
		rank: basis.rank,
		residualDf,
		fitted,
		residuals,
		hat,
		sigma,
		...explainedShare(sums, residualDf, input.intercept !== undefined, rows),
		rmse: Math.sqrt(sums.residual / sums.weight),
		covarianceUnscaled,
		weights,
		basis,
	};
}

function identity(order: number): Float64Array {
	return Float64Array.from({ length: order * order }, (_, a) => (a % (order + 1) === 0 ? 1 : 0));
}

interface SumsOfSquares {
	readonly weight: number;
	readonly residual: number;
	readonly total: number;
}

function sumsOfSquares(input: LinearModelInput, weights: Float64Array, residuals: Float64Array): SumsOfSquares {
	const { response, intercept } = input;
	let weight = 0;
	let mean = 0;
	for (let i = 0; i < response.length; i++) weight += weights[i]!;
	if (intercept !== undefined) for (let i = 0; i < response.length; i++) mean += (weights[i]! / weight) * response[i]!;
	let residual = 0;
	let total = 0;
	for (let i = 0; i < response.length; i++) {
		residual += weights[i]! * residuals[i]! ** 2;
		total += weights[i]! * (response[i]! - mean) ** 2;
	}
	return { weight, residual, total };
}

function explainedShare(
	{ residual, total }: SumsOfSquares,
	residualDf: number,
	centered: boolean,
	rows: number,
): Pick<LinearFit, "rSquared" | "adjustedRSquared"> {
	if (total === 0) {
		const reason = undefinedResult("the response does not vary");
		return { rSquared: reason, adjustedRSquared: reason };
	}
	const unexplained = residual / total;
	const totalDf = rows - (centered ? 1 : 0);
	return { rSquared: 1 - unexplained, adjustedRSquared: 1 - (unexplained * totalDf) / residualDf };
}
