/** Where rows, columns, intervals and words of the figure of intervals stand. */

import { type AxisFrame, positionOf, printed, roundTicks, widenedDomain } from "../axis.js";
import type { IntervalCell, IntervalRow, IntervalsInput } from "../intervals-input.js";
import type { Word } from "../layers.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { intervalLayers } from "./layers.js";

type Mark = Readonly<Record<string, string | number | boolean>>;

/** What a row adds to the drawing. */
interface Placed {
	readonly marks: readonly Mark[];
	readonly ranges: readonly Mark[];
	/** White under words that stand where lines pass. */
	readonly blanks: readonly Mark[];
	readonly hairlines: readonly Mark[];
	readonly words: readonly Word[];
	readonly bottom: number;
}

const wide = { width: 1068, names: 236, gap: 18, lineHeight: 18, tickSpacing: 44 } as const;
const narrow = { width: 360, names: 148, right: 350, lineHeight: 18, groupHeight: 21, tickSpacing: 48 } as const;

/** One axis for all columns and panels, which holds every interval, zero and the threshold. */
function domainOf(rows: readonly IntervalRow[], threshold: number): readonly [number, number] {
	const ends = rows.flatMap((row) =>
		row.cells.flatMap(({ mark }) => ("value" in mark ? [mark.lower, mark.upper] : [])),
	);
	return widenedDomain([0, threshold], ends);
}

function cellAt(cell: IntervalCell, name: string, frame: AxisFrame, y: number): Omit<Placed, "hairlines" | "bottom"> {
	const { mark } = cell;
	if (!("value" in mark)) {
		const x = (frame.left + frame.right) / 2;
		const half = textWidth(mark.withheld, 12.5) / 2 + 3;
		return {
			marks: [],
			ranges: [],
			blanks: [{ x: x - half, x2: x + half, y: y - 8, y2: y + 8 }],
			words: [{ style: "absent", text: mark.withheld, x, y }],
		};
	}
	const at = (value: number): number => positionOf(frame, value);
	return {
		marks: [{ id: cell.id, name, ...mark, x: at(mark.value), y }],
		ranges: [{ x: at(mark.lower), x2: at(mark.upper), y, y2: y }],
		blanks: [],
		words: [],
	};
}

function tickWords(frame: AxisFrame, spacing: number, y: number): Word[] {
	return roundTicks(frame, spacing).map((value) => ({
		style: "tick",
		text: printed(value, "points", "signed tick"),
		x: positionOf(frame, value),
		y,
	}));
}

const upright = (frames: readonly AxisFrame[], value: number, y: number, y2: number): Mark[] =>
	frames.map((frame) => ({ x: positionOf(frame, value), x2: positionOf(frame, value), y, y2 }));

/** Room inside a column for tick words at its ends. */
const inset = 14;

/** Names at the left, one column a group. */
function wideSketch(input: IntervalsInput, all: readonly IntervalRow[]): Sketch {
	const [from, to] = domainOf(all, input.threshold);
	const span = (wide.width - wide.names) / input.columns.length;
	const frames = input.columns.map((_, index): AxisFrame => {
		const left = wide.names + index * span + wide.gap;
		return { from, to, left: left + inset, right: wide.names + (index + 1) * span - inset };
	});
	const heads = input.columns.map(({ label }) => wrapText(label, span - wide.gap, 13, true));
	const headHeight = Math.max(...heads.map((lines) => lines.length)) * 17;
	const top = headHeight + 34;
	let y = top;
	const placed = input.rows.map((row): Placed => {
		const lines = wrapText(row.name, wide.names - 12, 14, true);
		const height = Math.max(30, lines.length * wide.lineHeight + 10);
		const middle = y + height / 2;
		y += height;
		const cells = row.cells.flatMap((cell) => {
			const frame = frames[input.columns.findIndex(({ id }) => id === cell.column)];
			return frame === undefined ? [] : [cellAt(cell, row.name, frame, middle)];
		});
		return {
			marks: cells.flatMap(({ marks }) => marks),
			ranges: cells.flatMap(({ ranges }) => ranges),
			blanks: cells.flatMap(({ blanks }) => blanks),
			hairlines: [{ x: 0, x2: wide.width, y, y2: y }],
			words: [
				...lines.map((text, line) => ({
					style: "name",
					text,
					x: 0,
					y: middle + (line - (lines.length - 1) / 2) * wide.lineHeight,
				})),
				...cells.flatMap(({ words }) => words),
			],
			bottom: y,
		};
	});
	const words = [
		...heads.flatMap((lines, index) => {
			const frame = frames[index];
			const x = frame === undefined ? 0 : (frame.left + frame.right) / 2;
			return lines.map((text, line): Word => ({ style: "head", text, x, y: 10 + line * 17 }));
		}),
		...frames.flatMap((frame) => [
			...tickWords(frame, wide.tickSpacing, headHeight + 20),
			...tickWords(frame, wide.tickSpacing, y + 16),
		]),
	];
	return sketchOf(input, { placed, frames, words, top: headHeight + 30, bottom: y, width: wide.width });
}

