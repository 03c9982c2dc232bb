/** How courses over the years are drawn. All places are pixels: each small panel has its own. */

import { type Layer, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

const styles: Readonly<Record<string, WordStyle>> = {
	title: { size: 14, color: palette.ink, align: "left", strong: true },
	words: { size: 13, color: palette.muted, align: "left" },
	tick: { size: 12.5, color: palette.muted, align: "right" },
	year: { size: 12.5, color: palette.muted, align: "center" },
	value: { size: 12.5, color: palette.ink, align: "center" },
};

export const sizeOf = (style: string): number => styles[style]?.size ?? 13;

const rule = (name: string, stroke: string, strokeWidth: number): Layer => ({
	data: { name },
	mark: { type: "rule", stroke, strokeWidth },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
});

export const trendLayers: readonly Layer[] = [
	rule("grid", palette.grid, 1),
	rule("zeros", palette.ink, 1.2),
	rule("links", palette.context, 1.5),
	rule("intervals", palette.focus, 3),
	{
		data: { name: "rows" },
		mark: {
			type: "point",
			filled: true,
			shape: "circle",
			size: 72,
			fill: palette.focus,
			stroke: palette.panel,
			strokeWidth: 1.2,
			opacity: 1,
		},
		encoding: { x: pixels("x"), y: pixels("y") },
	},
	...wordLayers(styles),
];
