/** The likelihood of a nested fit in the roots of its variance components, and axes along which it falls evenly. */

import { isUndefinedResult } from "./errors.js";
import { evaluate } from "./nested-likelihood.js";
import type { NestedModel, NestedState } from "./nested-structure.js";
import type { NestedFit } from "./nested-types.js";
import { symmetricEigen } from "./symmetric-eigen.js";

/** A point of the likelihood. */
export interface Root {
	readonly state: NestedState;
	/** Minus twice the log likelihood, less that of the estimate. */
	readonly rise: number;
}

/** The likelihood around the estimate in units of standard deviations. */
export interface Roots {
	/** Positions of the components that move. */
	readonly free: readonly number[];
	/** The likelihood at a place given along the axes; undefined where it cannot be evaluated. */
	readonly at: (place: readonly number[]) => Root | undefined;
}

/** The likelihood is compared with a normal one so many standard deviations from the estimate, on both sides. */
const LOOK_AT = 1.5;
/** How far apart the two may be, as a factor on the fall of the likelihood. */
const EVEN_ENOUGH = 1.5;
const MOST_LOOKS = 12;
/** One look changes a length by the root of this at most. */
const FARTHEST_OFF = 9;

/**
 * Changes θ = lower bound + x² and turns x to the principal axes of the information at the estimate.
 *
 * @param fit a nested fit without slopes
 * @returns the likelihood along those axes
 * @reference see `plausibleFits`
 * @internal
 */
export function rootsOf(fit: NestedFit): Roots {
	const { model, state: center } = fit.working;
	const free = model.free.flatMap((moves, k) => (moves ? [k] : []));
	const start = free.map((k) => Math.sqrt(Math.max(0, center.theta[k]! - model.lower[k]!)));
	const look = (x: readonly number[]): Root | undefined => {
		const state = evaluate(model, thetaAt(model, center.theta, free, x));
		return isUndefinedResult(state) ? undefined : { state, rise: state.criterion - center.criterion };
	};
	const axes = axesOf(fit, free, start).map((axis) => {
		const along = (share: number): number[] => start.map((value, k) => value + share * axis[k]!);
		const factor = evenFactor((share) => look(along(share))?.rise);
		return axis.map((value) => factor * value);
	});
	return {
		free,
		at: (place) =>
			place.every((value) => value === 0)
				? { state: center, rise: 0 }
				: look(start.map((value, k) => axes.reduce((sum, axis, a) => sum + place[a]! * axis[k]!, value))),
	};
}

function thetaAt(
	{ lower }: NestedModel,
	theta: Float64Array,
	free: readonly number[],
	x: readonly number[],
): Float64Array {
	const moved = Float64Array.from(theta);
	free.forEach((k, position) => {
		moved[k] = lower[k]! + x[position]! ** 2;
	});
	return moved;
}

/**
 * Principal axes of the information in x, each one standard deviation long: 4 x_k x_l AI_kl - 2 score_k on the diagonal,
 * where the second is what counts at an estimate on its bound. Variances are measured by the sum of all, φ by itself; no
 * axis is longer than that.
 */
function axesOf({ working }: NestedFit, free: readonly number[], x: readonly number[]): number[][] {
	const { model, derivatives, state } = working;
	const count = state.theta.length;
	const order = free.length;
	const variances = state.theta.subarray(0, model.phiAt).reduce((sum, value) => sum + value, 0);
	const units = free.map((k) => Math.sqrt(k < model.phiAt && variances > 0 ? variances : state.theta[k]!) || 1);
	const information = new Float64Array(order * order);
	free.forEach((k, a) => {
		free.forEach((l, b) => {
			information[a * order + b] = 4 * x[a]! * x[b]! * derivatives.information[k * count + l]! * units[a]! * units[b]!;
		});
		information[a * order + a]! += Math.max(0, -2 * derivatives.score[k]!) * units[a]! ** 2;
	});
	const { values, vectors } = symmetricEigen(information, order);
	return Array.from(values, (value, axis) => {
		const length = value > 1 ? 1 / Math.sqrt(value) : 1;
		return units.map((unit, k) => unit * length * vectors[k * order + axis]!);
	});
}

/** Factor on an axis that makes the likelihood, on average of both sides, fall as a normal one would. */
function evenFactor(rise: (share: number) => number | undefined): number {
	let factor = 1;
	for (let look = 0; look < MOST_LOOKS; look++) {
		const [above, below] = [rise(factor * LOOK_AT), rise(-factor * LOOK_AT)];
		const ratio =
			above === undefined || below === undefined ? FARTHEST_OFF : (0.5 * (above + below)) / (LOOK_AT * LOOK_AT);
		if (ratio < EVEN_ENOUGH && ratio > 1 / EVEN_ENOUGH) break;
		factor /= Math.sqrt(Math.min(FARTHEST_OFF, Math.max(1 / FARTHEST_OFF, ratio)));
	}
	return factor;
}
