/** Where climbs of the likelihood begin. */

import { isUndefinedResult } from "./errors.js";
import { evaluate } from "./nested-likelihood.js";
import { momentVariances } from "./nested-moments.js";
import type { NestedModel, NestedState } from "./nested-structure.js";

/** Variances tried, as shares of the residual variance of ordinary least squares. */
const SHARES = [0, 0.003, 0.03, 0.15, 0.6];
/** A start by moments is no smaller than this share. */
const SMALLEST_SHARE = 0.003;
/** With more variances than this they are tried one after the other: a full grid would explode. */
const FULL_GRID = 2;
/** With more cells than this the likelihood has one hill, and moments tell where its top is near. */
export const MANY_CELLS = 1000;
/** Within-cell degrees of freedom from which on they alone say where φ begins. */
const ENOUGH_WITHIN = 10;

/**
 * Residual variance of ordinary least squares: the scale of the starting grid.
 *
 * @param model checked data
 * @returns a variance, 0 for a perfect fit
 * @internal
 */
export function totalVariance(model: NestedModel): number {
	const sum = model.residual.reduce((total, value) => total + value * value, 0);
	return sum / Math.max(1, model.rows - model.basis.rank);
}

/**
 * Positions of the free variances: every level's, a slope's remainder d, and the cells'; not φ.
 *
 * @param model checked data
 * @returns ascending positions
 * @internal
 */
export function variancePositions({ free, lower, phiAt }: NestedModel): number[] {
	return Array.from(lower.keys()).filter((k) => k < phiAt && free[k] && lower[k] === 0);
}

/**
 * The best point of a coarse grid for each of several φ: the likelihood may have an optimum at large and at small φ.
 *
 * @param model checked data
 * @param start parameters to begin from; the grid is then skipped
 * @returns states, possibly none
 * @internal
 */
export function startsOf(model: NestedModel, start?: Float64Array): NestedState[] {
	if (start !== undefined) {
		const state = evaluate(model, inside(model, start));
		if (!isUndefinedResult(state)) return [state];
	}
	return phiStarts(model).flatMap((phi) => bestOfGrid(model, phi));
}

/** A start within bounds, held parameters where they are held. */
function inside({ lower, free }: NestedModel, start: Float64Array): Float64Array {
	return start.map((value, k) => (free[k] ? Math.max(lower[k]!, value) : lower[k]!));
}

/** Values of all φ to begin with, one array per start. */
function phiStarts(model: NestedModel): Float64Array[] {
	const { within, width, phiAt, phiCount, lower, free } = model;
	const bounds = lower.subarray(phiAt, phiAt + phiCount);
	if (!free.slice(phiAt).includes(true)) return [Float64Array.from(bounds)];
	const rank = width - 1;
	if (bounds.every((_, c) => !free[phiAt + c] || within.df[c]! >= ENOUGH_WITHIN)) {
		// Rows around the means of their cells vary by φ v alone.
		return [bounds.map((bound, c) => Math.max(bound, within.cross[c]![rank * width + rank]! / within.df[c]!))];
	}
	const average = model.variances.reduce((sum, value) => sum + value / model.rows, 0);
	const natural = totalVariance(model) / average;
	const held = (c: number): boolean => !free[phiAt + c];
	// A bound far below anything the data could show says nothing about where φ is.
	const telling = bounds.every((bound, c) => held(c) || bound > 1e-6 * natural);
	const factors = telling ? [1, 1.5, 3, 8] : [0.1, 0.4, 0.9];
	return factors.map((factor) =>
		bounds.map((bound, c) => (held(c) ? bound : telling ? factor * bound : Math.max(bound, factor * natural))),
	);
}

function bestOfGrid(model: NestedModel, phi: Float64Array): NestedState[] {
	const total = totalVariance(model);
	const positions = variancePositions(model);
	const theta = model.lower.map((bound) => (bound === Number.NEGATIVE_INFINITY ? 0 : bound));
	theta.set(phi, model.phiAt);
	if (model.cells.count > MANY_CELLS) {
		const state = evaluate(model, nearTop(model, theta, positions, total));
		if (!isUndefinedResult(state)) return [state];
	}
	const best =
		positions.length <= FULL_GRID ? fullGrid(model, theta, positions, total) : oneByOne(model, theta, positions, total);
	return best === undefined ? [] : [best];
}

/** Variances by moments, none at zero; a slope's remainder begins at a middling share. */
function nearTop(model: NestedModel, theta: Float64Array, positions: readonly number[], total: number): Float64Array {
	const { levels, cellAt, phiAt } = model;
	const variances = momentVariances(model, theta.subarray(phiAt));
	const places = [...levels.map(({ at }) => at), cellAt];
	const start = Float64Array.from(theta);
	for (const k of positions) {
		const place = places.indexOf(k);
		start[k] = place < 0 ? 0.15 * total : Math.max(SMALLEST_SHARE * total, variances[place]!);
	}
	return start;
}

function fullGrid(
	model: NestedModel,
	theta: Float64Array,
	positions: readonly number[],
	total: number,
): NestedState | undefined {
	const [k, ...others] = positions;
	if (k === undefined) {
		const state = evaluate(model, theta);
		return isUndefinedResult(state) ? undefined : state;
	}
	let best: NestedState | undefined;
	for (const share of SHARES) {
		theta[k] = share * total;
		best = better(best, fullGrid(model, theta, others, total));
	}
	return best;
}

/** Starts every variance at a middling share and sets each in turn to the best share, twice. */
function oneByOne(
	model: NestedModel,
	theta: Float64Array,
	positions: readonly number[],
	total: number,
): NestedState | undefined {
	for (const k of positions) theta[k] = 0.15 * total;
	const middle = evaluate(model, theta);
	let best = isUndefinedResult(middle) ? undefined : middle;
	for (let sweep = 0; sweep < 2; sweep++) {
		for (const k of positions) {
			for (const share of SHARES) {
				theta[k] = share * total;
				const state = evaluate(model, theta);
				if (!isUndefinedResult(state)) best = better(best, state);
			}
			if (best !== undefined) theta.set(best.theta);
		}
	}
	return best;
}

function better(one: NestedState | undefined, two: NestedState | undefined): NestedState | undefined {
	if (one === undefined || two === undefined) return one ?? two;
	return two.criterion < one.criterion ? two : one;
}
