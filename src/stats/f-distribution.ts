/** The F distribution. */

import { betaLogitQuantile } from "./beta-quantile.js";
import { requireProbability } from "./checks.js";
import { StatsError } from "./errors.js";
import { betaTails, type TailOption } from "./incomplete-beta.js";

function requireDf(df1: number, df2: number): void {
	if (!(df1 > 0 && df2 > 0) || !Number.isFinite(df1 + df2)) {
		throw new StatsError("out-of-range", `degrees of freedom must be finite numbers above zero, got ${df1} and ${df2}`);
	}
}

/**
 * Distribution function of F.
 *
 * @param x at least 0
 * @param df1 numerator degrees of freedom, positive
 * @param df2 denominator degrees of freedom, positive
 * @param options `{ upper: true }` for the probability above x
 * @returns probability
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference Abramowitz & Stegun 26.6.2
 * @example
 * fCdf(4.964602743730711, 1, 10) // → 0.95
 */
export function fCdf(x: number, df1: number, df2: number, options: TailOption = {}): number {
	requireDf(df1, df2);
	if (!(x >= 0)) throw new StatsError("out-of-range", `x must be at least 0, got ${x}`);
	const odds = (df1 / df2) * x;
	if (odds === Number.POSITIVE_INFINITY) return options.upper ? 0 : 1;
	const tails = betaTails({ x: odds / (1 + odds), y: 1 / (1 + odds), a: df1 / 2, b: df2 / 2 });
	return options.upper ? tails.upper : tails.lower;
}

/**
 * Quantile of F.
 *
 * @param p probability in [0, 1]; the end at 1 is `Infinity`
 * @param df1 numerator degrees of freedom, positive
 * @param df2 denominator degrees of freedom, positive
 * @param options `{ upper: true }` when p is the probability above the quantile
 * @returns x
 * @throws StatsError `out-of-range`
 * @reference df1 x / df2 is the odds of a beta variable with shapes df1 / 2 and df2 / 2
 * @example
 * fQuantile(0.95, 1, 10) // → 4.96460274373
 */
export function fQuantile(p: number, df1: number, df2: number, options: TailOption = {}): number {
	requireDf(df1, df2);
	requireProbability("p", p);
	const upper = options.upper === true;
	if (p === 0 || p === 1) return (p === 0) === upper ? Number.POSITIVE_INFINITY : 0;
	return (df2 / df1) * Math.exp(betaLogitQuantile({ p, a: df1 / 2, b: df2 / 2, upper }));
}
