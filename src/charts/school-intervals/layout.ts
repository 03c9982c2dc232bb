/** Where rows, columns, intervals and words of the figure of intervals stand. */

import {
	type AxisFrame,
	type AxisUnit,
	differenceAxis,
	positionOf,
	printed,
	roundTicks,
	widenedDomain,
} from "../axis.js";
import { sayOf } from "../clean.js";
import type { Word } from "../layers.js";
import type { Sketch } from "../render.js";
import type { IntervalCell, IntervalRow, SchoolIntervalsInput } from "../school-intervals-input.js";
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

function tickWords(frame: AxisFrame, unit: AxisUnit, [spacing, y]: readonly [number, number]): Word[] {
	return roundTicks(frame, spacing).map((value) => ({
		style: "tick",
		text: printed(value, differenceAxis(unit), "signed tick"),
		x: positionOf(frame, value),
		y,
	}));
}

const upright = (frames: readonly AxisFrame[], value: number, y: number, y2: number): Mark[] =>
	frames.map((frame) => ({ x: positionOf(frame, value), x2: positionOf(frame, value), y, y2 }));

/** Room inside a column for tick words at its ends. */
const inset = 14;

/** Lines of text around a middle. */
const around = (lines: readonly string[], style: string, middle: number, lineHeight: number): Word[] =>
	lines.map((text, line) => ({ style, text, x: 0, y: middle + (line - (lines.length - 1) / 2) * lineHeight }));

type CellParts = ReturnType<typeof cellAt>;

/** Everything that the cells of a row add, besides words that are the row's own. */
const joined = (cells: readonly CellParts[]) => ({
	marks: cells.flatMap(({ marks }) => marks),
	ranges: cells.flatMap(({ ranges }) => ranges),
	blanks: cells.flatMap(({ blanks }) => blanks),
	words: cells.flatMap(({ words }) => words),
});

/** A row whose name stands at the left, from `top`. */
function wideRow(row: IntervalRow, frames: ReadonlyMap<string, AxisFrame>, top: number): Placed {
	const lines = wrapText(row.name, wide.names - 12, 14, true);
	const bottom = top + Math.max(30, lines.length * wide.lineHeight + 10);
	const middle = (top + bottom) / 2;
	const cells = row.cells.flatMap((cell) => {
		const frame = frames.get(cell.column);
		return frame === undefined ? [] : [cellAt(cell, row.name, frame, middle)];
	});
	const parts = joined(cells);
	return {
		...parts,
		hairlines: [{ x: 0, x2: wide.width, y: bottom, y2: bottom }],
		words: [...around(lines, "name", middle, wide.lineHeight), ...parts.words],
		bottom,
	};
}

/** Names at the left, one column a group. */
function wideSketch(input: SchoolIntervalsInput, all: readonly IntervalRow[]): Sketch {
	const [from, to] = domainOf(all, input.threshold);
	const span = (wide.width - wide.names) / input.columns.length;
	const frames = input.columns.map((_, index): AxisFrame => {
		const left = wide.names + index * span + wide.gap;
		return { from, to, left: left + inset, right: wide.names + (index + 1) * span - inset };
	});
	const byColumn = new Map(
		input.columns.map(({ id }, index) => [id, frames[index] ?? { from, to, left: 0, right: 1 }]),
	);
	const heads = input.columns.map(({ label }) => wrapText(label, span - wide.gap, 13, true));
	const headHeight = Math.max(...heads.map((lines) => lines.length)) * 17;
	let bottom = headHeight + 34;
	const placed = input.rows.map((row): Placed => {
		const made = wideRow(row, byColumn, bottom);
		bottom = made.bottom;
		return made;
	});
	const words = frames.flatMap((frame, index) => [
		...(heads[index] ?? []).map(
			(text, line): Word => ({ style: "head", text, x: (frame.left + frame.right) / 2, y: 10 + line * 17 }),
		),
		...tickWords(frame, input.unit, [wide.tickSpacing, headHeight + 20]),
		...tickWords(frame, input.unit, [wide.tickSpacing, bottom + 16]),
	]);
	return sketchOf(input, { placed, frames, words, top: headHeight + 30, bottom, width: wide.width });
}

/** A row whose name stands above its groups, one line a group, from `top`. */
function narrowRow(row: IntervalRow, labels: ReadonlyMap<string, string>, frame: AxisFrame, top: number): Placed {
	const lines = wrapText(row.name, narrow.width, 14, true);
	const nameHeight = lines.length * narrow.lineHeight;
	const name = around(lines, "name", top + 4 + nameHeight / 2, narrow.lineHeight);
	let y = top + nameHeight + 12;
	const labelWords: Word[] = [];
	const cells = row.cells.map((cell) => {
		const wrapped = wrapText(labels.get(cell.column) ?? "", narrow.names - 8, 12.5);
		const height = Math.max(narrow.groupHeight, wrapped.length * 15 + 6);
		const middle = y + height / 2;
		y += height;
		labelWords.push(...around(wrapped, "group", middle, 15));
		return cellAt(cell, row.name, frame, middle);
	});
	const parts = joined(cells);
	const blanks = name.map((word) => ({ x: 0, x2: textWidth(word.text, 14, true) + 3, y: word.y - 9, y2: word.y + 9 }));
	const bottom = y + 6;
	return {
		...parts,
		blanks: [...blanks, ...parts.blanks],
		hairlines: [{ x: 0, x2: narrow.width, y: bottom, y2: bottom }],
		words: [...name, ...labelWords, ...parts.words],
		bottom,
	};
}

/** The name above, one line a group. */
function narrowSketch(input: SchoolIntervalsInput, all: readonly IntervalRow[]): Sketch {
	const [from, to] = domainOf(all, input.threshold);
	const frame: AxisFrame = { from, to, left: narrow.names + inset, right: narrow.right - inset };
	const labels = new Map(input.columns.map(({ id, label }) => [id, label]));
	let bottom = 24;
	const placed = input.rows.map((row): Placed => {
		const made = narrowRow(row, labels, frame, bottom);
		bottom = made.bottom;
		return made;
	});
	const words = [
		...tickWords(frame, input.unit, [narrow.tickSpacing, 10]),
		...tickWords(frame, input.unit, [narrow.tickSpacing, bottom + 16]),
	];
	return sketchOf(input, { placed, frames: [frame], words, top: 20, bottom, width: narrow.width });
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
const unitNote = (input: SchoolIntervalsInput, width: number): string[] =>
	wrapText(
		sayOf(input)(
			`Solid line: as predicted. Dashed line: ${printed(input.threshold, differenceAxis(input.unit))}, the smallest difference worth naming.`,
		),
		width,
		13,
	);

function sketchOf(input: SchoolIntervalsInput, { placed, frames, words, top, bottom, width }: Laid): Sketch {
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
export const schoolIntervalsSketch = (
	input: SchoolIntervalsInput,
	all: readonly IntervalRow[],
	variant: "wide" | "narrow",
): Sketch => (variant === "wide" ? wideSketch(input, all) : narrowSketch(input, all));
