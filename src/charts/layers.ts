/** Pieces of Vega-Lite that the chart kinds share. Heights are pixels already; widths are values or pixels. */

import type { AxisFrame } from "./axis.js";
import { palette } from "./palette.js";

export type Layer = Readonly<Record<string, unknown>>;

/** Pixels, as they stand in the data. */
export const pixels = (field: string) => ({ field, type: "quantitative", scale: null, axis: null });

/** The axis's ends, as values and as pixels, under the names that layers use. */
export const axisParams = (frame: AxisFrame): Readonly<Record<string, number>> => ({
	axisFrom: frame.from,
	axisTo: frame.to,
	axisLeft: frame.left,
	axisRight: frame.right,
});

/** A value on the figure's axis. Beyond its ends, it stands at the end. */
export const onAxis = (field: string) => ({
	field,
	type: "quantitative",
	axis: null,
	scale: {
		domain: [{ expr: "axisFrom" }, { expr: "axisTo" }],
		range: [{ expr: "axisLeft" }, { expr: "axisRight" }],
		nice: false,
		zero: false,
		clamp: true,
	},
});

/** How a class of words is set. */
export interface WordStyle {
	readonly size: number;
	readonly color: string;
	readonly strong?: boolean;
	readonly align: "left" | "right" | "center";
}

/** One piece of text: its class, and the point it is aligned to. Its middle is at `y`. */
export interface Word extends Readonly<Record<string, unknown>> {
	readonly style: string;
	readonly text: string;
	readonly x: number;
	readonly y: number;
}

/** A layer per class of words, over the data set `words`. */
export const wordLayers = (styles: Readonly<Record<string, WordStyle>>): Layer[] =>
	Object.entries(styles).map(([name, style]) => ({
		data: { name: "words" },
		transform: [{ filter: `datum.style === '${name}'` }],
		mark: {
			type: "text",
			fontSize: style.size,
			fill: style.color,
			align: style.align,
			baseline: "middle",
			...(style.strong ? { fontWeight: 700 } : {}),
		},
		encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text" } },
	}));

/** Vertical lines at the axis's ticks, over the data set `grid` of `value`, `y`, `y2`. */
export const gridLayer: Layer = {
	data: { name: "grid" },
	mark: { type: "rule", stroke: palette.grid, strokeWidth: 1 },
	encoding: { x: onAxis("value"), y: pixels("y"), y2: { field: "y2" } },
};

/** White behind words that stand where a line passes, over the data set `blanks` of `x`, `x2`, `y`, `y2`. */
export const blankLayer: Layer = {
	data: { name: "blanks" },
	mark: { type: "rect", fill: palette.panel },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
};
