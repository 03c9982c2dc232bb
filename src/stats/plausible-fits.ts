/**
 * What is not known of the variance components of a nested fit: points of its likelihood with weights, over which whatever
 * depends on the components can be averaged.
 */

import { type UndefinedResult, undefinedResult } from "./errors.js";
import { derivativesAt } from "./nested-derivatives.js";
import { fixedEffects } from "./nested-solution.js";
import type { NestedFit } from "./nested-types.js";
import { checkerboard } from "./plausible-lattice.js";
import { type Root, rootsOf } from "./plausible-roots.js";

/** A fit with its components held at one plausible point. */
export interface PlausibleFit {
	/** Share of the posterior; all add up to 1. */
	readonly weight: number;
	readonly fit: NestedFit;
}

/** How finely the likelihood is summed; the defaults give posterior means to about a hundredth of a standard deviation. */
export interface PlausibleOptions {
	/** Distance of neighboring planes of points, in standard deviations of the posterior; default 1.5. */
	readonly spacing?: number;
	/** Fall of minus twice the log likelihood beyond which no further points are looked for; default 3. */
	readonly farthest?: number;
	/** Cap on the number of points; default 400. */
	readonly mostPoints?: number;
}

/**
 * The posterior of the variance components under a prior that is flat in their roots: standard deviations of the levels
 * and rows, and for φ the root of what lies above its lower bound.
 *
 * With τ = |x| the likelihood is a smooth function of x on the whole line, also where an estimate is zero, so that a
 * trapezoidal rule on a lattice serves: the lattice runs along the principal axes of the information at the estimate, its
 * steps made such that the likelihood falls as a normal one would, and it is followed from the estimate outward as far as
 * the likelihood carries. The restricted likelihood has the coefficients integrated out; what is averaged over the points
 * then carries the uncertainty of all of them. Components that are held stay where they are.
 *
 * @param fit a converged nested fit of random intercepts
 * @param options how finely
 * @returns fits at the points (their coefficients, effects and criterion are those given the components of the point, and
 *   their components carry no standard errors), the estimate first; or undefined where the fit did not converge, has
 *   random slopes or no free component
 * @reference prior: Gelman (2006) Bayesian Analysis 1:515–533; integration over few variance parameters: Rue, Martino &
 *   Chopin (2009) Journal of the Royal Statistical Society B 71:319–392, section 6.5; trapezoidal rule: Trefethen &
 *   Weideman (2014) SIAM Review 56:385–458
 * @example
 * plausibleFits(fitNested({
 *   response: Float64Array.of(28, 8, -3, 7, -1, 1, 18, 12), design: new Float64Array(8).fill(1), names: ["one"], intercept: "one",
 *   levels: [{ name: "school", groups: Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7) }], phi: { fixed: 1 },
 *   variances: Float64Array.of(225, 100, 256, 121, 81, 121, 100, 324),
 * }), { spacing: 0.2, farthest: 60 }).reduce((sum, { weight, fit }) => sum + weight * fit.components[0].estimate, 0) // → 75.16
 */
export function plausibleFits(fit: NestedFit, options: PlausibleOptions = {}): PlausibleFit[] | UndefinedResult {
	const { spacing = 1.5, farthest = 3, mostPoints = 400 } = options;
	if (!fit.converged) return undefinedResult("the fit did not converge");
	const { model } = fit.working;
	if (model.levels.some(({ columns }) => columns.length > 1)) return undefinedResult("the fit has random slopes");
	const roots = rootsOf(fit);
	if (roots.free.length === 0) return undefinedResult("every component is held");
	const points = checkerboard(roots, { spacing, farthest, mostPoints });
	const least = Math.min(...points.map(({ rise }) => rise));
	const weights = points.map(({ rise }) => Math.exp(-0.5 * (rise - least)));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return points.map(({ state }, point) => ({ weight: weights[point]! / total, fit: heldAt(fit, state) }));
}

function heldAt(fit: NestedFit, state: Root["state"]): NestedFit {
	const { model, input } = fit.working;
	return {
		...fit,
		...fixedEffects(model, state),
		components: fit.components.map(({ standardError: _none, ...component }, k) => ({
			...component,
			estimate: state.theta[k]!,
			atBoundary: model.free[k] === true && state.theta[k]! <= model.lower[k]!,
		})),
		minus2LogLikelihood: state.criterion,
		working: {
			input,
			model,
			state,
			get derivatives() {
				return derivativesAt(model, state);
			},
		},
	};
}
