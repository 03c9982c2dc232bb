/** Other intervals for the difference of two independent shares; Newcombe's is the one to use. */

import { requireLevel } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { normalQuantile } from "./normal.js";
import type { Interval } from "./proportions.js";
import { bisect } from "./root-search.js";
import { type Cells, cellsOf, type TwoByTwoInput } from "./two-by-two.js";

/**
 * Plain (Wald) interval for the difference of two shares, first minus second: for comparison with other programs. It
 * covers too little, and has no width where both shares are 0 or 1.
 *
 * @param input the two counts and the level
 * @returns the interval (not cut at ±1), or undefined when a group has no students
 * @throws StatsError `out-of-range`
 * @reference Newcombe (1998) Statistics in Medicine 17:873–890, method 1
 * @example
 * waldDifferenceInterval({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }) // → { kind: "interval", estimate: 0.5, lower: -0.10011395954, upper: 1.10011395954 }
 */
export function waldDifferenceInterval(input: TwoByTwoInput): Interval | UndefinedResult {
	const { level = 0.95 } = input;
	requireLevel(level);
	const { x1, x0, n1, n0 } = cellsOf(input);
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	const [p1, p0] = [x1 / n1, x0 / n0];
	const z = normalQuantile((1 - level) / 2, { upper: true });
	const reach = z * Math.sqrt((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0);
	return { kind: "interval", estimate: p1 - p0, lower: p1 - p0 - reach, upper: p1 - p0 + reach };
}

/**
 * Miettinen and Nurminen's score interval for the difference of two shares, first minus second.
 *
 * @param input the two counts and the level
 * @returns the interval, or undefined when a group has no students
 * @throws StatsError `out-of-range`
 * @reference Miettinen & Nurminen (1985) Statistics in Medicine 4:213–226
 * @example
 * miettinenNurminenDifferenceInterval({ first: { successes: 56, trials: 70 }, second: { successes: 48, trials: 80 } }) // → { kind: "interval", estimate: 0.2, lower: 0.05282971325, upper: 0.33817294002 }
 */
export function miettinenNurminenDifferenceInterval(input: TwoByTwoInput): Interval | UndefinedResult {
	const { level = 0.95 } = input;
	requireLevel(level);
	const cells = cellsOf(input);
	const { x1, x0, n1, n0 } = cells;
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	const estimate = x1 / n1 - x0 / n0;
	const critical = chiSquareQuantile(level, 1);
	const beyond = (difference: number): number => score(cells, difference) - critical;
	// At ±1 the score has no variance; an end beyond every difference is ±1 itself.
	const limit = (bound: 1 | -1): number => (estimate === bound ? bound : bisect(beyond, estimate, bound));
	return { kind: "interval", estimate, lower: limit(-1), upper: limit(1) };
}

/** Squared score statistic of a difference, shares estimated under it. */
function score(cells: Cells, difference: number): number {
	const { x1, x0, n1, n0, total } = cells;
	const distance = x1 / n1 - x0 / n0 - difference;
	if (distance === 0) return 0;
	const second = shareUnder(cells, difference);
	const first = second + difference;
	const variance = (first * (1 - first)) / n1 + (second * (1 - second)) / n0;
	return variance > 0 ? (distance ** 2 * (total - 1)) / (total * variance) : Number.POSITIVE_INFINITY;
}

/** Share of the second group that maximizes the likelihood when the first differs from it by so much. */
function shareUnder({ x1, x0, n1, n0 }: Cells, difference: number): number {
	const low = Math.max(0, -difference);
	const high = Math.min(1, 1 - difference);
	// The likelihood is concave, so its slope falls from one end to the other.
	const part = (x: number, share: number): number => (x === 0 ? 0 : x / share);
	const slope = (p: number): number => {
		const q = p + difference;
		return part(x1, q) - part(n1 - x1, 1 - q) + part(x0, p) - part(n0 - x0, 1 - p);
	};
	return bisect((p) => -slope(p), low, high);
}
