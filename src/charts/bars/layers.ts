/** How bars are drawn, from the ground up. Parts differ in fill and edge, so that gray prints tell them apart. */

import type { BarPart } from "../bars-input.js";
import { blankLayer, gridLayer, type Layer, onAxis, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

const styles: Readonly<Record<string, WordStyle>> = {
	heading: { size: 13, color: palette.muted, align: "left", strong: true },
	label: { size: 14, color: palette.ink, align: "left" },
	"label-strong": { size: 14, color: palette.ink, align: "left", strong: true },
	words: { size: 13, color: palette.muted, align: "left" },
	"counts-strong": { size: 14, color: palette.ink, align: "right", strong: true },
	counts: { size: 13, color: palette.muted, align: "right" },
	tick: { size: 13, color: palette.muted, align: "center" },
	axis: { size: 13, color: palette.muted, align: "center" },
};

export const sizeOf = (style: string): number => styles[style]?.size ?? 13;

export const barHeight = 16;

const looks: Readonly<Record<BarPart, { readonly fill: string; readonly stroke: string }>> = {
	filled: { fill: palette.focus, stroke: palette.focus },
	outlined: { fill: palette.panel, stroke: palette.prediction },
	light: { fill: palette.grid, stroke: palette.brick },
};

const kinds = Object.keys(looks) as BarPart[];

const bar = (part: BarPart): Layer => ({
	data: { name: "parts" },
	transform: [{ filter: `datum.part === '${part}'` }],
	mark: { type: "rect", ...looks[part], strokeWidth: 1.5, height: barHeight },
	encoding: { x: onAxis("from"), x2: { field: "to" }, y: pixels("y") },
});

/** Samples of the parts, in pixels. */
const sample = (part: BarPart): Layer => ({
	data: { name: "samples" },
	transform: [{ filter: `datum.part === '${part}'` }],
	mark: { type: "rect", ...looks[part], strokeWidth: 1.5 },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
});

export const barLayers: readonly Layer[] = [
	gridLayer,
	{
		data: { name: "rows" },
		mark: { type: "rule", stroke: palette.hairline, strokeWidth: 1 },
		encoding: { x: { value: { expr: "axisLeft" } }, x2: { value: { expr: "axisRight" } }, y: pixels("y") },
	},
	...kinds.map(bar),
	...kinds.map(sample),
	{
		data: { name: "zero" },
		mark: { type: "rule", stroke: palette.ink, strokeWidth: 1.2 },
		encoding: { x: onAxis("value"), y: pixels("y"), y2: { field: "y2" } },
	},
	blankLayer,
	...wordLayers(styles),
];
