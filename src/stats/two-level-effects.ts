/** Best linear unbiased predictions of district and school effects, with their prediction error variances. */

import { bilinear } from "./small-matrix.js";
import type { TwoLevelFit } from "./two-level-types.js";

/** Empirical best linear unbiased predictions; all variances include the uncertainty of the coefficients. */
export interface Blups {
	/** One element per district code: predicted effect u and its prediction error variance. */
	readonly districtEffect: Float64Array;
	readonly districtVariance: Float64Array;
	/** One element per row: predicted school effect s and its prediction error variance. */
	readonly schoolEffect: Float64Array;
	readonly schoolVariance: Float64Array;
	/** One element per row: the school's mean θ = x'b + u + s and its prediction error variance. */
	readonly schoolMean: Float64Array;
	readonly schoolMeanVariance: Float64Array;
}

/**
 * Predicts district effects, school effects and school means.
 *
 * ŝ = τ_S² (Py), PEV(s) = τ_S² - τ_S⁴ P_ii; û = τ_D² 1'Py, PEV(u) = τ_D² - τ_D⁴ 1'P1; θ̂ = y - φv (Py),
 * PEV(θ) = φv - (φv)² P_ii. The variances are given the variance parameters (their own uncertainty is left out) but
 * include that of the coefficients. A district code without rows gets effect 0 with variance τ_D².
 *
 * @param fit a two-level fit
 * @returns predictions and prediction error variances, in the response's unit and its square
 * @reference Robinson (1991) Statistical Science 6:15–32; Rao & Molina (2015), chapter 5
 * @example
 * blups(fitTwoLevel({
 *   response: Float64Array.of(2, 4, 9, 11, 5, 7), design: new Float64Array(6).fill(1), names: ["one"], intercept: "one",
 *   groups: Int32Array.of(0, 0, 1, 1, 2, 2), variances: new Float64Array(6).fill(1), phi: { fixed: 1 },
 * })).schoolEffect // → [-0.635135135, 0.364864865, -0.351351351, 0.648648649, -0.513513514, 0.486486486]
 */
export function blups(fit: TwoLevelFit): Blups {
	const { model, derivatives } = fit.working;
	const { rows, response, variances } = model;
	const { py, pDiagonal } = derivatives;
	const schoolEffect = new Float64Array(rows);
	const schoolVariance = new Float64Array(rows);
	const schoolMean = new Float64Array(rows);
	const schoolMeanVariance = new Float64Array(rows);
	for (let i = 0; i < rows; i++) {
		const sampling = fit.phi * variances[i]!;
		schoolEffect[i] = fit.tauSchool2 * py[i]!;
		schoolVariance[i] = Math.max(0, fit.tauSchool2 * (1 - fit.tauSchool2 * pDiagonal[i]!));
		schoolMean[i] = response[i]! - sampling * py[i]!;
		schoolMeanVariance[i] = Math.max(0, sampling * (1 - sampling * pDiagonal[i]!));
	}
	return { ...districtPredictions(fit), schoolEffect, schoolVariance, schoolMean, schoolMeanVariance };
}

function districtPredictions(fit: TwoLevelFit): Pick<Blups, "districtEffect" | "districtVariance"> {
	const { model, state, derivatives } = fit.working;
	const { rank } = model.basis;
	const districtEffect = new Float64Array(model.groupCount);
	const districtVariance = new Float64Array(model.groupCount);
	for (let i = 0; i < model.rows; i++) districtEffect[model.groups[i]!]! += fit.tauDistrict2 * derivatives.py[i]!;
	const k = new Float64Array(rank);
	for (let d = 0; d < model.groupCount; d++) {
		// 1 - c s = 1 / (1 + τ_D² s): written so that nothing cancels in a large district.
		const keep = 1 / (1 + fit.tauDistrict2 * state.groupWeight[d]!);
		for (let a = 0; a < rank; a++) k[a] = keep * state.groupBasis[d * rank + a]!;
		const fixedPart = fit.tauDistrict2 * bilinear(state.covariance, k, k);
		districtVariance[d] = fit.tauDistrict2 * (keep + fixedPart);
	}
	return { districtEffect, districtVariance };
}
