/** Where the rows, marks and words of a figure of intervals stand. */

import { type AxisFrame, positionOf, printed, roundTicks, widenedDomain } from "../axis.js";
import type { IntervalRow, IntervalsInput } from "../intervals-input.js";
import { axisParams, type Word } from "../layers.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { intervalLayers, noteMarkLayers, sizeOf } from "./layers.js";

interface IntervalLayout {
	readonly width: number;
	readonly left: number;
	readonly right: number;
	readonly labelWidth: number;
	/** Right end of the counts and left end of the notes; `undefined` where both stand under the label. */
	readonly columns: { readonly counts: number; readonly note: number } | undefined;
	readonly tickSpacing: number;
}

const layouts: Readonly<Record<"wide" | "narrow", IntervalLayout>> = {
	wide: {
		width: 1068,
		left: 450,
		right: 886,
		labelWidth: 300,
		columns: { counts: 424, note: 908 },
		tickSpacing: 60,
	},
	narrow: { width: 360, left: 20, right: 340, labelWidth: 360, columns: undefined, tickSpacing: 56 },
};

const lineHeight = 17;
const wrapped = (style: string, text: string, width: number): string[] =>
	text === "" ? [] : wrapText(text, width, sizeOf(style), style.endsWith("strong"));

const lines = (style: string, texts: readonly string[], x: number, top: number): Word[] =>
	texts.map((text, line) => ({ style, text, x, y: top + (line + 0.5) * lineHeight }));

function frameOf(input: IntervalsInput, { left, right }: IntervalLayout): AxisFrame {
	const rows = input.blocks.flatMap((block) => block.rows);
	const values = rows.flatMap(({ value, hollow, interval, band, ticks = [] }) =>
		[value, hollow, interval?.lower, interval?.upper, band?.lower, band?.upper, ...ticks].filter(
			(entry): entry is number => entry !== undefined,
		),
	);
	const all = [...values, ...input.axis.lines];
	const first = all[0] ?? 0;
	const [from, to] = widenedDomain([first, first], all);
	// A percent of students is shown on its whole scale.
	if (input.axis.unit === "percent" && !input.axis.signed) return { from: 0, to: 100, left, right };
	const margin = 0.04 * (to - from);
	return {
		from: input.axis.lines.includes(from) ? from : from - margin,
		to: input.axis.lines.includes(to) ? to : to + margin,
		left,
		right,
	};
}

/** Room for words that stand instead of marks. */
const markWidth = ({ left, right }: IntervalLayout): number => right - left - 12;

interface Placed {
	readonly row: IntervalRow;
	readonly words: readonly Word[];
	/** Where the shape before the note stands; drawn where the row has one. */
	readonly noteMark: { readonly x: number; readonly y: number };
	/** Middle of the marks. */
	readonly y: number;
	readonly bottom: number;
}

/** Room of the shape before a note. */
const markRoom = 20;

/** Beside its marks, where there is room for words. */
function placeBeside(row: IntervalRow, top: number, layout: IntervalLayout): Placed {
	const { counts: countsRight, note: noteLeft } = layout.columns ?? { counts: 0, note: 0 };
	const label = row.strong ? "label-strong" : "label";
	const names = wrapped(label, row.label, layout.labelWidth);
	const words = wrapped("words", row.words, layout.labelWidth);
	const indent = row.mark === undefined ? 0 : markRoom;
	const notes = wrapped("words", row.note, layout.width - noteLeft - indent);
	const held = row.withheld === undefined ? [] : wrapped("words", row.withheld, markWidth(layout));
	const height = Math.max(names.length + words.length, notes.length, held.length, 1) * lineHeight;
	const y = top + height / 2;
	return {
		row,
		y,
		words: [
			...lines(label, names, 0, y - ((names.length + words.length) * lineHeight) / 2),
			...lines("words", words, 0, y + ((names.length - words.length) * lineHeight) / 2),
			...lines("counts", row.counts === "" ? [] : [row.counts], countsRight, y - lineHeight / 2),
			...lines("words", notes, noteLeft + indent, y - (notes.length * lineHeight) / 2),
		],
		noteMark: { x: noteLeft + 6, y: y - ((notes.length - 1) * lineHeight) / 2 },
		bottom: top + height + 9,
	};
}

/** Above its marks: for phones. */
function placeAbove(row: IntervalRow, top: number, layout: IntervalLayout, headers: IntervalsInput["headers"]): Placed {
	const label = row.strong ? "label-strong" : "label";
	const names = wrapped(label, row.label, layout.labelWidth);
	const named = (header: string, text: string): string => (text === "" ? "" : `${header}: ${text}`.replace(/^: /, ""));
	const before = [row.words, named(headers.counts, row.counts)].flatMap((text) =>
		wrapped("words", text, layout.labelWidth),
	);
	const indent = row.mark === undefined ? 0 : markRoom;
	const notes = wrapped("words", indent > 0 ? row.note : named(headers.note, row.note), layout.labelWidth - indent);
	const under = top + names.length * lineHeight;
	const noteTop = under + before.length * lineHeight;
	const held = row.withheld === undefined ? [] : wrapped("words", row.withheld, markWidth(layout));
	const half = Math.max(14, (held.length * lineHeight) / 2 + 2);
	const y = noteTop + notes.length * lineHeight + half;
	return {
		row,
		y,
		words: [
			...lines(label, names, 0, top),
			...lines("words", before, 0, under),
			...lines("words", notes, indent, noteTop),
		],
		noteMark: { x: 6, y: noteTop + lineHeight / 2 },
		bottom: y + half + 8,
	};
}

