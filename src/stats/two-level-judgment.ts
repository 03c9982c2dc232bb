/** Turns a left-out residual, its variance and the variance's gradient into what a row is judged by. */

import { bilinear } from "./small-matrix.js";
import { type LeaveOutPrediction, type TwoLevelFit, VARIANCE_PARAMETERS } from "./two-level-types.js";

/** Arrays to be filled row by row. */
export type PredictionArrays = Omit<LeaveOutPrediction, "undefinedRows">;

/** The external variance is never taken below this share of the variance: the linear step is not trusted farther. */
const SMALLEST_SHARE = 0.1;
/** Fewer degrees of freedom than this are not credible from a two-moment match. */
const FEWEST_DF = 3;

/**
 * Arrays in the state "every row undefined": predicted = actual, residual 0, variances infinite.
 *
 * @param fit the fit, for the number of rows and the response
 * @returns new arrays
 * @internal
 */
export function emptyPrediction(fit: TwoLevelFit): PredictionArrays {
	const { rows, response } = fit.working.model;
	const df = Math.min(FEWEST_DF, fit.residualDf);
	return {
		predicted: Float64Array.from(response),
		residual: new Float64Array(rows),
		variance: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
		df: new Float64Array(rows).fill(df),
		externalVariance: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
		externalDf: new Float64Array(rows).fill(Math.max(1, df - 1)),
	};
}

/** One row's result. */
export interface LeftOutRow {
	readonly row: number;
	readonly residual: number;
	readonly variance: number;
	/** Derivatives of the variance in (τ_D², τ_S², φ). */
	readonly gradient: Float64Array;
}

/**
 * Writes one row: prediction, variance, degrees of freedom and the external variance.
 *
 * The row adds s = ½ g (e²/V² - 1/V) to the restricted score (the likelihood is that of the other rows times the density
 * of this one given them), so without it the parameters move by -AI⁻¹ s and V becomes V (1 - (z² - 1) / df), z² = e²/V,
 * df = 2V² / g'AI⁻¹g. It is written V (df - z²) / (df - 1), which is exact for ordinary regression (external
 * studentization), and kept above the sampling variance φv.
 *
 * @param fit the fit
 * @param out arrays to write to
 * @param leftOut the row's residual, variance and gradient
 * @reference Satterthwaite (1946) Biometrics Bulletin 2:110–114; one-step deletion: Cook & Weisberg (1982), section 5.2
 * @internal
 */
export function judge(fit: TwoLevelFit, out: PredictionArrays, leftOut: LeftOutRow): void {
	const { row, residual, variance, gradient } = leftOut;
	const { response, variances } = fit.working.model;
	const raw = Math.max(FEWEST_DF, satterthwaiteDf(fit, variance, gradient));
	const df = Math.min(fit.residualDf, raw);
	const square = (residual * residual) / variance;
	// With no uncertain parameter df is infinite and nothing changes.
	const share = raw === Number.POSITIVE_INFINITY ? 1 : (raw - square) / (raw - 1);
	const floor = Math.max(SMALLEST_SHARE, Math.min(1, (fit.phi * variances[row]!) / variance));
	out.residual[row] = residual;
	out.predicted[row] = response[row]! - residual;
	out.variance[row] = variance;
	out.df[row] = df;
	out.externalVariance[row] = variance * Math.max(floor, share);
	out.externalDf[row] = Math.max(1, df - 1);
}

/** 2 V² / (g' AI⁻¹ g) over the parameters that are free and off their bound; infinite when there is none. */
function satterthwaiteDf(fit: TwoLevelFit, variance: number, gradient: Float64Array): number {
	const part = Float64Array.from(fit.freeParameters, (name) => gradient[VARIANCE_PARAMETERS.indexOf(name)]!);
	const uncertainty = bilinear(fit.informationInverse, part, part);
	return uncertainty > 0 ? (2 * variance * variance) / uncertainty : Number.POSITIVE_INFINITY;
}
