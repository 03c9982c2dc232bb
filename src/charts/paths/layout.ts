/** Where the small pictures stand, and everything in them. */

import { type AxisFrame, positionOf, printed, roundTicks, widenedDomain } from "../axis.js";
import type { Word } from "../layers.js";
import type { Path, PathPanelInput, PathPoint, PathsInput } from "../paths-input.js";
import type { Sketch } from "../render.js";
import { wrapText } from "../text-width.js";
import { pathLayers } from "./layers.js";

interface PathLayout {
	readonly width: number;
	readonly columns: number;
	/** Room at the left for the numbers of the axis, pixels. */
	readonly axis: number;
	readonly gap: number;
	readonly plot: number;
}

const layouts: Readonly<Record<"wide" | "narrow", PathLayout>> = {
	wide: { width: 1068, columns: 5, axis: 44, gap: 26, plot: 74 },
	narrow: { width: 360, columns: 2, axis: 40, gap: 16, plot: 66 },
};

const lineHeight = 16;

type Mark = Readonly<Record<string, string | number | boolean>>;

/** One small picture: its place, and the axes that it shares with all others. */
interface Cell {
	readonly path: Path;
	readonly left: number;
	readonly right: number;
	/** Top and bottom of the plot. */
	readonly top: number;
	readonly bottom: number;
	readonly domain: readonly [number, number];
	readonly years: readonly [number, number];
}

/** Every value, interval and zero of all panels. */
const domainOf = (input: PathsInput): readonly [number, number] =>
	widenedDomain(
		[0, 0],
		[
			...(input.reach ?? []),
			...input.panels.flatMap(({ paths }) =>
				paths.flatMap(({ points }) => points.flatMap(({ lower, upper, value }) => [lower, upper, value])),
			),
		],
	);

const across = (cell: Cell): AxisFrame => ({
	from: cell.years[0],
	to: Math.max(cell.years[1], cell.years[0] + 1),
	left: cell.left + 6,
	right: cell.right - 6,
});

/** Values rise upwards. */
const upwards = (cell: Cell): AxisFrame => ({
	from: cell.domain[0],
	to: cell.domain[1],
	left: cell.bottom,
	right: cell.top,
});

const ticksOf = ({ domain, top, bottom }: Cell): number[] =>
	roundTicks({ from: domain[0], to: domain[1], left: 0, right: bottom - top }, 20);

interface CellMarks {
	readonly rows: readonly Mark[];
	readonly ranges: readonly Mark[];
	readonly links: readonly Mark[];
}

/** Dots, intervals, and links between years that follow each other; no link over a year without a test or a result. */
function marksOf(cell: Cell): CellMarks {
	const told = cell.path.reading !== "";
	const { id, name, points } = cell.path;
	const [x, y] = [across(cell), upwards(cell)];
	const at = ({ year, value }: PathPoint) => ({ x: positionOf(x, year), y: positionOf(y, value) });
	const links = points.slice(1).flatMap((point, index): Mark[] => {
		const before = points[index];
		if (before === undefined || point.year - before.year > 1) return [];
		const [from, to] = [at(before), at(point)];
		return [{ x: from.x, y: from.y, x2: to.x, y2: to.y, told }];
	});
	return {
		rows: points.map((point) => ({ id, name, year: point.year, value: point.value, told, ...at(point) })),
		ranges: points.map(({ year, lower, upper }) => ({
			x: positionOf(x, year),
			x2: positionOf(x, year),
			y: positionOf(y, lower),
			y2: positionOf(y, upper),
		})),
		links,
	};
}

