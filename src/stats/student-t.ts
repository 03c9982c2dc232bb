/** Student's t distribution. */

import { betaLogitQuantile } from "./beta-quantile.js";
import { requireProbability } from "./checks.js";
import { StatsError } from "./errors.js";
import { betaTails, type TailOption } from "./incomplete-beta.js";
import { normalCdf, normalQuantile } from "./normal.js";

function requireDf(df: number): void {
	if (!(df > 0)) throw new StatsError("out-of-range", `degrees of freedom must be above zero, got ${df}`);
}

/**
 * Distribution function of Student's t.
 *
 * @param t any finite number
 * @param df degrees of freedom, positive, not necessarily whole; `Infinity` gives the normal distribution
 * @param options `{ upper: true }` for the probability above t
 * @returns probability
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference Abramowitz & Stegun 26.7.1: tails by the incomplete beta function
 * @example
 * tCdf(-2.228138851986274, 10) // → 0.025
 */
export function tCdf(t: number, df: number, options: TailOption = {}): number {
	requireDf(df);
	if (Number.isNaN(t)) throw new StatsError("non-finite", "t is NaN");
	if (df === Number.POSITIVE_INFINITY) return normalCdf(t, options);
	const z = options.upper ? -t : t;
	if (Math.abs(t) === Number.POSITIVE_INFINITY) return z < 0 ? 0 : 1;
	// x = df / (df + t²), by a ratio that cannot overflow.
	const ratio = (t / df) * t;
	const { lower, upper } = betaTails({ x: 1 / (1 + ratio), y: ratio / (1 + ratio), a: df / 2, b: 0.5 });
	return z < 0 ? 0.5 * lower : 0.5 + 0.5 * upper;
}

/**
 * Quantile of Student's t.
 *
 * @param p probability in [0, 1]; 0 and 1 give the infinities
 * @param df degrees of freedom, positive, not necessarily whole; `Infinity` gives the normal quantile
 * @param options `{ upper: true }` when p is the probability above the quantile
 * @returns t
 * @throws StatsError `out-of-range`
 * @reference t² / df is the odds of a beta variable with shapes ½ and df / 2
 * @example
 * tQuantile(0.975, 10) // → 2.22813885199
 */
export function tQuantile(p: number, df: number, options: TailOption = {}): number {
	requireDf(df);
	requireProbability("p", p);
	if (df === Number.POSITIVE_INFINITY) return normalQuantile(p, options);
	const sign = options.upper ? -1 : 1;
	if (p === 0 || p === 1) return p === 0 ? sign * Number.NEGATIVE_INFINITY : sign * Number.POSITIVE_INFINITY;
	if (p === 0.5) return 0;
	const side = p < 0.5 ? -sign : sign;
	const tail = p < 0.5 ? p : 1 - p;
	// Near the center the probability inside ±t is small and known exactly; in the tails the one outside is.
	const inside = 2 * Math.abs(p - 0.5);
	const query = inside < 0.5 ? { p: inside, upper: false } : { p: 2 * tail, upper: true };
	const near = df >= ENOUGH_DF && tail >= LEAST_TAIL ? nearLogit(tail, df) : undefined;
	const logit = betaLogitQuantile({ ...query, a: 0.5, b: df / 2, ...(near === undefined ? {} : { near }) });
	return side * Math.sqrt(df) * Math.exp(0.5 * logit);
}

/** The expansion below is close from here on: a few digits with ten degrees of freedom. */
const ENOUGH_DF = 3;
const LEAST_TAIL = 1e-4;

/** log(t² / df) by the expansion of t in the normal quantile (Abramowitz & Stegun 26.7.5). */
function nearLogit(tail: number, df: number): number | undefined {
	const z = -normalQuantile(tail);
	const square = z * z;
	const first = (square + 1) / (4 * df);
	const second = ((5 * square + 16) * square + 3) / (96 * df ** 2);
	const third = (((3 * square + 19) * square + 17) * square - 15) / (384 * df ** 3);
	const t = z * (1 + first + second + third);
	return t > 0 ? 2 * Math.log(t) - Math.log(df) : undefined;
}
