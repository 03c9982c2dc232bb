/** Predictions of a linear model: intervals for new rows, and each row predicted by the others. */

import { requireFinite, requireLength, requireLevel } from "./checks.js";
import { StatsError } from "./errors.js";
import type { LinearFit } from "./linear-model.js";
import { tQuantile } from "./student-t.js";

/** Which interval `predict` gives. */
export interface PredictOptions {
	/** "confidence" for the line, "prediction" for a new observation. */
	readonly kind: "confidence" | "prediction";
	/** Level as a share; default 0.95. */
	readonly level?: number;
	/** Weight of the new observation (its variance is sigma² / weight); default 1. */
	readonly weight?: number;
}

/** A point on the line with an interval by Student's t. */
export interface LinearPrediction {
	readonly predicted: number;
	/** Standard error of the line at this point. */
	readonly standardError: number;
	readonly lower: number;
	readonly upper: number;
	readonly df: number;
}

/**
 * Predicts one new row.
 *
 * @param fit a linear fit
 * @param row values in the order of `fit.names`, aliased columns included (they are ignored)
 * @param options interval kind, level and weight
 * @returns prediction, its standard error and the interval
 * @throws StatsError `length-mismatch`, `non-finite` or `out-of-range`
 * @reference conventions of R's predict.lm, with pred.var = sigma² / weight
 * @example
 * predict(fitLinearModel({
 *   response: Float64Array.of(1, 3, 5, 8), design: Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3), names: ["one", "x"], intercept: "one",
 * }), [1, 4], { kind: "prediction" }).predicted // → 10
 */
export function predict(fit: LinearFit, row: ArrayLike<number>, options: PredictOptions): LinearPrediction {
	const { kind, level = 0.95, weight = 1 } = options;
	requireLength("row", row.length, fit.names.length);
	requireFinite("row", row);
	requireLevel(level);
	if (!(weight > 0)) throw new StatsError("out-of-range", `weight must be above zero, got ${weight}`);
	const { rank, kept, transform } = fit.basis;
	const x = Float64Array.from(kept, (j) => row[j]!);
	let predicted = 0;
	fit.keptNames.forEach((name, j) => {
		predicted += fit.coefficients[name]! * x[j]!;
	});
	// Through T: |T'x|² keeps its digits where x'(X'WX)⁻¹x would cancel.
	let square = 0;
	for (let b = 0; b < rank; b++) {
		let sum = 0;
		for (let a = 0; a < rank; a++) sum += transform[a * rank + b]! * x[a]!;
		square += sum * sum;
	}
	const standardError = fit.sigma * Math.sqrt(square);
	const spread = kind === "confidence" ? standardError : Math.hypot(standardError, fit.sigma / Math.sqrt(weight));
	const half = tQuantile((1 - level) / 2, fit.residualDf, { upper: true }) * spread;
	return { predicted, standardError, lower: predicted - half, upper: predicted + half, df: fit.residualDf };
}

/** Each row judged by the fit of the others; one element per row. */
export interface LinearLeaveOneOut {
	/** e / (1 - h): actual minus the prediction of the other rows. */
	readonly residuals: Float64Array;
	/** Variance of that difference, sigma² of the other rows / (w (1 - h)); `Infinity` in undefined rows. */
	readonly variances: Float64Array;
	/** Residual over its standard deviation: externally studentized, t with `df` degrees of freedom. */
	readonly studentized: Float64Array;
	/** Σ w residuals² is not used here: PRESS is the plain sum of squared residuals. */
	readonly press: number;
	/** Residual degrees of freedom minus one. */
	readonly df: number;
	/** Rows the others cannot predict (leverage 1) or whose variance is undefined; residual and studentized are 0. */
	readonly undefinedRows: Int32Array;
}

/** Leverage this close to 1 leaves nothing of the row's own residual. */
const FULL_LEVERAGE = 1e-10;

/**
 * Predicts every row from the others without refitting.
 *
 * @param fit a linear fit
 * @returns leave-one-out residuals, variances, studentized residuals and PRESS
 * @reference Cook & Weisberg, Residuals and Influence in Regression (1982), section 2.2; R's rstudent
 * @example
 * leaveOneOut(fitLinearModel({
 *   response: Float64Array.of(1, 3, 5, 8), design: Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3), names: ["one", "x"], intercept: "one",
 * })).residuals // → [0.666666667, -0.142857143, -0.571428571, 1]
 */
export function leaveOneOut(fit: LinearFit): LinearLeaveOneOut {
	const { rows, residuals, hat, weights, sigma, residualDf } = fit;
	const df = residualDf - 1;
	const out = {
		residuals: new Float64Array(rows),
		variances: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
		studentized: new Float64Array(rows),
	};
	const undefinedRows: number[] = [];
	let press = 0;
	for (let i = 0; i < rows; i++) {
		const left = 1 - hat[i]!;
		if (left <= FULL_LEVERAGE) {
			undefinedRows.push(i);
			continue;
		}
		out.residuals[i] = residuals[i]! / left;
		press += out.residuals[i]! ** 2;
		const sumOfOthers = sigma ** 2 * residualDf - (weights[i]! * residuals[i]! ** 2) / left;
		// The other rows lie exactly on a plane, or only one degree of freedom was there: no variance to judge by.
		if (df < 1 || !(sumOfOthers > 1e-14 * sigma ** 2 * residualDf)) {
			undefinedRows.push(i);
			continue;
		}
		out.variances[i] = sumOfOthers / df / (weights[i]! * left);
		out.studentized[i] = out.residuals[i]! / Math.sqrt(out.variances[i]!);
	}
	return { ...out, press, df, undefinedRows: Int32Array.from(undefinedRows) };
}
