/** The key: one real row, enlarged, with the words on its marks. */

import { type AxisFrame, positionOf, printed } from "../axis.js";
import { sayOf } from "../clean.js";
import { axisParams, type Word } from "../layers.js";
import type { ProfileChartInput, ProfileRow } from "../profile-input.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { keyLayers } from "./layers.js";
import { type Line, rowData } from "./panel.js";

/** Type size of everything in the key, pixels. */
const size = 14;
const lineHeight = 20;

interface KeyLayout {
	readonly width: number;
	/** Where the marks may stand. */
	readonly left: number;
	readonly right: number;
	/** Where the sentences stand: beside the marks or under them. */
	readonly sentences: { readonly x: number; readonly width: number; readonly below: boolean };
}

const layouts: Readonly<Record<"wide" | "narrow", KeyLayout>> = {
	wide: { width: 1068, left: 20, right: 620, sentences: { x: 690, width: 378, below: false } },
	narrow: { width: 360, left: 6, right: 354, sentences: { x: 0, width: 360, below: true } },
};

/** Words for a mark. */
interface Label {
	readonly lines: readonly string[];
	readonly strong: boolean;
	readonly markX: number;
	readonly width: number;
}

/** Words in their place: the middle of their lines, pixels. */
interface PlacedLabel extends Label {
	readonly x: number;
}

/** Least distance of two labels of one side, pixels. */
const apart = 16;

/** Half of the room: two labels of one side always fit beside each other. */
const labelRoom = (layout: KeyLayout): number => (layout.right - layout.left - apart) / 2;

/** By how much two neighbors are too near; 0 where they are not. */
const overlap = (one: PlacedLabel, next: PlacedLabel): number =>
	Math.max(0, one.x + one.width / 2 + apart - (next.x - next.width / 2));

/**
 * Places the labels of one side: over their marks where they can be, inside, and apart. Two that would meet give way
 * evenly; where the edge stops one, the other gives the rest. Every move ends inside: whether a label has room left is
 * never asked of positions that arithmetic has rounded.
 */
function spread(labels: readonly Label[], layout: KeyLayout): PlacedLabel[] {
	const moved = (label: Label, x: number): PlacedLabel => {
		const half = label.width / 2;
		return { ...label, x: Math.max(layout.left + half, Math.min(x, layout.right - half)) };
	};
	const ordered = labels.map((label) => moved(label, label.markX)).sort((a, b) => a.markX - b.markX);
	const [first, second] = ordered;
	if (first === undefined || second === undefined) return ordered;
	const push = overlap(first, second) / 2;
	const right = moved(second, second.x + push);
	const pushed = moved(first, first.x - push);
	const left = moved(pushed, pushed.x - overlap(pushed, right));
	return [left, moved(right, right.x + overlap(left, right))];
}

function labelOf(words: string, markX: number, layout: KeyLayout, strong = false): Label {
	const lines = wrapText(words, labelRoom(layout), size, strong);
	return { lines, strong, markX, width: Math.max(...lines.map((line) => textWidth(line, size, strong))) };
}

/** The key's row: everything that a key needs, or it is no key. */
type WholeRow = ProfileRow & {
	readonly actual: number;
	readonly predicted: number;
	readonly lower: number;
	readonly upper: number;
};

export function isWhole(row: ProfileRow): row is WholeRow {
	return [row.actual, row.predicted, row.lower, row.upper].every((value) => value !== undefined);
}

function frameOf(row: WholeRow, layout: KeyLayout): AxisFrame {
	const values = [row.actual, row.predicted, row.lower, row.upper, row.baseline ?? row.actual];
	const [from, to] = [Math.min(...values), Math.max(...values)];
	const margin = Math.max((to - from) * 0.16, 0.5);
	return { from: from - margin, to: to + margin, left: layout.left, right: layout.right };
}