/** Zero and the round values, with numbers at the first picture of a line. */
function axisOf(cell: Cell, numbered: boolean): { grid: Mark[]; zero: Mark[]; words: Word[] } {
	const rule = (value: number): Mark => {
		const y = positionOf(upwards(cell), value);
		return { x: cell.left, x2: cell.right, y, y2: y };
	};
	const ticks = ticksOf(cell);
	const words = (numbered ? ticks : []).map((value) => ({
		style: "tick",
		text: printed(value, "points", "signed tick"),
		x: cell.left - 6,
		y: positionOf(upwards(cell), value),
	}));
	const [first, last] = cell.years;
	const y = cell.bottom + 11;
	return {
		grid: ticks.filter((value) => value !== 0).map(rule),
		zero: [rule(0)],
		words: [
			...words,
			{ style: "year-left", text: `${first}`, x: cell.left, y },
			...(last > first ? [{ style: "year-right", text: `${last}`, x: cell.right, y }] : []),
		],
	};
}

interface Heading {
	readonly path: Path;
	readonly words: readonly { readonly style: string; readonly text: string }[];
}

/** The name, and the reading under it. */
function headingOf(path: Path, width: number): Heading {
	const style = path.reading === "" ? "name" : "name-strong";
	const name = wrapText(path.name, width, 13, true).map((text) => ({ style, text }));
	const reading = path.reading === "" ? [] : wrapText(path.reading, width, 12.5, true);
	return { path, words: [...name, ...reading.map((text) => ({ style: "reading", text }))] };
}

interface Line {
	readonly cells: readonly Cell[];
	readonly words: readonly Word[];
	readonly bottom: number;
}

/** Pictures beside each other, from `top`: words stand right above their picture, however many lines the neighbors need. */
function lineOf(paths: readonly Path[], layout: PathLayout, top: number, axes: Pick<Cell, "domain" | "years">): Line {
	const span = (layout.width - layout.axis + layout.gap) / layout.columns;
	const headings = paths.map((path) => headingOf(path, span - layout.gap));
	const plotTop = top + Math.max(...headings.map((heading) => heading.words.length)) * lineHeight + 8;
	const placed = headings.map(({ path, words }, column) => {
		const left = layout.axis + column * span;
		const from = plotTop - 8 - words.length * lineHeight;
		const cell: Cell = {
			...axes,
			path,
			left,
			right: left + span - layout.gap,
			top: plotTop,
			bottom: plotTop + layout.plot,
		};
		return { cell, words: words.map((word, line) => ({ ...word, x: left, y: from + (line + 0.5) * lineHeight })) };
	});
	return {
		cells: placed.map(({ cell }) => cell),
		words: placed.flatMap(({ words }) => words),
		bottom: plotTop + layout.plot + 36,
	};
}

/** Lays out a panel in one of its widths. */
export function pathsSketch(input: PathsInput, panel: PathPanelInput, variant: "wide" | "narrow"): Sketch {
	const layout = layouts[variant];
	const shared = { domain: domainOf(input), years: input.years };
	let bottom = 2;
	const lines = Array.from({ length: Math.ceil(panel.paths.length / layout.columns) }, (_, index) => {
		const paths = panel.paths.slice(index * layout.columns, (index + 1) * layout.columns);
		const line = lineOf(paths, layout, bottom, shared);
		bottom = line.bottom;
		return line;
	});
	const axes = lines.flatMap(({ cells }) => cells.map((cell, column) => axisOf(cell, column === 0)));
	const marks = lines.flatMap(({ cells }) => cells.map(marksOf));
	return {
		width: layout.width,
		height: Math.ceil(bottom - 8),
		description: "Results minus what similar schools lead one to expect, year by year, one small picture a school",
		params: {},
		datasets: {
			rows: marks.flatMap(({ rows }) => rows),
			ranges: marks.flatMap(({ ranges }) => ranges),
			links: marks.flatMap(({ links }) => links),
			grid: axes.flatMap(({ grid }) => grid),
			zero: axes.flatMap(({ zero }) => zero),
			words: [...lines.flatMap(({ words }) => words), ...axes.flatMap(({ words }) => words)],
		},
		layers: pathLayers,
	};
}
