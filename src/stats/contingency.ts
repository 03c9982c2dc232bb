/** Tables of counts with any number of rows and columns. */

import { requireLength } from "./checks.js";
import { type ChiSquareTest, chiSquareTest } from "./cochran-mantel-haenszel.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";

/** Counts of a table. */
export interface ContingencyInput {
	/** Flat, row-major, whole and at least 0; rows × columns. */
	readonly counts: ArrayLike<number>;
	readonly rows: number;
	readonly columns: number;
}

/** Pearson's test of independence. */
export interface ContingencyTest {
	readonly kind: "contingency-test";
	readonly pearson: ChiSquareTest;
	/** Flat, as the counts: expected counts, and standardized residuals, about standard normal under independence. */
	readonly expected: Float64Array;
	readonly residuals: Float64Array;
	/** Strength of the association, 0 to 1. */
	readonly cramersV: number;
	readonly smallestExpected: number;
}

/** A table with its margins. */
export interface Margins {
	readonly counts: Float64Array;
	readonly rowSums: Float64Array;
	readonly columnSums: Float64Array;
	readonly total: number;
}

/**
 * Checks a table and adds it up.
 *
 * @param input counts and shape
 * @returns counts and margins
 * @throws StatsError `length-mismatch` or `out-of-range`
 * @internal
 */
export function marginsOf({ counts, rows, columns }: ContingencyInput): Margins {
	requireLength("counts", counts.length, rows * columns);
	const flat = Float64Array.from(counts);
	const rowSums = new Float64Array(rows);
	const columnSums = new Float64Array(columns);
	flat.forEach((count, k) => {
		if (!(Number.isSafeInteger(count) && count >= 0)) {
			throw new StatsError("out-of-range", `counts[${k}] is ${count}; counts are whole and at least 0`);
		}
		rowSums[Math.floor(k / columns)]! += count;
		columnSums[k % columns]! += count;
	});
	return { counts: flat, rowSums, columnSums, total: rowSums.reduce((sum, count) => sum + count, 0) };
}

/**
 * Pearson's chi-square test of independence in a table of counts, without correction.
 *
 * @param input counts and shape
 * @returns the test; undefined with fewer than two rows or columns, or where one of them is empty
 * @throws StatsError `length-mismatch` or `out-of-range`
 * @reference Pearson (1900); residuals: Haberman (1973) Biometrics 29:205–220
 * @example
 * contingencyChiSquare({ counts: [10, 20, 20, 10], rows: 2, columns: 2 }).pearson.statistic // → 6.66666666667
 */
export function contingencyChiSquare(input: ContingencyInput): ContingencyTest | UndefinedResult {
	const { rows, columns } = input;
	const { counts, rowSums, columnSums, total } = marginsOf(input);
	if (rows < 2 || columns < 2) return undefinedResult("fewer than two rows or columns");
	if (rowSums.includes(0) || columnSums.includes(0)) return undefinedResult("a row or column is empty");
	const margins = (k: number): [number, number] => [rowSums[Math.floor(k / columns)]!, columnSums[k % columns]!];
	const expected = counts.map((_, k) => (margins(k)[0] * margins(k)[1]) / total);
	const residuals = counts.map((count, k) => {
		const [row, column] = margins(k);
		return (count - expected[k]!) / Math.sqrt(expected[k]! * (1 - row / total) * (1 - column / total));
	});
	const statistic = counts.reduce((sum, count, k) => sum + (count - expected[k]!) ** 2 / expected[k]!, 0);
	return {
		kind: "contingency-test",
		pearson: chiSquareTest(statistic, (rows - 1) * (columns - 1)),
		expected,
		residuals,
		cramersV: Math.sqrt(statistic / (total * (Math.min(rows, columns) - 1))),
		smallestExpected: expected.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
	};
}
