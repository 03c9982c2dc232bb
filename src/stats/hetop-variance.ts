/** Delta method on a joint ordered probit: covariances of means and standard deviations without the full matrix. */

import type { JointFit } from "./hetop-joint.js";
import { bilinear } from "./small-matrix.js";

/**
 * Gradient of a quantity of one group: by the group's own parameters, and by the shared ones after the own ones
 * followed them.
 */
export interface Direction {
	readonly own: Float64Array;
	readonly shared: Float64Array;
}

/** Moments of a group on the scaled cuts, with their gradients. */
export interface GroupMoments {
	readonly mean: number;
	readonly sd: number;
	readonly meanDirection: Direction;
	readonly sdDirection: Direction;
}

/**
 * Mean β / α and standard deviation 1 / α of a fitted group.
 *
 * @param fit the joint fit
 * @param g number of the group in the fit
 * @returns the moments and their gradients
 * @reference delta method
 * @internal
 */
export function momentsOf(fit: JointFit, g: number): GroupMoments {
	const { alpha, beta, inverse, coupling } = fit.groups[g]!;
	const size = Math.sqrt(fit.borderCovariance.length);
	const order = Math.sqrt(inverse.length);
	const direct = (own: number[], bySlope: number): Direction => {
		const shared = new Float64Array(size);
		if (order < 2) shared[0] = bySlope;
		for (let b = 0; b < size; b++) {
			for (let a = 0; a < order; a++) shared[b]! -= coupling[a * size + b]! * own[a]!;
		}
		return { own: Float64Array.from(own), shared };
	};
	const meanBySlope = -beta / alpha ** 2;
	const sdBySlope = -1 / alpha ** 2;
	// With a held mean (order 0) neither the own nor the common parameters move the mean.
	const meanDirection =
		order === 2 ? direct([meanBySlope, 1 / alpha], 0) : order === 1 ? direct([1 / alpha], meanBySlope) : direct([], 0);
	const sdDirection = order === 2 ? direct([sdBySlope, 0], 0) : direct(order === 1 ? [0] : [], sdBySlope);
	return { mean: beta / alpha, sd: 1 / alpha, meanDirection, sdDirection };
}

/** Sum of multiples of two directions of the same group. */
export function combine(
	left: Direction,
	right: Direction,
	{ times, and }: { readonly times: number; readonly and: number },
): Direction {
	return {
		own: left.own.map((value, a) => times * value + and * right.own[a]!),
		shared: left.shared.map((value, b) => times * value + and * right.shared[b]!),
	};
}

/** Covariance through the shared parameters. */
export function sharedCovariance(fit: JointFit, left: Float64Array, right: Float64Array): number {
	return bilinear(fit.borderCovariance, left, right);
}

/** Covariance through the own parameters of group g. */
export function ownCovariance(fit: JointFit, g: number, [left, right]: readonly [Direction, Direction]): number {
	return bilinear(fit.groups[g]!.inverse, left.own, right.own);
}

/** Covariance of two quantities of the same group. */
export function groupCovariance(fit: JointFit, g: number, pair: readonly [Direction, Direction]): number {
	return ownCovariance(fit, g, pair) + sharedCovariance(fit, pair[0].shared, pair[1].shared);
}
