/** Intervals for a share and for the difference of two shares. */

import { betaQuantile } from "./beta-quantile.js";
import { requireLevel } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { normalQuantile } from "./normal.js";
import type { TwoByTwoInput } from "./two-by-two.js";

/** A count of successes among trials. */
export interface ProportionInput {
	readonly successes: number;
	readonly trials: number;
	/** Confidence level as a share; default 0.95. */
	readonly level?: number;
}

/** An interval around an estimate; all three are shares (or differences of shares). */
export interface Interval {
	readonly kind: "interval";
	readonly estimate: number;
	readonly lower: number;
	readonly upper: number;
}

function checkCounts(successes: number, trials: number): void {
	if (!(Number.isFinite(trials) && successes >= 0 && successes <= trials)) {
		throw new StatsError("out-of-range", `successes must lie between 0 and trials, got ${successes} of ${trials}`);
	}
}

/**
 * Wilson's score interval for a share; the default interval for percentages. It keeps close to its level on average
 * over shares, and is defined at 0 and at all successes.
 *
 * @param input successes, trials and level
 * @returns the interval, or undefined when there are no trials
 * @throws StatsError `out-of-range`
 * @reference Wilson (1927) JASA 22:209–212; Newcombe (1998) Statistics in Medicine 17:857–872, method 3
 * @example
 * wilsonInterval({ successes: 81, trials: 263 }) // → { kind: "interval", estimate: 0.307984791, lower: 0.25528852, upper: 0.366209577 }
 */
export function wilsonInterval(input: ProportionInput): Interval | UndefinedResult {
	const { successes, trials, level = 0.95 } = input;
	checkCounts(successes, trials);
	requireLevel(level);
	if (trials === 0) return undefinedResult("zero denominator");
	const share = successes / trials;
	const z = normalQuantile((1 - level) / 2, { upper: true });
	const half = z * Math.sqrt(share * (1 - share) * trials + (z * z) / 4);
	const lower = successes === 0 ? 0 : (successes + (z * z) / 2 - half) / (trials + z * z);
	const upper = successes === trials ? 1 : (successes + (z * z) / 2 + half) / (trials + z * z);
	return { kind: "interval", estimate: share, lower, upper };
}

/**
 * Clopper–Pearson interval for a share: never covers less than its level, at the price of width.
 *
 * @param input successes, trials and level
 * @returns the interval, or undefined when there are no trials
 * @throws StatsError `out-of-range`
 * @reference Clopper & Pearson (1934) Biometrika 26:404–413; Newcombe (1998), method 5
 * @example
 * clopperPearsonInterval({ successes: 0, trials: 20 }) // → { kind: "interval", estimate: 0, lower: 0, upper: 0.168433471 }
 */
export function clopperPearsonInterval(input: ProportionInput): Interval | UndefinedResult {
	const { successes, trials, level = 0.95 } = input;
	checkCounts(successes, trials);
	requireLevel(level);
	if (trials === 0) return undefinedResult("zero denominator");
	const tail = (1 - level) / 2;
	const failures = trials - successes;
	const lower = successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1);
	const upper = failures === 0 ? 1 : betaQuantile(tail, successes + 1, failures, { upper: true });
	return { kind: "interval", estimate: successes / trials, lower, upper };
}

/**
 * Agresti–Coull interval for a share: the plain interval around the share with z² / 2 successes and as many failures
 * added. For comparison with other programs: as published it may reach beyond 0 or 1.
 *
 * @param input successes, trials and level
 * @returns the interval around the plain share, or undefined when there are no trials
 * @throws StatsError `out-of-range`
 * @reference Agresti & Coull (1998) American Statistician 52:119–126
 * @example
 * agrestiCoullInterval({ successes: 5, trials: 11 }) // → { kind: "interval", estimate: 0.454545455, lower: 0.212510526, upper: 0.720110653 }
 */
export function agrestiCoullInterval(input: ProportionInput): Interval | UndefinedResult {
	const { successes, trials, level = 0.95 } = input;
	checkCounts(successes, trials);
	requireLevel(level);
	if (trials === 0) return undefinedResult("zero denominator");
	const z = normalQuantile((1 - level) / 2, { upper: true });
	const size = trials + z * z;
	const center = (successes + (z * z) / 2) / size;
	const half = z * Math.sqrt((center * (1 - center)) / size);
	return { kind: "interval", estimate: successes / trials, lower: center - half, upper: center + half };
}

