import { existsSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Chart, profileChart, residualDotsChart, spreadChart } from "../../src/charts/index.js";
import type { ProfileRow, Reading } from "../../src/charts/profile.js";
import { panelOf, profileOf, references, residualsOf, schools, spreadOf, tableOf } from "./invented.js";
import { xmlProblem } from "./strict-xml.js";

const drawingsOf = (chart: Chart) => chart.panels.flatMap((panel) => [panel.wide, panel.narrow]);
const svgsOf = (chart: Chart): string[] => drawingsOf(chart).map(({ svg }) => svg);

const small = {
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

describe("profile", () => {
	test.each([1, 10, 60, 123])("%d schools: every name is there, in order, and nothing overlaps", (count) => {
		const rows = schools(count);
		const chart = profileChart(profileOf([panelOf(rows)]));
		const drawn = chart.panels.flatMap(
			(panel) => (panel.wide.spec.datasets as { rows: { id: string; name: string }[] }).rows,
		);
		expect(drawn.map(({ id, name }) => ({ id, name }))).toEqual(rows.map(({ id, name }) => ({ id, name })));
		for (const panel of chart.panels) expect(panel.wide.height).toBeLessThan(1300);
	});

	test("60 schools take at most 60 kB wide and 70 kB narrow", () => {
		const chart = profileChart(profileOf([panelOf(schools(60))]));
		const bytes = (variant: "wide" | "narrow") =>
			chart.panels.reduce((sum, panel) => sum + Buffer.byteLength(panel[variant].svg), 0);
		expect(bytes("wide")).toBeLessThanOrEqual(60_000);
		expect(bytes("narrow")).toBeLessThanOrEqual(70_000);
	});

	test("draws one mark for each value, and none for an absent one", () => {
		const [one, two, three] = schools(3) as [ProfileRow, ProfileRow, ProfileRow];
		const rows: ProfileRow[] = [
			one,
			{
				...two,
				baseline: undefined,
				predicted: undefined,
				lower: undefined,
				upper: undefined,
				reading: "",
				emphasis: false,
			},
			{
				id: three.id,
				name: three.name,
				mark: "",
				students: "—",
				reading: "",
				emphasis: false,
				withheld: "withheld: fewer than 11 students",
			},
		];
		const { svg } = profileChart(profileOf([{ ...panelOf(rows), strip: undefined }])).panels[0]!.wide;
		expect([...svg.matchAll(/<circle/g)]).toHaveLength(3);
		expect(svg.match(/<path d="([^"]*)" fill="#F8E3D3"/)?.[1]?.match(/M/g)).toHaveLength(1);
		expect(svg).toContain(">withheld: fewer than 11 students</text>");
	});

	test("an interval that runs beyond the axis has no tick at its cut end", () => {
		const row = { ...schools(1)[0]!, baseline: 10, actual: 20, predicted: 40, lower: -400, upper: 60 };
		const { svg } = profileChart(profileOf([{ ...panelOf([row]), strip: undefined }])).panels[0]!.wide;
		const ends = [...svg.matchAll(/<path d="([^"]*)" fill="#C2410C"\/>/g)].map(([, d]) => d?.match(/M/g)?.length);
		// One end tick and the prediction.
		expect(ends).toEqual([1, 1]);
	});

	test("a panel with its own stretch of the axis says so; the others share one", () => {
		const far = {
			...panelOf(schools(3, 5), "alternative"),
			references: [],
			strip: undefined,
			domain: [-360, -60] as const,
		};
		const rows = schools(3, 5).map((row) => ({ ...row, baseline: -300, actual: -290 }));
		const chart = profileChart(profileOf([panelOf(schools(4)), panelOf(schools(5, 8), "middle"), { ...far, rows }]));
		expect(chart.panels.map(({ id, note }) => [id, note])).toEqual([
			["elementary", "4 schools"],
			["middle", "5 schools"],
			["alternative", "3 schools; this panel has its own stretch of the axis"],
		]);
		const ends = chart.panels.map((panel) =>
			(panel.wide.spec.params as { value: number }[]).slice(0, 2).map(({ value }) => value),
		);
		expect(ends[0]).toEqual(ends[1]);
		expect(ends[2]).not.toEqual(ends[0]);
	});

	test("refuses rows that would mislead", () => {
		const [row] = schools(1) as [ProfileRow];
		const chartOf = (changed: ProfileRow) => () =>
			profileChart(profileOf([{ ...panelOf([changed]), strip: undefined }]));
		expect(chartOf({ ...row, withheld: "withheld" })).toThrow("is withheld but holds values");
		expect(chartOf({ id: row.id, name: "A", mark: "", students: "—", reading: "", emphasis: false })).toThrow(
			"is blank",
		);
		expect(chartOf({ ...row, upper: undefined })).toThrow("half an interval");
		expect(chartOf({ ...row, actual: Number.NaN })).toThrow();
		expect(() => profileChart(profileOf([panelOf([row])], { keyPanel: { row: "none", words: [] } }))).toThrow(
			"the key's row none",
		);
	});

	test("names with markup, quotes, control characters and other scripts come out as text", () => {
		const names = [
			'<script>alert("1")</script>',
			"R&D 'Lab' \"High\"",
			"Tab\tand\u0007bell\u0000",
			"שלום \u202Eabc\u200F",
			"東京 😀👩‍👩‍👧",
			"X".repeat(200),
			"\uD800",
			"]]>",
		];
		const rows = names.map((name, index) => ({ ...schools(names.length)[index]!, name }));
		const chart = profileChart(profileOf([panelOf(rows)]));
		for (const svg of svgsOf(chart)) expect(xmlProblem(svg)).toBeUndefined();
		const { svg } = chart.panels[0]!.wide;
		expect(svg).toContain("&lt;script&gt;alert(");
		expect(svg).not.toContain("<script");
		expect(
			svg
				.match(/>(X+)</g)
				?.join("")
				.replace(/[<>]/g, ""),
		).toHaveLength(200);
	});

	const value = fc.option(fc.double({ min: -400, max: 300, noNaN: true }), { nil: undefined });
	const arbitraryRow = fc.record({
		baseline: value,
		actual: value,
		predicted: value,
		interval: fc.option(
			fc.tuple(fc.double({ min: -900, max: 0, noNaN: true }), fc.double({ min: 0, max: 900, noNaN: true })),
			{ nil: undefined },
		),
		name: fc.string({ unit: "binary", maxLength: 80 }),
		students: fc.constantFrom("—", "11", "1,204", "999,999"),
		reading: fc.constantFrom<Reading>("", "higher", "lower", "clearly higher", "clearly lower"),
		withheld: fc.boolean(),
	});
	const arbitraryBars = fc.array(
		fc.record({
			label: fc.string({ maxLength: 90 }),
			value: fc.double({ min: -400, max: 300, noNaN: true }),
			style: fc.constantFrom("solid" as const, "dashed" as const, "thin" as const),
		}),
		{ maxLength: 6 },
	);

	test("whatever the rows, the SVG is well-formed and holds numbers only", () => {
		fc.assert(
			fc.property(fc.array(arbitraryRow, { minLength: 1, maxLength: 40 }), arbitraryBars, (drawn, bars) => {
				const rows = drawn.map(({ interval, withheld, name, students, reading, ...values }, index): ProfileRow => {
					const shared = { id: `r${index}`, name, mark: "†", students, emphasis: reading !== "" };
					const known = values.actual ?? values.baseline ?? values.predicted;
					if (withheld || known === undefined)
						return {
							...shared,
							reading: "",
							withheld: "withheld: a floor value that stands for missing participation, not a result",
						};
					return {
						...shared,
						...values,
						reading,
						lower: interval && known + interval[0],
						upper: interval && known + interval[1],
					};
				});
				for (const svg of svgsOf(profileChart(profileOf([{ ...panelOf(rows), references: bars }])))) {
					expect(xmlProblem(svg)).toBeUndefined();
					expect(svg.replace(/<text[^>]*>[^<]*/g, "").replace(/aria-label="[^"]*"/, "")).not.toMatch(
						/NaN|undefined|Infinity|null/,
					);
				}
			}),
			{ seed: 31, numRuns: 40 },
		);
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

test("reference bars carry the values that were given", () => {
	const { spec } = profileChart(profileOf([panelOf(schools(5))])).panels[0]!.wide;
	const { bars } = spec.datasets as { bars: { label: string; value: number; style: string }[] };
	const distinct = [...new Map(bars.map(({ label, value, style }) => [label, { label, value, style }])).values()];
	expect(distinct).toEqual(references);
});
