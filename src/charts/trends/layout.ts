/** Where small panels, years and marks stand. Every panel has the same axes, so that heights may be compared. */

import { printed, roundTicks, widenedDomain } from "../axis.js";
import type { Word } from "../layers.js";
import type { Sketch } from "../render.js";
import { wrapText } from "../text-width.js";
import type { Trend, TrendPoint, TrendsInput } from "../trends-input.js";
import { sizeOf, trendLayers } from "./layers.js";

interface TrendLayout {
	readonly width: number;
	/** Panels beside each other, at most. */
	readonly columns: number;
	readonly gap: number;
}

const layouts: Readonly<Record<"wide" | "narrow", TrendLayout>> = {
	wide: { width: 1068, columns: 3, gap: 36 },
	narrow: { width: 360, columns: 1, gap: 0 },
};

const plotHeight = 150;
const lineHeight = 17;
/** Room for the numbers of the axis. */
const axisRoom = 44;

interface Scales {
	readonly from: number;
	readonly to: number;
	readonly years: readonly [number, number];
	readonly ticks: readonly number[];
}

function scalesOf(input: TrendsInput): Scales {
	const points = input.trends.flatMap((trend) => trend.points);
	const own = points.flatMap(({ value, interval }) => [value, interval.lower, interval.upper]);
	const values = [...own, ...(input.reach ?? [])];
	const first = values[0] ?? 0;
	const [low, high] = widenedDomain([first, first], input.zero ? [...values, 0] : values);
	const margin = 0.06 * (high - low);
	const from = input.zero && low === 0 ? 0 : low - margin;
	const to = input.zero && high === 0 ? 0 : high + margin;
	const years = points.map((point) => point.year);
	// The helper counts pixels from left to right; for ticks the direction doesn't matter.
	const ticks = roundTicks({ from, to, left: 0, right: plotHeight }, 36);
	return { from, to, years: [Math.min(...years), Math.max(...years)], ticks };
}

interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
}

const yOf = ({ from, to }: Scales, { top }: Box, value: number): number =>
	top + plotHeight * (1 - (value - from) / (to - from));

function xOf({ years: [first, last] }: Scales, { left, right }: Box, year: number): number {
	const [start, end] = [left + axisRoom + 18, right - 18];
	return first === last ? (start + end) / 2 : start + ((year - first) / (last - first)) * (end - start);
}

/** Lines between years that follow each other; none over a year without a test or without a value. */
const linked = (points: readonly TrendPoint[]): (readonly [TrendPoint, TrendPoint])[] =>
	points.flatMap((point, index) => {
		const next = points[index + 1];
		return next !== undefined && next.year === point.year + 1 ? [[point, next] as const] : [];
	});

/** Two digits for years: a panel is narrow. */
const yearWord = (year: number): string => `’${String(year % 100).padStart(2, "0")}`;

function drawTrend(trend: Trend, box: Box, scales: Scales, input: TrendsInput) {
	const x = (year: number): number => xOf(scales, box, year);
	const y = (value: number): number => yOf(scales, box, value);
	const style = input.signed ? "signed tick" : "tick";
	const bottom = box.top + plotHeight;
	const years = trend.points.map((point) => point.year);
	const tickWords = scales.ticks.map((value) => ({
		style: "tick",
		text: printed(value, input.signed ? "points" : input.unit, style),
		x: box.left + axisRoom - 6,
		y: y(value),
	}));
	return {
		rows: trend.points.map((point) => ({
			id: point.id ?? trend.id,
			name: trend.title,
			year: point.year,
			value: point.value,
			lower: point.interval.lower,
			upper: point.interval.upper,
			x: x(point.year),
			y: y(point.value),
		})),
		grid: scales.ticks.map((value) => ({ x: box.left + axisRoom, x2: box.right, y: y(value), y2: y(value) })),
		zeros: input.zero ? [{ x: box.left + axisRoom, x2: box.right, y: y(0), y2: y(0) }] : [],
		links: linked(trend.points).map(([a, b]) => ({ x: x(a.year), x2: x(b.year), y: y(a.value), y2: y(b.value) })),
		intervals: trend.points.map(({ year, interval }) => ({
			x: x(year),
			x2: x(year),
			y: y(interval.lower),
			y2: y(interval.upper),
		})),
		words: [
			...tickWords,
			...years.map((year) => ({ style: "year", text: yearWord(year), x: x(year), y: bottom + 14 })),
		],
	};
}

/** Titles of a row of panels, as high as the tallest. */
function titleWords(trend: Trend, left: number, top: number, width: number): { words: Word[]; height: number } {
	const piece = (style: string, text: string): [string, string][] =>
		text === "" ? [] : wrapText(text, width, sizeOf(style), style === "title").map((line) => [style, line]);
	const all = [...piece("title", trend.title), ...piece("words", trend.words)];
	return {
		words: all.map(([style, text], line) => ({ style, text, x: left, y: top + (line + 0.5) * lineHeight })),
		height: all.length * lineHeight,
	};
}

type Drawn = ReturnType<typeof drawTrend>;

/** Lays out the figure in one of its widths. */
export function trendSketch(input: TrendsInput, variant: "wide" | "narrow"): Sketch {
	const { width, columns: most, gap } = layouts[variant];
	// One panel alone would be stretched over the whole width.
	const columns = Math.min(most, Math.max(2, input.trends.length));
	const scales = scalesOf(input);
	const panelWidth = (width - gap * (columns - 1)) / columns;
	const drawn: Drawn[] = [];
	const titles: Word[] = [];
	let top = 2;
	for (let index = 0; index < input.trends.length; index += columns) {
		const line = input.trends.slice(index, index + columns);
		const heads = line.map((trend, column) => titleWords(trend, column * (panelWidth + gap), top, panelWidth));
		const plotTop = top + Math.max(...heads.map((head) => head.height)) + 12;
		line.forEach((trend, column) => {
			const left = column * (panelWidth + gap);
			drawn.push(drawTrend(trend, { left, right: left + panelWidth, top: plotTop }, scales, input));
		});
		titles.push(...heads.flatMap((head) => head.words));
		top = plotTop + plotHeight + 44;
	}
	const gather = <Key extends keyof Drawn>(key: Key) => drawn.flatMap((part) => part[key] as readonly Word[]);
	return {
		width,
		height: Math.ceil(top - 12),
		description: "Values over the years with their intervals, one small panel each",
		params: {},
		datasets: {
			rows: gather("rows"),
			grid: gather("grid"),
			zeros: gather("zeros"),
			links: gather("links"),
			intervals: gather("intervals"),
			words: [...titles, ...gather("words")],
		},
		layers: trendLayers,
	};
}