function headerWords(input: IntervalsInput, layout: IntervalLayout): { words: Word[]; bottom: number } {
	if (layout.columns === undefined) return { words: [], bottom: 4 };
	const { counts, note } = layout.columns;
	const over = wrapped("counts", input.headers.counts, 110);
	const behind = wrapped("words", input.headers.note, layout.width - note);
	return {
		words: [...lines("counts", over, counts, 2), ...lines("words", behind, note, 2)],
		bottom: 2 + Math.max(over.length, behind.length) * lineHeight + 10,
	};
}

function placeRows(input: IntervalsInput, layout: IntervalLayout, start: number) {
	const words: Word[] = [];
	const placed: Placed[] = [];
	let top = start;
	for (const block of input.blocks) {
		const heading = wrapped("heading", block.heading, layout.columns === undefined ? layout.width : layout.labelWidth);
		if (heading.length > 0) {
			words.push(...lines("heading", heading, 0, top + 4));
			top += 4 + heading.length * lineHeight + 6;
		}
		for (const row of block.rows) {
			const place =
				layout.columns === undefined ? placeAbove(row, top, layout, input.headers) : placeBeside(row, top, layout);
			placed.push(place);
			top = place.bottom;
		}
		top += 6;
	}
	return { placed, words, bottom: top };
}

/** Words instead of marks, with a blank under them so that no line crosses them. */
function withheldWords(placed: readonly Placed[], layout: IntervalLayout) {
	const words: Word[] = [];
	const blanks: Record<string, number>[] = [];
	for (const { row, y } of placed) {
		if (row.withheld === undefined) continue;
		const texts = wrapped("words", row.withheld, markWidth(layout));
		const top = y - (texts.length * lineHeight) / 2;
		words.push(...lines("words", texts, layout.left + 6, top));
		const width = Math.max(...texts.map((text) => textWidth(text, sizeOf("words"))));
		blanks.push({ x: layout.left, x2: layout.left + width + 12, y: top, y2: top + texts.length * lineHeight });
	}
	return { words, blanks };
}

const present = <T>(placed: readonly Placed[], pick: (row: IntervalRow, y: number) => T | undefined): T[] =>
	placed.flatMap(({ row, y }) => pick(row, y) ?? []);

function marks(placed: readonly Placed[]) {
	return {
		rows: placed.map(({ row, y }) => ({
			id: row.id,
			name: row.label,
			y,
			...(row.value === undefined ? {} : { value: row.value }),
			...(row.withheld === undefined ? {} : { withheld: row.withheld }),
		})),
		bands: present(placed, ({ band }, y) => band && { ...band, y }),
		bandEnds: placed.flatMap(({ row, y }) =>
			row.band === undefined ? [] : [row.band.lower, row.band.upper].map((value) => ({ value, y: y - 6, y2: y + 6 })),
		),
		ticks: placed.flatMap(({ row, y }) => (row.ticks ?? []).map((value) => ({ value, y: y - 8, y2: y + 8 }))),
		intervals: present(placed, ({ interval }, y) => interval && { ...interval, y }),
		hollows: present(placed, ({ hollow }, y) => (hollow === undefined ? undefined : { value: hollow, y })),
		points: present(placed, ({ value }, y) => (value === undefined ? undefined : { value, y })),
	};
}

/** Lays out the figure in one of its widths. */
export function intervalSketch(input: IntervalsInput, variant: "wide" | "narrow"): Sketch {
	const layout = layouts[variant];
	const frame = frameOf(input, layout);
	const header = headerWords(input, layout);
	const { placed, words, bottom } = placeRows(input, layout, header.bottom);
	const ticks = roundTicks(frame, layout.tickSpacing);
	const withheld = withheldWords(placed, layout);
	const top = header.bottom - 4;
	// Where words stand above their marks, lines run beside the marks alone.
	const stretches = layout.columns === undefined ? placed.map(({ y }) => [y - 11, y + 11]) : [[top, bottom]];
	const upright = (values: readonly number[]) =>
		stretches.flatMap(([y, y2]) => values.map((value) => ({ value, y, y2 })));
	const style = input.axis.signed ? "signed tick" : "tick";
	const title = wrapped("axis", input.axis.title, layout.right - layout.left);
	const noteMarks = placed.flatMap(({ row, noteMark }) =>
		row.mark === undefined ? [] : [{ ...noteMark, mark: row.mark }],
	);
	return {
		width: layout.width,
		height: Math.ceil(bottom + 26 + title.length * lineHeight),
		description: "Values with their intervals, one row each",
		params: axisParams(frame),
		datasets: {
			grid: upright(ticks),
			lines: upright(input.axis.lines),
			...marks(placed),
			...(noteMarks.length > 0 ? { noteMarks } : {}),
			blanks: withheld.blanks,
			words: [
				...header.words,
				...words,
				...placed.flatMap((place) => place.words),
				...withheld.words,
				...ticks.map((value) => ({
					style: "tick",
					// Differences of percents are percentage points: no percent sign.
					text: printed(value, input.axis.signed ? "points" : input.axis.unit, style),
					x: positionOf(frame, value),
					y: bottom + 12,
				})),
				...lines("axis", title, (layout.left + layout.right) / 2, bottom + 22),
			],
		},
		layers: noteMarks.length > 0 ? [...intervalLayers, ...noteMarkLayers] : intervalLayers,
	};
}
