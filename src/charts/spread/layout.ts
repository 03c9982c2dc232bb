/** Where bricks and words stand: what we saw above each line, one draw of chance below it, one axis for all. */

import {
	type AxisFrame,
	type AxisUnit,
	differenceAxis,
	differenceUnits,
	positionOf,
	printed,
	roundTicks,
} from "../axis.js";
import type { Say } from "../chart.js";
import { sayOf } from "../clean.js";
import { axisParams, type Word } from "../layers.js";
import type { Sketch } from "../render.js";
import type { SpreadInput, SpreadRow } from "../spread-input.js";
import { roundSteps, type Step, stacks, symmetricDomain, tallest } from "../steps.js";
import { textWidth } from "../text-width.js";
import { spreadLayers } from "./layers.js";
import { lineHeight, numberBlock, numberLines, placeBlock, titleBlock } from "./words.js";

interface SpreadLayout {
	readonly width: number;
	readonly left: number;
	readonly right: number;
	/** Words beside the bricks, or above them where there is no room. */
	readonly beside: boolean;
	readonly wordsWidth: number;
	readonly numbersLeft: number;
	readonly tickSpacing: number;
}

const layouts: Readonly<Record<"wide" | "narrow", SpreadLayout>> = {
	wide: { width: 1068, left: 290, right: 868, beside: true, wordsWidth: 250, numbersLeft: 892, tickSpacing: 70 },
	narrow: { width: 360, left: 20, right: 340, beside: false, wordsWidth: 360, numbersLeft: 0, tickSpacing: 52 },
};

const brickHeight = 4;
const brickPitch = 5.5;
/** Height that bricks on one side of a line may take; taller stacks get thinner bricks. */
const mostRise = 120;
/** What the bricks of all rows have in common. */
interface Bricks {
	readonly frame: AxisFrame;
	readonly step: Step;
	readonly pitch: number;
	/** Of the numbers beside them. */
	readonly unit: AxisUnit;
	readonly say: Say;
}

type Side = { readonly kind: "observed" | "chance"; readonly direction: 1 | -1; readonly values: readonly number[] };

const sidesOf = (row: SpreadRow): readonly Side[] => [
	{ kind: "observed", direction: -1, values: row.observed },
	{ kind: "chance", direction: 1, values: row.chance },
];

const columnsOf = (values: readonly number[], { step, frame }: { step: Step; frame: AxisFrame }) =>
	stacks(
		values.map((value) => ({ value })),
		step.size,
		frame,
	);

function layBricks(input: SpreadInput, layout: SpreadLayout): Bricks {
	const values = input.rows.flatMap((row) => [...row.observed, ...row.chance]);
	const [from, to] = symmetricDomain([...values, ...(input.reach ?? [])]);
	const frame = { from, to, left: layout.left, right: layout.right };
	const [step] = roundSteps(frame, layout.beside ? 9 : 6.5, 40);
	if (step === undefined) throw new Error("an axis without steps");
	const tall = input.rows.flatMap((row) =>
		sidesOf(row).map((side) => tallest(columnsOf(side.values, { step, frame }))),
	);
	const unit = differenceAxis(input.unit);
	return { frame, step, unit, say: sayOf(input), pitch: Math.min(brickPitch, mostRise / Math.max(1, ...tall)) };
}

/** Pixels from a row's line to the end of its highest stack on one side. */
const rise = (values: readonly number[], bricksOf: Bricks): number =>
	tallest(columnsOf(values, bricksOf)) * bricksOf.pitch + 2;

const brickData = (row: SpreadRow, y: number, bricksOf: Bricks): Record<string, string | number>[] =>
	sidesOf(row).flatMap(({ kind, direction, values }) =>
		columnsOf(values, bricksOf).flatMap(({ center, items }) =>
			items.map((_, index) => ({
				row: row.id,
				kind,
				value: center,
				y: y + direction * ((index + 0.5) * bricksOf.pitch + 1),
			})),
		),
	);

