/**
 * The optimum of the restricted likelihood: climbs from the best points of a coarse grid, then zero is tried against
 * the interior for each variance.
 */

import { isUndefinedResult, type UndefinedResult, undefinedResult } from "./errors.js";
import { choleskyFactor, inverseFromCholesky } from "./small-matrix.js";
import { climb, informationOf, type Optimum } from "./two-level-climb.js";
import { evaluate } from "./two-level-likelihood.js";
import type { LikelihoodState, TwoLevelModel } from "./two-level-types.js";

/** Starts within this of the best, on the scale of the criterion, are climbed from. */
const WORTH_A_CLIMB = 30;

/**
 * Maximizes the restricted likelihood within bounds.
 *
 * @param model checked data
 * @returns the optimum (always, with `converged: false` and a reason when the cap was reached), or undefined when
 *   the likelihood cannot be evaluated anywhere on the starting grid
 * @reference average information: Gilmour, Thompson & Cullis (1995); projected Newton: Bertsekas (1982)
 * @internal
 */
export function maximizeReml(model: TwoLevelModel): Optimum | UndefinedResult {
	const starts = startsOf(model);
	const lowest = Math.min(...starts.map((start) => start.minus2Reml));
	let best: Optimum | undefined;
	for (const start of starts) {
		// A start this much worse is the foot of the same hill; second optima occur in small data, close in value.
		if (start.minus2Reml > lowest + WORTH_A_CLIMB) continue;
		const rival = climb(model, start, model.free);
		if (best === undefined || rival.state.minus2Reml < best.state.minus2Reml) best = rival;
	}
	if (best === undefined) return undefinedResult("the likelihood cannot be evaluated at any start");
	for (const k of [0, 1]) {
		if (model.free[k]) best = compareWithBoundary(model, best, k);
	}
	return best;
}

/** Residual variance of ordinary least squares: the scale of the starting grid. */
function totalVariance(model: TwoLevelModel): number {
	const sum = model.residual.reduce((total, value) => total + value * value, 0);
	return sum / Math.max(1, model.rows - model.basis.rank);
}

/** The start given, else the best point of a coarse grid for each of several φ: the likelihood may have an optimum at large and at small φ. */
function startsOf(model: TwoLevelModel): LikelihoodState[] {
	if (model.start !== undefined) {
		const given = evaluate(model, model.start);
		if (!isUndefinedResult(given)) return [given];
	}
	const multiples = model.free[2] ? [1, 1.5, 3, 8] : [1];
	return multiples.flatMap((multiple) => bestOfGrid(model, multiple * model.lower[2]!));
}

function bestOfGrid(model: TwoLevelModel, phi: number): LikelihoodState[] {
	const total = totalVariance(model);
	const shares = [0, 0.003, 0.03, 0.15, 0.6];
	const axis = (k: number): number[] => (model.free[k] ? shares.map((share) => share * total) : [0]);
	let best: LikelihoodState | undefined;
	for (const district of axis(0)) {
		for (const school of axis(1)) {
			const state = evaluate(model, Float64Array.of(district, school, phi));
			if (isUndefinedResult(state)) continue;
			if (best === undefined || state.minus2Reml < best.minus2Reml) best = state;
		}
	}
	return best === undefined ? [] : [best];
}

/**
 * Puts τ_k² = 0 exactly when, with the others re-optimized, its score there is not positive and the criterion is
 * no worse than at the interior root; and looks for an interior root that beats a boundary solution.
 */
function compareWithBoundary(model: TwoLevelModel, best: Optimum, k: number): Optimum {
	const value = best.state.theta[k]!;
	const rival = Float64Array.from(best.state.theta);
	if (value > 0) {
		if (!nearZero(best, k, value)) return best;
		rival[k] = 0;
		const start = evaluate(model, rival);
		if (isUndefinedResult(start)) return best;
		const zero = climb(
			model,
			start,
			model.free.map((free, j) => free && j !== k),
		);
		const noWorse = zero.state.minus2Reml <= best.state.minus2Reml + 1e-10 * (1 + Math.abs(best.state.minus2Reml));
		return zero.derivatives.score[k]! <= 0 && noWorse ? joinIterations(zero, best) : best;
	}
	rival[k] = 0.05 * totalVariance(model);
	const start = evaluate(model, rival);
	if (isUndefinedResult(start)) return best;
	const interior = climb(model, start, model.free);
	return interior.state.minus2Reml < best.state.minus2Reml - 1e-8 ? joinIterations(interior, best) : best;
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
