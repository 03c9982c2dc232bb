import { describe, expect, it } from "vitest";
import { figureInSpanish } from "../../src/app/packet/words/sections-es.js";
import type { BarRow, BarsInput } from "../../src/charts/bars-input.js";
import { checkChart } from "../../src/charts/check.js";
import type { CurvesInput } from "../../src/charts/curves-input.js";
import { barsChart, ChartRefusal, curvesChart, intervalsChart } from "../../src/charts/index.js";
import type { IntervalRow } from "../../src/charts/intervals-input.js";
import { suppressed } from "../../src/domain/measured.js";
import { releaseTable } from "../../src/privacy/release.js";
import { xmlProblem } from "./strict-xml.js";

const words = {
	headline: "Where students were placed",
	subtitle: "Numbers of students by step, 2025–26, 900 students.",
	alt: "Bars of students by step",
	description: ["Each bar is a step; 900 students entered."],
	source: "invented",
	interval: { none: "counts of everybody" },
} as const;

const table = (ids: readonly string[], hidden: ReadonlySet<string> = new Set()) =>
	releaseTable({
		id: "table-steps",
		caption: "Steps",
		columns: [
			{ key: "step", label: "Step", unit: "text" },
			{ key: "students", label: "Students", unit: "students" },
		],
		rows: ids.map((id) => [id, hidden.has(id) ? suppressed("fewer than 11 students") : 400]),
		rowIds: ids,
	});

const row = (id: string, changes: Partial<BarRow> = {}): BarRow => ({
	id,
	label: `Step ${id}`,
	words: "",
	counts: "400",
	note: "",
	strong: false,
	parts: [{ part: "filled", value: 400 }],
	...changes,
});

const bars = (rows: readonly BarRow[]): BarsInput => ({
	...words,
	id: "steps",
	blocks: [{ heading: "", rows }],
	key: { filled: "placed", outlined: "held back", light: "not yet asked about" },
	axis: { unit: "points", title: "students" },
	headers: { counts: "Students", note: "" },
	table: table(
		rows.map(({ id }) => id),
		new Set(rows.flatMap(({ id, withheld }) => (withheld === undefined ? [] : [id]))),
	),
});

const datasets = (spec: Readonly<Record<string, unknown>>) =>
	spec.datasets as Record<string, Readonly<Record<string, unknown>>[]>;

describe("bars", () => {
	it("lay parts end to end and keep the order given", () => {
		const chart = barsChart(
			bars([
				row("b", {
					parts: [
						{ part: "filled", value: 300 },
						{ part: "outlined", value: 100 },
					],
				}),
				row("a"),
			]),
		);
		const { parts, rows, samples } = datasets(chart.panels[0]?.wide.spec ?? {});
		expect(rows?.map(({ id }) => id)).toEqual(["b", "a"]);
		expect(parts?.map(({ part, from, to }) => [part, from, to])).toEqual([
			["filled", 0, 300],
			["outlined", 300, 400],
			["filled", 0, 400],
		]);
		expect(samples?.map(({ part }) => part)).toEqual(["filled", "outlined"]);
	});

	it("are laid out again with other words; words that find no room are refused, and the figure stays as it was", () => {
		const chart = barsChart(bars([row("a"), row("b")]));
		const short = figureInSpanish(chart, (text) => text.replace("Step", "Paso"));
		expect(short).not.toBe(chart);
		expect(JSON.stringify(short.panels[0]?.wide.spec)).toContain("Paso a");
		const long = (text: string): string => `${text} ${"palabra".repeat(60)}`;
		expect(() => chart.reworded?.(long)).toThrow(ChartRefusal);
		expect(figureInSpanish(chart, long)).toBe(chart);
	});

	it("give a hidden row words, and no width", () => {
		const chart = barsChart(
			bars([row("a"), row("b", { parts: [], counts: "", withheld: "not shown: fewer than 11 students" })]),
		);
		for (const drawing of [chart.panels[0]?.wide, chart.panels[0]?.narrow]) {
			const { parts, words: texts } = datasets(drawing?.spec ?? {});
			expect(parts).toHaveLength(1);
			expect(texts?.map(({ text }) => text).join(" ")).toContain("not shown");
		}
	});

	it("refuse a hidden row with a value, and a figure without rows", () => {
		expect(() => barsChart(bars([row("a", { withheld: "not shown" })]))).toThrow(
			"row a is withheld but carries a value",
		);
		expect(() => barsChart(bars([]))).toThrow("a figure of bars needs a row");
	});

	it("keep long names, notes and reasons inside the drawing and apart, wide and narrow", () => {
		const long = "A very long name of a step that nobody would write but somebody will ".repeat(3).trim();
		const chart = barsChart(
			bars([row("a", { label: long, words: long, note: long }), row("b", { parts: [], withheld: long, counts: "" })]),
		);
		expect(checkChart(chart)).toEqual([]);
		for (const panel of chart.panels)
			for (const { svg } of [panel.wide, panel.narrow]) expect(xmlProblem(svg)).toBeUndefined();
	});

	it("draw a figure of zeros", () => {
		expect(checkChart(barsChart(bars([row("a", { parts: [{ part: "filled", value: 0 }], counts: "0" })])))).toEqual([]);
	});
});

