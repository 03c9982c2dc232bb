/** The two-level model of achievement variation: schools in districts, sampling variances known up to a factor. */

import { isUndefinedResult, type UndefinedResult, undefinedResult } from "./errors.js";
import { informationOf, type Optimum } from "./nested-climb.js";
import { buildNested } from "./nested-model.js";
import { maximizeLikelihood } from "./nested-optimize.js";
import { conventionOf, fixedEffects } from "./nested-solution.js";
import { choleskyFactor, inverseFromCholesky } from "./small-matrix.js";
import { twoLevelModel, twoLevelState } from "./two-level-state.js";
import {
	type TwoLevelFit,
	type TwoLevelInput,
	VARIANCE_PARAMETERS,
	type VarianceParameter,
} from "./two-level-types.js";

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
	const { groups, districtEffect, start, ...common } = input;
	const model = buildNested(
		{ ...common, levels: [{ name: "district", groups }], rowEffect: true },
		{ rowName: "school", without: districtEffect === false ? ["district"] : [] },
	);
	const residualDf = model.rows - model.basis.rank;
	if (residualDf < 1) return undefinedResult("no residual degrees of freedom: as many columns as rows");
	const optimum = maximizeLikelihood(model, start, input.earlier);
	if (isUndefinedResult(optimum)) return optimum;
	const { state, derivatives } = optimum;
	const [tauDistrict2, tauSchool2, phi] = state.theta as unknown as [number, number, number];
	return {
		kind: "two-level-fit",
		...fixedEffects(model, state),
		aliased: model.basis.aliased,
		tauDistrict2,
		tauSchool2,
		phi,
		atBoundary: VARIANCE_PARAMETERS.filter((_, k) => model.free[k] && state.theta[k]! <= model.lower[k]!),
		minus2Reml: state.criterion,
		convention: conventionOf(true),
		iterations: optimum.iterations,
		converged: optimum.converged,
		...(optimum.reason === undefined ? {} : { reason: optimum.reason }),
		gradientNorm: optimum.gradientNorm,
		...inverseInformation(optimum, optimum.moving),
		residualDf,
		districts: model.levels[0]!.groupCount,
		notes: model.notes,
		working: {
			model: twoLevelModel(model, groups),
			state: twoLevelState(model, state),
			derivatives,
			nested: { model, state, derivatives },
		},
	};
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
