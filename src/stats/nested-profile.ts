/** Profile-likelihood intervals of variances: every other parameter re-optimized, never symmetric by construction. */

import { requireLevel } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { isUndefinedResult, StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { climb } from "./nested-climb.js";
import { parametersFrom } from "./nested-components.js";
import { evaluate } from "./nested-likelihood.js";
import { buildNested } from "./nested-model.js";
import type { NestedModel, NestedState } from "./nested-structure.js";
import type { NestedComponent, NestedFit } from "./nested-types.js";

/** Ends on the scale of the component: a variance, or φ. */
export interface ProfileInterval {
	readonly kind: "profile-interval";
	/** 0 (for φ its lower bound) where the likelihood does not fall far enough before. */
	readonly lower: number;
	readonly upper: number;
	/** True when `lower` is the bound itself. */
	readonly lowerAtBound: boolean;
	readonly level: number;
}

/** Precision of an end on the scale of the root of the criterion's rise, which is about that of standard errors. */
const PRECISION = 1e-7;
/** Climbs along the profile end here: the criterion is then good to the square of this. */
const CLOSE_ENOUGH = 1e-6;
/** The line through two points is followed so many times as far as they lie apart. */
const FARTHEST_AHEAD = 2;
/** An end farther out than this many times the estimate (or the total variance) is called open. */
const FARTHEST = 1e8;

/**
 * Interval of a variance (intercept, slope, row) or of φ: the values whose profile likelihood lies within the
 * chi-square quantile (one degree of freedom) of its maximum.
 *
 * A covariance has no interval here. The criterion is that of the fit: restricted for "REML".
 *
 * @param fit a converged nested fit
 * @param component name of a free component that is not a covariance
 * @param options confidence level as a share, default 0.95
 * @returns the interval, or undefined when the component is held, the fit did not converge or the profile is flat
 * @throws StatsError `unknown-name` for a name that is not a component or is a covariance, `out-of-range` for the level
 * @reference Venzon & Moolgavkar (1988) Applied Statistics 37:87–94; Viechtbauer (2007) Statistics in Medicine 26:37–52
 * @example
 * profileInterval(fitNested({
 *   response: Float64Array.of(1, 3, 5, 7, 6, 8), design: new Float64Array(6).fill(1), names: ["one"], intercept: "one",
 *   levels: [{ name: "school", groups: Int32Array.of(0, 0, 1, 1, 2, 2) }], variances: new Float64Array(6).fill(1),
 *   phi: { minimum: 0 },
 * }), "school").lower // → 0
 */
export function profileInterval(
	fit: NestedFit,
	component: string,
	{ level = 0.95 }: { readonly level?: number } = {},
): ProfileInterval | UndefinedResult {
	requireLevel(level);
	const index = fit.components.findIndex(({ name }) => name === component);
	const found = fit.components[index];
	if (found === undefined || found.kind === "covariance") {
		throw new StatsError("unknown-name", `"${component}" is not a variance of this fit`);
	}
	if (found.held) return undefinedResult(`${component} is held, not estimated`);
	if (!fit.converged) return undefinedResult("the fit did not converge");
	const profile = profileOf(fit, found, index);
	if (profile === undefined) return undefinedResult("the likelihood cannot be evaluated at the estimate");
	const drop = chiSquareQuantile(level, 1);
	const upper = upperEnd(profile, found, drop);
	if (upper === undefined) return undefinedResult(`the likelihood stays flat for every large value of ${component}`);
	const lower = lowerEnd(profile, drop);
	return { kind: "profile-interval", ...lower, upper, level };
}

interface Profile {
	/** Smallest value the component may take. */
	readonly bound: number;
	readonly estimate: number;
	/** Largest variance that matters, for the outward search. */
	readonly scale: number;
	/** Rise of the criterion over its minimum at a value of the component. */
	readonly rise: (value: number) => number | undefined;
}

/** The model arranged so that the component is one parameter: the slope first, or its covariate uncentered. */
function arranged(fit: NestedFit, { level, kind }: NestedComponent): NestedModel {
	const slope = fit.working.input.levels.find(({ name }) => name === level)?.slope;
	if (slope === undefined) return fit.working.model;
	return buildNested(fit.working.input, { arrange: { level, as: kind === "slope" ? "slope-first" : "uncentered" } });
}

function profileOf(fit: NestedFit, component: NestedComponent, index: number): Profile | undefined {
	const model = arranged(fit, component);
	const level = model.levels.find(({ name }) => name === component.level);
	const slopes = level !== undefined && level.columns.length > 1;
	const k = slopes ? level.at : index;
	// A slope's variance is per squared unit of the covariate; the model holds it per standard deviation.
	const unit = component.kind === "slope" && level !== undefined ? level.scale ** 2 : 1;
	const estimates = Float64Array.from(fit.components, (one) => one.estimate);
	const begin = evaluate(model, parametersFrom(model.levels, estimates));
	if (isUndefinedResult(begin)) return undefined;
	const free = model.free.map((moves, j) => moves && j !== k);
	const visited: NestedState[] = [begin];
	return {
		bound: model.lower[k]! / unit,
		estimate: component.estimate,
		scale: Math.max(component.estimate, begin.theta.reduce((most, value) => Math.max(most, value), 0) / unit),
		rise: (value) => {
			const start = startAt(model, visited, k, value * unit);
			if (start === undefined) return undefined;
			const { state, converged } = climb(model, { state: start }, free, { close: CLOSE_ENOUGH });
			// A climb that stopped short overstates the rise, and would narrow the interval.
			if (!converged) return undefined;
			visited.push(state);
			return state.criterion - fit.minus2LogLikelihood;
		},
	};
}

/**
 * Where the climb at a value of parameter k begins: on the line through the two nearest points seen so far, and at the
 * nearest one's other parameters where there is no such line or the likelihood cannot be evaluated on it.
 */
function startAt(
	model: NestedModel,
	visited: readonly NestedState[],
	k: number,
	value: number,
): NestedState | undefined {
	const distance = ({ theta }: NestedState): number => Math.abs(theta[k]! - value);
	const [near, next] = [...visited].sort((one, other) => distance(one) - distance(other));
	const ahead = next && (value - near!.theta[k]!) / (near!.theta[k]! - next.theta[k]!);
	const along = (share: number): NestedState | undefined => {
		const theta = near!.theta.map((own, j) => Math.max(model.lower[j]!, own + share * (own - (next?.theta[j] ?? own))));
		theta[k] = value;
		const state = evaluate(model, theta);
		return isUndefinedResult(state) ? undefined : state;
	};
	const line = ahead !== undefined && Math.abs(ahead) <= FARTHEST_AHEAD ? along(ahead) : undefined;
	return line ?? along(0);
}

function lowerEnd(profile: Profile, drop: number): Pick<ProfileInterval, "lower" | "lowerAtBound"> {
	const { bound, estimate, rise } = profile;
	const atBound = estimate <= bound ? 0 : rise(bound);
	if (atBound !== undefined && atBound <= drop) return { lower: bound, lowerAtBound: true };
	const outside = { value: bound, rise: atBound };
	return { lower: solve(profile, drop, outside, { value: estimate, rise: 0 }), lowerAtBound: false };
}

function upperEnd(profile: Profile, component: NestedComponent, drop: number): number | undefined {
	const { estimate, scale, rise } = profile;
	const step = component.standardError ?? 0.01 * scale;
	let inner: Point = { value: estimate, rise: 0 };
	for (let width = 2 * step; width < FARTHEST * (scale + step); width *= 2) {
		const value = estimate + width;
		const point = { value, rise: rise(value) };
		if (point.rise !== undefined && point.rise > drop) return solve(profile, drop, point, inner);
		if (point.rise !== undefined) inner = point;
	}
	return undefined;
}

/** A value of the component and the rise of the criterion there; `undefined` where it cannot be evaluated. */
interface Point {
	readonly value: number;
	readonly rise: number | undefined;
}

/**
 * The value where the rise equals `drop`, between one outside the interval and one inside. The square root of the rise
 * is nearly linear in the standard deviation, so false position on that scale is fast; halving keeps it safe.
 */
function solve({ rise }: Profile, drop: number, outside: Point, inside: Point): number {
	const target = Math.sqrt(drop);
	const distanceOf = (risen: number | undefined): number => Math.sqrt(Math.max(0, risen ?? Number.MAX_VALUE)) - target;
	let out = Math.sqrt(outside.value);
	let into = Math.sqrt(inside.value);
	let far = distanceOf(outside.rise);
	let near = distanceOf(inside.rise);
	let last = 0;
	for (let step = 0; step < 200 && out !== into; step++) {
		const straight = into + ((out - into) * -near) / (far - near);
		const next = Number.isFinite(straight) && step % 8 < 7 ? straight : 0.5 * (out + into);
		const value = distanceOf(rise(next * next));
		if (Math.abs(value) <= PRECISION) return next * next;
		if (value > 0) {
			out = next;
			far = value;
			// Illinois: halving the weight of an end that stays keeps it from staying forever.
			if (last === 1) near /= 2;
			last = 1;
		} else {
			into = next;
			near = value;
			if (last === -1) far /= 2;
			last = -1;
		}
	}
	return (0.5 * (out + into)) ** 2;
}
