/** The nested model of achievement variation: random effects of nested groups, sampling variances known up to factors. */

import { requireFinite, requireLength } from "./checks.js";
import { isUndefinedResult, type UndefinedResult, undefinedResult } from "./errors.js";
import { componentsOf, parametersFrom, slotsOf } from "./nested-components.js";
import { buildNested } from "./nested-model.js";
import { maximizeLikelihood } from "./nested-optimize.js";
import { conventionOf, fixedEffects } from "./nested-solution.js";
import type { NestedFit, NestedInput } from "./nested-types.js";

/**
 * Fits y = x'b + Σ (effects of nested groups) + e by restricted (or full) maximum likelihood. Each level has a random
 * intercept, or an intercept and a slope with any covariance; e ~ N(0, row variance + φ v), v known, one φ per class.
 *
 * V is never formed: one pass over the groups up and one down, and where all rows of an innermost group share one φ and
 * no slope or row effect is asked for, they are condensed to their mean and their spread once, so that an iteration
 * costs groups, not rows. A variance ends at exactly zero when its score at zero, with the others re-optimized, is not
 * positive. A level's 2 × 2 covariance is held as (g, b, d), G = [[g, gb], [gb, gb² + d]] with g, d ≥ 0: it is a
 * covariance matrix throughout, and d = 0 is a correlation of ±1 (`atBoundary` of the slope). Levels with fewer than
 * three groups, or whose groups are those of the next level, get variance zero and a note.
 *
 * @param input response, design (flat, row-major) with names, levels, variances, choices for φ
 * @returns the fit (`converged: false` with a reason when the climb stopped short), or undefined when there are no
 *   residual degrees of freedom
 * @throws StatsError for impossible input (non-finite values, lengths that disagree, groups that are not nested)
 * @reference Patterson & Thompson (1971) Biometrika 58:545–554; Gilmour, Thompson & Cullis (1995) Biometrics
 *   51:1440–1450; Searle, Casella & McCulloch, Variance Components (1992)
 * @example
 * fitNested({
 *   response: Float64Array.of(1, 3, 5, 7, 6, 8), design: new Float64Array(6).fill(1), names: ["one"], intercept: "one",
 *   levels: [{ name: "school", groups: Int32Array.of(0, 0, 1, 1, 2, 2) }], variances: new Float64Array(6).fill(1),
 *   phi: { minimum: 0 },
 * }).components.map((component) => component.estimate) // → [6, 2]
 */
export function fitNested(input: NestedInput): NestedFit | UndefinedResult {
	const { earlier, ...own } = input;
	const model = buildNested(input);
	const residualDf = model.rows - model.basis.rank;
	if (residualDf < 1) return undefinedResult("no residual degrees of freedom: as many columns as rows");
	if (input.start !== undefined) {
		requireLength("start", input.start.length, slotsOf(model).length);
		requireFinite("start", input.start);
	}
	const optimum = maximizeLikelihood(model, input.start && parametersFrom(model.levels, input.start), earlier);
	if (isUndefinedResult(optimum)) return optimum;
	const { state, derivatives } = optimum;
	return {
		kind: "nested-fit",
		...fixedEffects(model, state),
		aliased: model.basis.aliased,
		components: componentsOf(model, optimum),
		method: model.restricted ? "REML" : "ML",
		minus2LogLikelihood: state.criterion,
		convention: conventionOf(model.restricted),
		iterations: optimum.iterations,
		converged: optimum.converged,
		...(optimum.reason === undefined ? {} : { reason: optimum.reason }),
		gradientNorm: optimum.gradientNorm,
		residualDf,
		notes: model.notes,
		working: { input: own, model, state, derivatives },
	};
}
