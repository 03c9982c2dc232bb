/**
 * Climbs the restricted likelihood: projected Newton steps with the average information, halved until the
 * criterion improves, from the best point of a coarse grid; then zero is tried against the interior.
 */

import { isUndefinedResult, type UndefinedResult, undefinedResult } from "./errors.js";
import { choleskyFactor, inverseFromCholesky, solveCholesky } from "./small-matrix.js";
import { derivativesAt, evaluate } from "./two-level-likelihood.js";
import type { Derivatives, LikelihoodState, TwoLevelModel } from "./two-level-types.js";

/** Where a climb ended. */
export interface Optimum {
	readonly state: LikelihoodState;
	readonly derivatives: Derivatives;
	readonly iterations: number;
	readonly converged: boolean;
	readonly reason?: string;
	readonly gradientNorm: number;
	/** Positions of the parameters that are free and not held at a bound. */
	readonly moving: readonly number[];
}

/** Distance to the optimum, in standard errors, at which a climb is finished. */
const CLOSE_ENOUGH = 1e-10;
/** Distance at which a climb that can no longer improve still counts as converged: the criterion is flat to rounding. */
const FLAT_ENOUGH = 1e-6;

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
	const start = bestOfGrid(model);
	if (isUndefinedResult(start)) return start;
	let best = climb(model, start, model.free);
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

function bestOfGrid(model: TwoLevelModel): LikelihoodState | UndefinedResult {
	const total = totalVariance(model);
	const shares = [0, 0.003, 0.03, 0.15, 0.6];
	const axis = (k: number): number[] => (model.free[k] ? shares.map((share) => share * total) : [0]);
	const multiples = model.free[2] ? [1, 1.5, 3, 8] : [1];
	let best: LikelihoodState | UndefinedResult = undefinedResult("the likelihood cannot be evaluated at any start");
	for (const district of axis(0)) {
		for (const school of axis(1)) {
			for (const multiple of multiples) {
				const state = evaluate(model, Float64Array.of(district, school, multiple * model.lower[2]!));
				if (isUndefinedResult(state)) continue;
				if (isUndefinedResult(best) || state.minus2Reml < best.minus2Reml) best = state;
			}
		}
	}
	return best;
}

/**
 * One climb with some parameters frozen.
 *
 * @param model checked data
 * @param start where to begin
 * @param free which parameters may move
 * @returns where it ended
 * @reference see `maximizeReml`
 * @internal
 */
export function climb(model: TwoLevelModel, start: LikelihoodState, free: readonly boolean[]): Optimum {
	let state = start;
	for (let iteration = 0; ; iteration++) {
		const derivatives = derivativesAt(model, state);
		const { moving, step, gradientNorm } = newtonStep(model, state, derivatives, free);
		const here = { state, derivatives, iterations: iteration, gradientNorm, moving };
		if (gradientNorm <= CLOSE_ENOUGH) return { ...here, converged: true };
		if (iteration >= model.maxIterations) {
			return { ...here, converged: false, reason: `stopped after ${iteration} iterations` };
		}
		const next = improve(model, state, step, gradientNorm);
		if (next === undefined) {
			if (gradientNorm <= FLAT_ENOUGH) return { ...here, converged: true };
			return { ...here, converged: false, reason: "no step along the search direction improves the criterion" };
		}
		state = next;
	}
}

interface Step {
	readonly moving: readonly number[];
	readonly step: Float64Array;
	readonly gradientNorm: number;
}

/** AI⁻¹ s over the parameters that are not pushed against their bound. */
function newtonStep(
	model: TwoLevelModel,
	state: LikelihoodState,
	derivatives: Derivatives,
	free: readonly boolean[],
): Step {
	const atBound = (k: number): boolean => state.theta[k]! <= model.lower[k]!;
	let moving = [0, 1, 2].filter((k) => free[k] && !(atBound(k) && derivatives.score[k]! <= 0));
	const step = new Float64Array(3);
	for (;;) {
		const part = solveInformation(derivatives, moving);
		// A parameter on its bound whose step points outward would be clipped and spoil the others' direction.
		const outward = moving.filter((k, position) => atBound(k) && part[position]! < 0);
		if (outward.length > 0 && outward.length < moving.length) {
			moving = moving.filter((k) => !outward.includes(k));
			continue;
		}
		let square = 0;
		step.fill(0);
		moving.forEach((k, position) => {
			step[k] = part[position]!;
			square += part[position]! * derivatives.score[k]!;
		});
		return { moving, step, gradientNorm: Math.sqrt(Math.max(0, square)) };
	}
}

/** Solves AI x = s for some parameters, with a growing ridge when AI is singular (confounded components). */
function solveInformation(derivatives: Derivatives, moving: readonly number[]): Float64Array {
	const order = moving.length;
	const right = Float64Array.from(moving, (k) => derivatives.score[k]!);
	for (let ridge = 0; ridge < 1e6; ridge = ridge === 0 ? 1e-10 : ridge * 10) {
		const matrix = informationOf(derivatives, moving, ridge);
		const factor = choleskyFactor(matrix, order);
		if (factor instanceof Float64Array) return solveCholesky(factor, right);
	}
	// All information vanished (a perfect fit): any step would do, so none is taken.
	return new Float64Array(order);
}

/**
 * The average information of some parameters as a flat matrix.
 *
 * @param derivatives score and information at the optimum
 * @param moving positions among (τ_D², τ_S², φ)
 * @param ridge share of the diagonal added to it; 0 for none
 * @returns flat matrix of order `moving.length`
 * @reference Levenberg–Marquardt damping for the ridge
 * @internal
 */
export function informationOf(derivatives: Derivatives, moving: readonly number[], ridge: number): Float64Array {
	const order = moving.length;
	const matrix = new Float64Array(order * order);
	moving.forEach((k, a) => {
		moving.forEach((l, b) => {
			matrix[a * order + b] = derivatives.information[k * 3 + l]! * (k === l ? 1 + ridge : 1);
		});
	});
	return matrix;
}

/** Halves the projected step until the criterion is no worse; undefined when no step works. */
function improve(
	model: TwoLevelModel,
	state: LikelihoodState,
	step: Float64Array,
	gradientNorm: number,
): LikelihoodState | undefined {
	// Close to the optimum the criterion is flat to rounding, and a full step is trusted although it shows no gain.
	const slack = gradientNorm < 1e-4 ? 1e-12 * (1 + Math.abs(state.minus2Reml)) : 0;
	for (let share = 1; share > 1e-9; share /= 2) {
		const theta = state.theta.map((value, k) => Math.max(model.lower[k]!, value + share * step[k]!));
		if (theta.every((value, k) => value === state.theta[k])) return undefined;
		const next = evaluate(model, theta);
		if (isUndefinedResult(next)) continue;
		const gain = state.minus2Reml - next.minus2Reml;
		if (gain > 0 || (share === 1 && gain >= -slack)) return next;
	}
	return undefined;
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
