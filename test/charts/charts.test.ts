import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, test } from "vitest";
import {
	type Chart,
	intervalsChart,
	pathsChart,
	profileChart,
	residualDotsChart,
	schoolIntervalsChart,
	spreadChart,
	trendsChart,
} from "../../src/charts/index.js";
import { slimSvg } from "../../src/charts/slim-svg.js";
import {
	intervalsOf,
	panelOf,
	pathsOf,
	profileOf,
	residualsOf,
	schoolIntervalsOf,
	schools,
	spreadOf,
	tableOf,
	trendsOf,
} from "./invented.js";
import { parseSvg } from "./read-svg.js";
import { xmlProblem } from "./strict-xml.js";

const drawingsOf = (chart: Chart) => chart.panels.flatMap((panel) => [panel.wide, panel.narrow]);
const svgsOf = (chart: Chart): string[] => drawingsOf(chart).map(({ svg }) => svg);

const small = {
	"school-intervals": () => schoolIntervalsChart(schoolIntervalsOf(3)),
	paths: () => pathsChart(pathsOf(6)),
	profile: () =>
		profileChart(
			profileOf([panelOf(schools(6))], { keyPanel: { row: schools(6)[0]!.id, words: ["A bold name lies outside."] } }),
		),
	"residual-dots": () => {
		const { id, value } = residualsOf(12).dots[3]!;
		return residualDotsChart(
			residualsOf(12, {
				labels: [{ id, name: "Sample Hill", detail: `${Math.round(value)} · 90 students`, strong: true }],
			}),
		);
	},
	spread: () => spreadChart(spreadOf(12)),
	intervals: () => intervalsChart(intervalsOf(5)),
	trends: () => trendsChart(trendsOf(4)),
} as const;

/** Compares with a stored text, byte for byte; stores it where an update was asked for. */
function expectGolden(name: string, text: string): void {
	const place = new URL(`./__goldens__/${name}.golden`, import.meta.url);
	if (process.env.CIMP_UPDATE_GOLDENS === "1") writeFileSync(place, text);
	expect(existsSync(place), `${name} is not stored; run npm run test:update`).toBe(true);
	expect(text).toBe(readFileSync(place, "utf8"));
}

describe.each(Object.entries(small))("%s", (kind, build) => {
	test("specification and SVG are those stored", () => {
		const chart = build();
		expect(chart.kind).toBe(kind);
		for (const panel of chart.panels) {
			expectGolden(`${kind}-${panel.id}.vl.json`, `${JSON.stringify(panel.wide.spec, null, "\t")}\n`);
			expectGolden(`${kind}-${panel.id}-wide.svg`, `${panel.wide.svg}\n`);
			expectGolden(`${kind}-${panel.id}-narrow.svg`, `${panel.narrow.svg}\n`);
		}
	});

	test("draws the same bytes whatever was drawn before", () => {
		const first = svgsOf(build());
		profileChart(profileOf([panelOf(schools(40, 11))]));
		residualDotsChart(residualsOf(90));
		expect(svgsOf(build())).toEqual(first);
	});

	test("the published specification alone draws the same picture", async () => {
		const chart = build();
		for (const panel of chart.panels) {
			const { spec, svg, width, height } = panel.wide;
			const view = new vega.View(vega.parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: "none" });
			const label = /aria-label="([^"]*)"/.exec(svg)?.[1] ?? "";
			const drawn = slimSvg(parseSvg(await view.toSVG()), {
				idPrefix: `${chart.id}-${panel.id}-wide`,
				label,
				width,
				height,
			});
			expect(drawn).toBe(svg);
		}
	});

	test("is one labeled image of well-formed XML, with its own ids and no address to load from", () => {
		const svgs = svgsOf(build());
		const ids = svgs.flatMap((svg) => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
		expect(new Set(ids).size).toBe(svgs.length);
		for (const svg of svgs) {
			expect(xmlProblem(svg)).toBeUndefined();
			expect(svg).toMatch(
				/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" aria-label="[^"]{20,}" viewBox="0 0 /,
			);
			expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
				/https?:|href|url\(|<style|<script|class=/,
			);
		}
	});
});