/** Labels above (prediction, result) and below (interval, earlier result) the row. */
function labelsOf(
	row: WholeRow,
	input: ProfileChartInput,
	frame: AxisFrame,
	layout: KeyLayout,
): { above: PlacedLabel[]; below: PlacedLabel[] } {
	// One more digit where rounding would put a result on the limit that it lies beyond.
	const hides = [row.lower, row.upper].some((limit) => Math.round(limit) === Math.round(row.actual));
	const number = (value: number): string =>
		printed(value, input.axis.unit, hides ? "fine" : "plain").replace(/ /g, "\u00A0");
	const at = (value: number): number => positionOf(frame, value);
	const range = sayOf(input)(`${number(row.lower)} to ${number(row.upper)}`).replace(/ /g, "\u00A0");
	const above = [
		labelOf(`${input.predictionLabel}: ${number(row.predicted)}`, at(row.predicted), layout),
		labelOf(`${input.actualLabel}: ${number(row.actual)}`, at(row.actual), layout, true),
	];
	// The interval's words hang where no other mark stands: at the half of the band farther from the earlier result.
	const farEnd =
		Math.abs(row.lower - (row.baseline ?? row.actual)) > Math.abs(row.upper - (row.baseline ?? row.actual))
			? row.lower
			: row.upper;
	const below = [labelOf(`${input.intervalLabel}: ${range}`, at((row.predicted + farEnd) / 2), layout)];
	if (row.baseline !== undefined && input.baselineLabel !== undefined) {
		below.push(labelOf(`${input.baselineLabel}: ${number(row.baseline)}`, at(row.baseline), layout));
	}
	return { above: spread(above, layout), below: spread(below, layout) };
}

const labelWords = (label: PlacedLabel, firstY: number): Word[] =>
	label.lines.map((text, line) => ({
		style: label.strong ? "label-strong" : "label",
		text,
		x: label.x,
		y: firstY + line * lineHeight,
	}));

/** From the words to the mark: upright where the words reach over it, else to their nearer end. */
function leader(label: PlacedLabel, wordsY: number, markY: number): Line {
	const half = Math.max(label.width / 2 - 4, 0);
	return { x: Math.min(Math.max(label.markX, label.x - half), label.x + half), y: wordsY, x2: label.markX, y2: markY };
}

/** The sentences: beside the marks around their height, or under them. */
function sentenceWords(input: ProfileChartInput, layout: KeyLayout, marks: { y: number; marksEnd: number }): Word[] {
	const { x, width, below } = layout.sentences;
	const lines = (input.keyPanel?.words ?? []).flatMap((words) => wrapText(words, width, size));
	const top = below ? marks.marksEnd + 14 : Math.max(18, marks.y - (lines.length * lineHeight) / 2 + 10);
	return lines.map((text, index) => ({ style: "sentence", text, x, y: top + index * lineHeight }));
}

/**
 * Lays out the key.
 *
 * @param row the real row
 * @param input the chart's words and unit
 * @param variant beside the marks, or under them, stand the sentences
 */
export function keyPanel(row: WholeRow, input: ProfileChartInput, variant: "wide" | "narrow"): Sketch {
	const layout = layouts[variant];
	const frame = frameOf(row, layout);
	const { above, below } = labelsOf(row, input, frame, layout);
	const linesAbove = Math.max(...above.map((label) => label.lines.length));
	const linesBelow = Math.max(...below.map((label) => label.lines.length));
	const y = 10 + linesAbove * lineHeight + 30;
	const belowY = y + 40;
	const marksEnd = belowY + linesBelow * lineHeight;
	const sentences = sentenceWords(input, layout, { y, marksEnd });
	const words = [
		...above.flatMap((label) => labelWords(label, 10 + (linesAbove - label.lines.length) * lineHeight + 8)),
		...below.flatMap((label) => labelWords(label, belowY)),
		...sentences,
	];
	return {
		width: layout.width,
		height: Math.ceil(Math.max(marksEnd, ...sentences.map((sentence) => sentence.y + lineHeight))),
		description: `Key to the figure: the row of ${row.name}, enlarged`,
		params: axisParams(frame),
		datasets: {
			rows: rowData([{ row, y, lines: [] }]),
			hairlines: [{ x: layout.left, x2: layout.right, y }],
			leaders: [
				...above.map((label) => leader(label, 10 + linesAbove * lineHeight - 2, y - 16)),
				...below.map((label) => leader(label, belowY - 11, y + 11)),
			],
			words,
		},
		layers: keyLayers(),
	};
}
