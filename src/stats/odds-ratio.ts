/** The cross-product ratio of a two-by-two table. */

import { requireLevel } from "./checks.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { normalQuantile } from "./normal.js";
import type { Interval } from "./proportions.js";
import { cellsOf, type TwoByTwoInput } from "./two-by-two.js";

/**
 * Odds ratio with Woolf's interval on the logarithm, first group over second.
 *
 * @param input the two counts and the level
 * @returns the interval; undefined when a cell is zero
 * @throws StatsError `out-of-range`
 * @reference Woolf (1955) Annals of Human Genetics 19:251–253
 * @example
 * woolfOddsRatioInterval({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }) // → { kind: "interval", estimate: 9, lower: 0.36663693193, upper: 220.92700692916 }
 */
export function woolfOddsRatioInterval(input: TwoByTwoInput): Interval | UndefinedResult {
	return logInterval(input, 0);
}

/**
 * Odds ratio with one half added to every cell, which is finite for every table, and its interval on the logarithm.
 *
 * @param input the two counts and the level
 * @returns the interval; undefined when a group has no students
 * @throws StatsError `out-of-range`
 * @reference Haldane (1955) Annals of Human Genetics 20:309–311; Anscombe (1956) Biometrika 43:461–464
 * @example
 * haldaneOddsRatioInterval({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }).estimate // → 5.44444444444
 */
export function haldaneOddsRatioInterval(input: TwoByTwoInput): Interval | UndefinedResult {
	return logInterval(input, 0.5);
}

function logInterval(input: TwoByTwoInput, added: number): Interval | UndefinedResult {
	const { level = 0.95 } = input;
	requireLevel(level);
	const { x1, x0, n1, n0 } = cellsOf(input);
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	const [a, b, c, d] = [x1 + added, n1 - x1 + added, x0 + added, n0 - x0 + added];
	if (a * b * c * d === 0) return undefinedResult("a cell is zero");
	const estimate = (a * d) / (b * c);
	const z = normalQuantile((1 - level) / 2, { upper: true });
	const reach = Math.exp(z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d));
	return { kind: "interval", estimate, lower: estimate / reach, upper: estimate * reach };
}
