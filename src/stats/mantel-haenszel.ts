/** Mantel–Haenszel estimates over strata: one common ratio or difference, strata of any size. */

import { requireLevel } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { normalQuantile } from "./normal.js";
import type { Interval } from "./proportions.js";
import { type Cells, cellsOf, type TwoByTwo } from "./two-by-two.js";

/** Tables of one comparison, one per stratum. */
export interface StrataInput {
	readonly strata: readonly TwoByTwo[];
	/** Confidence level as a share; default 0.95. */
	readonly level?: number;
}

/** How many strata there are, and how many say something. */
export interface StratumCounts {
	readonly strata: number;
	/** With both groups, and with and without the outcome: these decide the test. */
	readonly informative: number;
	/** One of the groups has no student there. */
	readonly groupAbsent: number;
	/** Both groups are there, and all results are alike. */
	readonly resultsAlike: number;
}

/**
 * Counts the strata that contribute to a stratified comparison and those that do not.
 *
 * @param strata tables, one per stratum
 * @returns counts that add up to the number of strata
 * @throws StatsError `out-of-range`
 * @reference definitions; a zero margin has no variance under the hypergeometric distribution
 * @example
 * countStrata([{ first: { successes: 1, trials: 3 }, second: { successes: 0, trials: 4 } }, { first: { successes: 0, trials: 0 }, second: { successes: 1, trials: 2 } }]) // → { strata: 2, informative: 1, groupAbsent: 1, resultsAlike: 0 }
 */
export function countStrata(strata: readonly TwoByTwo[]): StratumCounts {
	const cells = strata.map(cellsOf);
	const informative = cells.filter(isInformative).length;
	const groupAbsent = cells.filter(({ n1, n0 }) => n1 === 0 || n0 === 0).length;
	return {
		strata: strata.length,
		informative,
		groupAbsent,
		resultsAlike: strata.length - informative - groupAbsent,
	};
}

/**
 * True where all four margins of a stratum are positive.
 *
 * @param cells a stratum
 * @returns whether it says something about the difference
 * @internal
 */
export const isInformative = ({ n1, n0, met, total }: Cells): boolean => n1 > 0 && n0 > 0 && met > 0 && met < total;

/**
 * Checks the strata and the level, and leaves out strata without students.
 *
 * @param input strata and level
 * @returns cells of the strata with students, and the normal quantile of the level
 * @throws StatsError `empty-input` or `out-of-range`
 * @internal
 */
export function readStrata({ strata, level = 0.95 }: StrataInput): { readonly cells: Cells[]; readonly z: number } {
	requireLevel(level);
	if (strata.length === 0) throw new StatsError("empty-input", "there are no strata");
	const cells = strata.map(cellsOf).filter(({ total }) => total > 0);
	return { cells, z: normalQuantile((1 - level) / 2, { upper: true }) };
}

const sum = (cells: readonly Cells[], value: (one: Cells) => number): number =>
	cells.reduce((total, one) => total + value(one), 0);

/**
 * Mantel–Haenszel risk ratio, first group over second, with the interval of Greenland and Robins.
 *
 * @param input strata and level
 * @returns the interval; undefined where no stratum with both groups has the outcome in the first, or none in the second
 * @throws StatsError `empty-input` or `out-of-range`
 * @reference Greenland & Robins (1985) Biometrics 41:55–68
 * @example
 * mantelHaenszelRiskRatio({ strata: [{ first: { successes: 5, trials: 20 }, second: { successes: 10, trials: 100 } }] }) // → { kind: "interval", estimate: 2.5, lower: 0.95705769365, upper: 6.53043180306 }
 */
