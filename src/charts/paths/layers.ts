/** How paths over the years are drawn: everything stands in pixels already. */

import { type Layer, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

const lines = (name: string, stroke: string, strokeWidth: number, filter?: string): Layer => ({
	data: { name },
	...(filter === undefined ? {} : { transform: [{ filter }] }),
	mark: { type: "rule", stroke, strokeWidth },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
});

/** Schools with a reading are filled, the others hollow: the difference stays without color. */
const dots = (filter: string, fill: string, stroke: string): Layer => ({
	data: { name: "rows" },
	transform: [{ filter }],
	mark: { type: "point", filled: true, shape: "circle", size: 34, fill, stroke, strokeWidth: 1.4, opacity: 1 },
	encoding: { x: pixels("x"), y: pixels("y") },
});

export const styles: Readonly<Record<string, WordStyle>> = {
	name: { size: 13, color: palette.ink, align: "left" },
	"name-strong": { size: 13, color: palette.ink, align: "left", strong: true },
	reading: { size: 12.5, color: palette.focus, align: "left", strong: true },
	tick: { size: 12, color: palette.muted, align: "right" },
	"year-left": { size: 12, color: palette.muted, align: "left" },
	"year-right": { size: 12, color: palette.muted, align: "right" },
};

export const pathLayers: readonly Layer[] = [
	lines("grid", palette.grid, 1),
	lines("zero", palette.ink, 1),
	lines("ranges", palette.context, 1),
	lines("links", palette.context, 1.5, "!datum.told"),
	lines("links", palette.focus, 2.2, "datum.told"),
	dots("!datum.told", palette.panel, palette.context),
	dots("datum.told", palette.focus, palette.focus),
	...wordLayers(styles),
];
