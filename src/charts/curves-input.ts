/** What a figure of values along a scale needs: one small panel a course, all on the same axes. */

import type { Interval } from "../domain/evidence.js";
import type { ReleasedTable } from "../domain/table.js";
import type { AxisUnit } from "./axis.js";
import type { ChartWords } from "./chart.js";

export interface CurvePoint {
	/** The table's row; found as a curve's id is. */
	readonly id?: string;
	readonly x: number;
	/** Its place among the steps of the scale: only neighbors are joined, so that no line runs over a hidden value. */
	readonly step: number;
	readonly value: number;
	readonly interval?: Interval;
}

/** One course along the scale. */
export interface Curve {
	/** Unique within the chart; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	readonly title: string;
	/** Second line of the title, or empty. */
	readonly words: string;
	/** Ascending. A hidden value is left out: the line breaks there. */
	readonly points: readonly CurvePoint[];
}

export interface CurvesInput extends ChartWords {
	readonly id: string;
	readonly curves: readonly Curve[];
	/** The same course in every panel, in gray: all students. */
	readonly reference?: { readonly label: string; readonly points: readonly CurvePoint[] };
	readonly unit: AxisUnit;
	/** Zero is on the axis. */
	readonly zero: boolean;
	readonly xTitle: string;
	/** Upright lines with a word above the plot: the policy's cut. */
	readonly lines: readonly { readonly x: number; readonly label: string }[];
	readonly table: ReleasedTable;
}
