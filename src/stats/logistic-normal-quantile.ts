/** Quantiles of counts whose chance itself is uncertain. */

import { StatsError } from "./errors.js";
import type { TailOption } from "./incomplete-beta.js";
import { type LogisticNormalBinomial, logisticNormalBinomialMidCdf } from "./logistic-normal-binomial.js";
import { inverseLogit } from "./logit.js";
import { normalQuantile } from "./normal.js";

/** From a deviate as near as this, one more secant step leads to the last digits that matter. */
const NEAR = 1e-6;
/** Nearer than this, differences between deviates are rounding. */
const THERE = 1e-11;
const MOST_STEPS = 100;

/**
 * Quantile of the logistic-normal binomial by its mid-distribution function: the count, whole or not, at which that is p. A
 * whole count lies below it exactly where its P(X < x) + ½ P(X = x) is below p.
 *
 * @param p probability strictly between 0 and 1
 * @param distribution trials, and mean and standard deviation of the logit
 * @param options `{ upper: true }` when p is the probability above the quantile
 * @returns count from 0 to trials; an end where even that end has a smaller tail than p leaves below it
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference inverts `logisticNormalBinomialMidCdf`; secant steps (Press et al., Numerical Recipes, 3rd ed., section 9.2)
 *   between normal deviates and logits, which lie nearly on a line
 * @example
 * logisticNormalBinomialMidQuantile(0.5, { trials: 20, mean: 0, sd: 0.5 }) // → 10
 */
export function logisticNormalBinomialMidQuantile(
	p: number,
	distribution: LogisticNormalBinomial,
	options: TailOption = {},
): number {
	if (!(p > 0 && p < 1)) throw new StatsError("out-of-range", `p must lie between 0 and 1, got ${p}`);
	const target = normalQuantile(p, options);
	const miss = (count: number): number =>
		normalQuantile(logisticNormalBinomialMidCdf(count, distribution, options), options) - target;
	return search({ trials: distribution.trials, miss, ...firstGuess(target, distribution) });
}

/** The logit that a normal approximation puts there, with the binomial's variance where the mixture's count comes from. */
function firstGuess(target: number, { trials, mean, sd }: LogisticNormalBinomial): { start: number; slope: number } {
	let share = inverseLogit(mean);
	let slope = sd;
	for (let round = 0; round < 3; round++) {
		const binomial = 1 / (trials * share * (1 - share) + 0.5);
		slope = Math.sqrt(sd * sd + binomial);
		share = inverseLogit(mean + (target * sd * sd) / slope);
	}
	return { start: mean + target * slope, slope };
}

interface Search {
	readonly trials: number;
	/** Distance of a count's deviate from the wanted one, which grows with the count. */
	readonly miss: (count: number) => number;
	/** A logit to begin with, and how far logits move with deviates. */
	readonly start: number;
	readonly slope: number;
}

/** Secant steps on logits of counts, halving where they leave the bracket. */
function search({ trials, miss, start, slope }: Search): number {
	const end = Math.log(2 * trials + 1);
	const within = (logit: number): number => Math.min(end, Math.max(-end, logit));
	const countAt = (logit: number): number =>
		logit <= -end ? 0 : logit >= end ? trials : Math.min(trials, Math.max(0, inverseLogit(logit) * (trials + 1) - 0.5));
	let [below, above] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
	let before: { readonly logit: number; readonly error: number } | undefined;
	let logit = within(start);
	for (let step = 0; step < MOST_STEPS; step++) {
		const error = miss(countAt(logit));
		// The wanted count would lie beyond an end.
		if (Math.abs(error) <= THERE || (error > 0 ? logit === -end : logit === end)) break;
		if (error < 0) below = logit;
		else above = logit;
		const rate = before === undefined ? slope : (logit - before.logit) / (error - before.error);
		let next = within(logit - error * rate);
		// Also where a deviate was infinite or two were the same.
		const steady = next > below && next < above;
		if (!steady) next = 0.5 * (Math.max(below, -end) + Math.min(above, end));
		const last = (steady && before !== undefined && Math.abs(error) <= NEAR) || next === logit;
		before = { logit, error };
		logit = next;
		if (last) break;
	}
	return countAt(logit);
}
