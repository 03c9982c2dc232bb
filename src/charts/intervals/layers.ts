/** How values with intervals are drawn, from the ground up. */

import type { NoteMark } from "../intervals-input.js";
import { blankLayer, gridLayer, type Layer, onAxis, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

const styles: Readonly<Record<string, WordStyle>> = {
	heading: { size: 13, color: palette.muted, align: "left", strong: true },
	label: { size: 14, color: palette.ink, align: "left" },
	"label-strong": { size: 14, color: palette.ink, align: "left", strong: true },
	words: { size: 13, color: palette.muted, align: "left" },
	counts: { size: 13, color: palette.muted, align: "right" },
	tick: { size: 13, color: palette.muted, align: "center" },
	axis: { size: 13, color: palette.muted, align: "center" },
};

export const sizeOf = (style: string): number => styles[style]?.size ?? 13;

const area = (radius: number): number => Math.round(Math.PI * radius * radius * 10) / 10;

const dot = (name: string, radius: number, fill: string, stroke: string): Layer => ({
	data: { name },
	mark: {
		type: "point",
		filled: true,
		shape: "circle",
		size: area(radius),
		fill,
		stroke,
		strokeWidth: 1.5,
		opacity: 1,
	},
	encoding: { x: onAxis("value"), y: pixels("y") },
});

const upright = (name: string, stroke: string, strokeWidth: number): Layer => ({
	data: { name },
	mark: { type: "rule", stroke, strokeWidth },
	encoding: { x: onAxis("value"), y: pixels("y"), y2: { field: "y2" } },
});

const markLooks: Readonly<
	Record<NoteMark, { readonly shape: string; readonly fill: string; readonly dash?: readonly number[] }>
> = {
	square: { shape: "square", fill: palette.focus },
	diamond: { shape: "diamond", fill: palette.panel },
	circle: { shape: "circle", fill: palette.panel },
	dashed: { shape: "circle", fill: palette.panel, dash: [2, 2] },
};

/** Shapes before the notes, over the data set `noteMarks` of `mark`, `x`, `y`. */
export const noteMarkLayers: readonly Layer[] = Object.entries(markLooks).map(([mark, { shape, fill, dash }]) => ({
	data: { name: "noteMarks" },
	transform: [{ filter: `datum.mark === '${mark}'` }],
	mark: {
		type: "point",
		filled: true,
		shape,
		size: 84,
		fill,
		stroke: mark === "square" || mark === "diamond" ? palette.focus : palette.context,
		strokeWidth: 1.5,
		opacity: 1,
		...(dash === undefined ? {} : { strokeDash: dash }),
	},
	encoding: { x: pixels("x"), y: pixels("y") },
}));

export const intervalLayers: readonly Layer[] = [
	gridLayer,
	{
		data: { name: "rows" },
		mark: { type: "rule", stroke: palette.hairline, strokeWidth: 1 },
		encoding: { x: { value: { expr: "axisLeft" } }, x2: { value: { expr: "axisRight" } }, y: pixels("y") },
	},
	{
		data: { name: "bands" },
		mark: { type: "rect", fill: palette.grid, height: 12 },
		encoding: { x: onAxis("lower"), x2: { field: "upper" }, y: pixels("y") },
	},
	upright("bandEnds", palette.brick, 1.4),
	upright("lines", palette.ink, 1.2),
	upright("ticks", palette.context, 1.2),
	{
		data: { name: "intervals" },
		mark: { type: "rule", stroke: palette.focus, strokeWidth: 3 },
		encoding: { x: onAxis("lower"), x2: { field: "upper" }, y: pixels("y") },
	},
	dot("hollows", 4.5, palette.panel, palette.focus),
	dot("points", 5.2, palette.focus, palette.panel),
	blankLayer,
	...wordLayers(styles),
];