/**
 * Newcombe's hybrid score interval for the difference of two independent shares, first minus second, built from the
 * two Wilson intervals.
 *
 * @param input the two counts and the level
 * @returns the interval, or undefined when either has no trials
 * @throws StatsError `out-of-range`
 * @reference Newcombe (1998) Statistics in Medicine 17:873–890, method 10
 * @example
 * newcombeDifferenceInterval({ first: { successes: 56, trials: 70 }, second: { successes: 48, trials: 80 } }) // → { kind: "interval", estimate: 0.2, lower: 0.0524, upper: 0.3339 }
 */
export function newcombeDifferenceInterval(input: TwoByTwoInput): Interval | UndefinedResult {
	const { first, second, level = 0.95 } = input;
	const one = wilsonInterval({ ...first, level });
	const two = wilsonInterval({ ...second, level });
	if (one.kind === "undefined") return one;
	if (two.kind === "undefined") return two;
	const estimate = one.estimate - two.estimate;
	const lower = estimate - Math.hypot(one.estimate - one.lower, two.upper - two.estimate);
	const upper = estimate + Math.hypot(one.upper - one.estimate, two.estimate - two.lower);
	return { kind: "interval", estimate, lower, upper };
}

/**
 * Wilson's score interval with the continuity correction: for comparison with other programs; it covers more than its
 * level.
 *
 * @param input successes, trials and level
 * @returns the interval, or undefined when there are no trials
 * @throws StatsError `out-of-range`
 * @reference Newcombe (1998) Statistics in Medicine 17:857–872, method 4
 * @example
 * wilsonContinuityInterval({ successes: 0, trials: 1 }) // → { kind: "interval", estimate: 0, lower: 0, upper: 0.94537924447 }
 */
export function wilsonContinuityInterval(input: ProportionInput): Interval | UndefinedResult {
	const { successes, trials, level = 0.95 } = input;
	checkCounts(successes, trials);
	requireLevel(level);
	if (trials === 0) return undefinedResult("zero denominator");
	const z2 = normalQuantile((1 - level) / 2, { upper: true }) ** 2;
	const share = successes / trials;
	// The half count, like R's prop.test, never carries an end past the share itself.
	const half = Math.min(0.5, Math.abs(successes - trials / 2));
	const end = (side: 1 | -1): number => {
		const moved = successes + side * half;
		const root = Math.sqrt(z2 / 4 + (moved * (trials - moved)) / trials);
		return (moved + z2 / 2 + side * Math.sqrt(z2) * root) / (trials + z2);
	};
	return {
		kind: "interval",
		estimate: share,
		lower: successes === 0 ? 0 : Math.max(0, end(-1)),
		upper: successes === trials ? 1 : Math.min(1, end(1)),
	};
}

/**
 * Jeffreys interval for a share: quantiles of the beta distribution with half a success and half a failure added; 0 and
 * 1 at the ends.
 *
 * @param input successes, trials and level
 * @returns the interval around the plain share, or undefined when there are no trials
 * @throws StatsError `out-of-range`
 * @reference Brown, Cai & DasGupta (2001) Statistical Science 16:101–133
 * @example
 * jeffreysInterval({ successes: 1, trials: 5 }) // → { kind: "interval", estimate: 0.2, lower: 0.022512766, upper: 0.62862640063 }
 */
export function jeffreysInterval(input: ProportionInput): Interval | UndefinedResult {
	const { successes, trials, level = 0.95 } = input;
	checkCounts(successes, trials);
	requireLevel(level);
	if (trials === 0) return undefinedResult("zero denominator");
	const tail = (1 - level) / 2;
	const [a, b] = [successes + 0.5, trials - successes + 0.5];
	const lower = successes === 0 ? 0 : betaQuantile(tail, a, b);
	const upper = successes === trials ? 1 : betaQuantile(tail, a, b, { upper: true });
	return { kind: "interval", estimate: successes / trials, lower, upper };
}

/**
 * Plain (Wald) interval for a share: for comparison with other programs. It covers too little, may reach beyond 0 or 1,
 * and has no width at 0 and at all successes.
 *
 * @param input successes, trials and level
 * @returns the interval, or undefined when there are no trials
 * @throws StatsError `out-of-range`
 * @reference Newcombe (1998) Statistics in Medicine 17:857–872, method 1
 * @example
 * waldInterval({ successes: 15, trials: 30 }) // → { kind: "interval", estimate: 0.5, lower: 0.32108058563, upper: 0.67891941437 }
 */
export function waldInterval(input: ProportionInput): Interval | UndefinedResult {
	const { successes, trials, level = 0.95 } = input;
	checkCounts(successes, trials);
	requireLevel(level);
	if (trials === 0) return undefinedResult("zero denominator");
	const share = successes / trials;
	const half = normalQuantile((1 - level) / 2, { upper: true }) * Math.sqrt((share * (1 - share)) / trials);
	return { kind: "interval", estimate: share, lower: share - half, upper: share + half };
}
