/** Where names, marks and counts of the disagreement strip stand, in both widths. */

import { type AxisFrame, positionOf, printed, roundTicks } from "../axis.js";
import type { Say } from "../chart.js";
import { axisParams, type Word } from "../layers.js";
import type { Sketch } from "../render.js";
import type { SpecificationRow } from "../specification-strip-input.js";
import { textWidth, wrapText } from "../text-width.js";
import { narrowType, stripLayers, wideType } from "./layers.js";

/** One panel, ready to be laid out. */
export interface StripPlan {
	readonly description: string;
	readonly rows: readonly SpecificationRow[];
	/** Symmetric around zero, the same for all panels. */
	readonly domain: readonly [number, number];
	readonly lanes: readonly [string, string?];
	readonly say: Say;
}

interface StripLayout {
	readonly width: number;
	readonly left: number;
	readonly right: number;
	readonly type: { readonly name: number; readonly small: number };
	/** Names beside the marks, or above them where there is no room. */
	readonly beside: boolean;
	readonly nameWidth: number;
	readonly tickSpacing: number;
}

const layouts: Readonly<Record<"wide" | "narrow", StripLayout>> = {
	wide: { width: 1068, left: 312, right: 768, type: wideType, beside: true, nameWidth: 292, tickSpacing: 58 },
	narrow: { width: 360, left: 16, right: 344, type: narrowType, beside: false, nameWidth: 236, tickSpacing: 52 },
};

const aboveRight = 852;
const outsideRight = 918;
const readingLeft = 936;
const lineHeight = 17;
const rowHeight = 25;
/** The two lanes lie this far from the middle of a row. */
const laneOffset = 4.5;
const fifthGap = 7;
const headHeight = 40;

interface PlacedRow {
	readonly row: SpecificationRow;
	/** Middle of the marks. */
	readonly y: number;
	readonly lines: readonly { readonly text: string; readonly y: number }[];
	/** Where the next row may begin. */
	readonly bottom: number;
}

const nameOf = ({ name, mark }: SpecificationRow): string => (mark === "" ? name : `${name}\u00A0${mark}`);

function placeRows(plan: StripPlan, layout: StripLayout): PlacedRow[] {
	let top = headHeight;
	return plan.rows.map((row, index) => {
		if (index > 0 && index % 5 === 0) top += fifthGap;
		const names = wrapText(nameOf(row), layout.nameWidth, layout.type.name, row.emphasis);
		const height = layout.beside
			? Math.max(rowHeight, names.length * lineHeight + 6)
			: names.length * lineHeight + rowHeight + 6;
		const first = layout.beside ? top + (height - (names.length - 1) * lineHeight) / 2 : top + lineHeight / 2;
		const y = layout.beside ? top + height / 2 : top + names.length * lineHeight + rowHeight / 2;
		top += height;
		return { row, y, bottom: top, lines: names.map((text, line) => ({ text, y: first + line * lineHeight })) };
	});
}

function rowWords({ row, y, lines }: PlacedRow, { beside, width }: StripLayout, say: Say): Word[] {
	const names = lines.map((line) => ({
		style: row.emphasis ? "name-strong" : "name",
		text: line.text,
		x: 0,
		y: line.y,
	}));
	if (!beside) return [...names, { style: "count", text: say(`${row.above} above`), x: width, y: lines[0]?.y ?? y }];
	const reading = wrapText(row.reading, width - readingLeft, wideType.small);
	const first = y - ((reading.length - 1) * (lineHeight - 2)) / 2;
	return [
		...names,
		{ style: "count", text: row.above, x: aboveRight, y },
		{ style: "count", text: row.outside, x: outsideRight, y },
		...(row.reading === ""
			? []
			: reading.map((text, line) => ({ style: "reading", text, x: readingLeft, y: first + line * (lineHeight - 2) }))),
	];
}

