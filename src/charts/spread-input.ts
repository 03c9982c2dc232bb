/** What the figure of true variation and chance needs: spreads already estimated, one chance draw already made. */

import type { Interval } from "../domain/evidence.js";
import type { ReleasedTable } from "../domain/table.js";
import type { AxisUnit } from "./axis.js";
import type { ChartWords } from "./chart.js";

/** One quantity: results, changes, or results minus predictions; or one school level. */
export interface SpreadRow {
	/** Unique within the chart; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	/** "Elementary and K–8 schools" or "Change from 2024 to 2025" */
	readonly title: string;
	/** What one brick is: "each school's distance from the average school". */
	readonly words: string;
	/** One value a school, centred, in the axis's unit. */
	readonly observed: readonly number[];
	/** One value a school: a draw in which schools differ by chance alone. */
	readonly chance: readonly number[];
	/** Standard deviations in the axis's unit. */
	readonly observedSd: number;
	readonly chanceSd: number;
	readonly trueSd: number;
	/** 95 % interval of the true standard deviation. */
	readonly trueSdInterval: Interval;
	/** "81 % of variance is true (71 to 86)", or empty. */
	readonly share: string;
}

export interface SpreadInput extends ChartWords {
	readonly id: string;
	readonly rows: readonly SpreadRow[];
	readonly unit: AxisUnit;
	/** Values that the axis holds besides its own: those of pages that are read side by side. */
	readonly reach?: readonly number[];
	readonly table: ReleasedTable;
}
