/** Where small panels and marks stand. Every panel has the same axes, so that heights may be compared. */

import { type AxisFrame, positionOf, printed, roundTicks, widenedDomain } from "../axis.js";
import type { Curve, CurvePoint, CurvesInput } from "../curves-input.js";
import type { Word } from "../layers.js";
import type { Sketch } from "../render.js";
import { textWidth, wrapText } from "../text-width.js";
import { curveLayers, sizeOf } from "./layers.js";

interface CurveLayout {
	readonly width: number;
	/** Panels beside each other, at most. */
	readonly columns: number;
	readonly gap: number;
}

const layouts: Readonly<Record<"wide" | "narrow", CurveLayout>> = {
	wide: { width: 1068, columns: 3, gap: 36 },
	narrow: { width: 360, columns: 1, gap: 0 },
};

const plotHeight = 150;
const lineHeight = 17;
/** Room for the numbers of the axis. */
const axisRoom = 48;
/** Room between the axis and the first mark. */
const inset = 14;

interface Scales {
	readonly from: number;
	readonly to: number;
	readonly x: readonly [number, number];
	readonly ticks: readonly number[];
}

function scalesOf(input: CurvesInput): Scales {
	const points = [...input.curves.flatMap((curve) => curve.points), ...(input.reference?.points ?? [])];
	const values = points.flatMap(({ value, interval }) => [value, interval?.lower ?? value, interval?.upper ?? value]);
	const first = values[0] ?? 0;
	const [low, high] = widenedDomain([first, first], input.zero ? [...values, 0] : values);
	const margin = 0.06 * (high - low);
	const percent = input.unit === "percent";
	const from = percent || (input.zero && low === 0) ? 0 : low - margin;
	const to = percent ? 100 : high + margin;
	const xs = [...points.map(({ x }) => x), ...input.lines.map(({ x }) => x)];
	return {
		from,
		to,
		x: widenedDomain([xs[0] ?? 0, xs[0] ?? 0], xs),
		// The helper counts pixels from left to right; for ticks the direction doesn't matter.
		ticks: roundTicks({ from, to, left: 0, right: plotHeight }, 36),
	};
}

interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
}

const yOf = ({ from, to }: Scales, { top }: Box, value: number): number =>
	top + plotHeight * (1 - (Math.min(Math.max(value, from), to) - from) / (to - from));

const frameOf = ({ x: [from, to] }: Scales, { left, right }: Box): AxisFrame => ({
	from,
	to,
	left: left + axisRoom + inset,
	right: right - inset,
});

/** Joined where they are neighbors: no line over a hidden value. */
const linked = (points: readonly CurvePoint[]): (readonly [CurvePoint, CurvePoint])[] =>
	points.flatMap((point, index) => {
		const next = points[index + 1];
		return next !== undefined && next.step === point.step + 1 ? [[point, next] as const] : [];
	});

function axisWords(box: Box, frame: AxisFrame, scales: Scales, input: CurvesInput): Word[] {
	const bottom = box.top + plotHeight;
	const { left, right } = box;
	const side = (text: string): number => textWidth(text, sizeOf("scale")) / 2;
	const xTicks = roundTicks(frame, 58).map((value) => ({ text: printed(value, "points", "tick"), value }));
	const title = wrapText(input.xTitle, right - left - axisRoom, sizeOf("scale"));
	return [
		...scales.ticks.map((value) => ({
			style: "tick",
			text: printed(value, input.unit, "tick"),
			x: left + axisRoom - 6,
			y: yOf(scales, box, value),
		})),
		...xTicks.map(({ text, value }) => ({
			style: "scale",
			text,
			x: Math.min(positionOf(frame, value), right - side(text)),
			y: bottom + 14,
		})),
		...title.map((text, line) => ({
			style: "scale",
			text,
			x: left + axisRoom + (right - left - axisRoom) / 2,
			y: bottom + 32 + line * lineHeight,
		})),
	];
}

