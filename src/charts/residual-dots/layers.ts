/** How the dot histogram is drawn. */

import { blankLayer, type Layer, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

const { ink, muted } = palette;

const lines = (name: string, stroke: string, strokeWidth: number): Layer => ({
	data: { name },
	mark: { type: "rule", stroke, strokeWidth },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
});

/** Dot sizes change from figure to figure, so they are a parameter: the area in square pixels. */
const dots = (filter: string, fill: string, stroke: string): Layer => ({
	data: { name: "rows" },
	transform: [{ filter }],
	mark: {
		type: "point",
		filled: true,
		shape: "circle",
		size: { expr: "dotArea" },
		fill,
		stroke,
		strokeWidth: 1.5,
		opacity: 1,
	},
	encoding: { x: pixels("x"), y: pixels("y") },
});

export interface DotType {
	readonly count: number;
	readonly words: number;
}

export const wideType: DotType = { count: 46, words: 14 };
export const narrowType: DotType = { count: 28, words: 12.5 };

const words = ({ count, words: size }: DotType): Readonly<Record<string, WordStyle>> => ({
	count: { size: count, color: ink, align: "center", strong: true },
	below: { size, color: muted, align: "center" },
	tick: { size: Math.min(size, 13), color: muted, align: "center" },
	"end-left": { size: Math.min(size, 13), color: muted, align: "left" },
	"end-right": { size: Math.min(size, 13), color: muted, align: "right" },
	...Object.fromEntries(
		(["left", "right", "center"] as const).flatMap((align) => [
			[`name-${align}`, { size: Math.min(size, 13), color: ink, align }],
			[`name-strong-${align}`, { size: Math.min(size, 13), color: ink, align, strong: true }],
		]),
	),
});

export const dotLayers = (type: DotType): Layer[] => [
	lines("zero", palette.prediction, 2.6),
	lines("leaders", palette.context, 1),
	lines("base", palette.ink, 1),
	blankLayer,
	dots("datum.standing === 'within'", palette.panel, palette.context),
	dots("datum.standing !== 'within'", palette.focus, palette.focus),
	...wordLayers(words(type)),
];
