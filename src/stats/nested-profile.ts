/** Profile-likelihood intervals of variances: every other parameter re-optimized, never symmetric by construction. */

import { requireLevel } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { isUndefinedResult, StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { climb, informationOf } from "./nested-climb.js";
import { parametersFrom } from "./nested-components.js";
import { evaluate } from "./nested-likelihood.js";
import { buildNested } from "./nested-model.js";
import { lowerEnd, type Profile, upperEnd } from "./nested-profile-ends.js";
import type { Look, NestedModel, NestedState } from "./nested-structure.js";
import type { NestedComponent, NestedFit } from "./nested-types.js";
import { choleskyFactor, solveCholesky } from "./small-matrix.js";

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

/** Climbs along the profile end here: the criterion is then good to the square of this. */
const CLOSE_ENOUGH = 1e-4;
/** The line through two points is followed so many times as far as they lie apart. */
const FARTHEST_AHEAD = 2;

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
	const upper = upperEnd(profile, drop);
	if (upper === undefined) return undefinedResult(`the likelihood stays flat for every large value of ${component}`);
	const lower = lowerEnd(profile, drop);
	const lowerAtBound = lower === profile.bound;
	return { kind: "profile-interval", lower, lowerAtBound, upper, level };
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
	const known = model === fit.working.model ? fit.working.derivatives : undefined;
	const visited: Look[] = [{ state: begin, derivatives: known }];
	const scale = Math.max(component.estimate, begin.theta.reduce((most, value) => Math.max(most, value), 0) / unit);
	return {
		bound: model.lower[k]! / unit,
		estimate: component.estimate,
		scale,
		step: component.standardError ?? 0.01 * scale,
		riseAt: (value) => {
			const start = startAt(model, visited, { k, value: value * unit, free });
			if (start === undefined) return undefined;
			const { state, derivatives, converged } = climb(model, { state: start }, free, { close: CLOSE_ENOUGH });
			// A climb that stopped short overstates the rise, and would narrow the interval.
			if (!converged) return undefined;
			visited.push({ state, derivatives });
			// Where the others are at their best, the profile is as steep as the likelihood.
			return { rise: state.criterion - fit.minus2LogLikelihood, slope: -2 * derivatives.score[k]! * unit };
		},
	};
}

/** What is held along the profile, and which others may move. */
interface Held {
	readonly k: number;
	readonly value: number;
	readonly free: readonly boolean[];
}

/**
 * Where the climb at a value of parameter k begins: on the line through the two nearest points seen so far, or on the tangent
 * at the only one; at the nearest one's other parameters where the likelihood cannot be evaluated there.
 */
function startAt(model: NestedModel, visited: readonly Look[], held: Held): NestedState | undefined {
	const { k, value } = held;
	const distance = ({ state }: Look): number => Math.abs(state.theta[k]! - value);
	const [near, next] = [...visited].sort((one, other) => distance(one) - distance(other));
	const { theta } = near!.state;
	const along = (direction: Float64Array): NestedState | undefined => {
		const ahead = value - theta[k]!;
		const start = theta.map((own, j) => Math.max(model.lower[j]!, own + ahead * direction[j]!));
		start[k] = value;
		const state = evaluate(model, start);
		return isUndefinedResult(state) ? undefined : state;
	};
	const direction = secant(near!, next, held) ?? tangent(model, near!, held);
	return (direction && along(direction)) ?? along(new Float64Array(theta.length));
}

/** How the others move with parameter k from one point to another, where the value lies not far from them. */
function secant({ state: near }: Look, next: Look | undefined, { k, value }: Held): Float64Array | undefined {
	if (next === undefined) return undefined;
	const apart = near.theta[k]! - next.state.theta[k]!;
	if (!(Math.abs(value - near.theta[k]!) <= FARTHEST_AHEAD * Math.abs(apart))) return undefined;
	return near.theta.map((own, j) => (own - next.state.theta[j]!) / apart);
}

/** How the others move with parameter k where the likelihood is quadratic: -A_oo⁻¹ A_ok, bounds apart. */
function tangent(model: NestedModel, { state, derivatives }: Look, { k, free }: Held): Float64Array | undefined {
	if (derivatives === undefined) return undefined;
	const count = state.theta.length;
	const moving = Array.from(free.keys()).filter((j) => free[j] && state.theta[j]! > model.lower[j]!);
	const factor = choleskyFactor(informationOf(derivatives, moving, 0), moving.length);
	if (!(factor instanceof Float64Array)) return undefined;
	const shared = Float64Array.from(moving, (j) => -derivatives.information[j * count + k]!);
	const part = solveCholesky(factor, shared);
	const direction = new Float64Array(count);
	moving.forEach((j, position) => {
		direction[j] = part[position]!;
	});
	return direction;
}
