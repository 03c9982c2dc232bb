/** The two-level model of achievement variation: schools in districts, sampling variances known up to a factor. */

import { covarianceToOriginal, toOriginal } from "./design-basis.js";
import { isUndefinedResult, type UndefinedResult, undefinedResult } from "./errors.js";
import { choleskyFactor, inverseFromCholesky } from "./small-matrix.js";
import { informationOf, type Optimum } from "./two-level-climb.js";
import { buildModel, countOccupied } from "./two-level-model.js";
import { maximizeReml } from "./two-level-optimize.js";
import {
	type TwoLevelFit,
	type TwoLevelInput,
	type TwoLevelModel,
	VARIANCE_PARAMETERS,
	type VarianceParameter,
} from "./two-level-types.js";

/** The constants in `minus2Reml`; programs differ, so it is printed with every fit. */
const CONVENTION =
	"-2 log restricted likelihood = log|V| + log|X'V^-1 X| + (y-Xb)'V^-1(y-Xb) + (rows-rank) log(2 pi), " +
	"X = kept columns in their original units; metafor's value is this minus log|X'X|";

/**
 * Fits y = x'b + u_district + s_school + e by restricted maximum likelihood, with u ~ N(0, τ_D²), s ~ N(0, τ_S²) and
 * e ~ N(0, φ v), v known.
 *
 * One row per school. Cost is linear in rows. Variances end at exactly zero when their score at zero, with the others
 * re-optimized, is not positive. Columns that depend on earlier ones are dropped and named in `aliased`.
 *
 * @param input response, design (flat, row-major) with names, districts, variances and the choice for φ
 * @returns the fit (`converged: false` with a reason when the climb stopped short), or undefined when there are no
 *   residual degrees of freedom
 * @throws StatsError for impossible input (non-finite values, lengths that disagree, variances not positive)
 * @reference Fay & Herriot (1979) JASA 74:269–277; Gilmour, Thompson & Cullis (1995) Biometrics 51:1440–1450;
 *   Rao & Molina, Small Area Estimation (2nd ed., 2015)
 * @example
 * fitTwoLevel({
 *   response: Float64Array.of(2, 4, 9, 11, 5, 7), design: new Float64Array(6).fill(1), names: ["one"], intercept: "one",
 *   groups: Int32Array.of(0, 0, 1, 1, 2, 2), variances: new Float64Array(6).fill(1), phi: { fixed: 1 },
 * }).tauSchool2 // → 1
 */
export function fitTwoLevel(input: TwoLevelInput): TwoLevelFit | UndefinedResult {
	const model = buildModel(input);
	const residualDf = model.rows - model.basis.rank;
	if (residualDf < 1) return undefinedResult("no residual degrees of freedom: as many columns as rows");
	const optimum = maximizeReml(model);
	if (isUndefinedResult(optimum)) return optimum;
	const { state, derivatives, moving } = optimum;
	const [tauDistrict2, tauSchool2, phi] = state.theta as unknown as [number, number, number];
	return {
		kind: "two-level-fit",
		...fixedEffects(model, optimum),
		aliased: model.basis.aliased,
		tauDistrict2,
		tauSchool2,
		phi,
		atBoundary: VARIANCE_PARAMETERS.filter((_, k) => model.free[k] && state.theta[k]! <= model.lower[k]!),
		minus2Reml: state.minus2Reml,
		convention: CONVENTION,
		iterations: optimum.iterations,
		converged: optimum.converged,
		...(optimum.reason === undefined ? {} : { reason: optimum.reason }),
		gradientNorm: optimum.gradientNorm,
		...inverseInformation(optimum, moving),
		residualDf,
		districts: countOccupied(model.groups, model.groupCount),
		notes: model.notes,
		working: { model, state, derivatives },
	};
}

/** Coefficients, standard errors and fitted values on the scale of the original columns. */
function fixedEffects(
	model: TwoLevelModel,
	optimum: Optimum,
): Pick<TwoLevelFit, "coefficients" | "standardErrors" | "covariance" | "fitted"> {
	const { basis, rows, gammaOls } = model;
	const { rank, q, keptNames } = basis;
	const gamma = gammaOls.map((value, a) => value + optimum.state.gamma[a]!);
	const estimates = toOriginal(basis, gamma);
	const covariance = covarianceToOriginal(basis, optimum.state.covariance);
	const fitted = new Float64Array(rows);
	for (let i = 0; i < rows; i++) {
		for (let a = 0; a < rank; a++) fitted[i]! += q[i * rank + a]! * gamma[a]!;
	}
	const coefficients = Object.fromEntries(keptNames.map((name, j) => [name, estimates[j]!]));
	const standardErrors = Object.fromEntries(keptNames.map((name, j) => [name, Math.sqrt(covariance[j * rank + j]!)]));
	return { coefficients, standardErrors, covariance, fitted };
}

/** AI⁻¹ of the parameters that are free and off their bound; empty when none is or when they are confounded. */
function inverseInformation(
	optimum: Optimum,
	moving: readonly number[],
): { freeParameters: readonly VarianceParameter[]; informationInverse: Float64Array } {
	const matrix = informationOf(optimum.derivatives, moving, 0);
	const factor = choleskyFactor(matrix, moving.length);
	if (!(factor instanceof Float64Array)) return { freeParameters: [], informationInverse: new Float64Array(0) };
	return {
		freeParameters: moving.map((k) => VARIANCE_PARAMETERS[k]!),
		informationInverse: inverseFromCholesky(factor, moving.length),
	};
}