interface PlacedRow {
	readonly words: readonly Word[];
	/** The line between what we saw and chance. */
	readonly y: number;
	/** Ends of the bricks above and below it. */
	readonly bricksTop: number;
	readonly bricksBottom: number;
	readonly bottom: number;
}

/** One row from `top`: its words, the height of its line, and where it ends. */
function layRow(row: SpreadRow, top: number, layout: SpreadLayout, bricksOf: Bricks): PlacedRow {
	const titles = titleBlock(row, layout.wordsWidth);
	const numbers = layout.beside
		? numberBlock(row, bricksOf.unit, bricksOf.say)
		: numberLines(row, bricksOf.unit, bricksOf.say);
	const [up, down] = [rise(row.observed, bricksOf), rise(row.chance, bricksOf)];
	if (!layout.beside) {
		const y = top + titles.height + numbers.height + 10 + up;
		return {
			words: [...placeBlock(titles, 0, top), ...placeBlock(numbers, 0, top + titles.height)],
			y,
			bricksTop: y - up,
			bricksBottom: y + down,
			bottom: y + down + 26,
		};
	}
	// The words stand around the line; the row is as high as the taller of words and bricks.
	const half = Math.max(titles.height, numbers.height) / 2;
	const y = top + Math.max(up, half);
	const words = [
		...placeBlock(titles, 0, y - titles.height / 2),
		...placeBlock(numbers, layout.numbersLeft, y - numbers.height / 2),
	];
	return { words, y, bricksTop: y - up, bricksBottom: y + down, bottom: y + Math.max(down, half) + 24 };
}

/** Size of the words that head the numbers. */
const headSize = 13;

/** A row's numbers, as they stand in the published specification. */
function published({ id, title, observedSd, chanceSd, trueSd, trueSdInterval }: SpreadRow) {
	const { lower, upper } = trueSdInterval;
	return { id, name: title, observedSd, chanceSd, trueSd, trueSdLower: lower, trueSdUpper: upper };
}

const tickWords = (ticks: readonly number[], frame: AxisFrame, y: number): Word[] =>
	ticks.map((value) => ({
		style: "tick",
		text: printed(value, "points", "signed tick"),
		x: positionOf(frame, value),
		y,
	}));

/** What the numbers are: over their column, or over the first row. */
function headWord(input: SpreadInput, { beside, numbersLeft, width }: SpreadLayout, y: number): Word {
	const what = beside ? "Standard deviation" : "Numbers are standard deviations";
	const text = sayOf(input)(`${what}, ${differenceUnits[input.unit]}`);
	return { style: "words", text, x: Math.min(numbersLeft, width - textWidth(text, headSize)), y };
}

/** Lays out the figure in one of its widths. */
export function spreadSketch(input: SpreadInput, variant: "wide" | "narrow"): Sketch {
	const layout = layouts[variant];
	const bricksOf = layBricks(input, layout);
	const { frame } = bricksOf;
	const headY = 4 + lineHeight / 2;
	let top = headY + lineHeight / 2 + 12;
	const laid = input.rows.map((row) => {
		const place = layRow(row, top, layout, bricksOf);
		top = place.bottom;
		return { row, ...place };
	});
	const ticks = roundTicks(frame, layout.tickSpacing);
	return {
		width: layout.width,
		height: Math.ceil(top + 26),
		description: "Spread of schools, seen and by chance alone, one brick a school",
		params: {
			...axisParams(frame),
			brickWidth: Math.max(bricksOf.step.px - 2, 2),
			brickHeight: brickHeight * Math.min(1, bricksOf.pitch / brickPitch),
		},
		datasets: {
			rows: laid.map(({ row, y }) => ({ ...published(row), x: layout.left, x2: layout.right, y })),
			grid: laid.flatMap(({ bricksTop, bricksBottom }) =>
				ticks.map((value) => ({ value, y: bricksTop - 8, y2: bricksBottom + 8 })),
			),
			bricks: laid.flatMap(({ row, y }) => brickData(row, y, bricksOf)),
			words: [
				headWord(input, layout, headY),
				...laid.flatMap(({ words }) => words),
				...tickWords(ticks, frame, top + 14),
			],
		},
		layers: spreadLayers,
	};
}
