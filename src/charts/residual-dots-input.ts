/** What the dot histogram of results minus predictions needs. */

import type { ReleasedTable } from "../domain/table.js";
import type { AxisUnit } from "./axis.js";
import type { ChartWords } from "./chart.js";

/** One school. */
export interface ResidualDot {
	/** CDS code; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	/** Result minus prediction, in the axis's unit. */
	readonly value: number;
	/** Where the result lies in the school's own prediction interval. */
	readonly standing: "lower" | "within" | "higher";
}

/** A school that is named on the figure. */
export interface ResidualLabel {
	/** Id of its dot. */
	readonly id: string;
	readonly name: string;
	/** Second line: "+60 · 137 students". */
	readonly detail: string;
	/** Bold: the reading holds in every model tried. */
	readonly strong: boolean;
}

export interface ResidualDotsInput extends ChartWords {
	readonly id: string;
	readonly dots: readonly ResidualDot[];
	/** At most six; a school without a label is found in the table. */
	readonly labels: readonly ResidualLabel[];
	readonly unit: AxisUnit;
	/** "95 %": stands before "prediction interval" under the middle count. */
	readonly coverage: string;
	/** Values that the axis holds besides its own: those of pages that are read side by side. */
	readonly reach?: readonly number[];
	readonly table: ReleasedTable;
}
