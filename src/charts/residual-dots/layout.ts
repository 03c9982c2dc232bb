/** Where dots, names, counts and the axis stand. */

import { type AxisFrame, differenceUnits, positionOf, printed, roundTicks } from "../axis.js";
import { sayOf } from "../clean.js";
import { axisParams, type Word } from "../layers.js";
import type { Sketch } from "../render.js";
import type { ResidualDot, ResidualDotsInput } from "../residual-dots-input.js";
import { roundSteps, type Stack, type Step, stacks, symmetricDomain, tallest } from "../steps.js";
import { wrapText } from "../text-width.js";
import { type Box, type Named, nameLineHeight, type PlacedName, placeNames } from "./labels.js";
import { type DotType, dotLayers, narrowType, wideType } from "./layers.js";

interface DotLayout {
	readonly width: number;
	readonly left: number;
	readonly right: number;
	readonly type: DotType;
	/** Height that the tallest stack should not exceed, pixels. */
	readonly stackRoom: number;
	readonly nameWrap: number;
	readonly countWrap: number;
	readonly tickSpacing: number;
}

const layouts: Readonly<Record<"wide" | "narrow", DotLayout>> = {
	wide: {
		width: 1068,
		left: 44,
		right: 1024,
		type: wideType,
		stackRoom: 190,
		nameWrap: 200,
		countWrap: 300,
		tickSpacing: 80,
	},
	narrow: {
		width: 360,
		left: 14,
		right: 346,
		type: narrowType,
		stackRoom: 150,
		nameWrap: 112,
		countWrap: 108,
		tickSpacing: 56,
	},
};

const largestDot = 13;
const smallestDot = 3;
/** Between dots of a stack and between stacks, pixels. */
const dotGap = 2.5;

/** Dots in a layout: their columns, their diameter and the pitch of a stack. */
interface Dots {
	readonly step: Step;
	readonly stacks: readonly Stack<ResidualDot>[];
	readonly diameter: number;
}

/** The dots that stay on top of their stack are those with a name; filled ones lie at the bottom, where they can be counted. */
function piled(input: ResidualDotsInput): ResidualDot[] {
	const named = new Set(input.labels.map(({ id }) => id));
	const order = (dot: ResidualDot): number => (named.has(dot.id) ? 2 : dot.standing === "within" ? 1 : 0);
	return [...input.dots].sort((a, b) => order(a) - order(b) || a.value - b.value || (a.id < b.id ? -1 : 1));
}

/** The step that allows the largest dots. */
function layDots(input: ResidualDotsInput, frame: AxisFrame, layout: DotLayout): Dots {
	const items = piled(input);
	const options = roundSteps(frame, 7, 20).map((step): Dots => {
		const columns = stacks(items, step.size, frame);
		const diameter = Math.min(largestDot, step.px - dotGap, layout.stackRoom / tallest(columns) - dotGap);
		return { step, stacks: columns, diameter: Math.max(smallestDot, Math.floor(diameter * 2) / 2) };
	});
	const [first, ...others] = options;
	if (first === undefined) throw new Error("an axis without steps");
	return others.reduce((best, option) => (option.diameter > best.diameter ? option : best), first);
}

/** Height over the base line of the middle of the dot at `index` in its stack. */
const dotRise = (dots: Dots, index: number): number => -(dots.diameter / 2 + 5 + index * (dots.diameter + dotGap));

const stackTop = (dots: Dots, stack: Stack<ResidualDot>): number =>
	dotRise(dots, stack.items.length - 1) - dots.diameter / 2;

/** "As predicted", a little higher than the tallest stack. */
function zeroLine(dots: Dots, frame: AxisFrame): Box {
	const x = positionOf(frame, 0);
	return { left: x, right: x, top: Math.min(...dots.stacks.map((stack) => stackTop(dots, stack))) - 18, bottom: 6 };
}

function obstaclesOf(dots: Dots, zero: Box): Box[] {
	const half = dots.diameter / 2 + 2;
	return [
		{ ...zero, left: zero.left - 2, right: zero.right + 2 },
		...dots.stacks.map((stack) => ({
			left: stack.x - half,
			right: stack.x + half,
			top: stackTop(dots, stack) - 4,
			bottom: 0,
		})),
	];
}

/** The names of named dots, the farthest from zero first. */
function namedOf(input: ResidualDotsInput, dots: Dots): Named[] {
	const found = input.labels.map((label) => {
		const stack = dots.stacks.find(({ items }) => items.some(({ id }) => id === label.id));
		if (stack === undefined) throw new Error(`the label "${label.name}" belongs to no dot`);
		return { label, x: stack.x, stackTop: stackTop(dots, stack), distance: Math.abs(stack.center) };
	});
	return found.sort((a, b) => b.distance - a.distance || (a.label.id < b.label.id ? -1 : 1));
}

