/** How leaves of a result are made: counts of rows, shares of them, and what is computed from them. */

import { type Measured, notDefined } from "../domain/measured.js";
import type { CountTerm, RowUse, Tracked } from "../privacy/tracked.js";
import type { UndefinedResult } from "../stats/index.js";
import type { Num } from "./result.js";

/** A value of the statistics room as the program writes absent values. */
export function measured<T>(value: T | UndefinedResult | undefined, otherwise = "not computed"): Measured<T> {
	if (value === undefined) return notDefined(otherwise);
	const isUndefined =
		typeof value === "object" && value !== null && "kind" in value && (value as { kind: unknown }).kind === "undefined";
	return isUndefined ? notDefined((value as UndefinedResult).reason) : (value as T);
}

/** A row of a family of counts as leaves see it. */
export interface CountedRow {
	readonly row: string;
	readonly population: number;
	readonly counts: readonly number[];
}

export const use = ({ row }: CountedRow, ...outcomes: number[]): RowUse => ({ row, outcomes });

export const population = (row: CountedRow): Num => ({
	exact: row.population,
	origin: { kind: "population", row: row.row },
});

export const count = (row: CountedRow, outcome: number): Num => ({
	exact: row.counts[outcome] ?? 0,
	origin: { kind: "count", row: row.row, outcome },
});

/** The share of the row's population; "no students" where there is none. */
export const share = (row: CountedRow, outcome: number): Num =>
	derived(ratio(row.counts[outcome] ?? 0, row.population), use(row, outcome));

export const ratio = (part: number, whole: number): Measured =>
	whole === 0 ? notDefined("no students") : part / whole;

export const derived = <T>(exact: Measured<T>, ...from: RowUse[]): Tracked<T> => ({
	exact,
	origin: { kind: "derived", from },
});

/** A count that is published only where others are, too: which counts it adds up, and what it comes from. */
export const derivedCount = (exact: Measured, says: readonly CountTerm[], from: readonly RowUse[]): Num => ({
	exact,
	origin: { kind: "derived", from, says },
});

export const plus = ({ row }: CountedRow, outcome?: number): CountTerm => ({
	row,
	...(outcome === undefined ? {} : { outcome }),
});
export const minus = (row: CountedRow, outcome?: number): CountTerm => ({ ...plus(row, outcome), minus: true });

/** Numbers over many cells: what they come from, and how many counts stay unknown where the cells are not published. */
export interface Over {
	readonly from: readonly RowUse[];
	readonly cells: readonly RowUse[];
	readonly unknowns: number;
}

/** Significant digits of what is published rounded. */
const coarseDigits = 2;

export const coarse = <T>(exact: Measured<T>, over: Over): Tracked<T> => ({
	exact,
	origin: { kind: "coarse", ...over, digits: coarseDigits },
});
