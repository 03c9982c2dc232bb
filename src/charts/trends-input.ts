/** What a figure of values over the years needs: one small panel each, all on the same axes. */

import type { Interval } from "../domain/evidence.js";
import type { ReleasedTable } from "../domain/table.js";
import type { AxisUnit } from "./axis.js";
import type { ChartWords } from "./chart.js";

export interface TrendPoint {
	/** Where the table has a row for each year: that row's id, found as the trend's is. */
	readonly id?: string;
	readonly year: number;
	readonly value: number;
	readonly interval: Interval;
}

/** One course over the years. */
export interface Trend {
	/** Unique within the chart; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	readonly title: string;
	/** Second line of the title, or empty. */
	readonly words: string;
	/** By year, ascending. A year without a value is left out: the line breaks there. */
	readonly points: readonly TrendPoint[];
}

export interface TrendsInput extends ChartWords {
	readonly id: string;
	readonly trends: readonly Trend[];
	readonly unit: AxisUnit;
	/** Numbers with their sign: differences. */
	readonly signed: boolean;
	/** Zero is on the axis and has a line of its own. */
	readonly zero: boolean;
	/** Values that the axis holds besides its own: those of pages that are read side by side. */
	readonly reach?: readonly number[];
	readonly table: ReleasedTable;
}
