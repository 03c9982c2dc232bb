/** What the wide and the narrow panel share: the head above the rows, the bars through them, the foot below. */

import { type AxisFrame, fittingTicks, positionOf, printed } from "../axis.js";
import type { Say } from "../chart.js";
import type { Word } from "../layers.js";
import type { ProfileAxis, ProfileRow, ReferenceBar, StripDot } from "../profile-input.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { type PlacedBar, placeBars } from "./bars.js";
import { placeStrip, stripReach } from "./strip.js";

/** One panel, ready to be laid out. */
export interface PanelPlan {
	readonly description: string;
	readonly rows: readonly ProfileRow[];
	readonly references: readonly ReferenceBar[];
	/** Empty where the panel has no strip. */
	readonly strip: readonly StripDot[];
	/** Two lines beside the strip. */
	readonly stripWords: readonly [string, string];
	readonly domain: readonly [number, number];
	readonly axis: ProfileAxis;
	/** False where no school was predicted: then there is nothing to read. */
	readonly hasReadings: boolean;
	/** Over the columns. */
	readonly heads: { readonly school: string; readonly students: string; readonly reading: string };
}

export const headsIn = (say: Say): PanelPlan["heads"] => ({
	school: say("School"),
	students: say("Students"),
	reading: say("Reading"),
});

/** Number of students with its unit, for rows without a column of them. */
export const studentsText = ({ students }: ProfileRow): string =>
	/\d/.test(students) ? `${students} students` : students;

/** A row with its words in the chart's language beside those that the layout asks about. */
export const saidRow = (row: ProfileRow, { say }: { readonly say?: Say }): ProfileRow =>
	say === undefined ? row : { ...row, said: { reading: say(row.reading), students: say(studentsText(row)) } };

/** A line of words, a line of numbers. */
export type Line = Readonly<Record<string, number>>;

/** Where a row stands: its marks at `y`, its name's lines with their middles. */
export interface RowPlace {
	readonly row: ProfileRow;
	readonly y: number;
	readonly lines: readonly { readonly text: string; readonly y: number }[];
}

export interface HeadRoom {
	readonly frame: AxisFrame;
	readonly size: number;
	/** How far labels of bars may reach. */
	readonly left: number;
	readonly right: number;
	/** Least distance of tick labels, pixels. */
	readonly tickSpacing: number;
	/** True where the strip's words stand above it rather than beside it. */
	readonly stripWordsAbove: boolean;
}

export interface Head {
	readonly bars: readonly PlacedBar[];
	readonly words: readonly Word[];
	readonly blanks: readonly Line[];
	readonly strip: Sketch["datasets"][string];
	readonly ticks: readonly number[];
	/** Line through which the tick labels and column heads run. */
	readonly headY: number;
	/** Where bars stop above the tick labels. */
	readonly barsEnd: number;
	readonly rowsTop: number;
	readonly tierY: (tier: number) => number;
}

const tierHeight = 17;

const tickWords = (ticks: readonly number[], plan: PanelPlan, frame: AxisFrame, y: number): Word[] =>
	ticks.map((value) => ({
		style: "tick",
		text: printed(value, plan.axis.unit, "tick"),
		x: positionOf(frame, value),
		y,
	}));

/** Bar labels on their tiers, the strip, and the line of tick labels. */
export function layHead(plan: PanelPlan, room: HeadRoom): Head {
	const { frame } = room;
	const bars = placeBars(plan.references, { ...room, unit: plan.axis.unit });
	const tiers = Math.max(0, ...bars.map((bar) => bar.tier + 1));
	const tierY = (tier: number): number => 4 + (tiers - 1 - tier) * tierHeight + tierHeight / 2;
	const stripTop = 4 + tiers * tierHeight + 4 + (plan.strip.length > 0 && room.stripWordsAbove ? 22 : 0);
	const places = placeStrip(plan.strip, frame);
	const reach = stripReach(places);
	const middle = stripTop + Math.max(reach, 12) + 2;
	const barsEnd = plan.strip.length > 0 ? middle + Math.max(reach, 12) + 4 : stripTop;
	const headY = barsEnd + 15;
	const stripped = stripWords(plan, room, { stripTop, middle });
	const ticks = fittingTicks(frame, room.tickSpacing, plan.axis.ticks).filter(
		// A prediction may lie beyond what a percent can be; the axis's numbers don't follow it there.
		(value) => plan.axis.unit !== "percent" || (value >= 0 && value <= 100),
	);
	const barWords = bars.map((bar) => ({
		style: `bar-${bar.bar.style}-${bar.align}`,
		text: bar.text,
		x: bar.textX,
		y: tierY(bar.tier),
	}));
	return {
		bars,
		words: [...barWords, ...stripped.words, ...tickWords(ticks, plan, frame, headY)],
		blanks: [...blanksBehind(bars, tierY), ...stripped.blanks],
		strip: places.map(({ id, value, offset }) => ({ id, value, y: middle + offset })),
		ticks,
		headY,
		barsEnd,
		rowsTop: headY + 15,
		tierY,
	};
}

