/** What the figure of schools over the years needs: results minus expectations already made. */

import type { ReleasedTable } from "../domain/table.js";
import type { ChartWords } from "./chart.js";

/** A school's result in one year. */
export interface PathPoint {
	readonly year: number;
	readonly value: number;
	readonly lower: number;
	readonly upper: number;
}

/** A school: a small picture of its own. */
export interface Path {
	/** Unique within the chart; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	readonly name: string;
	/** Words under the name; empty for none. */
	readonly reading: string;
	/** Ascending in years; a year without a result is left out, and the line breaks there. */
	readonly points: readonly PathPoint[];
}

export interface PathPanelInput {
	readonly id: string;
	readonly title: string;
	/** In alphabetical order. */
	readonly paths: readonly Path[];
}

export interface PathsInput extends ChartWords {
	readonly id: string;
	/** First and last year of all axes. */
	readonly years: readonly [number, number];
	readonly panels: readonly PathPanelInput[];
	/** Values that the axis holds besides its own: those of pages that are read side by side. */
	readonly reach?: readonly number[];
	readonly table: ReleasedTable;
}