/** The name above, one line a group. */
function narrowSketch(input: IntervalsInput, all: readonly IntervalRow[]): Sketch {
	const [from, to] = domainOf(all, input.threshold);
	const frame: AxisFrame = { from, to, left: narrow.names + inset, right: narrow.right - inset };
	let y = 24;
	const placed = input.rows.map((row): Placed => {
		const lines = wrapText(row.name, narrow.width, 14, true);
		const words: Word[] = lines.map((text, line) => ({
			style: "name",
			text,
			x: 0,
			y: y + 13 + line * narrow.lineHeight,
		}));
		y += lines.length * narrow.lineHeight + 12;
		const [marks, ranges, blanks]: [Mark[], Mark[], Mark[]] = [[], [], []];
		for (const cell of row.cells) {
			const label = input.columns.find(({ id }) => id === cell.column)?.label ?? "";
			const wrapped = wrapText(label, narrow.names - 8, 12.5);
			const height = Math.max(narrow.groupHeight, wrapped.length * 15 + 6);
			const middle = y + height / 2;
			const made = cellAt(cell, row.name, frame, middle);
			marks.push(...made.marks);
			ranges.push(...made.ranges);
			blanks.push(...made.blanks);
			words.push(...made.words);
			words.push(
				...wrapped.map((text, line) => ({
					style: "group",
					text,
					x: 0,
					y: middle + (line - (wrapped.length - 1) / 2) * 15,
				})),
			);
			y += height;
		}
		y += 6;
		return { marks, ranges, blanks, hairlines: [{ x: 0, x2: narrow.width, y, y2: y }], words, bottom: y };
	});
	const words = [...tickWords(frame, narrow.tickSpacing, 10), ...tickWords(frame, narrow.tickSpacing, y + 16)];
	return sketchOf(input, { placed, frames: [frame], words, top: 20, bottom: y, width: narrow.width });
}

interface Laid {
	readonly placed: readonly Placed[];
	readonly frames: readonly AxisFrame[];
	readonly words: readonly Word[];
	readonly top: number;
	readonly bottom: number;
	readonly width: number;
}

/** Under the axis: what its numbers are. */
const unitNote = (input: IntervalsInput, width: number): string[] =>
	wrapText(
		`Solid line: as predicted. Dashed line: ${printed(input.threshold, "points")}, the smallest difference worth naming.`,
		width,
		13,
	);

function sketchOf(input: IntervalsInput, { placed, frames, words, top, bottom, width }: Laid): Sketch {
	const notes = unitNote(input, width);
	return {
		width,
		height: Math.ceil(bottom + 34 + notes.length * 17),
		description:
			"Persistent differences from prediction with their intervals, one row a school, one column a student group",
		params: {},
		datasets: {
			rows: placed.flatMap(({ marks }) => marks),
			ranges: placed.flatMap(({ ranges }) => ranges),
			blanks: placed.flatMap(({ blanks }) => blanks),
			hairlines: placed.flatMap(({ hairlines }) => hairlines),
			zero: upright(frames, 0, top, bottom),
			threshold: upright(frames, input.threshold, top, bottom),
			words: [
				...placed.flatMap((row) => row.words),
				...words,
				...notes.map((text, line): Word => ({ style: "note", text, x: 0, y: bottom + 38 + line * 17 })),
			],
		},
		layers: intervalLayers,
	};
}

/**
 * Lays out a panel in one of its widths.
 *
 * @param input with the panel's rows
 * @param all rows of all panels, which share one axis
 */
export const intervalsSketch = (
	input: IntervalsInput,
	all: readonly IntervalRow[],
	variant: "wide" | "narrow",
): Sketch => (variant === "wide" ? wideSketch(input, all) : narrowSketch(input, all));
