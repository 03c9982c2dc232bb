/**
 * Exact tests that do not hold the number with the outcome: the largest probability of tables at least as extreme, over
 * every common share. For small groups; every table of the two sizes is looked at.
 */

import { binomialTerms } from "./binomial-terms.js";
import { cellDistribution } from "./conditional-sum.js";
import type { UndefinedResult } from "./errors.js";
import { type Cells, cellsOf, emptyMargin, type TwoByTwo } from "./two-by-two.js";

/** Two-sided p-value of an unconditional test. */
export interface UnconditionalTest {
	readonly kind: "unconditional-test";
	/** What orders the tables: z for Barnard's test, the one-sided Fisher p-value for Boschloo's. */
	readonly statistic: number;
	readonly p: number;
	/** Common share at which tables this extreme are most probable. */
	readonly worstShare: number;
}

/** Which variance Barnard's z is divided by. */
export interface BarnardOptions {
	/** True (default) for the pooled share, false for the two groups' own shares. */
	readonly pooled?: boolean;
}

/** Statistics closer than this, relatively, count as equally extreme. */
const TIE = 1e-10;
/** z of a table with a difference and no variance: larger than any other, and still a number. */
const LARGEST_Z = Number.MAX_VALUE;

/**
 * Barnard's exact test, tables ordered by the size of z.
 *
 * @param table two counts
 * @param options pooled or separate variance
 * @returns the test; undefined when a group is empty or all results are alike
 * @throws StatsError `out-of-range`
 * @reference Barnard (1947) Biometrika 34:123–138; Suissa & Shuster (1985) JRSS A 148:317–327
 * @example
 * barnardExact({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }).p // → 0.2890625
 */
export function barnardExact(
	table: TwoByTwo,
	{ pooled = true }: BarnardOptions = {},
): UnconditionalTest | UndefinedResult {
	const cells = cellsOf(table);
	const empty = emptyMargin(cells);
	if (empty !== undefined) return empty;
	const statistic = zOf(cells, pooled);
	const limit = Math.abs(statistic) * (1 - TIE);
	const worst = largestProbability(
		cells,
		(x1, x0) => Math.abs(zOf({ ...cells, x1, x0, met: x1 + x0 }, pooled)) >= limit,
	);
	return { kind: "unconditional-test", statistic, p: worst.probability, worstShare: worst.share };
}

/**
 * Boschloo's exact test, tables ordered by Fisher's one-sided p-value; two-sided by doubling the smaller side. Never less
 * powerful than Fisher's one-sided tests.
 *
 * @param table two counts
 * @returns the test; undefined when a group is empty or all results are alike
 * @throws StatsError `out-of-range`
 * @reference Boschloo (1970) Statistica Neerlandica 24:1–9; two-sided as in scipy.stats.boschloo_exact
 * @example
 * boschlooExact({ first: { successes: 3, trials: 4 }, second: { successes: 1, trials: 4 } }).p // → 0.2890625
 */
export function boschlooExact(table: TwoByTwo): UnconditionalTest | UndefinedResult {
	const cells = cellsOf(table);
	const empty = emptyMargin(cells);
	if (empty !== undefined) return empty;
	const sides = ([1, -1] as const).map((side) => {
		const tails = oneSided(cells, side);
		const statistic = tails(cells.x1, cells.x0);
		const limit = statistic * (1 + TIE);
		return { statistic, worst: largestProbability(cells, (x1, x0) => tails(x1, x0) <= limit) };
	});
	const [greater, less] = sides;
	const { statistic, worst } = greater!.worst.probability < less!.worst.probability ? greater! : less!;
	return {
		kind: "unconditional-test",
		statistic,
		p: Math.min(1, 2 * worst.probability),
		worstShare: worst.share,
	};
}

function zOf({ x1, x0, n1, n0, met, total }: Cells, pooled: boolean): number {
	const cross = x1 * n0 - x0 * n1;
	if (cross === 0) return 0;
	const variance = pooled
		? ((met / total) * (1 - met / total) * total) / (n1 * n0)
		: (x1 * (n1 - x1)) / n1 ** 3 + (x0 * (n0 - x0)) / n0 ** 3;
	if (variance === 0) return Math.sign(cross) * LARGEST_Z;
	return cross / (n1 * n0) / Math.sqrt(variance);
}

