/** Cochran–Mantel–Haenszel test of strata with any number of rows and columns. */

import { type ChiSquareTest, chiSquareTest } from "./cochran-mantel-haenszel.js";
import { type Margins, marginsOf } from "./contingency.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { choleskyFactor, solveCholesky } from "./small-matrix.js";

/** Tables of one shape, one per stratum. */
export interface ContingencyStrata {
	/** Per stratum: counts, flat, row-major. */
	readonly strata: readonly ArrayLike<number>[];
	readonly rows: number;
	readonly columns: number;
}

/**
 * Generalized Cochran–Mantel–Haenszel test of no association between rows and columns within strata, neither taken as
 * ordered. Rows and columns without counts in any stratum are left out.
 *
 * @param input tables per stratum
 * @returns the test without continuity correction; undefined where the strata leave nothing to test
 * @throws StatsError `empty-input`, `length-mismatch` or `out-of-range`
 * @reference Landis, Heyman & Koch (1978) International Statistical Review 46:237–254; Agresti, Categorical Data Analysis (2nd ed., 2002), section 7.5.3
 * @example
 * generalizedCochranMantelHaenszel({ strata: [[5, 15, 10, 90]], rows: 2, columns: 2 }).statistic // → 3.4
 */
export function generalizedCochranMantelHaenszel(input: ContingencyStrata): ChiSquareTest | UndefinedResult {
	const { strata, rows, columns } = input;
	if (strata.length === 0) throw new StatsError("empty-input", "there are no strata");
	const tables = strata.map((counts) => marginsOf({ counts, rows, columns })).filter(({ total }) => total > 1);
	const used = (sums: (table: Margins) => Float64Array, size: number): number[] =>
		Array.from({ length: size }, (_, k) => k).filter((k) => tables.some((table) => sums(table)[k]! > 0));
	const keptRows = used(({ rowSums }) => rowSums, rows).slice(0, -1);
	const keptColumns = used(({ columnSums }) => columnSums, columns).slice(0, -1);
	const order = keptRows.length * keptColumns.length;
	if (order === 0) return undefinedResult("fewer than two rows or columns have counts");
	const distance = new Float64Array(order);
	const covariance = new Float64Array(order * order);
	for (const table of tables) {
		const pairs = keptRows.flatMap((i) => keptColumns.map((j) => ({ i, j })));
		addStratum(table, { pairs, columns }, { distance, covariance });
	}
	const factor = choleskyFactor(covariance, order);
	if ("kind" in factor) return undefinedResult("the strata leave some row or column nothing to compare with");
	const solved = solveCholesky(factor, distance);
	const statistic = distance.reduce((sum, value, k) => sum + value * solved[k]!, 0);
	return chiSquareTest(Math.max(0, statistic), order);
}

interface Cells {
	readonly pairs: readonly { readonly i: number; readonly j: number }[];
	readonly columns: number;
}

/** Adds a stratum's distances from expectation, and their multivariate hypergeometric covariance. */
function addStratum(
	{ counts, rowSums, columnSums, total }: Margins,
	{ pairs, columns }: Cells,
	{ distance, covariance }: { readonly distance: Float64Array; readonly covariance: Float64Array },
): void {
	const same = (a: number, b: number): number => (a === b ? 1 : 0);
	pairs.forEach(({ i, j }, a) => {
		distance[a]! += counts[i * columns + j]! - (rowSums[i]! * columnSums[j]!) / total;
		pairs.forEach((other, b) => {
			const row = rowSums[i]! * (same(i, other.i) * total - rowSums[other.i]!);
			const column = columnSums[j]! * (same(j, other.j) * total - columnSums[other.j]!);
			covariance[a * pairs.length + b]! += (row / total ** 2) * (column / (total - 1));
		});
	});
}
