/** Rows of counts as the privacy room takes them, and the simplest family: a whole and its parts. */

import type { CountFamily, CountRow } from "../privacy/count-family.js";
import type { NamedCounts } from "../privacy/release-tracked.js";
import type { CountedRow } from "./leaves.js";

/** The row as the privacy room takes it. */
export const asRow = ({ row, population, counts }: CountedRow): CountRow => ({ id: row, population, outcomes: counts });

export const ids = (rows: readonly CountedRow[]): string[] => rows.map(({ row }) => row);

export interface Parted {
	readonly whole: CountedRow;
	readonly parts: readonly CountedRow[];
}

/** Wholes and their parts, without outcomes. */
export function sums(id: string, parted: readonly Parted[]): NamedCounts {
	const used = parted.filter(({ parts }) => parts.length > 0);
	const rows = new Map(
		used
			.flatMap(({ whole, parts }) => [whole, ...parts])
			.map(({ row, population }) => [row, { id: row, population, outcomes: [] }]),
	);
	const partitions = used.map(({ whole, parts }) => ({ whole: whole.row, parts: ids(parts) }));
	return { id, family: { outcomes: [], exhaustive: false, rows: [...rows.values()], partitions } };
}

/** Parts of one whole, without outcomes; no family where there are none. */
export const parting = (id: string, whole: CountedRow, parts: readonly CountedRow[]): NamedCounts[] =>
	parts.length === 0 ? [] : [sums(id, [{ whole, parts }])];

/** A row that belongs to no sum. */
export const alone = (id: string, { row, population }: CountedRow): NamedCounts[] => [
	{ id, family: { outcomes: [], exhaustive: false, rows: [{ id: row, population, outcomes: [] }], partitions: [] } },
];

/**
 * The same students parted by one basis after the other. Everybody is decided first: who was everybody in one basis could
 * be added up from the parts of another.
 */
export function overBases(
	id: string,
	all: CountedRow,
	{
		outcomes,
		over,
	}: {
		readonly outcomes: readonly string[];
		readonly over: readonly { readonly id: string; readonly parts: readonly CountedRow[] }[];
	},
): NamedCounts[] {
	const family = (parts: readonly CountedRow[]): CountFamily => ({
		outcomes: [...outcomes],
		exhaustive: false,
		rows: [all, ...parts].map(asRow),
		partitions: parts.length === 0 ? [] : [{ whole: all.row, parts: ids(parts) }],
	});
	return [
		{ id, family: family([]) },
		...over.map((basis) => ({ id: `${id} ${basis.id}`, family: family(basis.parts) })),
	];
}

/** Every unit has students: that none of them qualified, has a placement later or would gain says something of each. */
export const withoutNobody = (named: NamedCounts, units: ReadonlySet<string>): NamedCounts => ({
	...named,
	family: {
		...named.family,
		rows: named.family.rows.map((row) =>
			row.population === 0 && units.has(row.id) ? { ...row, neverShown: true } : row,
		),
	},
});
