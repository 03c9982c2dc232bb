/** How intervals are drawn: everything stands in pixels already. */

import { blankLayer, type Layer, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

const lines = (name: string, stroke: string, strokeWidth: number, dash?: readonly number[]): Layer => ({
	data: { name },
	mark: { type: "rule", stroke, strokeWidth, ...(dash === undefined ? {} : { strokeDash: dash }) },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
});

const dots = (filter: string, fill: string): Layer => ({
	data: { name: "rows" },
	transform: [{ filter }],
	mark: {
		type: "point",
		filled: true,
		shape: "circle",
		size: 90,
		fill,
		stroke: palette.focus,
		strokeWidth: 1.6,
		opacity: 1,
	},
	encoding: { x: pixels("x"), y: pixels("y") },
});

export const styles: Readonly<Record<string, WordStyle>> = {
	name: { size: 14, color: palette.ink, align: "left", strong: true },
	head: { size: 13, color: palette.ink, align: "center", strong: true },
	group: { size: 12.5, color: palette.ink, align: "left" },
	absent: { size: 12.5, color: palette.muted, align: "center" },
	tick: { size: 12.5, color: palette.muted, align: "center" },
	note: { size: 13, color: palette.muted, align: "left" },
};

export const intervalLayers: readonly Layer[] = [
	lines("hairlines", palette.hairline, 1),
	lines("zero", palette.ink, 1.2),
	lines("threshold", palette.prediction, 1.2, [4, 3]),
	blankLayer,
	lines("ranges", palette.focus, 1.8),
	dots("!datum.filled", palette.panel),
	dots("datum.filled", palette.focus),
	...wordLayers(styles),
];
