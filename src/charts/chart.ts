/** What a chart is: a picture that carries its words, its table and its source, or is refused. */

import type { ReleasedTable } from "../domain/table.js";

/** One drawing of a panel, ready for a page and for a file. */
export interface Drawing {
	/** Vega-Lite specification with its data, as published beside the page. */
	readonly spec: Readonly<Record<string, unknown>>;
	/** Self-contained SVG text: no script, no link, no font file; ids are unique within the page. */
	readonly svg: string;
	/** Size in CSS pixels. */
	readonly width: number;
	readonly height: number;
}

/** A part of a figure that never splits over pages. Drawn twice: for wide screens and paper, and for phones. */
export interface Panel {
	/** Unique within the chart, usable in file names. */
	readonly id: string;
	/** Heading above the panel; empty for a figure of one panel. */
	readonly title: string;
	/** Muted words behind the heading: "29 schools". */
	readonly note: string;
	readonly wide: Drawing;
	readonly narrow: Drawing;
}

/** Gives a string of a figure in another language, or as it is where it knows none. */
export type Say = (english: string) => string;

/** Words that every chart must carry. */
export interface ChartWords {
	/** Language of the drawn words: every string that is not a name is passed through it before anything is laid out. */
	readonly say?: Say;
	/** States the finding, in 90 characters or fewer. */
	readonly headline: string;
	/** Measure, unit, who, years; names the interval that is drawn. */
	readonly subtitle: string;
	/** Short: "chart type of data, where finding", 150 characters or fewer. */
	readonly alt: string;
	/** Visible text under the figure: trend, extremes, exceptions. One string per paragraph. */
	readonly description: readonly string[];
	readonly source: string;
	/** What the drawn interval is, or why none is drawn. */
	readonly interval: { readonly drawn: string } | { readonly none: string };
}

export interface Chart extends ChartWords {
	/** Unique within a page, usable in file names. */
	readonly id: string;
	readonly kind: string;
	readonly panels: readonly Panel[];
	/** The same rows as the marks. */
	readonly table: ReleasedTable;
	/** The same figure in another language, laid out anew; its table stays. */
	readonly reworded?: (say: Say) => Chart;
}
