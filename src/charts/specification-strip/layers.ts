/** How the disagreement strip is drawn. Shape says the scale, filling says outside, size says the page's own model. */

import { blankLayer, gridLayer, type Layer, onAxis, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

const { ink, muted } = palette;

const marks = (lane: "upper" | "lower", outside: boolean): Layer => ({
	data: { name: "marks" },
	transform: [{ filter: `datum.lane === '${lane}' && datum.outside === ${outside}` }],
	mark: {
		type: "point",
		filled: true,
		shape: lane === "upper" ? "circle" : "square",
		size: lane === "upper" ? 30 : 25,
		fill: outside ? palette.context : palette.panel,
		stroke: palette.context,
		strokeWidth: 1.1,
		opacity: 1,
	},
	encoding: { x: onAxis("value"), y: pixels("y") },
});

const mainMark = (outside: boolean): Layer => ({
	data: { name: "rows" },
	transform: [{ filter: `isValid(datum.value) && datum.outside === ${outside}` }],
	mark: {
		type: "point",
		filled: true,
		shape: "circle",
		size: 115,
		fill: outside ? palette.focus : palette.panel,
		stroke: palette.focus,
		strokeWidth: 2,
		opacity: 1,
	},
	encoding: { x: onAxis("value"), y: pixels("y") },
});

const lines = (name: string, stroke: string, strokeWidth: number): Layer => ({
	data: { name },
	mark: { type: "rule", stroke, strokeWidth },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
});

/** Type sizes, pixels: names, and everything smaller. */
export const wideType = { name: 14, small: 13 } as const;
export const narrowType = { name: 14, small: 12.5 } as const;

const words = (type: { readonly name: number; readonly small: number }): Readonly<Record<string, WordStyle>> => ({
	name: { size: type.name, color: ink, align: "left" },
	"name-strong": { size: type.name, color: ink, align: "left", strong: true },
	count: { size: type.small, color: muted, align: "right" },
	reading: { size: type.small, color: ink, align: "left" },
	tick: { size: type.small, color: muted, align: "center" },
	head: { size: type.small, color: muted, align: "left" },
	"head-end": { size: type.small, color: muted, align: "right" },
	"head-center": { size: type.small, color: ink, align: "center", strong: true },
});

/** Layers of a panel in one of the two widths. */
export const stripLayers = (type: { readonly name: number; readonly small: number }): Layer[] => [
	gridLayer,
	lines("hairlines", palette.hairline, 1),
	lines("zero", palette.prediction, 2),
	marks("upper", false),
	marks("lower", false),
	marks("upper", true),
	marks("lower", true),
	mainMark(false),
	mainMark(true),
	blankLayer,
	...wordLayers(words(type)),
];