function lineMarks(box: Box, frame: AxisFrame, input: CurvesInput) {
	const places = input.lines.map(({ x, label }) => ({ x: positionOf(frame, x), label }));
	return {
		lines: places.map(({ x }) => ({ x, x2: x, y: box.top, y2: box.top + plotHeight })),
		words: places.map(({ x, label }) => {
			const half = textWidth(label, sizeOf("line")) / 2;
			return {
				style: "line",
				text: label,
				x: Math.min(Math.max(x, box.left + half), box.right - half),
				y: box.top - 10,
			};
		}),
	};
}

function drawCurve(curve: Curve, box: Box, scales: Scales, input: CurvesInput) {
	const frame = frameOf(scales, box);
	const x = (point: CurvePoint): number => positionOf(frame, point.x);
	const y = (value: number): number => yOf(scales, box, value);
	const across = { x: box.left + axisRoom, x2: box.right };
	const join = (points: readonly CurvePoint[]) =>
		linked(points).map(([a, b]) => ({ x: x(a), x2: x(b), y: y(a.value), y2: y(b.value) }));
	const reference = input.reference?.points ?? [];
	const lines = lineMarks(box, frame, input);
	return {
		rows: curve.points.map((point) => ({
			id: point.id ?? curve.id,
			name: curve.title,
			value: point.value,
			x: x(point),
			y: y(point.value),
		})),
		grid: scales.ticks.map((value) => ({ ...across, y: y(value), y2: y(value) })),
		base: [{ ...across, y: box.top + plotHeight, y2: box.top + plotHeight }],
		lines: lines.lines,
		referenceLinks: join(reference),
		references: reference.map((point) => ({ x: x(point), y: y(point.value) })),
		links: join(curve.points),
		intervals: curve.points.flatMap((point) =>
			point.interval === undefined
				? []
				: [{ x: x(point), x2: x(point), y: y(point.interval.lower), y2: y(point.interval.upper) }],
		),
		words: [...axisWords(box, frame, scales, input), ...lines.words],
	};
}

/** Titles of a row of panels, as high as the tallest. */
function titleWords(curve: Curve, left: number, top: number, width: number): { words: Word[]; height: number } {
	const piece = (style: string, text: string): [string, string][] =>
		text === "" ? [] : wrapText(text, width, sizeOf(style), style === "title").map((line) => [style, line]);
	const all = [...piece("title", curve.title), ...piece("words", curve.words)];
	return {
		words: all.map(([style, text], line) => ({ style, text, x: left, y: top + (line + 0.5) * lineHeight })),
		height: all.length * lineHeight,
	};
}

type Drawn = ReturnType<typeof drawCurve>;

/** Lays out the figure in one of its widths. */
export function curveSketch(input: CurvesInput, variant: "wide" | "narrow"): Sketch {
	const { width, columns: most, gap } = layouts[variant];
	// One panel alone would be stretched over the whole width.
	const columns = Math.min(most, Math.max(2, input.curves.length));
	const scales = scalesOf(input);
	const panelWidth = (width - gap * (columns - 1)) / columns;
	const titleLines = wrapText(input.xTitle, panelWidth - axisRoom, sizeOf("scale")).length;
	const drawn: Drawn[] = [];
	const titles: Word[] = [];
	let top = 2;
	for (let index = 0; index < input.curves.length; index += columns) {
		const line = input.curves.slice(index, index + columns);
		const heads = line.map((curve, column) => titleWords(curve, column * (panelWidth + gap), top, panelWidth));
		const plotTop = top + Math.max(...heads.map((head) => head.height)) + (input.lines.length > 0 ? 26 : 12);
		line.forEach((curve, column) => {
			const left = column * (panelWidth + gap);
			drawn.push(drawCurve(curve, { left, right: left + panelWidth, top: plotTop }, scales, input));
		});
		titles.push(...heads.flatMap((head) => head.words));
		top = plotTop + plotHeight + 42 + titleLines * lineHeight;
	}
	const gather = <Key extends keyof Drawn>(key: Key) => drawn.flatMap((part) => part[key] as readonly Word[]);
	const keys = ["rows", "grid", "base", "lines", "referenceLinks", "references", "links", "intervals"] as const;
	return {
		width,
		height: Math.ceil(top - 12),
		description: "Values along a scale, one small panel each",
		params: {},
		datasets: {
			...Object.fromEntries(keys.map((key) => [key, gather(key)])),
			words: [...titles, ...gather("words")],
		},
		layers: curveLayers,
	};
}
