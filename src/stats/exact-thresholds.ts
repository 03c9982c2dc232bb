/** Decisions at a threshold by cross-products of whole numbers: a ratio of exactly four fifths is not below four fifths. */

import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { cellsOf, type TwoByTwo } from "./two-by-two.js";

/** A threshold as a ratio of whole numbers. */
export interface Fraction {
	readonly numerator: number;
	readonly denominator: number;
}

/**
 * The ratio of whole numbers that a decimal is written as: 0.8 is four fifths, not the nearest double.
 *
 * @param value a decimal number with at most 12 digits after the point
 * @returns the ratio in lowest terms
 * @throws StatsError `non-finite`, or `out-of-range` for numbers with more digits
 * @reference definition of decimal notation
 * @example
 * decimalFraction(0.8) // → { numerator: 4, denominator: 5 }
 */
export function decimalFraction(value: number): Fraction {
	if (!Number.isFinite(value)) throw new StatsError("non-finite", `a threshold must be finite, got ${value}`);
	const written = /^(-?)(\d+)(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(value));
	const [, sign = "", whole = "", part = "", shift = "0"] = written ?? [];
	const digits = part.length + Number(shift);
	const numerator = Number(`${sign}${whole}${part}`);
	if (written === null || digits > 12 || !Number.isSafeInteger(numerator)) {
		throw new StatsError("out-of-range", `a threshold has at most 12 digits after the point, got ${value}`);
	}
	const denominator = 10 ** digits;
	const divisor = greatestDivisor(Math.abs(numerator), denominator);
	return { numerator: 0 + numerator / divisor, denominator: denominator / divisor };
}

function greatestDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestDivisor(b, a % b);
}

/**
 * Says on which side of a threshold the ratio of two shares lies, first over second, in whole numbers.
 *
 * @param table two counts
 * @param threshold the ratio to compare with, at least 0
 * @returns -1 below, 0 exactly at, 1 above; undefined when a group has no students or both shares are 0
 * @throws StatsError `out-of-range`
 * @reference 29 CFR 1607.4(D) (four fifths); 34 CFR 300.647(b)(6) ("exceeds")
 * @example
 * compareRiskRatio({ first: { successes: 9, trials: 30 }, second: { successes: 40, trials: 400 } }, decimalFraction(3)) // → 0
 */
export function compareRiskRatio(table: TwoByTwo, threshold: Fraction): -1 | 0 | 1 | UndefinedResult {
	const { x1, x0, n1, n0, met } = cellsOf(table);
	checkFraction(threshold);
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	if (met === 0) return undefinedResult("nobody in either group has the outcome");
	return compareProducts([x1, n0, threshold.denominator], [x0, n1, threshold.numerator]);
}

/**
 * Says on which side of a threshold the difference of two shares lies, first minus second, in whole numbers.
 *
 * @param table two counts
 * @param threshold the difference to compare with, as a share
 * @returns -1 below, 0 exactly at, 1 above; undefined when a group has no students
 * @throws StatsError `out-of-range`
 * @reference definition of the difference of two shares
 * @example
 * compareRiskDifference({ first: { successes: 15, trials: 100 }, second: { successes: 20, trials: 200 } }, decimalFraction(0.05)) // → 0
 */
export function compareRiskDifference(table: TwoByTwo, threshold: Fraction): -1 | 0 | 1 | UndefinedResult {
	const { x1, x0, n1, n0 } = cellsOf(table);
	checkFraction(threshold);
	if (n1 === 0 || n0 === 0) return undefinedResult("a group has no students");
	const { numerator, denominator } = threshold;
	const difference = x1 * n0 - x0 * n1;
	if (Number.isSafeInteger(x1 * n0) && Number.isSafeInteger(x0 * n1)) {
		return compareProducts([difference, denominator], [numerator, n1, n0]);
	}
	const exact = BigInt(x1) * BigInt(n0) - BigInt(x0) * BigInt(n1);
	return sign(exact * BigInt(denominator) - BigInt(numerator) * BigInt(n1) * BigInt(n0));
}

/**
 * Tells whether the lower of two shares of a favorable outcome is less than four fifths of the higher.
 *
 * @param table two counts of the favorable outcome
 * @returns true when it is; undefined when a group has no students or nobody has the outcome
 * @throws StatsError `out-of-range`
 * @reference Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D)
 * @example
 * isBelowFourFifths({ first: { successes: 24, trials: 30 }, second: { successes: 30, trials: 30 } }) // → false
 */
export function isBelowFourFifths(table: TwoByTwo): boolean | UndefinedResult {
	const higher = compareRiskRatio(table, { numerator: 1, denominator: 1 });
	if (typeof higher !== "number") return higher;
	const ordered = higher > 0 ? { first: table.second, second: table.first } : table;
	return compareRiskRatio(ordered, { numerator: 4, denominator: 5 }) === -1;
}

function checkFraction({ numerator, denominator }: Fraction): void {
	if (!(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator > 0)) {
		throw new StatsError("out-of-range", `a threshold needs whole numbers, got ${numerator}/${denominator}`);
	}
}

/** Sign of the difference of two products of whole numbers; beyond 2^53 in big integers. */
function compareProducts(left: readonly number[], right: readonly number[]): -1 | 0 | 1 {
	const product = (factors: readonly number[]): number => factors.reduce((all, factor) => all * factor, 1);
	const [a, b] = [product(left), product(right)];
	if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a < b ? -1 : a > b ? 1 : 0;
	const exact = (factors: readonly number[]): bigint => factors.reduce((all, factor) => all * BigInt(factor), 1n);
	return sign(exact(left) - exact(right));
}

const sign = (value: bigint): -1 | 0 | 1 => (value < 0n ? -1 : value > 0n ? 1 : 0);