describe("residual dots", () => {
	test("one dot a school, filled where it lies outside, and counts that add up", () => {
		const input = residualsOf(93);
		const { svg } = residualDotsChart(input).panels[0]!.wide;
		const outside = input.dots.filter(({ standing }) => standing !== "within").length;
		const marks = svg.match(/<g [^>]*>(?:<circle[^>]*>)+<\/g>/g) ?? [];
		expect(marks.map((group) => [/fill="([^"]*)"/.exec(group)?.[1], group.match(/<circle/g)?.length])).toEqual([
			["#FFFFFF", 93 - outside],
			["#12436D", outside],
		]);
		const counts = [...svg.matchAll(/<text[^>]*>(\d+)<\/text>/g)].map(([, text]) => Number(text));
		expect(counts.slice(0, 3).reduce((sum, count) => sum + count, 0)).toBe(93);
	});

	test("six names, some of neighbors, and long ones keep clear of each other", () => {
		const { dots } = residualsOf(93);
		const ordered = [...dots].sort((a, b) => a.value - b.value);
		const chosen = [...ordered.slice(0, 3), ...ordered.slice(-3)];
		const labels = chosen.map(({ id, value }, index) => ({
			id,
			name: "A School Named for Several Benefactors and a Street".slice(0, 20 + index * 6),
			detail: `${Math.round(value)} · 1,137 students`,
			strong: index % 2 === 0,
		}));
		const chart = residualDotsChart(residualsOf(93, { labels }));
		expect(chart.panels[0]!.note).toMatch(/^93 schools; dots stand in steps of [\d.]+ points/);
	});

	test.each([1, 5, 400, 2000])("%d schools, also where all are equal", (count) => {
		const { dots } = residualsOf(count);
		for (const chosen of [dots, dots.map((dot) => ({ ...dot, value: 0 }))]) {
			const chart = residualDotsChart(residualsOf(count, { dots: chosen }));
			for (const svg of svgsOf(chart)) expect(xmlProblem(svg)).toBeUndefined();
		}
	});

	test("refuses a name without a dot, no dots, and a crowd of names", () => {
		const label = { id: "nobody", name: "Nobody", detail: "", strong: false };
		expect(() => residualDotsChart(residualsOf(5, { labels: [label] }))).toThrow(
			'the label "Nobody" belongs to no dot',
		);
		expect(() => residualDotsChart(residualsOf(5, { dots: [] }))).toThrow("needs a school");
		expect(() => residualDotsChart(residualsOf(9, { labels: Array.from({ length: 7 }, () => label) }))).toThrow(
			"at most 6",
		);
	});
});

describe("spread", () => {
	test("as many bricks above the line as below it", () => {
		const { spec } = spreadChart(spreadOf(93)).panels[0]!.wide;
		const { bricks, rows } = spec.datasets as {
			bricks: { row: string; kind: string; y: number }[];
			rows: { id: string; y: number }[];
		};
		for (const { id, y } of rows) {
			const own = bricks.filter(({ row }) => row === id);
			expect(own.filter((brick) => brick.kind === "observed" && brick.y < y)).toHaveLength(93);
			expect(own.filter((brick) => brick.kind === "chance" && brick.y > y)).toHaveLength(93);
		}
	});

	test("one school and a thousand", () => {
		for (const count of [1, 1000])
			for (const svg of svgsOf(spreadChart(spreadOf(count)))) expect(xmlProblem(svg)).toBeUndefined();
	});

	test("refuses unequal numbers of bricks", () => {
		const [row] = spreadOf(4).rows;
		const rows = [{ ...row!, chance: [1] }];
		expect(() => spreadChart(spreadOf(4, { rows, table: tableOf([row!.id]) }))).toThrow(
			"as many draws of chance as schools",
		);
	});
});

interface Marks {
	readonly rows: { id: string; withheld?: string; value?: number; x: number; y: number }[];
	readonly points: { value: number; y: number }[];
	readonly intervals: { lower: number; upper: number }[];
	readonly ticks: unknown[];
	readonly links: { x: number; x2: number }[];
}

const marksOf = (chart: Chart, variant: "wide" | "narrow"): Marks =>
	chart.panels[0]![variant].spec.datasets as unknown as Marks;

describe("intervals", () => {
	test.each(["wide", "narrow"] as const)(
		"%s: one dot and one interval a row that is not withheld, in the order given",
		(variant) => {
			const { rows, points, intervals, ticks } = marksOf(intervalsChart(intervalsOf(12)), variant);
			expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, index) => `g${index}`));
			const shown = rows.filter(({ withheld }) => withheld === undefined);
			expect([points.length, intervals.length, ticks.length]).toEqual([8, 8, 24]);
			expect(points.map(({ value }) => value)).toEqual(shown.map(({ value }) => value));
			expect(rows.map(({ y }) => y)).toEqual([...rows.map(({ y }) => y)].sort((a, b) => a - b));
		},
	);

	test("percents of students stand on their whole scale", () => {
		const rows = intervalsOf(2).blocks.flatMap((block) => block.rows);
		const percents = rows.map((row) => ({
			...row,
			value: 40,
			interval: { lower: 30, upper: 50 },
			hollow: 41,
			band: undefined,
			ticks: [],
		}));
		const axis = { unit: "percent", signed: false, title: "percent of students", lines: [] } as const;
		const chart = intervalsChart(intervalsOf(2, { blocks: [{ heading: "", rows: percents }], axis }));
		const params = chart.panels[0]!.wide.spec.params as { name: string; value: number }[];
		expect(["axisFrom", "axisTo"].map((name) => params.find((param) => param.name === name)?.value)).toEqual([0, 100]);
	});

	test("refuses no rows, and a withheld row with a value", () => {
		expect(() => intervalsChart(intervalsOf(0))).toThrow("needs a row");
		const [first] = intervalsOf(1).blocks[0]!.rows;
		const rows = [{ ...first!, withheld: "withheld: fewer than 11 students" }];
		expect(() => intervalsChart(intervalsOf(1, { blocks: [{ heading: "", rows }] }))).toThrow(
			"withheld but carries a value",
		);
	});
});

