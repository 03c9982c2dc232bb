/** What the figure of intervals by student group needs: estimates already made, positions not. */

import type { ReleasedTable } from "../domain/table.js";
import type { AxisUnit } from "./axis.js";
import type { ChartWords } from "./chart.js";

/** A student group: a column on wide screens, a line under each name on phones. */
export interface IntervalColumn {
	readonly id: string;
	readonly label: string;
}

/** One estimate with its interval, or the reason in a word or two why there is none. */
export interface IntervalCell {
	/** Unique within the chart; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	readonly column: string;
	readonly mark:
		| { readonly value: number; readonly lower: number; readonly upper: number; readonly filled: boolean }
		| { readonly withheld: string };
}

/** A school. */
export interface IntervalRow {
	readonly name: string;
	readonly cells: readonly IntervalCell[];
}

export interface SchoolIntervalsInput extends ChartWords {
	readonly id: string;
	readonly columns: readonly IntervalColumn[];
	/** In alphabetical order. */
	readonly rows: readonly IntervalRow[];
	/** A second reference line beside zero: the smallest difference worth naming. */
	readonly threshold: number;
	/** Of the values and the threshold. */
	readonly unit: AxisUnit;
	readonly table: ReleasedTable;
}
