/** Where the rows, bars and words of a figure of bars stand. */

import { type AxisFrame, positionOf, printed, roundTicks } from "../axis.js";
import type { BarPart, BarRow, BarsInput } from "../bars-input.js";
import { axisParams, type Word } from "../layers.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { barHeight, barLayers, sizeOf } from "./layers.js";

interface BarLayout {
	readonly width: number;
	readonly left: number;
	readonly right: number;
	readonly labelWidth: number;
	/** Right end of the counts and left end of the notes; `undefined` where both stand under the label. */
	readonly columns: { readonly counts: number; readonly note: number } | undefined;
	readonly tickSpacing: number;
}

const layouts: Readonly<Record<"wide" | "narrow", BarLayout>> = {
	wide: { width: 1068, left: 410, right: 770, labelWidth: 290, columns: { counts: 390, note: 790 }, tickSpacing: 60 },
	narrow: { width: 360, left: 8, right: 340, labelWidth: 350, columns: undefined, tickSpacing: 56 },
};

const lineHeight = 17;

const wrapped = (style: string, text: string, width: number): string[] =>
	text === "" ? [] : wrapText(text, width, sizeOf(style), style.endsWith("strong") || style === "heading");

const lines = (style: string, texts: readonly string[], x: number, top: number): Word[] =>
	texts.map((text, line) => ({ style, text, x, y: top + (line + 0.5) * lineHeight }));

const lengthOf = ({ parts }: BarRow): number => parts.reduce((sum, { value }) => sum + value, 0);

function frameOf(input: BarsInput, { left, right }: BarLayout): AxisFrame {
	const longest = Math.max(0, ...input.blocks.flatMap((block) => block.rows.map(lengthOf)));
	const to = input.axis.unit === "percent" ? 100 : longest === 0 ? 1 : longest;
	return { from: 0, to, left, right };
}

interface Placed {
	readonly row: BarRow;
	readonly words: readonly Word[];
	/** Middle of the bar. */
	readonly y: number;
	readonly bottom: number;
}

function placeBeside(row: BarRow, top: number, layout: BarLayout): Placed {
	const { counts, note } = layout.columns ?? { counts: 0, note: 0 };
	const label = row.strong ? "label-strong" : "label";
	const names = wrapped(label, row.label, layout.labelWidth);
	const words = wrapped("words", row.words, layout.labelWidth);
	const notes = wrapped("words", row.note, layout.width - note);
	const held = row.withheld === undefined ? [] : wrapped("words", row.withheld, layout.right - layout.left - 12);
	const tallest = Math.max(names.length + words.length, notes.length, held.length);
	const height = Math.max(tallest * lineHeight, barHeight + 4);
	const y = top + height / 2;
	return {
		row,
		y,
		words: [
			...lines(label, names, 0, y - ((names.length + words.length) * lineHeight) / 2),
			...lines("words", words, 0, y + ((names.length - words.length) * lineHeight) / 2),
			...lines("counts-strong", row.counts === "" ? [] : [row.counts], counts, y - lineHeight / 2),
			...lines("words", notes, note, y - (notes.length * lineHeight) / 2),
		],
		bottom: top + height + 9,
	};
}

/** Above its bar: for phones. */
function placeAbove(row: BarRow, top: number, layout: BarLayout): Placed {
	const label = row.strong ? "label-strong" : "label";
	const names = wrapped(label, row.counts === "" ? row.label : `${row.counts} ${row.label}`, layout.labelWidth);
	const words = [row.words, row.note].flatMap((text) => wrapped("words", text, layout.labelWidth));
	const under = top + names.length * lineHeight;
	const held = row.withheld === undefined ? [] : wrapped("words", row.withheld, layout.right - layout.left - 12);
	const half = Math.max(barHeight / 2 + 3, (held.length * lineHeight) / 2 + 2);
	const y = under + words.length * lineHeight + half;
	return { row, y, words: [...lines(label, names, 0, top), ...lines("words", words, 0, under)], bottom: y + half + 8 };
}

const kinds: readonly BarPart[] = ["filled", "outlined", "light"];

/** What the parts are: samples with their words, in as many lines as they need. */
function keyOf(input: BarsInput, layout: BarLayout) {
	const used = new Set(input.blocks.flatMap(({ rows }) => rows.flatMap(({ parts }) => parts.map(({ part }) => part))));
	const words: Word[] = [];
	const samples: Record<string, number | string>[] = [];
	let [x, top] = [0, 2];
	for (const part of kinds) {
		const text = input.key[part];
		if (text === undefined || !used.has(part)) continue;
		const texts = wrapped("words", text, layout.width - 34);
		const width = 34 + Math.max(...texts.map((line) => textWidth(line, sizeOf("words"))));
		if (x > 0 && x + width > layout.width) [x, top] = [0, top + lineHeight + 4];
		samples.push({ part, x: x + 1, x2: x + 24, y: top + 3, y2: top + 14 });
		words.push(...lines("words", texts, x + 32, top));
		x += width + 26;
		if (texts.length > 1) [x, top] = [0, top + texts.length * lineHeight + 4];
	}
	return { words, samples, bottom: words.length === 0 ? 0 : (x > 0 ? top + lineHeight : top) + 12 };
}

