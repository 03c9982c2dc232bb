/** The panel for wide screens and paper: name, students, marks and reading on one line. */

import type { AxisFrame } from "../axis.js";
import { axisParams, type Word } from "../layers.js";
import type { ProfileRow } from "../profile-input.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { type MarkSizes, panelLayers, posterSizes, posterType, rowSizes, wideType } from "./layers.js";
import {
	barLines,
	gridLines,
	isClear,
	type Line,
	layFoot,
	layHead,
	nameOf,
	type PanelPlan,
	type RowPlace,
	rowData,
} from "./panel.js";

/** Where everything of a row stands, pixels. */
export interface RowLayout {
	readonly width: number;
	readonly nameRight: number;
	readonly studentsRight: number;
	readonly plotLeft: number;
	readonly plotRight: number;
	readonly readingLeft: number;
	/** How far to the left labels of bars may reach. */
	readonly labelsLeft: number;
	readonly rowHeight: number;
	readonly lineHeight: number;
	/** Between the lines of words that stand in a row instead of marks. */
	readonly noteHeight: number;
	/** After each fifth row: the eye follows without stripes. */
	readonly fifthGap: number;
	readonly tickSpacing: number;
	readonly type: { readonly name: number; readonly small: number };
	readonly marks: MarkSizes;
	/** Readings as words or, where there is no room, as arrows. */
	readonly readings: "words" | "arrows";
	/** Rows from which the axis stands under them again; a short panel has it above alone. */
	readonly footFrom: number;
}

export const pageRows: RowLayout = {
	width: 1068,
	nameRight: 296,
	studentsRight: 366,
	plotLeft: 390,
	plotRight: 942,
	readingLeft: 968,
	labelsLeft: 200,
	rowHeight: 21,
	lineHeight: 16,
	noteHeight: 15,
	fifthGap: 7,
	tickSpacing: 58,
	type: wideType,
	marks: rowSizes,
	readings: "words",
	footFrom: 1,
};

/**
 * Rows of a panel that takes half of a poster. In a wider drawing, words are smaller on the wall, names break less often
 * and more rows find room.
 *
 * @param width of the drawing, 534 or more
 */
export function posterRows(width: number): RowLayout {
	const more = width - 534;
	const nameRight = 166 + 0.45 * more;
	return {
		width,
		nameRight,
		studentsRight: nameRight + 40,
		plotLeft: nameRight + 54,
		plotRight: width - 28,
		readingLeft: width - 22,
		labelsLeft: 60,
		rowHeight: 16.5,
		lineHeight: 14,
		noteHeight: 14,
		fifthGap: 5,
		tickSpacing: 46,
		type: posterType,
		marks: posterSizes,
		readings: "arrows",
		footFrom: 25,
	};
}

const noteLines = (row: ProfileRow, { plotLeft, plotRight, type }: RowLayout): readonly string[] =>
	row.withheld === undefined ? [] : wrapText(row.withheld, plotRight - plotLeft - 16, type.small);

/** Words in place of marks, with white behind them. */
function rowNotes({ row, y }: RowPlace, layout: RowLayout): { words: Word[]; blanks: Line[] } {
	const { plotLeft, noteHeight, type } = layout;
	const lines = noteLines(row, layout);
	const first = y - ((lines.length - 1) * noteHeight) / 2;
	const words = lines.map((text, line) => ({ style: "withheld", text, x: plotLeft + 8, y: first + line * noteHeight }));
	const blanks = words.map((word) => ({
		x: plotLeft + 4,
		x2: plotLeft + 12 + textWidth(word.text, type.small),
		y: word.y - 8,
		y2: word.y + 8,
	}));
	return { words, blanks };
}

