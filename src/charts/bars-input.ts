/** What a figure of bars needs: counts or percents already computed, rows already in order. */

import type { ReleasedTable } from "../domain/table.js";
import type { AxisUnit } from "./axis.js";
import type { ChartWords } from "./chart.js";

/** How a part of a bar is drawn: filled, outlined, or a light tint with an edge. Told apart without color. */
export type BarPart = "filled" | "outlined" | "light";

/** One bar. Hidden values have no bar, no width and no place in an order: the row's words say so. */
export interface BarRow {
	/** Unique within the chart; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	readonly label: string;
	/** Second line of the label, or empty. */
	readonly words: string;
	/** The number that the bar stands for, formatted. */
	readonly counts: string;
	/** Words at the end of the row, or empty. */
	readonly note: string;
	readonly strong: boolean;
	/** From left to right; empty for a row without a bar. */
	readonly parts: readonly { readonly part: BarPart; readonly value: number }[];
	/** Words that stand in the row instead of a bar. Such a row must carry no part. */
	readonly withheld?: string | undefined;
}

/** Rows under one heading; an empty heading is not drawn. */
export interface BarBlock {
	readonly heading: string;
	readonly rows: readonly BarRow[];
}

export interface BarsInput extends ChartWords {
	readonly id: string;
	readonly blocks: readonly BarBlock[];
	/** What each kind of part is, in a row above the bars; only those that occur are drawn. */
	readonly key: Readonly<Partial<Record<BarPart, string>>>;
	readonly axis: {
		readonly unit: AxisUnit;
		/** Under the axis: "students". */
		readonly title: string;
	};
	/** Over the counts and over the notes. */
	readonly headers: { readonly counts: string; readonly note: string };
	readonly table: ReleasedTable;
}