const curves = (changes: Partial<CurvesInput> = {}): CurvesInput => ({
	...words,
	subtitle: "Percent of students placed above, by score, 2025–26.",
	description: ["2 groups of students are drawn."],
	id: "bands",
	curves: ["a", "b"].map((id) => ({
		id,
		title: `Group ${id}`,
		words: "",
		points: [0, 1, 3].map((step) => ({ x: 2500 + 50 * step, step, value: 20 + 20 * step })),
	})),
	reference: { label: "all", points: [{ x: 2500, step: 0, value: 30 }] },
	unit: "percent",
	zero: true,
	xTitle: "score",
	lines: [{ x: 2586, label: "cut 2586" }],
	table: table(["a", "b"]),
	...changes,
});

describe("curves", () => {
	it("join neighbors only: no line over a value that is not there", () => {
		const { links, rows } = datasets(curvesChart(curves()).panels[0]?.wide.spec ?? {});
		expect(rows).toHaveLength(6);
		expect(links).toHaveLength(2);
	});

	it("have the same scale in every panel", () => {
		const { rows } = datasets(curvesChart(curves()).panels[0]?.wide.spec ?? {});
		const heights = (name: string) => rows?.filter((one) => one.name === name).map(({ y }) => y);
		expect(heights("Group a")).toEqual(heights("Group b"));
	});

	it("are whole with one point, with one panel and with ten", () => {
		const one = {
			id: "a",
			title: "Group a",
			words: "",
			points: [{ x: 1, step: 0, value: 3, interval: { lower: 1, upper: 5 } }],
		};
		expect(checkChart(curvesChart(curves({ curves: [one], table: table(["a"]), lines: [] })))).toEqual([]);
		const ids = [..."abcdefghij"];
		const ten = ids.map((id) => ({ ...one, id, title: `Group ${id} of a very long name that has to be broken` }));
		const chart = curvesChart(curves({ curves: ten, table: table(ids) }));
		expect(checkChart(chart)).toEqual([]);
		expect(xmlProblem(chart.panels[0]?.narrow.svg ?? "")).toBeUndefined();
	});

	it("refuse a figure without a value", () => {
		expect(() => curvesChart(curves({ curves: [] }))).toThrow("a figure along a scale needs a value");
	});
});

describe("shapes before notes", () => {
	const marked = (mark: IntervalRow["mark"]) =>
		intervalsChart({
			...words,
			subtitle: "Held back, percent of students, 2025–26, with 95 % intervals.",
			interval: { drawn: "Wilson" },
			id: "rates",
			blocks: [
				{
					heading: "",
					rows: [
						{
							id: "a",
							label: "Group a",
							words: "",
							counts: "400",
							note: "46 % · Flag",
							mark,
							strong: false,
							value: 46,
						},
					],
				},
			],
			axis: { unit: "percent", signed: false, title: "held back", lines: [] },
			headers: { counts: "Qualified", note: "Verdict" },
			table: table(["a"]),
		}).panels[0];

	it.each(["square", "diamond", "circle", "dashed"] as const)("%s is drawn once, wide and narrow", (mark) => {
		for (const drawing of [marked(mark)?.wide, marked(mark)?.narrow]) {
			expect(datasets(drawing?.spec ?? {}).noteMarks).toEqual([{ x: expect.any(Number), y: expect.any(Number), mark }]);
			expect(xmlProblem(drawing?.svg ?? "")).toBeUndefined();
		}
	});

	it("a figure without them has no layer for them", () => {
		expect(datasets(marked(undefined)?.wide.spec ?? {}).noteMarks).toBeUndefined();
	});
});
