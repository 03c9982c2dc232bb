/** An order of a family's rows that depends on counts and structure, not on names or on the order in which rows came. */

import type { CountFamily } from "./count-family.js";

/** After so many ties broken by hand, the rest is left to the names. */
const MOST_TIES = 40;

/**
 * Orders rows so that a renamed or shuffled family gets the same order, up to rows that are alike in everything.
 *
 * Rows are ranked by their counts, then again and again by the ranks of the rows that they add up with, until no rank
 * is split any more. Of rows that still tie, the one with the first name is put first, and ranks are refined again.
 *
 * @returns positions in `family.rows`, first to last
 * @reference color refinement: Weisfeiler & Leman (1968)
 */
export function canonicalOrder({ rows, partitions }: CountFamily): number[] {
	const position = new Map(rows.map(({ id }, index) => [id, index]));
	const sums = partitions.map(({ whole, parts }) => ({
		whole: position.get(whole) ?? 0,
		parts: parts.map((part) => position.get(part) ?? 0),
	}));
	const partsOf: number[][] = rows.map(() => []);
	const wholeOf: number[][] = rows.map(() => []);
	sums.forEach(({ whole, parts }, index) => {
		wholeOf[whole]?.push(index);
		for (const part of parts) partsOf[part]?.push(index);
	});
	const sumsOf = (row: number): number[][] => [partsOf[row] ?? [], wholeOf[row] ?? []];
	let ranks = refine(rank(rows.map((row) => [row.population, ...row.outcomes])), sums, sumsOf);
	// What is decided already comes last, so that a family with all decisions made keeps the order of the one without.
	ranks = rank(ranks.map((own, row) => [own, rows[row]?.neverShown ? 2 : rows[row]?.onlyRounded ? 1 : 0]));
	ranks = rank(ranks.map((own, row) => [own, rows[row]?.populationShown ? 1 : 0]));
	for (let ties = 0; ; ties++) {
		ranks = refine(ranks, sums, sumsOf);
		const first = firstTie(ranks, rows);
		if (first === undefined || ties === MOST_TIES) break;
		const own = ranks[first] ?? 0;
		ranks = rank(ranks.map((value, row) => [value, value === own && row !== first ? 1 : 0]));
	}
	return rows
		.map((row, index) => ({ index, rank: ranks[index] ?? 0, id: row.id }))
		.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
		.map(({ index }) => index);
}

type Sums = readonly { readonly whole: number; readonly parts: readonly number[] }[];

function refine(start: readonly number[], sums: Sums, sumsOf: (row: number) => number[][]): number[] {
	let ranks = [...start];
	for (;;) {
		const bySum = rank(
			sums.map(({ whole, parts }) => [ranks[whole] ?? 0, ...parts.map((part) => ranks[part] ?? 0).sort(ascending)]),
		);
		const finer = rank(
			ranks.map((own, row) => [
				own,
				...sumsOf(row).flatMap((found) => [-1, ...found.map((sum) => bySum[sum] ?? 0).sort(ascending)]),
			]),
		);
		if (new Set(finer).size === new Set(ranks).size) return finer;
		ranks = finer;
	}
}

/** Rank of each list of numbers, equal ones sharing theirs; compared from the front. */
function rank(lists: readonly (readonly number[])[]): number[] {
	const sorted = lists.map((_, index) => index).sort((a, b) => compare(lists[a] ?? [], lists[b] ?? []));
	const ranks = new Array<number>(lists.length).fill(0);
	sorted.forEach((index, at) => {
		const before = sorted[at - 1];
		const same = before !== undefined && compare(lists[before] ?? [], lists[index] ?? []) === 0;
		ranks[index] = same ? (ranks[before] ?? 0) : at;
	});
	return ranks;
}

function compare(left: readonly number[], right: readonly number[]): number {
	for (let k = 0; k < Math.min(left.length, right.length); k++) {
		const difference = (left[k] ?? 0) - (right[k] ?? 0);
		if (difference !== 0) return difference;
	}
	return left.length - right.length;
}

const ascending = (a: number, b: number): number => a - b;

/** Of the lowest rank that several rows share, the row with the first name. */
function firstTie(ranks: readonly number[], rows: CountFamily["rows"]): number | undefined {
	const counts = new Map<number, number>();
	for (const own of ranks) counts.set(own, (counts.get(own) ?? 0) + 1);
	const shared = Math.min(...[...counts].filter(([, count]) => count > 1).map(([own]) => own));
	return ranks
		.flatMap((own, row) => (own === shared ? [row] : []))
		.sort((a, b) => ((rows[a]?.id ?? "") < (rows[b]?.id ?? "") ? -1 : 1))[0];
}
