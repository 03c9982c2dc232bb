/**
 * Tables, raw and released.
 *
 * A released table is another type than a raw one: only the privacy room can make it, and the writers of pages, CSV,
 * JSON and figures accept nothing else. So a raw row cannot reach a public page without a type error.
 */

import type { Measured } from "./measured.js";

export type Unit =
	| "text"
	| "code"
	| "students"
	| "schools"
	| "percent"
	| "percentagePoints"
	| "points"
	| "studentSds"
	| "share"
	| "number"
	| "year";

export interface Column {
	/** Key in CSV and JSON. */
	readonly key: string;
	/** Heading for people. */
	readonly label: string;
	readonly unit: Unit;
	/** Digits after the point when printed for people; the unit's habit otherwise. */
	readonly digits?: number;
	/** A number with its sign always shown: differences. */
	readonly signed?: boolean;
	/** Left out of the page, kept in CSV. */
	readonly csvOnly?: boolean;
}

export type Cell = Measured<string | number>;

export interface RawTable {
	readonly id: string;
	readonly caption: string;
	readonly columns: readonly Column[];
	readonly rows: readonly (readonly Cell[])[];
	/** One id per row, so that a claim can link to its row. */
	readonly rowIds?: readonly string[];
	/** What the marks in the table mean. */
	readonly notes?: readonly string[];
}

declare const releasedMark: unique symbol;

/** What the privacy room has passed for publication. */
export type Released<T> = T & { readonly [releasedMark]: true };

export type ReleasedTable = Released<RawTable>;
