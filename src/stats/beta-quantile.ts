/** Quantiles of the beta distribution, on the logit scale where other distributions need them. */

import { requireFinite, requireProbability } from "./checks.js";
import { StatsError } from "./errors.js";
import { betaPrefactor, logBeta } from "./gamma.js";
import { betaTails, type TailOption } from "./incomplete-beta.js";
import { normalQuantile } from "./normal.js";
import { solveTail } from "./quantile-solver.js";

/**
 * Quantile of the beta distribution.
 *
 * @param p probability in [0, 1]
 * @param a first shape, positive
 * @param b second shape, positive
 * @param options `{ upper: true }` when p is the probability above the quantile
 * @returns x in [0, 1] with I_x(a, b) = p
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference inverse of `regularizedBeta` by safeguarded Newton steps
 * @example
 * betaQuantile(0.6875, 2, 3) // → 0.5
 */
export function betaQuantile(p: number, a: number, b: number, options: TailOption = {}): number {
	requireProbability("p", p);
	const bottom = options.upper ? 1 : 0;
	if (p === 0) return bottom;
	if (p === 1) return 1 - bottom;
	return logistic(betaLogitQuantile({ p, a, b, upper: options.upper === true }));
}

function logistic(u: number): number {
	return u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u));
}

/** A beta quantile wanted on the logit scale. */
export interface LogitQuantileInput {
	readonly p: number;
	readonly a: number;
	readonly b: number;
	readonly upper: boolean;
	/** A logit near the answer, where the caller knows one: saves steps and changes no digit. */
	readonly near?: number;
}

/**
 * log(x / (1 - x)) of the beta quantile: finite and precise where x itself would round to 0 or 1.
 *
 * @param input probability in (0, 1), shapes, and which tail p is
 * @returns logit of the quantile
 * @throws StatsError `out-of-range` or `non-finite`
 * @internal
 */
export function betaLogitQuantile({ p, a, b, upper, near }: LogitQuantileInput): number {
	requireFinite("shapes", [a, b]);
	if (!(a > 0) || !(b > 0)) throw new StatsError("out-of-range", `beta shapes must be positive, got ${a} and ${b}`);
	// Work with the smaller tail: the larger one carries no information about its complement's digits.
	const flip = p > 0.5;
	const target = flip ? 1 - p : p;
	const useUpper = upper !== flip;
	return solveTail({
		at: (u) => {
			const x = logistic(u);
			const y = logistic(-u);
			const tails = betaTails({ x, y, a, b });
			return { tail: useUpper ? tails.upper : tails.lower, density: betaPrefactor(a, b, x, y) };
		},
		target,
		increasing: !useUpper,
		start: near ?? start(target, useUpper, a, b),
	});
}

/** Normal approximation on the logit scale, or the leading term of the tail for small shapes. */
function start(target: number, useUpper: boolean, a: number, b: number): number {
	const shape = useUpper ? b : a;
	if (shape < 1) {
		const lead = (Math.log(target) + Math.log(shape) + logBeta(a, b)) / shape;
		if (lead < -1) return useUpper ? -lead : lead;
	}
	const z = normalQuantile(target) * (useUpper ? -1 : 1);
	return Math.log(a / b) + z * Math.sqrt(1 / a + 1 / b);
}
