/** Rows of counts as the privacy room takes them, and the simplest family: a whole and its parts. */

import type { CountRow } from "../privacy/count-family.js";
import type { NamedCounts } from "../privacy/release-tracked.js";
import type { CountedRow } from "./leaves.js";

/** The row as the privacy room takes it. */
export const asRow = ({ row, population, counts }: CountedRow): CountRow => ({ id: row, population, outcomes: counts });

export const ids = (rows: readonly CountedRow[]): string[] => rows.map(({ row }) => row);

/** Parts of a whole, without outcomes. */
export function parting(id: string, whole: CountedRow, parts: readonly CountedRow[]): NamedCounts[] {
	if (parts.length === 0) return [];
	const bare = (row: CountedRow): CountRow => ({ id: row.row, population: row.population, outcomes: [] });
	return [
		{
			id,
			family: {
				outcomes: [],
				exhaustive: false,
				rows: [bare(whole), ...parts.map(bare)],
				partitions: [{ whole: whole.row, parts: ids(parts) }],
			},
		},
	];
}

/** A row that belongs to no sum. */
export const alone = (id: string, { row, population }: CountedRow): NamedCounts[] => [
	{ id, family: { outcomes: [], exhaustive: false, rows: [{ id: row, population, outcomes: [] }], partitions: [] } },
];