describe("trends", () => {
	test.each(["wide", "narrow"] as const)("%s: no line runs over years without a test", (variant) => {
		const { rows, links } = marksOf(trendsChart(trendsOf(2)), variant);
		expect(rows).toHaveLength(8);
		// 2018 to 2019 and 2022 to 2023, in each of two panels.
		expect(links).toHaveLength(4);
	});

	test("panels share their scale: equal values stand equally high", () => {
		const points = [2022, 2023].map((year) => ({ year, value: 10, interval: { lower: 0, upper: 20 } }));
		const trends = ["a", "b"].map((id) => ({ id, title: id, words: "", points }));
		const { rows } = marksOf(trendsChart(trendsOf(0, { trends, table: tableOf(["a", "b"]) })), "wide");
		expect(new Set(rows.map(({ y }) => y)).size).toBe(1);
	});

	test("one year, equal values and all zero are drawn; nothing at all is refused", () => {
		for (const value of [0, 5]) {
			const points = [{ year: 2025, value, interval: { lower: value, upper: value } }];
			const trends = [{ id: "a", title: "A", words: "", points }];
			for (const svg of svgsOf(trendsChart(trendsOf(0, { trends, table: tableOf(["a"]) }))))
				expect(xmlProblem(svg)).toBeUndefined();
		}
		expect(() => trendsChart(trendsOf(0))).toThrow("needs a value");
	});
});

describe("intervals of schools by group", () => {
	const words = (chart: Chart): string[] =>
		(chart.panels[0]!.wide.spec.datasets as { words: { text: string }[] }).words.map(({ text }) => text);

	test("what is withheld is said in its cell and has no mark", () => {
		const chart = schoolIntervalsChart(schoolIntervalsOf(4));
		const { rows, ranges } = chart.panels[0]!.wide.spec.datasets as Record<string, readonly unknown[]>;
		expect([rows!.length, ranges!.length]).toEqual([10, 10]);
		expect(words(chart).filter((text) => text === "withheld")).toHaveLength(2);
	});

	test("a panel holds no more schools than a page", () => {
		const chart = schoolIntervalsChart(schoolIntervalsOf(40));
		expect(chart.panels.map(({ note }) => note)).toEqual([
			"one row a school, 16 of 40 schools",
			"one row a school, 16 of 40 schools",
			"one row a school, 8 of 40 schools",
		]);
	});

	test("is refused without a row, and with a row that the table does not have", () => {
		const input = schoolIntervalsOf(3);
		expect(() => schoolIntervalsChart({ ...input, rows: [] })).toThrow(/needs a row/);
		const table = { ...input.table, rowIds: input.table.rowIds!.map(() => "x") } as typeof input.table;
		expect(() => schoolIntervalsChart({ ...input, table })).toThrow(/table has no row/);
	});
});

describe("paths over the years", () => {
	const data = (count: number) =>
		pathsChart(pathsOf(count)).panels[0]!.wide.spec.datasets as Record<string, readonly Record<string, unknown>[]>;

	test("lines break over years without a test, and where a school has no result", () => {
		// The first school lacks 2023: 2018–2019 and 2024–2025 are left. The second has all years.
		const links = data(2).links!;
		expect(links.filter(({ told }) => told === false)).toHaveLength(2);
		expect(links.filter(({ told }) => told === true)).toHaveLength(4);
	});

	test("schools with a reading are filled and say it", () => {
		const { rows, words } = data(6);
		expect(new Set(rows!.filter(({ told }) => told === true).map(({ name }) => name)).size).toBe(2);
		expect(words!.filter(({ style }) => style === "reading").length).toBeGreaterThan(0);
	});

	test("is refused without a school or a year", () => {
		const input = pathsOf(2);
		expect(() => pathsChart({ ...input, panels: [] })).toThrow(/needs a panel/);
		const empty = input.panels.map((panel) => ({
			...panel,
			paths: panel.paths.map((path) => ({ ...path, points: [] })),
		}));
		expect(() => pathsChart({ ...input, panels: empty })).toThrow(/needs a school/);
	});
});
