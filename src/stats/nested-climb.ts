/**
 * One climb of the likelihood: projected Newton steps with the average
 * information (corrected by secants near the end), halved as needed.
 */

import { isUndefinedResult } from "./errors.js";
import { derivativesAt } from "./nested-derivatives.js";
import { evaluate } from "./nested-likelihood.js";
import { correctedStep, NEARLY_QUADRATIC, updateCorrection, type Visited } from "./nested-secant.js";
import type { Look, NestedDerivatives, NestedModel, NestedState } from "./nested-structure.js";
import { choleskyFactor, solveCholesky } from "./small-matrix.js";

/** Where a climb ended. */
export interface Optimum {
	readonly state: NestedState;
	readonly derivatives: NestedDerivatives;
	readonly iterations: number;
	readonly converged: boolean;
	readonly reason?: string;
	readonly gradientNorm: number;
	/** Positions of the parameters that are free and not held at a bound. */
	readonly moving: readonly number[];
}

/** Distance at which a climb that can no longer improve still counts as converged: the criterion is flat to rounding. */
const FLAT_ENOUGH = 1e-6;

/** So many times as far as a quadratic criterion falls, one that is not quite so does not. */
const SAFELY = 4;

/** When a climb is finished. */
export interface Ending {
	/** Distance to the optimum in standard errors; the model's if not given. */
	readonly close?: number;
	/** A criterion: where even the optimum will surely be worse, nobody needs to know by how much. */
	readonly hopeless?: number;
}

/**
 * One climb with some parameters frozen.
 *
 * @param model checked data
 * @param start where to begin
 * @param free which parameters may move
 * @param ending when the climb is finished
 * @returns where it ended
 * @reference see `maximizeLikelihood`
 * @internal
 */
export function climb(
	model: NestedModel,
	start: Look,
	free: readonly boolean[],
	{ close = model.closeEnough, hopeless = Number.POSITIVE_INFINITY }: Ending = {},
): Optimum {
	let { state } = start;
	let last: Visited | undefined;
	let previousNorm = Number.POSITIVE_INFINITY;
	for (let iteration = 0; ; iteration++) {
		const known = state === start.state ? start.derivatives : undefined;
		const derivatives = known ?? derivativesAt(model, state);
		const { moving, step, gradientNorm } = newtonStep(model, state, derivatives, free);
		const here = { state, derivatives, iterations: iteration, gradientNorm, moving };
		// Below 1e-8 a distance that no longer shrinks is rounding.
		const stalled = gradientNorm <= 1e-8 && gradientNorm >= previousNorm;
		if (stalled || gradientNorm <= close) return { ...here, converged: true };
		// Where the likelihood is nearly quadratic, its criterion falls by no more than about the square of the distance.
		const least = state.criterion - SAFELY * gradientNorm * gradientNorm;
		if (gradientNorm < NEARLY_QUADRATIC && least > hopeless) return { ...here, converged: true };
		previousNorm = gradientNorm;
		if (iteration >= model.maxIterations) {
			return { ...here, converged: false, reason: `stopped after ${iteration} iterations` };
		}
		const near = gradientNorm < NEARLY_QUADRATIC;
		const correction =
			near && last ? updateCorrection(last, state.theta, derivatives) : new Float64Array(state.theta.length ** 2);
		last = near ? { theta: state.theta, derivatives, correction } : undefined;
		const better = near ? correctedStep(derivatives, correction, moving) : undefined;
		const next = (better && improve(model, state, better, gradientNorm)) ?? improve(model, state, step, gradientNorm);
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
	model: NestedModel,
	state: NestedState,
	derivatives: NestedDerivatives,
	free: readonly boolean[],
): Step {
	const atBound = (k: number): boolean => state.theta[k]! <= model.lower[k]!;
	const { score, information } = derivatives;
	const count = score.length;
	// A slope on an intercept that does not vary means nothing: its information is zero.
	const idle = (k: number): boolean =>
		model.lower[k] === Number.NEGATIVE_INFINITY && !(information[k * count + k]! > 0);
	let moving = Array.from(score.keys()).filter((k) => free[k] && !idle(k) && !(atBound(k) && score[k]! <= 0));
	const step = new Float64Array(count);
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
			square += part[position]! * score[k]!;
		});
		return { moving, step, gradientNorm: Math.sqrt(Math.max(0, square)) };
	}
}

/** Solves AI x = s for some parameters, with a growing ridge when AI is singular (confounded components). */
function solveInformation(derivatives: NestedDerivatives, moving: readonly number[]): Float64Array {
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
 * @param moving positions among the parameters
 * @param ridge share of the diagonal added to it; 0 for none
 * @returns flat matrix of order `moving.length`
 * @reference Levenberg–Marquardt damping for the ridge
 * @internal
 */
export function informationOf(derivatives: NestedDerivatives, moving: readonly number[], ridge: number): Float64Array {
	const order = moving.length;
	const count = derivatives.score.length;
	const matrix = new Float64Array(order * order);
	moving.forEach((k, a) => {
		moving.forEach((l, b) => {
			matrix[a * order + b] = derivatives.information[k * count + l]! * (k === l ? 1 + ridge : 1);
		});
	});
	return matrix;
}

/** Halves the projected step until the criterion is no worse; undefined when no step works. */
function improve(
	model: NestedModel,
	state: NestedState,
	step: Float64Array,
	gradientNorm: number,
): NestedState | undefined {
	// Close to the optimum the criterion is flat to rounding, and a full step is trusted although it shows no gain.
	const slack = gradientNorm < 1e-4 ? 1e-12 * (1 + Math.abs(state.criterion)) : 0;
	for (let share = 1; share > 1e-9; share /= 2) {
		const theta = state.theta.map((value, k) => Math.max(model.lower[k]!, value + share * step[k]!));
		if (theta.every((value, k) => value === state.theta[k])) return undefined;
		const next = evaluate(model, theta);
		if (isUndefinedResult(next)) continue;
		const gain = state.criterion - next.criterion;
		if (gain > 0 || (share === 1 && gain >= -slack)) return next;
	}
	return undefined;
}
