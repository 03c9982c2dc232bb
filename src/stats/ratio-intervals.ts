/** Intervals for the ratio of two independent shares. */

import { requireLevel } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { normalQuantile } from "./normal.js";
import { bisect } from "./root-search.js";
import { type Cells, cellsOf, type RatioInterval, type TwoByTwoInput } from "./two-by-two.js";

/**
 * Koopman's score interval for the ratio of two shares, first over second. With no success in one of the groups it has
 * one finite end.
 *
 * @param input the two counts and the level
 * @returns the interval; undefined when a group is empty or nobody has the outcome
 * @throws StatsError `out-of-range`
 * @reference Koopman (1984) Biometrics 40:513–517
 * @example
 * koopmanRatioInterval({ first: { successes: 36, trials: 40 }, second: { successes: 16, trials: 80 } }) // → { kind: "ratio-interval", estimate: 4.5, lower: 2.93956919221, upper: 7.15222343487 }
 */
export function koopmanRatioInterval(input: TwoByTwoInput): RatioInterval | UndefinedResult {
	return scoreInterval(input, 1);
}

/**
 * Miettinen and Nurminen's score interval for the ratio of two shares: Koopman's with the variance times N / (N - 1).
 *
 * @param input the two counts and the level
 * @returns the interval; undefined when a group is empty or nobody has the outcome
 * @throws StatsError `out-of-range`
 * @reference Miettinen & Nurminen (1985) Statistics in Medicine 4:213–226
 * @example
 * miettinenNurminenRatioInterval({ first: { successes: 0, trials: 12 }, second: { successes: 9, trials: 140 } }).upper // → 4.08020147151
 */
export function miettinenNurminenRatioInterval(input: TwoByTwoInput): RatioInterval | UndefinedResult {
	const total = input.first.trials + input.second.trials;
	return scoreInterval(input, total > 1 ? total / (total - 1) : 1);
}

/**
 * Katz's interval for the ratio of two shares, on the logarithm. Only where neither count is small; the score intervals
 * have no such condition.
 *
 * @param input the two counts and the level
 * @returns the interval; undefined when a group has no success
 * @throws StatsError `out-of-range`
 * @reference Katz, Baptista, Azen & Pike (1978) Biometrics 34:469–474
 * @example
 * katzRatioInterval({ first: { successes: 56, trials: 70 }, second: { successes: 48, trials: 80 } }).lower // → 1.07662642276
 */
export function katzRatioInterval(input: TwoByTwoInput): RatioInterval | UndefinedResult {
	const { level = 0.95 } = input;
	requireLevel(level);
	const { x1, x0, n1, n0 } = cellsOf(input);
	if (x1 === 0 || x0 === 0) return undefinedResult("a group has nobody with the outcome");
	const z = normalQuantile((1 - level) / 2, { upper: true });
	const estimate = (x1 * n0) / (x0 * n1);
	const reach = Math.exp(z * Math.sqrt((n1 - x1) / (n1 * x1) + (n0 - x0) / (n0 * x0)));
	return { kind: "ratio-interval", estimate, lower: estimate / reach, upper: estimate * reach };
}

/** The ratios at which the score test does not reject. */
function scoreInterval(input: TwoByTwoInput, inflation: number): RatioInterval | UndefinedResult {
	const { level = 0.95 } = input;
	requireLevel(level);
	const cells = cellsOf(input);
	const { x1, x0, n1, n0 } = cells;
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	if (x1 === 0 && x0 === 0) return undefinedResult("nobody in either group has the outcome");
	const critical = chiSquareQuantile(level, 1);
	if (x0 === 0) {
		const mirrored = { ...cells, x1: x0, n1: n0, x0: x1, n0: n1 };
		return {
			kind: "ratio-interval",
			estimate: undefinedResult("nobody in the second group has the outcome"),
			lower: 1 / Math.exp(end(mirrored, { inflation, critical, from: Number.NEGATIVE_INFINITY, side: 1 })),
			upper: undefinedResult("no upper limit: nobody in the second group has the outcome"),
		};
	}
	const estimate = (x1 * n0) / (x0 * n1);
	const limit = (side: 1 | -1): number => Math.exp(end(cells, { inflation, critical, from: Math.log(estimate), side }));
	return { kind: "ratio-interval", estimate, lower: x1 === 0 ? 0 : limit(-1), upper: limit(1) };
}

interface Search {
	readonly inflation: number;
	readonly critical: number;
	/** Logarithm of a ratio inside the interval; minus infinity for a ratio of 0. */
	readonly from: number;
	readonly side: 1 | -1;
}

/** Logarithm of an end of the interval. */
function end(cells: Cells, { inflation, critical, from, side }: Search): number {
	const beyond = (logRatio: number): number => score(cells, Math.exp(logRatio), inflation) - critical;
	let inside = Number.isFinite(from) ? from : -40;
	let outside = inside + 0.5 * side;
	while (beyond(outside) < 0) {
		inside = outside;
		outside += 0.5 * side;
	}
	return bisect(beyond, inside, outside);
}

/** Squared score statistic of a ratio, shares estimated under it. */
function score({ x1, x0, n1, n0, met, total }: Cells, ratio: number, inflation: number): number {
	const b = n1 * ratio + x1 + n0 + x0 * ratio;
	// The root in this form keeps its digits where ratio is small: (b - root) / (2 total ratio) would cancel.
	const second = (2 * met) / (b + Math.sqrt(Math.max(0, b * b - 4 * total * ratio * met)));
	const first = ratio * second;
	const variance = (first * (1 - first)) / n1 + (ratio * ratio * second * (1 - second)) / n0;
	const distance = x1 / n1 - (ratio * x0) / n0;
	return distance ** 2 / (inflation * variance);
}
