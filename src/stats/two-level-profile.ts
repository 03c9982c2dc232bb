/** Intervals of standard deviations from the profile of the restricted likelihood, never from a Wald formula. */

import { requireLevel } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { isUndefinedResult } from "./errors.js";
import { climb } from "./two-level-climb.js";
import { evaluate } from "./two-level-likelihood.js";
import { type TwoLevelFit, VARIANCE_PARAMETERS, type VarianceParameter } from "./two-level-types.js";

/** Ends are found to this share of themselves. */
const CLOSE_ENOUGH = 1e-6;
const DOUBLINGS = 60;

/**
 * Profile interval of √τ_D², √τ_S² or √φ: the values whose criterion, the other variances re-optimized, lies within the
 * χ²(1) quantile of the optimum. The lower end is zero, or the least φ allowed, where that is not rejected.
 *
 * @param fit a two-level fit
 * @param parameter which variance parameter; one that was held has the interval of its value alone
 * @param level confidence level, default 0.95
 * @returns ends on the scale of the standard deviation
 * @throws StatsError `out-of-range` for an impossible level
 * @reference Venzon & Moolgavkar (1988) Applied Statistics 37:87–94; Viechtbauer (2007) Statistics in Medicine 26:37–52
 * @example
 * profileSd(fitTwoLevel({
 *   response: Float64Array.of(2, 4, 9, 11, 5, 7), design: new Float64Array(6).fill(1), names: ["one"], intercept: "one",
 *   groups: Int32Array.of(0, 0, 1, 1, 2, 2), variances: new Float64Array(6).fill(1), phi: { fixed: 1 },
 * }), "tauSchool2").lower // → 0
 */
export function profileSd(
	fit: TwoLevelFit,
	parameter: VarianceParameter,
	level = 0.95,
): { readonly lower: number; readonly upper: number } {
	requireLevel(level);
	const { model, state } = fit.working;
	const k = VARIANCE_PARAMETERS.indexOf(parameter);
	const center = state.theta[k]!;
	if (!model.free[k]) return { lower: Math.sqrt(center), upper: Math.sqrt(center) };
	const target = state.minus2Reml + chiSquareQuantile(level, 1);
	const excess = profileOf(fit, k, target);
	const bound = model.lower[k]!;
	const lower = center <= bound || excess(bound) <= 0 ? bound : rootBetween(excess, center, bound);
	const scale = center > 0 ? center : state.theta[1]! + state.theta[2]! * average(model.variances);
	let beyond = center + scale;
	for (let step = 0; step < DOUBLINGS && excess(beyond) <= 0; step++) beyond = center + 2 * (beyond - center);
	return { lower: Math.sqrt(lower), upper: Math.sqrt(rootBetween(excess, center, beyond)) };
}

const average = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Criterion minus target with parameter k held; each evaluation starts where the last one ended. */
function profileOf(fit: TwoLevelFit, k: number, target: number): (value: number) => number {
	const { model, state } = fit.working;
	const free = model.free.map((isFree, j) => isFree && j !== k);
	let from = state.theta;
	return (value) => {
		const theta = Float64Array.from(from);
		theta[k] = value;
		const start = evaluate(model, theta);
		if (isUndefinedResult(start)) return Number.POSITIVE_INFINITY;
		const end = climb(model, start, free);
		from = end.state.theta;
		return end.state.minus2Reml - target;
	};
}

/** Root of a function that is below zero at `inside` and above at `outside`: Illinois steps on the standard deviation. */
function rootBetween(excess: (value: number) => number, inside: number, outside: number): number {
	let [a, b] = [Math.sqrt(inside), Math.sqrt(outside)];
	let [atA, atB] = [excess(inside), excess(outside)];
	let kept = 0;
	for (let step = 0; step < 100 && Math.abs(b - a) > CLOSE_ENOUGH * Math.max(a, b); step++) {
		const weight = Number.isFinite(atB) ? atA / (atA - atB) : 0.5;
		const middle = a + weight * (b - a);
		const value = excess(middle * middle);
		if (Math.abs(value) < 1e-9) return middle * middle;
		// An end that is kept twice in a row counts half, so that both ends close in.
		if (value > 0) {
			[b, atB] = [middle, value];
			if (kept > 0) atA /= 2;
			kept = 1;
		} else {
			[a, atA] = [middle, value];
			if (kept < 0) atB /= 2;
			kept = -1;
		}
	}
	return a * a;
}
