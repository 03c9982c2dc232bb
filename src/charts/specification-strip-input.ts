/** What the disagreement strip needs: what each model says of each school, already computed, rows already in order. */

import type { ReleasedTable } from "../domain/table.js";
import type { ChartWords } from "./chart.js";

/** What one specification says of a school. */
export interface StripMark {
	/** Result minus prediction, in student standard deviations. */
	readonly value: number;
	/** Outside its own prediction interval. */
	readonly outside: boolean;
	/** The upper lane holds the page's scale, the lower one the other. */
	readonly lane: "upper" | "lower";
}

export interface SpecificationRow {
	/** CDS code; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	readonly name: string;
	/** "†" for charter schools, else empty. */
	readonly mark: string;
	/** All specifications but the main one. */
	readonly marks: readonly StripMark[];
	/** The one that the page's predictions come from. */
	readonly main?: Omit<StripMark, "lane"> | undefined;
	/** How many put it above, of how many: "24 of 28". */
	readonly above: string;
	/** How many put it outside its interval. */
	readonly outside: string;
	/** A few words, or empty. */
	readonly reading: string;
	/** Bold: the reading needs a second look. */
	readonly emphasis: boolean;
}

export interface SpecificationPanel {
	/** Unique within the chart, usable in file names. */
	readonly id: string;
	readonly title: string;
	/** Alphabetical, case ignored. */
	readonly rows: readonly SpecificationRow[];
}

export interface SpecificationStripInput extends ChartWords {
	readonly id: string;
	readonly panels: readonly SpecificationPanel[];
	/** What stands in the two lanes: "percent met", "distance from standard"; the second is absent where there is one scale. */
	readonly lanes: readonly [string, string?];
	readonly table: ReleasedTable;
}
