/** What the school profile needs: values already computed, rows already in order. Units are the axis's. */

import type { ReleasedTable } from "../domain/table.js";
import type { AxisUnit } from "./axis.js";
import type { ChartWords } from "./chart.js";

/**
 * How a result stands to its prediction; empty where it lies inside its interval or was not predicted. "‡": another
 * reasonable model puts it on the other side.
 */
export type Reading = "" | "higher" | "lower" | "higher ‡" | "lower ‡" | "clearly higher" | "clearly lower";

/** One school. A value that is absent is left out; why, is said in `withheld` or in the page's notes. */
export interface ProfileRow {
	/** CDS code; the table's `rowIds` hold it, alone or behind a prefix that ends with "-". */
	readonly id: string;
	readonly name: string;
	/** "†" for charter schools, else empty. */
	readonly mark: string;
	/** Students tested, formatted, or "—". */
	readonly students: string;
	readonly baseline?: number | undefined;
	readonly actual?: number | undefined;
	readonly predicted?: number | undefined;
	/** Ends of the prediction interval: both or none. */
	readonly lower?: number | undefined;
	readonly upper?: number | undefined;
	readonly reading: Reading;
	/** Reading and number of students as they are drawn, where that is another language. */
	readonly said?: { readonly reading: string; readonly students: string };
	/** Bold name: the result lies outside the school's own interval. */
	readonly emphasis: boolean;
	/** Words that stand in the row instead of marks: "withheld: fewer than 11 students". Such a row must carry no value. */
	readonly withheld?: string | undefined;
}

/** A line through all rows of a panel. The value is printed behind the label. */
export interface ReferenceBar {
	/** "Sample Unified", "State", "Standard". */
	readonly label: string;
	readonly value: number;
	/** Solid for the district, dashed for the wider comparison, thin for the standard. */
	readonly style: "solid" | "dashed" | "thin";
}

/** All schools of a level as one strip of dots, above the level's first panel. */
export interface StripDot {
	readonly id: string;
	readonly value: number;
}

export interface ProfilePanelInput {
	/** Unique within the chart, usable in file names. */
	readonly id: string;
	/** "Elementary and K–8 schools" */
	readonly title: string;
	/** In the order in which they are drawn: alphabetical, case ignored. */
	readonly rows: readonly ProfileRow[];
	readonly references: readonly ReferenceBar[];
	readonly strip?: readonly StripDot[] | undefined;
	/** Another stretch of the axis than the chart's, for schools that lie elsewhere; the panel's note then says so. */
	readonly domain?: readonly [number, number] | undefined;
}

export interface ProfileAxis {
	/** Drawn under the lower tick labels: "points of distance from standard". */
	readonly title: string;
	/** Widened where a result, prediction or reference bar lies outside; intervals may be cut at its ends. */
	readonly domain: readonly [number, number];
	readonly unit: AxisUnit;
	readonly ticks?: readonly number[] | undefined;
}

/** The key made from a real row. */
export interface ProfileKey {
	/** Id of a row that has a result, a prediction and an interval. */
	readonly row: string;
	/** What to read from the marks; one string per sentence. */
	readonly words: readonly string[];
}

export interface ProfileChartInput extends ChartWords {
	readonly id: string;
	readonly panels: readonly ProfilePanelInput[];
	readonly axis: ProfileAxis;
	/** "2024 result"; left out where there is no earlier year. */
	readonly baselineLabel?: string | undefined;
	/** "2025 result" */
	readonly actualLabel: string;
	/** "predicted for 2025" */
	readonly predictionLabel: string;
	/** "95 % prediction interval" */
	readonly intervalLabel: string;
	readonly keyPanel?: ProfileKey | undefined;
	readonly table: ReleasedTable;
}
