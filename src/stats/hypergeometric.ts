/**
 * The hypergeometric distribution of a two-by-two table with its margins held: probabilities from one term outward by
 * their ratios, so that a table of 50,000 students costs a few hundred multiplications.
 */

import { logBinomial } from "./binomial-terms.js";
import type { Cells } from "./two-by-two.js";

/** Terms smaller than this share of a sum of falling terms no longer change it. */
const NEGLIGIBLE = 1e-18;
/** Probabilities closer than this, relatively, count as equal: they differ by rounding alone. R's fisher.test uses the same. */
export const TIE = 1e-7;

/**
 * Logarithm of the probability that x of the first group are among those with the outcome, margins held.
 *
 * @param x cell of the first group, within the support
 * @param cells margins; the outcome neither absent nor universal
 * @returns log probability
 * @reference Loader (2000), section 5
 * @internal
 */
export function logHypergeometric(x: number, { n1, n0, met, total }: Cells): number {
	const p = met / total;
	return logBinomial(x, n1, p) + logBinomial(met - x, n0, p) - logBinomial(met, total, p);
}

/** Smallest and largest cell of the first group that the margins allow. */
export const supportOf = ({ n1, n0, met }: Cells): { readonly low: number; readonly high: number } => ({
	low: Math.max(0, met - n0),
	high: Math.min(n1, met),
});

/**
 * Ratio of the probability of x + 1 to that of x.
 *
 * @param x cell of the first group, below the end of the support
 * @param cells margins
 * @returns the ratio
 * @internal
 */
export const upward = (x: number, { n1, n0, met }: Cells): number =>
	((n1 - x) * (met - x)) / ((x + 1) * (n0 - met + x + 1));

/** Probabilities of the table seen and of tables farther out. */
export interface HypergeometricTails {
	/** Probability of the table itself. */
	readonly point: number;
	/** Of cells below and above that of the table, on the table's side of the mode exact to the last digits. */
	readonly below: number;
	readonly above: number;
	/** Other tables that are as probable as this one, and that are less so. */
	readonly tied: number;
	readonly rarer: number;
}

/**
 * All that Fisher's test and its mid-p variants need, from one table.
 *
 * @param cells a table whose margins leave something to compare
 * @returns probabilities
 * @reference Fisher (1935) Journal of the Royal Statistical Society 98:39–82
 * @internal
 */
export function hypergeometricTails(cells: Cells): HypergeometricTails {
	const { n1, met, total, x1 } = cells;
	const point = Math.exp(logHypergeometric(x1, cells));
	const mode = Math.floor(((n1 + 1) * (met + 1)) / (total + 2));
	// The side on which every table is rarer than this one; two neighboring modes may be equally probable.
	const twin = x1 === mode && x1 > supportOf(cells).low && upward(x1 - 1, cells) <= 1 + TIE;
	const side = x1 > mode || twin ? 1 : -1;
	const own = outward({ from: x1, value: point, side, cells });
	const inner = Math.max(0, 1 - point - own);
	const far = otherSide(cells, { mode, point, side });
	return {
		point,
		below: side < 0 ? own : inner,
		above: side > 0 ? own : inner,
		tied: far.tied,
		rarer: own + far.rarer,
	};
}

interface Start {
	readonly from: number;
	readonly value: number;
	readonly side: 1 | -1;
	readonly cells: Cells;
}

/** Sum of the probabilities beyond a cell, away from the mode. */
function outward({ from, value, side, cells }: Start): number {
	const { low, high } = supportOf(cells);
	let term = value;
	let sum = 0;
	for (let x = from; side > 0 ? x < high : x > low; x += side) {
		term *= side > 0 ? upward(x, cells) : 1 / upward(x - 1, cells);
		sum += term;
		if (term <= NEGLIGIBLE * sum) break;
	}
	return sum;
}

interface Seen {
	readonly mode: number;
	readonly point: number;
	readonly side: 1 | -1;
}

/** Tables on the other side of the mode that are as probable as the one seen, and all that are rarer. */
function otherSide(cells: Cells, { mode, point, side }: Seen): { tied: number; rarer: number } {
	const { x1 } = cells;
	const { low, high } = supportOf(cells);
	const other = -side as 1 | -1;
	const end = other > 0 ? high : low;
	if (x1 === end) return { tied: 0, rarer: 0 };
	const ratio = (from: number, by: 1 | -1): number => (by > 0 ? upward(from, cells) : 1 / upward(from - 1, cells));
	const limit = point * (1 + TIE);
	// The mirror image about the mode is close to the first table that is rare enough: walk from there.
	const mirror = Math.min(high, Math.max(low, 2 * mode - x1));
	let x = other > 0 ? Math.max(mirror, x1 + 1) : Math.min(mirror, x1 - 1);
	let value = Math.exp(logHypergeometric(x, cells));
	while (value > limit && x !== end) {
		value *= ratio(x, other);
		x += other;
	}
	if (value > limit) return { tied: 0, rarer: 0 };
	for (; x + side !== x1; x += side) {
		const nearer = value * ratio(x, side);
		if (nearer > limit) break;
		value = nearer;
	}
	const beyond = outward({ from: x, value, side: other, cells });
	return value * (1 + TIE) >= point ? { tied: value, rarer: beyond } : { tied: 0, rarer: beyond + value };
}