/** Rows from top to bottom; a name of several lines makes its row higher. */
function placeRows(plan: PanelPlan, layout: RowLayout, top: number): { places: RowPlace[]; bottom: number } {
	const { nameRight, rowHeight, lineHeight, noteHeight, fifthGap, type } = layout;
	let y = top;
	const places = plan.rows.map((row, index) => {
		if (index > 0 && index % 5 === 0) y += fifthGap;
		const lines = wrapText(nameOf(row), nameRight, type.name, row.emphasis);
		const height = Math.max(rowHeight, lines.length * lineHeight + 5, noteLines(row, layout).length * noteHeight + 6);
		const middle = y + height / 2;
		const first = middle - ((lines.length - 1) * lineHeight) / 2;
		y += height;
		return { row, y: middle, lines: lines.map((text, line) => ({ text, y: first + line * lineHeight })) };
	});
	return { places, bottom: y + 4 };
}

/** Lines from names to marks; they stop for the number of students. */
const rowHairlines = ({ row, y, lines }: RowPlace, layout: RowLayout): Line[] => {
	const { studentsRight, plotLeft, plotRight, type } = layout;
	const nameEnd = Math.max(...lines.map((line) => textWidth(line.text, type.name, row.emphasis)));
	const toStudents = { x: nameEnd + 10, x2: studentsRight - textWidth(row.students, type.name) - 10, y };
	return [...(toStudents.x2 - toStudents.x > 8 ? [toStudents] : []), { x: plotLeft, x2: plotRight, y }];
};

/** "higher ‡" as "▲ ‡". */
const arrowOf = (reading: string): string =>
	reading.replace("clearly ", "").replace("higher", "▲").replace("lower", "▼").replace(" ", "");

const rowWords = ({ row, y, lines }: RowPlace, { studentsRight, readingLeft, readings }: RowLayout): Word[] => [
	...lines.map((line) => ({ style: row.emphasis ? "name-strong" : "name", text: line.text, x: 0, y: line.y })),
	{ style: "count", text: row.students, x: studentsRight, y },
	...(row.reading === ""
		? []
		: [
				{
					style: isClear(row) ? "reading-strong" : "reading",
					text: readings === "words" ? (row.said?.reading ?? row.reading) : arrowOf(row.reading),
					x: readingLeft,
					y,
				},
			]),
];

const columnHeads = (plan: PanelPlan, y: number, layout: RowLayout): Word[] => [
	{ style: "head", text: plan.heads.school, x: 0, y },
	...(plan.heads.students === "" ? [] : [{ style: "head-end", text: plan.heads.students, x: layout.studentsRight, y }]),
	...(plan.hasReadings && layout.readings === "words"
		? [{ style: "head", text: plan.heads.reading, x: layout.readingLeft, y }]
		: []),
];

/** Lays out a panel whose rows have name, students, marks and reading on one line. */
export function widePanel(plan: PanelPlan, layout: RowLayout = pageRows): Sketch {
	const { width, plotLeft, plotRight, type } = layout;
	const frame: AxisFrame = { from: plan.domain[0], to: plan.domain[1], left: plotLeft, right: plotRight };
	const head = layHead(plan, {
		frame,
		size: type.small,
		left: layout.labelsLeft,
		right: width,
		tickSpacing: layout.tickSpacing,
		stripWordsAbove: false,
	});
	const { places, bottom } = placeRows(plan, layout, head.rowsTop);
	const notes = places.map((place) => rowNotes(place, layout));
	const foot =
		plan.rows.length < layout.footFrom
			? { words: [], bottom }
			: layFoot(plan, head, frame, { top: bottom, size: type.small });
	return {
		width,
		height: Math.ceil(foot.bottom),
		description: plan.description,
		params: axisParams(frame),
		datasets: {
			rows: rowData(places),
			grid: gridLines(head, bottom),
			hairlines: places.flatMap((place) => rowHairlines(place, layout)),
			bars: barLines(head, frame, bottom),
			strip: head.strip,
			blanks: [...head.blanks, ...notes.flatMap(({ blanks }) => blanks)],
			words: [
				...head.words,
				...columnHeads(plan, head.headY, layout),
				...places.flatMap((place) => rowWords(place, layout)),
				...notes.flatMap(({ words }) => words),
				...foot.words,
			],
		},
		layers: panelLayers(type, layout.marks),
	};
}
