/**
 * The optimum of the likelihood: climbs from the best points of a coarse grid, then zero is tried against the interior
 * for each variance, where data are few enough for a second optimum.
 */

import { isUndefinedResult, type UndefinedResult, undefinedResult } from "./errors.js";
import { climb, informationOf, type Optimum } from "./nested-climb.js";
import { evaluate } from "./nested-likelihood.js";
import { hasOneHill } from "./nested-one-hill.js";
import { startsOf, totalVariance, variancePositions } from "./nested-starts.js";
import type { Look, NestedModel, NestedWork } from "./nested-structure.js";
import { choleskyFactor, inverseFromCholesky } from "./small-matrix.js";

/** A first look at a boundary ends here, in standard errors: the criterion is then good to the square of this. */
const FIRST_LOOK = 1e-3;
/** A boundary that is worse by more than this after the first look stays worse. */
const CLEARLY_WORSE = 1e-2;

/** Starts within this of the best, on the scale of the criterion, are climbed from. */
const WORTH_A_CLIMB = 30;

/**
 * Maximizes the likelihood within bounds.
 *
 * @param model checked data
 * @param start parameters to begin from, in place of the grid
 * @param earlier a fit that may have ended there
 * @returns the optimum (always, with `converged: false` and a reason when the cap was reached), or undefined when
 *   the likelihood cannot be evaluated anywhere on the starting grid
 * @reference average information: Gilmour, Thompson & Cullis (1995); projected Newton: Bertsekas (1982)
 * @internal
 */
export function maximizeLikelihood(
	model: NestedModel,
	start?: Float64Array,
	earlier?: NestedWork,
): Optimum | UndefinedResult {
	const seen = earlier !== undefined && start !== undefined && isEndOf(earlier, model, start);
	const starts: Look[] = seen ? [earlier] : startsOf(model, start).map((state) => ({ state }));
	const oneHill = hasOneHill(model);
	const lowest = Math.min(...starts.map(({ state }) => state.criterion));
	let best: Optimum | undefined;
	for (const begin of starts) {
		// A start this much worse is the foot of the same hill; second optima occur in small data, close in value.
		if (begin.state.criterion > lowest + (oneHill ? 0 : WORTH_A_CLIMB)) continue;
		const rival = climb(model, begin, model.free);
		if (best === undefined || rival.state.criterion < best.state.criterion) best = rival;
	}
	if (best === undefined) return undefinedResult("the likelihood cannot be evaluated at any start");
	if (best.converged && oneHill) return best;
	for (const k of variancePositions(model)) best = compareWithBoundary(model, best, k);
	return best;
}

/** True where an earlier fit ended at these parameters, and its likelihood is the model's. */
function isEndOf({ model: before, state }: NestedWork, model: NestedModel, start: Float64Array): boolean {
	return (
		before.cells.values === model.cells.values &&
		before.variances === model.variances &&
		before.restricted === model.restricted &&
		start.every((value, k) => value === state.theta[k] && (model.free[k] || value === model.lower[k]))
	);
}

/**
 * Puts τ_k² = 0 exactly when, with the others re-optimized, its score there is not positive and the criterion is
 * no worse than at the interior root; and looks for an interior root that beats a boundary solution.
 */
function compareWithBoundary(model: NestedModel, best: Optimum, k: number): Optimum {
	const value = best.state.theta[k]!;
	const rival = Float64Array.from(best.state.theta);
	if (value > 0) {
		if (!nearZero(best, k, value)) return best;
		rival[k] = 0;
		const start = evaluate(model, rival);
		if (isUndefinedResult(start)) return best;
		const others = model.free.map((free, j) => free && j !== k);
		const hopeless = best.state.criterion + CLEARLY_WORSE;
		const look = climb(model, { state: start }, others, { close: FIRST_LOOK, hopeless });
		if (look.converged && look.state.criterion > hopeless) return best;
		const zero = climb(model, look, others);
		const noWorse = zero.state.criterion <= best.state.criterion + 1e-10 * (1 + Math.abs(best.state.criterion));
		return zero.derivatives.score[k]! <= 0 && noWorse ? joinIterations(zero, best) : best;
	}
	rival[k] = 0.05 * totalVariance(model);
	const start = evaluate(model, rival);
	if (isUndefinedResult(start)) return best;
	// Mostly the climb comes back to the boundary, which a first look tells.
	const look = climb(model, { state: start }, model.free, { close: FIRST_LOOK });
	if (look.converged && look.state.theta[k] === 0) return best;
	const interior = climb(model, look, model.free);
	return interior.state.criterion < best.state.criterion - 1e-8 ? joinIterations(interior, best) : best;
}

/** Within five standard errors of zero; farther out zero cannot be the better root (the grid looked there too). */
function nearZero(best: Optimum, k: number, value: number): boolean {
	const position = best.moving.indexOf(k);
	if (position < 0) return true;
	const matrix = informationOf(best.derivatives, best.moving, 0);
	const factor = choleskyFactor(matrix, best.moving.length);
	if (!(factor instanceof Float64Array)) return true;
	const inverse = inverseFromCholesky(factor, best.moving.length);
	return value < 5 * Math.sqrt(inverse[position * best.moving.length + position]!);
}

function joinIterations(chosen: Optimum, earlier: Optimum): Optimum {
	return { ...chosen, iterations: chosen.iterations + earlier.iterations };
}
