/** Fisher's exact test of tables larger than two by two: every table of the same margins, in halves that meet. */

import { type ContingencyInput, marginsOf } from "./contingency.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { logGamma } from "./gamma.js";
import { TIE } from "./hypergeometric.js";

/** How many tables of the first rows are looked at, and of the last two rows are kept, before the search gives up. */
const MOST_TABLES = 5e6;

/**
 * Fisher's exact test of independence in a table of counts: the probability of tables no more probable than this one.
 *
 * @param input counts and shape
 * @returns p-value; undefined with fewer than two rows or columns with counts, or where there are too many tables to look at
 * @throws StatsError `length-mismatch` or `out-of-range`
 * @reference Freeman & Halton (1951) Biometrika 38:141–149
 * @example
 * contingencyExact({ counts: [3, 1, 0, 2, 4, 1, 0, 2, 5], rows: 3, columns: 3 }) // → 0.03550303183
 */
export function contingencyExact(input: ContingencyInput): number | UndefinedResult {
	const { counts, rowSums, columnSums, total } = marginsOf(input);
	// Few columns and the small rows first: the large rows are the two whose tables are kept.
	const tall = input.rows >= input.columns;
	const rows = [...(tall ? rowSums : columnSums)].filter((sum) => sum > 0).sort((a, b) => a - b);
	const columns = [...(tall ? columnSums : rowSums)].filter((sum) => sum > 0);
	if (rows.length < 2 || columns.length < 2) return undefinedResult("fewer than two rows or columns have counts");
	const factorials = new Float64Array(total + 1);
	for (let n = 2; n <= total; n++) factorials[n] = logGamma(n + 1);
	const sumOf = (values: ArrayLike<number>): number =>
		Array.from(values).reduce((sum, value) => sum + factorials[value]!, 0);
	const constant = sumOf(rows) + sumOf(columns) - factorials[total]!;
	const search: Search = {
		rows,
		factorials,
		limit: constant - sumOf(counts) + Math.log1p(TIE),
		tails: new Map(),
		left: MOST_TABLES,
	};
	const p = below(search, { row: 0, remaining: columns, logWeight: constant });
	return p === undefined ? undefinedResult("too many tables to look at one by one") : Math.min(1, p);
}

interface Search {
	readonly rows: readonly number[];
	readonly factorials: Float64Array;
	/** Log probability of the table seen, with room for ties. */
	readonly limit: number;
	/** Per remaining column sums: the tables of the last two rows. */
	readonly tails: Map<string, Tail>;
	left: number;
}

/** Log weights of the last two rows' tables in ascending order, and their sums up to each. */
interface Tail {
	readonly logs: Float64Array;
	readonly sums: Float64Array;
}

interface Node {
	readonly row: number;
	readonly remaining: readonly number[];
	readonly logWeight: number;
}

/** Sum of the probabilities of completions that end at or below the limit. */
function below(search: Search, { row, remaining, logWeight }: Node): number | undefined {
	const { rows, factorials, limit } = search;
	if (row === rows.length - 2) {
		const tail = tailOf(search, remaining);
		if (tail === undefined) return undefined;
		const count = upTo(tail.logs, limit - logWeight);
		return count === 0 ? 0 : Math.exp(logWeight) * tail.sums[count - 1]!;
	}
	let sum = 0;
	const complete = eachRow(rows[row]!, remaining, (cells) => {
		const log = cells.reduce((all, cell) => all - factorials[cell]!, logWeight);
		const rest = remaining.map((left, j) => left - cells[j]!);
		const part = search.left-- > 0 ? below(search, { row: row + 1, remaining: rest, logWeight: log }) : undefined;
		sum += part ?? 0;
		return part !== undefined;
	});
	return complete ? sum : undefined;
}

/** All tables of the last two rows: the first of them decides the second. */
function tailOf(search: Search, remaining: readonly number[]): Tail | undefined {
	const key = remaining.join();
	const known = search.tails.get(key);
	if (known !== undefined) return known;
	const { rows, factorials } = search;
	const found: number[] = [];
	const complete = eachRow(rows[rows.length - 2]!, remaining, (cells) => {
		found.push(cells.reduce((all, cell, j) => all - factorials[cell]! - factorials[remaining[j]! - cell]!, 0));
		return search.left-- > 0;
	});
	if (!complete) return undefined;
	const logs = Float64Array.from(found).sort();
	let sum = 0;
	const sums = logs.map((log) => {
		sum += Math.exp(log);
		return sum;
	});
	const tail = { logs, sums };
	search.tails.set(key, tail);
	return tail;
}

/** Calls for every way to fill a row within what is left of the columns; stops at the first refusal. */
function eachRow(size: number, remaining: readonly number[], visit: (cells: readonly number[]) => boolean): boolean {
	const cells = remaining.map(() => 0);
	const room = remaining.map((_, j) => remaining.slice(j + 1).reduce((sum, left) => sum + left, 0));
	const fill = (j: number, left: number): boolean => {
		if (j === cells.length - 1) {
			cells[j] = left;
			return visit(cells);
		}
		for (let cell = Math.max(0, left - room[j]!); cell <= Math.min(left, remaining[j]!); cell++) {
			cells[j] = cell;
			if (!fill(j + 1, left - cell)) return false;
		}
		return true;
	};
	return fill(0, size);
}

/** How many of ascending values are at most a limit. */
function upTo(values: Float64Array, limit: number): number {
	let [low, high] = [0, values.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (values[middle]! <= limit) low = middle + 1;
		else high = middle;
	}
	return low;
}