function headerWords({ headers }: BarsInput, layout: BarLayout, top: number): { words: Word[]; bottom: number } {
	if (layout.columns === undefined) return { words: [], bottom: top + 4 };
	const { counts, note } = layout.columns;
	const over = wrapped("counts", headers.counts, 90);
	const behind = wrapped("words", headers.note, layout.width - note);
	const height = Math.max(over.length, behind.length) * lineHeight;
	return {
		words: [...lines("counts", over, counts, top + 2), ...lines("words", behind, note, top + 2)],
		bottom: top + 2 + height + 8,
	};
}

function placeRows(input: BarsInput, layout: BarLayout, start: number) {
	const words: Word[] = [];
	const placed: Placed[] = [];
	let top = start;
	for (const { heading, rows } of input.blocks) {
		const texts = wrapped("heading", heading, layout.columns === undefined ? layout.width : layout.labelWidth);
		if (texts.length > 0) {
			words.push(...lines("heading", texts, 0, top + 4));
			top += 4 + texts.length * lineHeight + 6;
		}
		for (const row of rows) {
			const place = layout.columns === undefined ? placeAbove(row, top, layout) : placeBeside(row, top, layout);
			placed.push(place);
			top = place.bottom;
		}
		top += 6;
	}
	return { placed, words, bottom: top };
}

/** Words instead of bars, with a blank under them so that no line crosses them. */
function withheldWords(placed: readonly Placed[], layout: BarLayout) {
	const words: Word[] = [];
	const blanks: Record<string, number>[] = [];
	for (const { row, y } of placed) {
		if (row.withheld === undefined) continue;
		const texts = wrapped("words", row.withheld, layout.right - layout.left - 12);
		const top = y - (texts.length * lineHeight) / 2;
		words.push(...lines("words", texts, layout.left + 6, top));
		const width = Math.max(...texts.map((text) => textWidth(text, sizeOf("words"))));
		blanks.push({ x: layout.left + 2, x2: layout.left + width + 12, y: top, y2: top + texts.length * lineHeight });
	}
	return { words, blanks };
}

function partsOf(placed: readonly Placed[]) {
	return placed.flatMap(({ row, y }) => {
		let from = 0;
		return row.parts
			.filter(({ value }) => value > 0)
			.map(({ part, value }) => {
				const start = from;
				from += value;
				return { part, from: start, to: from, y };
			});
	});
}

/** Lays out the figure in one of its widths. */
export function barSketch(input: BarsInput, variant: "wide" | "narrow"): Sketch {
	const layout = layouts[variant];
	const frame = frameOf(input, layout);
	const key = keyOf(input, layout);
	const header = headerWords(input, layout, key.bottom);
	const { placed, words, bottom } = placeRows(input, layout, header.bottom);
	const ticks = roundTicks(frame, layout.tickSpacing);
	const withheld = withheldWords(placed, layout);
	// Where words stand above their bars, lines run beside the bars alone.
	const stretches =
		layout.columns === undefined ? placed.map(({ y }) => [y - 11, y + 11]) : [[header.bottom - 4, bottom]];
	const upright = (values: readonly number[]) =>
		stretches.flatMap(([y, y2]) => values.map((value) => ({ value, y: y ?? 0, y2: y2 ?? 0 })));
	const title = wrapped("axis", input.axis.title, layout.right - layout.left);
	return {
		width: layout.width,
		height: Math.ceil(bottom + 26 + title.length * lineHeight),
		description: "Bars, one row each",
		params: axisParams(frame),
		datasets: {
			grid: upright(ticks),
			zero: upright([0]),
			rows: placed.map(({ row, y }) => ({
				id: row.id,
				name: row.label,
				y,
				...(row.withheld === undefined ? {} : { withheld: row.withheld }),
			})),
			parts: partsOf(placed),
			samples: key.samples,
			blanks: withheld.blanks,
			words: [
				...key.words,
				...header.words,
				...words,
				...placed.flatMap((place) => place.words),
				...withheld.words,
				...ticks.map((value) => ({
					style: "tick",
					text: printed(value, input.axis.unit, "tick"),
					x: positionOf(frame, value),
					y: bottom + 12,
				})),
				...lines("axis", title, (layout.left + layout.right) / 2, bottom + 22),
			],
		},
		layers: barLayers,
	};
}