/** Fisher's one-sided p-values of all tables, by cumulated sums along each diagonal of equal totals. */
function oneSided(cells: Cells, side: 1 | -1): (x1: number, x0: number) => number {
	const { n1, n0, total } = cells;
	const tails = new Float64Array((n1 + 1) * (n0 + 1));
	// With nobody or everybody there is one table only.
	tails[0] = 1;
	tails[tails.length - 1] = 1;
	for (let met = 1; met < total; met++) {
		const { first, weights } = cellDistribution({ ...cells, met }, 0);
		let sum = 0;
		for (let k = 0; k < weights.length; k++) {
			const at = side > 0 ? weights.length - 1 - k : k;
			sum += weights[at]!;
			const x1 = first + at;
			tails[x1 * (n0 + 1) + met - x1] = Math.min(1, sum);
		}
	}
	return (x1, x0) => tails[x1 * (n0 + 1) + x0]!;
}

/** Grid points per standard deviation of the share, on the scale of its arc sine. */
const FINENESS = 8;
/** Local maxima of the grid that are climbed. */
const CLIMBED = 12;

/** The common share at which a set of tables is most probable. */
function largestProbability(
	{ n1, n0, total }: Cells,
	isExtreme: (x1: number, x0: number) => boolean,
): { readonly share: number; readonly probability: number } {
	// Given the total, tables are hypergeometric whatever the share: one number per total describes the whole set.
	const given = new Float64Array(total + 1);
	for (let met = 0; met <= total; met++) {
		const whole = met === 0 || met === total;
		const { first, weights } = whole
			? { first: met === 0 ? 0 : n1, weights: Float64Array.of(1) }
			: cellDistribution({ x1: 0, x0: 0, n1, n0, met, total }, 0);
		for (let k = 0; k < weights.length; k++) {
			if (isExtreme(first + k, met - first - k)) given[met]! += weights[k]!;
		}
	}
	const at = (angle: number): number => probabilityOf(given, Math.sin(angle) ** 2);
	const points = Math.ceil(Math.PI * FINENESS * Math.sqrt(total)) + 8;
	const angle = (k: number): number => (k / points) * (Math.PI / 2);
	const grid = Float64Array.from({ length: points + 1 }, (_, k) => at(angle(k)));
	const peaks = Array.from(grid.keys())
		.filter((k) => grid[k]! >= (grid[k - 1] ?? 0) && grid[k]! >= (grid[k + 1] ?? 0))
		.sort((left, right) => grid[right]! - grid[left]! || left - right)
		.slice(0, CLIMBED);
	let best = { share: 0, probability: 0 };
	for (const k of peaks) {
		const top = climb(at, angle(Math.max(0, k - 1)), angle(Math.min(points, k + 1)));
		for (const place of [top, angle(k)]) {
			const probability = Math.min(1, at(place));
			if (probability > best.probability) best = { share: Math.sin(place) ** 2, probability };
		}
	}
	return best;
}

function probabilityOf(given: Float64Array, share: number): number {
	const { first, weights } = binomialTerms(given.length - 1, share, Number.MIN_VALUE);
	return weights.reduce((sum, weight, k) => sum + weight * given[first + k]!, 0);
}

/** Golden-section search for a maximum between two points. */
function climb(f: (x: number) => number, from: number, to: number): number {
	const golden = (Math.sqrt(5) - 1) / 2;
	let [low, high] = [from, to];
	let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
	let [atLeft, atRight] = [f(left), f(right)];
	while (high - low > 1e-10) {
		if (atLeft >= atRight) {
			high = right;
			[right, atRight] = [left, atLeft];
			left = high - golden * (high - low);
			atLeft = f(left);
		} else {
			low = left;
			[left, atLeft] = [right, atRight];
			right = low + golden * (high - low);
			atRight = f(right);
		}
	}
	return 0.5 * (low + high);
}
