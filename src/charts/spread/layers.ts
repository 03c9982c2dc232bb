/** How the figure of spread and chance is drawn. */

import { gridLayer, type Layer, onAxis, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

export const styles: Readonly<Record<string, WordStyle>> = {
	title: { size: 15, color: palette.ink, align: "left", strong: true },
	plain: { size: 13, color: palette.ink, align: "left" },
	number: { size: 13, color: palette.ink, align: "right" },
	"number-strong": { size: 13, color: palette.ink, align: "right", strong: true },
	"plain-strong": { size: 13, color: palette.ink, align: "left", strong: true },
	words: { size: 13, color: palette.muted, align: "left" },
	tick: { size: 13, color: palette.muted, align: "center" },
};

/** Rows with bricks of one kind: pixels across, width and height as parameters. */
const bricks = (kind: "observed" | "chance", fill: string): Layer => ({
	data: { name: "bricks" },
	transform: [{ filter: `datum.kind === '${kind}'` }],
	mark: { type: "rect", fill, width: { expr: "brickWidth" }, height: { expr: "brickHeight" } },
	encoding: { x: onAxis("value"), y: pixels("y") },
});

export const spreadLayers: readonly Layer[] = [
	gridLayer,
	bricks("observed", palette.focus),
	bricks("chance", palette.brick),
	{
		data: { name: "rows" },
		mark: { type: "rule", stroke: palette.ink, strokeWidth: 1 },
		encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y") },
	},
	...wordLayers(styles),
];
