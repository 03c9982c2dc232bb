/** How courses along a scale are drawn. All places are pixels: each small panel has its own. */

import { type Layer, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

const styles: Readonly<Record<string, WordStyle>> = {
	title: { size: 14, color: palette.ink, align: "left", strong: true },
	words: { size: 13, color: palette.muted, align: "left" },
	tick: { size: 12.5, color: palette.muted, align: "right" },
	scale: { size: 12.5, color: palette.muted, align: "center" },
	line: { size: 12.5, color: palette.prediction, align: "center" },
};

export const sizeOf = (style: string): number => styles[style]?.size ?? 13;

const rule = (name: string, stroke: string, strokeWidth: number, strokeDash?: readonly number[]): Layer => ({
	data: { name },
	mark: { type: "rule", stroke, strokeWidth, ...(strokeDash === undefined ? {} : { strokeDash }) },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
});

const dots = (name: string, size: number, fill: string, stroke: string): Layer => ({
	data: { name },
	mark: { type: "point", filled: true, shape: "circle", size, fill, stroke, strokeWidth: 1.2, opacity: 1 },
	encoding: { x: pixels("x"), y: pixels("y") },
});

export const curveLayers: readonly Layer[] = [
	rule("grid", palette.grid, 1),
	rule("base", palette.ink, 1.2),
	rule("lines", palette.prediction, 1.4, [5, 4]),
	rule("referenceLinks", palette.brick, 1.5),
	dots("references", 22, palette.panel, palette.brick),
	rule("links", palette.focus, 1.8),
	rule("intervals", palette.focus, 3),
	dots("rows", 66, palette.focus, palette.panel),
	...wordLayers(styles),
];
