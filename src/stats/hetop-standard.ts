/** A joint ordered probit on the standard scale: mean 0 and variance 1 over all students of the groups. */

import type { JointFit } from "./hetop-joint.js";
import {
	combine,
	type Direction,
	type GroupMoments,
	groupCovariance,
	momentsOf,
	ownCovariance,
	sharedCovariance,
} from "./hetop-variance.js";

/** Standardized moments with their errors. */
export interface StandardMoments {
	readonly mean: Float64Array;
	readonly sd: Float64Array;
	readonly meanStandardError: Float64Array;
	readonly sdStandardError: Float64Array;
	readonly cuts: Float64Array;
	readonly icc: number;
	readonly iccStandardError: number;
}

/** A quantity that depends on all groups. */
interface Global {
	readonly parts: readonly Direction[];
	readonly shared: Float64Array;
}

/**
 * Standardizes: mean' = (mean - center) / scale with scale² = Σ p [(mean - center)² + sd²]. The errors take into
 * account that center and scale are estimated as well.
 *
 * @param fit the joint fit
 * @param weights share of all students in each group, adding up to 1
 * @returns moments, cuts and the share of variance between groups
 * @reference Reardon, Shear, Castellano & Ho (2017), section 2 (without their correction for finite groups); delta method
 * @internal
 */
export function standardize(fit: JointFit, weights: Float64Array): StandardMoments {
	const moments = Array.from(fit.groups.keys(), (g) => momentsOf(fit, g));
	const center = weighted(weights, (g) => moments[g]!.mean);
	const between = weighted(weights, (g) => (moments[g]!.mean - center) ** 2);
	const variance = between + weighted(weights, (g) => moments[g]!.sd ** 2);
	const scale = Math.sqrt(variance);
	const icc = between / variance;
	const globals = {
		center: globalOf(moments, (moment, g) =>
			combine(moment.meanDirection, moment.sdDirection, { times: weights[g]!, and: 0 }),
		),
		scale: globalOf(moments, ({ mean, sd, meanDirection, sdDirection }, g) =>
			combine(meanDirection, sdDirection, {
				times: (weights[g]! * (mean - center)) / scale,
				and: (weights[g]! * sd) / scale,
			}),
		),
	};
	const iccGradient = globalOf(moments, ({ mean, sd, meanDirection, sdDirection }, g) =>
		combine(meanDirection, sdDirection, {
			times: (2 * weights[g]! * (mean - center) * (1 - icc)) / variance,
			and: (-2 * weights[g]! * sd * icc) / variance,
		}),
	);
	const errors = errorsOf(fit, moments, { ...globals, centerValue: center, scaleValue: scale });
	return {
		mean: Float64Array.from(moments, ({ mean }) => (mean - center) / scale),
		sd: Float64Array.from(moments, ({ sd }) => sd / scale),
		...errors,
		cuts: fit.border.cuts.map((cut) => (cut - center) / scale),
		icc,
		iccStandardError: Math.sqrt(Math.max(0, globalCovariance(fit, iccGradient, iccGradient))),
	};
}

function weighted(weights: Float64Array, value: (g: number) => number): number {
	let sum = 0;
	for (let g = 0; g < weights.length; g++) sum += weights[g]! * value(g);
	return sum;
}

function globalOf(moments: readonly GroupMoments[], part: (moment: GroupMoments, g: number) => Direction): Global {
	const parts = moments.map(part);
	const shared = new Float64Array(parts[0]!.shared.length);
	for (const { shared: own } of parts) for (let b = 0; b < shared.length; b++) shared[b]! += own[b]!;
	return { parts, shared };
}

function globalCovariance(fit: JointFit, left: Global, right: Global): number {
	let sum = sharedCovariance(fit, left.shared, right.shared);
	left.parts.forEach((part, g) => {
		sum += ownCovariance(fit, g, [part, right.parts[g]!]);
	});
	return sum;
}

interface Standard {
	readonly center: Global;
	readonly scale: Global;
	readonly centerValue: number;
	readonly scaleValue: number;
}

function errorsOf(
	fit: JointFit,
	moments: readonly GroupMoments[],
	{ center, scale, centerValue, scaleValue }: Standard,
): Pick<StandardMoments, "meanStandardError" | "sdStandardError"> {
	const ofCenter = globalCovariance(fit, center, center);
	const ofScale = globalCovariance(fit, scale, scale);
	const ofBoth = globalCovariance(fit, center, scale);
	const withGlobal = (direction: Direction, g: number, global: Global): number =>
		ownCovariance(fit, g, [direction, global.parts[g]!]) + sharedCovariance(fit, direction.shared, global.shared);
	// What is left of nearly perfect cancellation may fall below 0 by rounding (one group alone has mean 0, sd 1).
	const root = (variance: number): number => Math.sqrt(Math.max(0, variance)) / scaleValue;
	const mean = moments.map(({ mean: raw, meanDirection: d }, g) => {
		const z = (raw - centerValue) / scaleValue;
		const alone = groupCovariance(fit, g, [d, d]) + ofCenter - 2 * withGlobal(d, g, center);
		return root(alone + z * z * ofScale - 2 * z * (withGlobal(d, g, scale) - ofBoth));
	});
	const sd = moments.map(({ sd: raw, sdDirection: d }, g) => {
		const ratio = raw / scaleValue;
		return root(groupCovariance(fit, g, [d, d]) + ratio * ratio * ofScale - 2 * ratio * withGlobal(d, g, scale));
	});
	return { meanStandardError: Float64Array.from(mean), sdStandardError: Float64Array.from(sd) };
}