/** What the strip is: beside it, or above it with white behind, where bars pass. */
function stripWords(
	plan: PanelPlan,
	room: HeadRoom,
	at: { stripTop: number; middle: number },
): { words: Word[]; blanks: Line[] } {
	if (plan.strip.length === 0) return { words: [], blanks: [] };
	const [first, second] = plan.stripWords;
	const word = (style: string, text: string, x: number, y: number): Word => ({ style, text, x, y });
	if (!room.stripWordsAbove) {
		return {
			words: [word("head-strong", first, 0, at.middle - 8), word("head", second, 0, at.middle + 9)],
			blanks: [],
		};
	}
	const y = at.stripTop - 12;
	const secondLeft = textWidth(first, room.size, true) + 8;
	return {
		words: [word("head-strong", first, 0, y), word("head", second, secondLeft, y)],
		blanks: [{ x: 0, x2: secondLeft + textWidth(second, room.size) + 3, y: y - 8, y2: y + 8 }],
	};
}

/** White behind bar labels that another bar would cross. */
function blanksBehind(bars: readonly PlacedBar[], tierY: (tier: number) => number): Line[] {
	const crossed = bars.filter((bar) =>
		bars.some((other) => other.tier > bar.tier && other.x > bar.left && other.x < bar.right),
	);
	return crossed.map(({ left, right, tier }) => ({
		x: left - 2,
		x2: right + 2,
		y: tierY(tier) - 8,
		y2: tierY(tier) + 8,
	}));
}

/** The bars' lines: from the label to the tick labels, and on through the rows. A bar beyond the axis has none. */
export function barLines(head: Head, frame: AxisFrame, rowsBottom: number): Record<string, string | number>[] {
	const inside = head.bars.filter(({ bar }) => bar.value >= frame.from && bar.value <= frame.to);
	return inside.flatMap(({ bar, align, tier }) => {
		const start = align === "center" ? head.tierY(tier) + 8 : head.tierY(tier) - 7;
		const { label, value, style } = bar;
		return [
			{ label, value, style, y: start, y2: head.barsEnd },
			{ label, value, style, y: head.rowsTop - 4, y2: rowsBottom },
		];
	});
}

/** Grid lines through the rows; where a reference bar stands, the bar is enough. */
export const gridLines = (head: Head, rowsBottom: number): Line[] =>
	head.ticks.map((value) => ({ value, y: head.rowsTop - 4, y2: rowsBottom }));

/** Tick labels again under the rows, and what the axis measures. */
export function layFoot(
	plan: PanelPlan,
	head: Head,
	frame: AxisFrame,
	at: { top: number; size: number },
): { words: Word[]; bottom: number } {
	const middle = (frame.left + frame.right) / 2;
	const titleTop = at.top + 33;
	const title = wrapText(plan.axis.title, frame.right - frame.left, at.size);
	return {
		words: [
			...tickWords(head.ticks, plan, frame, at.top + 14),
			...title.map((text, line) => ({ style: "tick", text, x: middle, y: titleTop + line * titleHeight })),
		],
		bottom: titleTop + (title.length - 1) * titleHeight + 11,
	};
}

const titleHeight = 16;

/** The rows as published: what was given, with the pixel line of its marks. */
export const rowData = (places: readonly RowPlace[]): Sketch["datasets"][string] =>
	places.map(({ row, y }) => {
		const values = {
			baseline: row.baseline,
			actual: row.actual,
			predicted: row.predicted,
			lower: row.lower,
			upper: row.upper,
		};
		const known = Object.entries(values).filter(([, value]) => value !== undefined);
		return {
			id: row.id,
			name: row.name,
			students: row.students,
			reading: row.reading,
			...(row.withheld === undefined ? {} : { withheld: row.withheld }),
			...Object.fromEntries(known),
			y,
		};
	});

/** Name and mark as one text that never breaks between them. */
export const nameOf = (row: ProfileRow): string => (row.mark === "" ? row.name : `${row.name}\u00A0${row.mark}`);

export const isClear = (row: ProfileRow): boolean => row.reading.startsWith("clearly");
