/** The panel for phones: the name above its marks. */

import type { AxisFrame } from "../axis.js";
import { axisParams, type Word } from "../layers.js";
import type { ProfileRow } from "../profile-input.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { narrowType, panelLayers } from "./layers.js";
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
	studentsText,
} from "./panel.js";

const width = 360;
const plotLeft = 20;
const plotRight = 340;
const lineHeight = 17;
/** From the last line of the name to the marks, and from the marks to the next name. */
const toMarks = 17;
const toNext = 15;
const fifthGap = 8;

const noteHeight = 16;

const studentsOf = (row: ProfileRow): string => row.said?.students ?? studentsText(row);
const readingOf = (row: ProfileRow): string => row.said?.reading ?? row.reading;
const readingText = (row: ProfileRow): string => (row.reading === "" ? "" : `${readingOf(row)} · `);

const noteLines = (row: ProfileRow): readonly string[] =>
	row.withheld === undefined ? [] : wrapText(row.withheld, width, narrowType.small);

/** Width of what stands at the right end of the name's line. */
const rightWidth = (row: ProfileRow): number =>
	textWidth(studentsOf(row), narrowType.name) + textWidth(readingText(row), narrowType.name, isClear(row));

function placeRows(plan: PanelPlan, top: number): { places: RowPlace[]; bottom: number } {
	let y = top + 4;
	const places = plan.rows.map((row, index) => {
		if (index > 0 && index % 5 === 0) y += fifthGap;
		const room = Math.max(width - rightWidth(row) - 12, 80);
		const lines = wrapText(nameOf(row), room, narrowType.name, row.emphasis).map((text, line) => ({
			text,
			y: y + lineHeight / 2 + line * lineHeight,
		}));
		const marks = (lines.at(-1)?.y ?? y) + toMarks;
		y = marks + toNext + Math.max(noteLines(row).length - 1, 0) * noteHeight;
		return { row, y: marks, lines };
	});
	return { places, bottom: y };
}

function rowWords({ row, y, lines }: RowPlace): Word[] {
	const first = lines[0]?.y ?? y;
	const students = studentsOf(row);
	const readingEnd = width - textWidth(students, narrowType.name);
	const style = isClear(row) ? "reading-end-strong" : "reading-end";
	return [
		...lines.map((line) => ({ style: row.emphasis ? "name-strong" : "name", text: line.text, x: 0, y: line.y })),
		{ style: "count", text: students, x: width, y: first },
		// The text ends with a blank that the renderer drops: its width is part of the position instead.
		...(row.reading === ""
			? []
			: [{ style, text: `${readingOf(row)} ·`, x: readingEnd - narrowType.name * 0.278, y: first }]),
		...noteLines(row).map((text, line) => ({ style: "withheld", text, x: 0, y: y + line * noteHeight })),
	];
}

/** White behind names and numbers: grid and bars stop for words. */
function rowBlanks({ row, y, lines }: RowPlace): Line[] {
	const first = lines[0]?.y ?? y;
	const left = (text: string, size: number, middle: number, strong = false): Line => ({
		x: 0,
		x2: textWidth(text, size, strong) + 4,
		y: middle - 9,
		y2: middle + 9,
	});
	return [
		...lines.map((line) => left(line.text, narrowType.name, line.y, row.emphasis)),
		{ x: width - rightWidth(row) - 4, x2: width, y: first - 9, y2: first + 9 },
		...noteLines(row).map((text, line) => left(text, narrowType.small, y + line * noteHeight)),
	];
}

/** Lays out a panel, 360 pixels wide. */
export function narrowPanel(plan: PanelPlan): Sketch {
	const frame: AxisFrame = { from: plan.domain[0], to: plan.domain[1], left: plotLeft, right: plotRight };
	const head = layHead(plan, {
		frame,
		size: narrowType.small,
		left: 0,
		right: width,
		tickSpacing: 46,
		stripWordsAbove: true,
	});
	const { places, bottom } = placeRows(plan, head.rowsTop);
	const foot = layFoot(plan, head, frame, { top: bottom, size: narrowType.small });
	return {
		width,
		height: Math.ceil(foot.bottom),
		description: plan.description,
		params: axisParams(frame),
		datasets: {
			rows: rowData(places),
			grid: gridLines(head, bottom),
			hairlines: places.map(({ y }) => ({ x: plotLeft, x2: plotRight, y })),
			bars: barLines(head, frame, bottom),
			strip: head.strip,
			blanks: [...head.blanks, ...places.flatMap(rowBlanks)],
			words: [...head.words, ...places.flatMap(rowWords), ...foot.words],
		},
		layers: panelLayers(narrowType),
	};
}
