/** How a school profile is drawn, from the ground up: grid, hairline, band, reference bars, ticks, link, dots, words. */

import { blankLayer, gridLayer, type Layer, onAxis, pixels, type WordStyle, wordLayers } from "../layers.js";
import { palette } from "../palette.js";

/** Sizes of a row's marks, pixels. */
export interface MarkSizes {
	readonly band: number;
	readonly endTick: number;
	readonly predictionHeight: number;
	readonly predictionWidth: number;
	readonly link: number;
	/** Radii. */
	readonly hollow: number;
	readonly filled: number;
}

export const rowSizes: MarkSizes = {
	band: 11,
	endTick: 1.4,
	predictionHeight: 17,
	predictionWidth: 2.6,
	link: 1.5,
	hollow: 4.5,
	filled: 5.6,
};

/** For posters, whose rows are closer. */
export const posterSizes: MarkSizes = {
	band: 9,
	endTick: 1.2,
	predictionHeight: 13,
	predictionWidth: 2.2,
	link: 1.4,
	hollow: 3.7,
	filled: 4.6,
};

const keySizes: MarkSizes = {
	band: 18,
	endTick: 2,
	predictionHeight: 28,
	predictionWidth: 3.6,
	link: 2,
	hollow: 6.2,
	filled: 7.4,
};

const rows = { name: "rows" };
const area = (radius: number): number => Math.round(Math.PI * radius * radius * 10) / 10;
const only = (filter: string): readonly Layer[] => [{ filter }];

const bars: readonly Layer[] = (
	[
		["thin", { stroke: palette.ink, strokeWidth: 1 }],
		["dashed", { stroke: palette.muted, strokeWidth: 1.6, strokeDash: [5, 3] }],
		["solid", { stroke: palette.ink, strokeWidth: 2.2 }],
	] as const
).map(([style, look]) => ({
	data: { name: "bars" },
	transform: only(`datum.style === '${style}'`),
	mark: { type: "rule", ...look },
	encoding: { x: onAxis("value"), y: pixels("y"), y2: { field: "y2" } },
}));

const hairlines: Layer = {
	data: { name: "hairlines" },
	mark: { type: "rule", stroke: palette.hairline, strokeWidth: 1 },
	encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y") },
};

const tick = (field: string, size: number, thickness: number, filter: string): Layer => ({
	data: rows,
	transform: only(filter),
	mark: { type: "tick", orient: "vertical", size, thickness, color: palette.prediction, opacity: 1 },
	encoding: { x: onAxis(field), y: pixels("y") },
});

/** The interval. Where it runs beyond the axis it has no end tick: it goes on. */
const interval = (sizes: MarkSizes): { band: Layer; ends: Layer[] } => ({
	band: {
		data: rows,
		transform: only("isValid(datum.lower) && isValid(datum.upper)"),
		mark: { type: "rect", fill: palette.band, height: sizes.band },
		encoding: { x: onAxis("lower"), x2: { field: "upper" }, y: pixels("y") },
	},
	ends: [
		tick("lower", sizes.band, sizes.endTick, "isValid(datum.lower) && datum.lower >= axisFrom"),
		tick("upper", sizes.band, sizes.endTick, "isValid(datum.upper) && datum.upper <= axisTo"),
	],
});

const results = (sizes: MarkSizes): Layer[] => [
	{
		data: rows,
		transform: only("isValid(datum.baseline) && isValid(datum.actual)"),
		mark: { type: "rule", stroke: palette.focus, strokeWidth: sizes.link },
		encoding: { x: onAxis("baseline"), x2: { field: "actual" }, y: pixels("y") },
	},
	{
		data: rows,
		transform: only("isValid(datum.baseline)"),
		mark: {
			type: "point",
			filled: true,
			shape: "circle",
			size: area(sizes.hollow),
			fill: palette.panel,
			stroke: palette.focus,
			strokeWidth: 1.5,
			opacity: 1,
		},
		encoding: { x: onAxis("baseline"), y: pixels("y") },
	},
	{
		data: rows,
		transform: only("isValid(datum.actual)"),
		mark: {
			type: "point",
			filled: true,
			shape: "circle",
			size: area(sizes.filled),
			fill: palette.focus,
			stroke: palette.panel,
			strokeWidth: 0.8,
			opacity: 1,
		},
		encoding: { x: onAxis("actual"), y: pixels("y") },
	},
];

const strip: Layer = {
	data: { name: "strip" },
	mark: { type: "point", filled: true, shape: "circle", size: area(2.9), fill: palette.focus, opacity: 1 },
	encoding: { x: onAxis("value"), y: pixels("y") },
};

const { ink, muted } = palette;

/** Words of a panel. Wide and narrow differ in sizes alone. */
const panelWords = (name: number, small: number): Readonly<Record<string, WordStyle>> => ({
	name: { size: name, color: ink, align: "left" },
	"name-strong": { size: name, color: ink, align: "left", strong: true },
	count: { size: name, color: muted, align: "right" },
	reading: { size: name, color: ink, align: "left" },
	"reading-strong": { size: name, color: ink, align: "left", strong: true },
	"reading-end": { size: name, color: ink, align: "right" },
	"reading-end-strong": { size: name, color: ink, align: "right", strong: true },
	withheld: { size: small, color: muted, align: "left" },
	tick: { size: small, color: muted, align: "center" },
	head: { size: small, color: muted, align: "left" },
	"head-end": { size: small, color: muted, align: "right" },
	"head-strong": { size: small, color: ink, align: "left", strong: true },
	...Object.fromEntries(
		(["left", "right", "center"] as const).flatMap((align) => [
			[`bar-solid-${align}`, { size: small, color: ink, align, strong: true }],
			[`bar-dashed-${align}`, { size: small, color: muted, align }],
			[`bar-thin-${align}`, { size: small, color: ink, align }],
		]),
	),
});

/** Type sizes, pixels: names, and everything smaller. */
export const wideType = { name: 14, small: 13 } as const;
export const posterType = { name: 13.5, small: 12.5 } as const;
export const narrowType = { name: 14, small: 12.5 } as const;

/** Layers of a panel in one of its widths. */
export function panelLayers(
	type: { readonly name: number; readonly small: number },
	sizes: MarkSizes = rowSizes,
): Layer[] {
	const { band, ends } = interval(sizes);
	return [
		gridLayer,
		hairlines,
		band,
		...bars,
		...ends,
		tick("predicted", sizes.predictionHeight, sizes.predictionWidth, "isValid(datum.predicted)"),
		...results(sizes),
		strip,
		blankLayer,
		...wordLayers(panelWords(type.name, type.small)),
	];
}

/** Layers of the key: one row, large, with lines from words to marks. */
export function keyLayers(): Layer[] {
	const { band, ends } = interval(keySizes);
	return [
		hairlines,
		band,
		{
			data: { name: "leaders" },
			mark: { type: "rule", stroke: palette.context, strokeWidth: 1 },
			encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
		},
		...ends,
		tick("predicted", keySizes.predictionHeight, keySizes.predictionWidth, "isValid(datum.predicted)"),
		...results(keySizes),
		...wordLayers({
			label: { size: 14, color: ink, align: "center" },
			"label-strong": { size: 14, color: ink, align: "center", strong: true },
			sentence: { size: 14, color: ink, align: "left" },
		}),
	];
}
