/** Left-out residuals of every school from one fit, without the gradients that exact degrees of freedom need. */

import type { TwoLevelFit } from "./two-level-types.js";

/** One element per row of the fit. */
export interface SchoolOutResiduals {
	/** Actual minus what the other rows predict, the district known; 0 in rows that the others cannot predict. */
	readonly residual: Float64Array;
	/** Its variance, the row's own part taken out; `Infinity` in rows that the others cannot predict. */
	readonly variance: Float64Array;
	/** Residual degrees of freedom of the fit. */
	readonly df: number;
}

/** The share of a row's weight that must be left once the coefficients are estimated. */
const NOTHING_LEFT = 1e-10;
/** The variance without the row is never taken below this share of the one with it. */
const SMALLEST_SHARE = 0.1;

/**
 * e = (Py)_i / P_ii with variance 1 / P_ii, times (df - e² P_ii) / (df - 1) for the row's own part in the estimated
 * variances, as in ordinary regression (external studentization), df being the residual degrees of freedom.
 *
 * `leaveOut` does the same with Satterthwaite's degrees of freedom for each row. This costs nothing beyond the fit, and
 * is for comparing many fits; the two agree where schools are many.
 *
 * @param fit a two-level fit
 * @returns residuals and variances in the response's unit and its square
 * @reference Haslett & Hayes (1998) JRSS B 60:201–215; Cook & Weisberg (1982), section 2.2
 * @example
 * schoolOutResiduals(fitTwoLevel({
 *   response: Float64Array.of(2, 4, 9, 11, 5, 7), design: new Float64Array(6).fill(1), names: ["one"], intercept: "one",
 *   groups: Int32Array.of(0, 0, 1, 1, 2, 2), variances: new Float64Array(6).fill(1), phi: { fixed: 1 },
 * })).df // → 5
 */
export function schoolOutResiduals(fit: TwoLevelFit): SchoolOutResiduals {
	const { model, state, derivatives } = fit.working;
	const residual = new Float64Array(model.rows);
	const variance = new Float64Array(model.rows).fill(Number.POSITIVE_INFINITY);
	const df = fit.residualDf;
	for (let i = 0; i < model.rows; i++) {
		const precision = derivatives.pDiagonal[i]!;
		if (!(precision > NOTHING_LEFT * state.weights[i]!)) continue;
		const py = derivatives.py[i]!;
		const square = (py * py) / precision;
		const share = df > 1 ? (df - square) / (df - 1) : 1;
		residual[i] = py / precision;
		variance[i] = Math.max(SMALLEST_SHARE, share) / precision;
	}
	return { residual, variance, df };
}
