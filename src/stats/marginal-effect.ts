/** What a logistic regression says in shares: the average difference that a change of the design makes. */

import { requireLength, requireLevel } from "./checks.js";
import { StatsError } from "./errors.js";
import type { BinomialGlmFit } from "./glm.js";
import { logitTails } from "./glm-likelihood.js";
import { normalQuantile } from "./normal.js";
import type { Interval } from "./proportions.js";
import { bilinear } from "./small-matrix.js";

/** Two designs of the same rows: the fit's columns as they would be without and with the change. */
export interface MarginalEffectInput {
	readonly fit: BinomialGlmFit;
	/** Flat, row-major, rows × the fit's columns (aliased ones included), the change undone in every row. */
	readonly without: Float64Array;
	/** The same rows with the change made. Interactions change with their columns. */
	readonly withChange: Float64Array;
	/** Weight of each row, for example its trials; default 1. */
	readonly weights?: Float64Array;
	/** Confidence level as a share; default 0.95. */
	readonly level?: number;
}

/** An average marginal effect with its delta-method error. */
export interface MarginalEffect extends Interval {
	readonly standardError: number;
}

/**
 * Average marginal effect: the mean over the rows of the difference in the fitted share between two designs, with the
 * delta-method standard error and interval. For a group column: all rows set to 1 against all rows set to 0.
 *
 * @param input the fit, the two designs, weights and level
 * @returns the difference of shares with its interval (not cut at ±1)
 * @throws StatsError `length-mismatch`, `empty-input` or `out-of-range`
 * @reference Williams (2012) Stata Journal 12:308–331; Greene, Econometric Analysis (7th ed., 2012), section 17.3.2
 * @example
 * averageMarginalEffect({
 *   fit: fitBinomialGlm({
 *     successes: Float64Array.of(2, 6), trials: Float64Array.of(8, 8), design: Float64Array.of(1, 0, 1, 1), names: ["one", "x"], intercept: "one",
 *   }),
 *   without: Float64Array.of(1, 0, 1, 0), withChange: Float64Array.of(1, 1, 1, 1),
 * }) // → { kind: "interval", estimate: 0.5, lower: 0.0756553497, upper: 0.9243446503, standardError: 0.2165063509 }
 */
export function averageMarginalEffect(input: MarginalEffectInput): MarginalEffect {
	const { fit, without, withChange, level = 0.95 } = input;
	requireLevel(level);
	const columns = fit.names.length;
	const rows = withChange.length / columns;
	if (!(rows > 0)) throw new StatsError("empty-input", "there are no rows");
	requireLength("withChange", withChange.length, Math.ceil(rows) * columns);
	requireLength("without", without.length, withChange.length);
	const weights = input.weights ?? new Float64Array(rows).fill(1);
	requireLength("weights", weights.length, rows);
	const kept = fit.keptNames.map((name) => fit.names.indexOf(name));
	const coefficients = fit.keptNames.map((name) => fit.coefficients[name]!);
	const gradient = new Float64Array(kept.length);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	let estimate = 0;
	for (const [design, sign] of [
		[withChange, 1],
		[without, -1],
	] as const) {
		for (let i = 0; i < rows; i++) {
			const eta = kept.reduce((sum, j, k) => sum + design[i * columns + j]! * coefficients[k]!, 0);
			const { share, rest } = logitTails(eta);
			const weight = (sign * weights[i]!) / total;
			estimate += weight * share;
			for (const [k, j] of kept.entries()) gradient[k]! += weight * share * rest * design[i * columns + j]!;
		}
	}
	const standardError = Math.sqrt(bilinear(fit.covariance, gradient, gradient));
	const reach = normalQuantile((1 - level) / 2, { upper: true }) * standardError;
	return { kind: "interval", estimate, lower: estimate - reach, upper: estimate + reach, standardError };
}