const countWords = (input: ResidualDotsInput, layout: DotLayout): { words: Word[]; bottom: number } => {
	const { count: countSize, words: size } = layout.type;
	const say = sayOf(input);
	const captions = {
		lower: say("lower than their interval"),
		within: say(`within their ${input.coverage.replace(/ /g, "\u00A0")} prediction interval`),
		higher: say("higher than their interval"),
	};
	const centers = { lower: 1 / 6, within: 1 / 2, higher: 5 / 6 };
	const top = 6 + countSize / 2;
	const below = top + countSize / 2 + size * 0.9;
	const blocks = (["lower", "within", "higher"] as const).map((standing) => {
		const x = layout.width * centers[standing];
		const total = input.dots.filter((dot) => dot.standing === standing).length;
		const lines = wrapText(captions[standing], layout.countWrap, size);
		const caption = lines.map((text, line) => ({ style: "below", text, x, y: below + line * (size + 4) }));
		return [{ style: "count", text: String(total), x, y: top }, ...caption];
	});
	const words = blocks.flat();
	return { words, bottom: Math.max(...words.map(({ y }) => y)) + size };
};

function axisWords(input: ResidualDotsInput, frame: AxisFrame, layout: DotLayout, base: number): Word[] {
	const ticks = roundTicks(frame, layout.tickSpacing).map((value) => ({
		style: "tick",
		// Differences of percents are percentage points: no percent sign.
		text: printed(value, "points", "signed tick"),
		x: positionOf(frame, value),
		y: base + 18,
	}));
	const unit = differenceUnits[input.unit];
	const say = sayOf(input);
	const long = layout.width > 600;
	return [
		...ticks,
		{ style: "end-left", text: say(`← ${long ? `${unit} ` : ""}lower than predicted`), x: frame.left, y: base + 41 },
		{ style: "end-right", text: say(`${long ? `${unit} ` : ""}higher than predicted →`), x: frame.right, y: base + 41 },
	];
}

const nameWords = ({ label, lines, box, align, textX }: PlacedName, base: number): Word[] =>
	lines.map((text, line) => ({
		style: `name-${label.strong ? "strong-" : ""}${align}`,
		text,
		x: textX,
		y: base + box.top + (line + 0.5) * nameLineHeight,
	}));

const shifted = (box: Box, base: number) => ({ x: box.left, x2: box.right, y: base + box.top, y2: base + box.bottom });

/** How far apart the columns of dots are, in the axis's unit. */
export const stepOf = (sketch: Sketch): number => sketch.params.step ?? 0;

/** Lays out the figure in one of its widths. */
export function residualSketch(input: ResidualDotsInput, variant: "wide" | "narrow"): Sketch {
	const layout = layouts[variant];
	const [from, to] = symmetricDomain([...input.dots.map(({ value }) => value), ...(input.reach ?? [])]);
	const frame: AxisFrame = { from, to, left: layout.left, right: layout.right };
	const dots = layDots(input, frame, layout);
	const zero = zeroLine(dots, frame);
	const room = { left: 0, right: layout.width, wrap: layout.nameWrap, size: Math.min(layout.type.words, 13) };
	const names = placeNames(namedOf(input, dots), room, obstaclesOf(dots, zero));
	const counts = countWords(input, layout);
	const base = counts.bottom + 12 - Math.min(zero.top, ...names.map(({ box }) => box.top));
	return {
		width: layout.width,
		height: Math.ceil(base + 52),
		description: "Results minus predictions, one dot a school",
		params: { ...axisParams(frame), dotArea: (Math.PI * dots.diameter ** 2) / 4, step: dots.step.size },
		datasets: {
			rows: dots.stacks.flatMap(({ x, items }) =>
				items.map((dot, index) => ({ ...dot, x, y: base + dotRise(dots, index) })),
			),
			zero: [shifted(zero, base)],
			base: [{ x: frame.left, x2: frame.right, y: base, y2: base }],
			leaders: names.map(({ leader }) =>
				shifted({ ...leader, left: leader.left + 0.5, right: leader.right - 0.5 }, base),
			),
			blanks: names.map(({ box }) => shifted(box, base)),
			words: [
				...counts.words,
				...axisWords(input, frame, layout, base),
				...names.flatMap((name) => nameWords(name, base)),
			],
		},
		layers: dotLayers(layout.type),
	};
}