function headWords(layout: StripLayout, frame: AxisFrame, say: Say): Word[] {
	const ticks = roundTicks(frame, layout.tickSpacing).map((value) => ({
		style: "tick",
		text: printed(value, "points", "signed tick"),
		x: positionOf(frame, value),
		y: 28,
	}));
	const zero = { style: "head-center", text: say("as predicted"), x: positionOf(frame, 0), y: 9 };
	if (!layout.beside) return [...ticks, zero];
	const head = (style: string, text: string, x: number): Word => ({ style, text, x, y: 28 });
	return [
		...ticks,
		zero,
		head("head", say("School"), 0),
		head("head-end", say("Above"), aboveRight),
		head("head-end", say("Outside"), outsideRight),
		head("head", say("Reading"), readingLeft),
	];
}

/** What the axis measures and what the marks are, under the rows. */
function footWords(plan: StripPlan, layout: StripLayout, top: number): { words: Word[]; bottom: number } {
	const [first, second] = plan.lanes;
	const texts = [
		plan.say("Result minus prediction, student standard deviations"),
		plan.say(
			`Small circles: ${first}.${second === undefined ? "" : ` Squares: ${second}.`} Large: the page’s own model. Filled: outside its interval.`,
		),
	];
	const size = layout.type.small;
	const room = layout.beside ? layout.width - 2 * 100 : layout.width;
	const lines = texts.flatMap((text) => wrapText(text, room, size));
	const middle = layout.beside ? (layout.left + layout.right) / 2 : layout.width / 2;
	const words = lines.map((text, line) => ({ style: "tick", text, x: middle, y: top + 14 + line * lineHeight }));
	return { words, bottom: top + 14 + lines.length * lineHeight };
}

/** Lines that lead from a name to its marks and along them. */
const hairline = ({ row, y, lines }: PlacedRow, layout: StripLayout) => {
	const end = Math.max(0, ...lines.map((line) => textWidth(line.text, layout.type.name, row.emphasis)));
	const from = layout.beside ? Math.min(end + 10, layout.left) : layout.left;
	return { x: from, x2: layout.right, y, y2: y };
};

/** White behind words that stand above the marks, where grid and zero line pass. */
function rowBlanks({ row, lines }: PlacedRow, layout: StripLayout, say: Say) {
	if (layout.beside) return [];
	const { name, small } = layout.type;
	const first = lines[0]?.y ?? 0;
	const box = (x: number, x2: number, y: number) => ({ x, x2, y: y - 9, y2: y + 9 });
	return [
		...lines.map((line) => box(0, textWidth(line.text, name, row.emphasis) + 4, line.y)),
		box(layout.width - textWidth(say(`${row.above} above`), small) - 4, layout.width, first),
	];
}

/** Lays out a panel in one of its widths. */
export function stripSketch(plan: StripPlan, variant: "wide" | "narrow"): Sketch {
	const layout = layouts[variant];
	const frame: AxisFrame = { from: plan.domain[0], to: plan.domain[1], left: layout.left, right: layout.right };
	const places = placeRows(plan, layout);
	const bottom = (places.at(-1)?.bottom ?? headHeight) + 3;
	const foot = footWords(plan, layout, bottom);
	const x = positionOf(frame, 0);
	return {
		width: layout.width,
		height: Math.ceil(foot.bottom + 4),
		description: plan.description,
		params: axisParams(frame),
		datasets: {
			rows: places.map(({ row, y }) => ({
				id: row.id,
				name: row.name,
				reading: row.reading,
				...(row.main === undefined ? {} : row.main),
				y,
			})),
			marks: places.flatMap(({ row, y }) =>
				row.marks.map((mark) => ({ id: row.id, ...mark, y: y + (mark.lane === "upper" ? -laneOffset : laneOffset) })),
			),
			grid: roundTicks(frame, layout.tickSpacing).map((value) => ({ value, y: headHeight - 3, y2: bottom })),
			hairlines: places.map((place) => hairline(place, layout)),
			zero: [{ x, x2: x, y: headHeight - 3, y2: bottom }],
			blanks: places.flatMap((place) => rowBlanks(place, layout, plan.say)),
			words: [
				...headWords(layout, frame, plan.say),
				...places.flatMap((place) => rowWords(place, layout, plan.say)),
				...foot.words,
			],
		},
		layers: stripLayers(layout.type),
	};
}