export function mantelHaenszelRiskRatio(input: StrataInput): Interval | UndefinedResult {
	const { cells, z } = readStrata(input);
	const above = sum(cells, ({ x1, n0, total }) => (x1 * n0) / total);
	const below = sum(cells, ({ x0, n1, total }) => (x0 * n1) / total);
	if (below === 0) return undefinedResult("nobody in the second group has the outcome where both groups are present");
	if (above === 0) return undefinedResult("nobody in the first group has the outcome where both groups are present");
	const spread = sum(cells, ({ x1, x0, n1, n0, met, total }) => (met * n1 * n0 - x1 * x0 * total) / total ** 2);
	return onLog(above / below, z * Math.sqrt(spread / (above * below)));
}

/**
 * Mantel–Haenszel odds ratio, first group over second, with the interval of Robins, Breslow and Greenland.
 *
 * @param input strata and level
 * @returns the interval; undefined where one of the two sums of cross-products is zero
 * @throws StatsError `empty-input` or `out-of-range`
 * @reference Robins, Breslow & Greenland (1986) Biometrics 42:311–323
 * @example
 * mantelHaenszelOddsRatio({ strata: [{ first: { successes: 5, trials: 20 }, second: { successes: 10, trials: 100 } }] }) // → { kind: "interval", estimate: 3, lower: 0.89937723405, upper: 10.00692441312 }
 */
export function mantelHaenszelOddsRatio(input: StrataInput): Interval | UndefinedResult {
	const { cells, z } = readStrata(input);
	const parts = cells.map(({ x1, x0, n1, n0, total }) => ({
		r: (x1 * (n0 - x0)) / total,
		s: ((n1 - x1) * x0) / total,
		p: (x1 + n0 - x0) / total,
		q: (n1 - x1 + x0) / total,
	}));
	const add = (value: (part: (typeof parts)[number]) => number): number =>
		parts.reduce((total, part) => total + value(part), 0);
	const above = add(({ r }) => r);
	const below = add(({ s }) => s);
	if (above === 0 || below === 0) return undefinedResult("a sum of cross-products is zero");
	const variance =
		add(({ p, r }) => p * r) / (2 * above ** 2) +
		add(({ p, q, r, s }) => p * s + q * r) / (2 * above * below) +
		add(({ q, s }) => q * s) / (2 * below ** 2);
	return onLog(above / below, z * Math.sqrt(variance));
}

function onLog(estimate: number, reach: number): Interval {
	return { kind: "interval", estimate, lower: estimate * Math.exp(-reach), upper: estimate * Math.exp(reach) };
}

/**
 * Mantel–Haenszel risk difference, first group minus second, with Sato's variance, which holds for few large and for
 * many small strata.
 *
 * @param input strata and level
 * @returns the interval (not cut at ±1); undefined where no stratum has both groups and both results
 * @throws StatsError `empty-input` or `out-of-range`
 * @reference Sato (1989) Biometrics 45:1323–1324; Greenland & Robins (1985) Biometrics 41:55–68
 * @example
 * mantelHaenszelRiskDifference({ strata: [{ first: { successes: 5, trials: 20 }, second: { successes: 10, trials: 100 } }] }) // → { kind: "interval", estimate: 0.15, lower: -0.0486730716, upper: 0.3486730716 }
 */
export function mantelHaenszelRiskDifference(input: StrataInput): Interval | UndefinedResult {
	const { cells, z } = readStrata(input);
	const weight = sum(cells, ({ n1, n0, total }) => (n1 * n0) / total);
	if (weight === 0) return undefinedResult("no stratum has both groups");
	if (!cells.some(isInformative)) return undefinedResult("all results are alike wherever both groups are present");
	const estimate = sum(cells, ({ x1, x0, n1, n0, total }) => (x1 * n0 - x0 * n1) / total) / weight;
	const p = sum(
		cells,
		({ x1, x0, n1, n0, total }) => (n1 ** 2 * x0 - n0 ** 2 * x1 + (n1 * n0 * (n0 - n1)) / 2) / total ** 2,
	);
	const q = sum(cells, ({ x1, x0, n1, n0, total }) => (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * total));
	const reach = (z * Math.sqrt(Math.max(0, estimate * p + q))) / weight;
	return { kind: "interval", estimate, lower: estimate - reach, upper: estimate + reach };
}
