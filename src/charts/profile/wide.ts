/** The panel for wide screens and paper: name, students, marks and reading on one line. */

import type { AxisFrame } from "../axis.js";
import { axisParams, type Word } from "../layers.js";
import type { ProfileRow } from "../profile-input.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { panelLayers, wideType } from "./layers.js";
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

const width = 1068;
const nameRight = 296;
const studentsRight = 366;
const plotLeft = 390;
const plotRight = 942;
const readingLeft = 968;
const rowHeight = 21;
const lineHeight = 16;
/** Between the lines of words that stand in a row instead of marks. */
const noteHeight = 15;
/** After each fifth row: the eye follows without stripes. */
const fifthGap = 7;

const noteLines = (row: ProfileRow): readonly string[] =>
	row.withheld === undefined ? [] : wrapText(row.withheld, plotRight - plotLeft - 16, wideType.small);

/** Words in place of marks, with white behind them. */
function rowNotes({ row, y }: RowPlace): { words: Word[]; blanks: Line[] } {
	const lines = noteLines(row);
	const first = y - ((lines.length - 1) * noteHeight) / 2;
	const words = lines.map((text, line) => ({ style: "withheld", text, x: plotLeft + 8, y: first + line * noteHeight }));
	const blanks = words.map((word) => ({
		x: plotLeft + 4,
		x2: plotLeft + 12 + textWidth(word.text, wideType.small),
		y: word.y - 8,
		y2: word.y + 8,
	}));
	return { words, blanks };
}

/** Rows from top to bottom; a name of several lines makes its row higher. */
function placeRows(plan: PanelPlan, top: number): { places: RowPlace[]; bottom: number } {
	let y = top;
	const places = plan.rows.map((row, index) => {
		if (index > 0 && index % 5 === 0) y += fifthGap;
		const lines = wrapText(nameOf(row), nameRight, wideType.name, row.emphasis);
		const height = Math.max(rowHeight, lines.length * lineHeight + 5, noteLines(row).length * noteHeight + 6);
		const middle = y + height / 2;
		const first = middle - ((lines.length - 1) * lineHeight) / 2;
		y += height;
		return { row, y: middle, lines: lines.map((text, line) => ({ text, y: first + line * lineHeight })) };
	});
	return { places, bottom: y + 4 };
}

/** Lines from names to marks; they stop for the number of students. */
const rowHairlines = ({ row, y, lines }: RowPlace): Line[] => {
	const nameEnd = Math.max(...lines.map((line) => textWidth(line.text, wideType.name, row.emphasis)));
	const toStudents = { x: nameEnd + 10, x2: studentsRight - textWidth(row.students, wideType.name) - 10, y };
	return [...(toStudents.x2 - toStudents.x > 8 ? [toStudents] : []), { x: plotLeft, x2: plotRight, y }];
};

const rowWords = ({ row, y, lines }: RowPlace): Word[] => [
	...lines.map((line) => ({ style: row.emphasis ? "name-strong" : "name", text: line.text, x: 0, y: line.y })),
	{ style: "count", text: row.students, x: studentsRight, y },
	...(row.reading === ""
		? []
		: [{ style: isClear(row) ? "reading-strong" : "reading", text: row.reading, x: readingLeft, y }]),
];

const columnHeads = (plan: PanelPlan, y: number): Word[] => [
	{ style: "head", text: "School", x: 0, y },
	{ style: "head-end", text: "Students", x: studentsRight, y },
	...(plan.hasReadings ? [{ style: "head", text: "Reading", x: readingLeft, y }] : []),
];

/** Lays out a panel, 1068 pixels wide. */
export function widePanel(plan: PanelPlan): Sketch {
	const frame: AxisFrame = { from: plan.domain[0], to: plan.domain[1], left: plotLeft, right: plotRight };
	const head = layHead(plan, {
		frame,
		size: wideType.small,
		left: 200,
		right: width,
		tickSpacing: 58,
		stripWordsAbove: false,
	});
	const { places, bottom } = placeRows(plan, head.rowsTop);
	const notes = places.map(rowNotes);
	const foot = layFoot(plan, head, frame, { top: bottom, size: wideType.small });
	return {
		width,
		height: Math.ceil(foot.bottom),
		description: plan.description,
		params: axisParams(frame),
		datasets: {
			rows: rowData(places),
			grid: gridLines(head, bottom),
			hairlines: places.flatMap(rowHairlines),
			bars: barLines(head, frame, bottom),
			strip: head.strip,
			blanks: [...head.blanks, ...notes.flatMap(({ blanks }) => blanks)],
			words: [
				...head.words,
				...columnHeads(plan, head.headY),
				...places.flatMap(rowWords),
				...notes.flatMap(({ words }) => words),
				...foot.words,
			],
		},
		layers: panelLayers(wideType),
	};
}
