/** Empirical-Bayes shares of many small groups: each is drawn toward the common share as far as chance may have moved it. */

import { betaQuantile } from "./beta-quantile.js";
import { requireLength, requireLevel } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";

/** Counts of groups (schools). */
export interface BetaBinomialInput {
	/** Per group, whole. */
	readonly successes: ArrayLike<number>;
	/** Per group, whole; groups without trials get the common distribution. */
	readonly trials: ArrayLike<number>;
	/** Level of the intervals as a share; default 0.95. */
	readonly level?: number;
}

/** Shares of groups after shrinkage. */
export interface BetaBinomialShares {
	readonly kind: "beta-binomial-shares";
	/** Share of all groups together. */
	readonly pooled: number;
	/** Correlation of two results of a group, by moments; at or below 0 the groups vary no more than chance. */
	readonly rho: number;
	/** Shapes of the distribution of true shares; undefined without spread beyond chance. */
	readonly prior: { readonly alpha: number; readonly beta: number } | UndefinedResult;
	/** Per group: posterior mean, and ends of the posterior interval. */
	readonly shares: Float64Array;
	/** Undefined without spread beyond chance: every group then has the pooled share. */
	readonly intervals: { readonly lower: Float64Array; readonly upper: Float64Array } | UndefinedResult;
	/** Per group: weight of its own share, 0 to 1. */
	readonly ownWeights: Float64Array;
}

/**
 * Beta-binomial empirical Bayes by moments (Kleinman, weights n).
 *
 * @param input counts per group and level
 * @returns shares with intervals; the pooled share for all where the moment rho is not positive; undefined with fewer
 *   than two groups with trials, where all results are alike, or where rho is 1 or more
 * @throws StatsError `length-mismatch` or `out-of-range`
 * @reference Kleinman (1973) JASA 68:46–54; Casella (1985) American Statistician 39:83–87
 * @example
 * betaBinomialShares({ successes: [2, 4, 6, 3], trials: [20, 40, 60, 30] }).shares // → [0.1, 0.1, 0.1, 0.1]
 */
export function betaBinomialShares(input: BetaBinomialInput): BetaBinomialShares | UndefinedResult {
	const { level = 0.95 } = input;
	requireLevel(level);
	const { successes, trials } = readCounts(input);
	const sum = (value: (n: number, k: number) => number): number => trials.reduce((all, n, k) => all + value(n, k), 0);
	const total = sum((n) => n);
	const pooled = sum((_, k) => successes[k]!) / total;
	const groups = trials.filter((n) => n > 0).length;
	if (groups < 2) return undefinedResult("fewer than two groups have students");
	if (!trials.some((n) => n > 1)) return undefinedResult("no group has more than one student");
	if (pooled === 0 || pooled === 1) return undefinedResult("all results are alike");
	const spread = sum((n, k) => (n > 0 ? n * (successes[k]! / n - pooled) ** 2 : 0));
	const chance = groups - 1;
	const variance = pooled * (1 - pooled);
	const rho = (spread - variance * chance) / (variance * (sum((n) => n * (1 - n / total)) - chance));
	const flat = { kind: "beta-binomial-shares", pooled, rho } as const;
	if (!(rho > 0)) {
		const reason = undefinedResult("the groups vary no more than chance");
		return {
			...flat,
			prior: reason,
			shares: new Float64Array(trials.length).fill(pooled),
			intervals: reason,
			ownWeights: new Float64Array(trials.length),
		};
	}
	if (rho >= 1) return undefinedResult("the groups lie too far apart for a beta distribution of their shares");
	const strength = 1 / rho - 1;
	const prior = { alpha: pooled * strength, beta: (1 - pooled) * strength };
	const tail = (1 - level) / 2;
	const ends = (upper: boolean): Float64Array =>
		trials.map((n, k) => betaQuantile(tail, successes[k]! + prior.alpha, n - successes[k]! + prior.beta, { upper }));
	return {
		...flat,
		prior,
		shares: trials.map((n, k) => (successes[k]! + prior.alpha) / (n + strength)),
		intervals: { lower: ends(false), upper: ends(true) },
		ownWeights: trials.map((n) => n / (n + strength)),
	};
}

function readCounts(input: BetaBinomialInput): { readonly successes: Float64Array; readonly trials: Float64Array } {
	const trials = Float64Array.from(input.trials);
	const successes = Float64Array.from(input.successes);
	requireLength("successes", successes.length, trials.length);
	trials.forEach((n, k) => {
		const met = successes[k]!;
		if (!(Number.isSafeInteger(n) && Number.isSafeInteger(met) && met >= 0 && met <= n)) {
			throw new StatsError(
				"out-of-range",
				`successes[${k}] is ${met} of ${n}; counts are whole and lie in [0, trials]`,
			);
		}
	});
	return { successes, trials };
}
