/** What a figure of values with intervals needs: values already computed, rows already in order. */

import type { Interval } from "../domain/evidence.js";
import type { ReleasedTable } from "../domain/table.js";
import type { AxisUnit } from "./axis.js";
import type { ChartWords } from "./chart.js";

/** A word's shape before the note: filled square, diamond, circle, dashed circle. Only with a note that says it in words. */
export type NoteMark = "square" | "diamond" | "circle" | "dashed";

/** One value. Rows are told apart by place and label, never by color. */
export interface IntervalRow {
	/** Unique within the chart; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	readonly label: string;
	/** Second line of the label, or empty: "compared with all other students". */
	readonly words: string;
	/** Counts behind the value, formatted. */
	readonly counts: string;
	/** Words at the end of the row: "12 of 15 schools", or empty. */
	readonly note: string;
	readonly mark?: NoteMark | undefined;
	/** Bold: the row that the page is about. */
	readonly strong: boolean;
	/** Filled dot, with its interval as a line. */
	readonly value?: number | undefined;
	readonly interval?: Interval | undefined;
	/** Hollow dot: another value of the same thing. */
	readonly hollow?: number | undefined;
	/** Grey band with ends: where chance alone would put the hollow dot. */
	readonly band?: Interval | undefined;
	/** Thin marks behind the dot: single schools. */
	readonly ticks?: readonly number[] | undefined;
	/** Words that stand in the row instead of marks. Such a row must carry no value. */
	readonly withheld?: string | undefined;
}

/** Rows under one heading; an empty heading is not drawn. */
export interface IntervalBlock {
	readonly heading: string;
	readonly rows: readonly IntervalRow[];
}

export interface IntervalsInput extends ChartWords {
	readonly id: string;
	readonly blocks: readonly IntervalBlock[];
	readonly axis: {
		readonly unit: AxisUnit;
		/** Numbers with their sign: differences. */
		readonly signed: boolean;
		/** Under the axis: "percentage points". */
		readonly title: string;
		/** Lines through all rows, such as zero; the axis holds them all. */
		readonly lines: readonly number[];
	};
	/** Over the counts and over the notes. */
	readonly headers: { readonly counts: string; readonly note: string };
	readonly table: ReleasedTable;
}
