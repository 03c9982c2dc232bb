import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Chart, profileChart } from "../../src/charts/index.js";
import type { ProfileChartInput, ProfileRow, Reading, ReferenceBar } from "../../src/charts/profile-input.js";
import { panelOf, profileOf, references, schools } from "./invented.js";
import { xmlProblem } from "./strict-xml.js";

const svgsOf = (chart: Chart): string[] => chart.panels.flatMap((panel) => [panel.wide.svg, panel.narrow.svg]);

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

	test("a percent axis has no ticks below 0 or above 100, also where a prediction lies there", () => {
		const row = { ...schools(1)[0]!, baseline: 2, actual: 0, predicted: -9, lower: -30, upper: 12 };
		const axis = { title: "percent met", domain: [0, 100], unit: "percent" } as const;
		const chart = profileChart(profileOf([{ ...panelOf([row]), references: [] }], { axis }));
		const { grid, rows } = chart.panels[0]!.wide.spec.datasets as {
			grid: { value: number }[];
			rows: { predicted: number }[];
		};
		expect(grid.map(({ value }) => value)).toEqual([0, 20, 40, 60, 80, 100]);
		expect(rows.map(({ predicted }) => predicted)).toEqual([-9]);
	});

	test("no column of readings where nothing was predicted", () => {
		const rows = schools(3).map((row) => ({
			...row,
			predicted: undefined,
			lower: undefined,
			upper: undefined,
			reading: "" as const,
			emphasis: false,
		}));
		const [predicted, plain] = profileChart(profileOf([panelOf(schools(3)), panelOf(rows, "alternative")])).panels;
		expect([predicted, plain].map((panel) => panel?.wide.svg.includes(">Reading</text>"))).toEqual([true, false]);
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

	describe("the key of a percent", () => {
		const axis = { title: "percent met", domain: [0, 100], unit: "percent" } as const;
		const keyOf = (
			values: Partial<ProfileRow>,
			more: Partial<ProfileChartInput> = {},
			bars: readonly ReferenceBar[] = [],
		): Chart => {
			const row: ProfileRow = { ...schools(1)[0]!, baseline: undefined, ...values };
			const panel = { ...panelOf([row]), references: bars, strip: [] };
			return profileChart(profileOf([panel], { axis, keyPanel: { row: row.id, words: ["A sentence."] }, ...more }));
		};

		test.each([
			["0", { actual: 0, predicted: 18, lower: 0.4, upper: 77 }, "2025 result: 0.0\u00A0%"],
			["100", { actual: 100, predicted: 82, lower: 23, upper: 99.6 }, "2025 result: 100.0\u00A0%"],
		])("says a result of %s %%", (_, values, words) => {
			for (const svg of svgsOf(keyOf(values)).slice(0, 2)) expect(svg).toContain(`>${words}</text>`);
		});

		const fromAnEnd = fc.oneof(
			fc.constant(0),
			fc.double({ min: 0, max: 1e-9, noNaN: true }),
			fc.double({ min: 0, max: 4, noNaN: true }),
		);
		const nearAnEnd = fc.tuple(fc.boolean(), fromAnEnd).map(([high, by]) => (high ? 100 - by : by));
		const percent = fc.oneof(nearAnEnd, fc.double({ min: 0, max: 100, noNaN: true }));
		const label = fc.oneof(fc.constant("2025 result"), fc.string({ minLength: 1, maxLength: 120 }));

		test("stays in its drawing, its words apart, wherever the values lie and however long the labels", () => {
			fc.assert(
				fc.property(
					fc.array(percent, { minLength: 5, maxLength: 5 }),
					fc.boolean(),
					fc.array(label, { minLength: 4, maxLength: 4 }),
					(values, both, labels) => {
						const [lower = 0, predicted = 0, upper = 0] = values.slice(0, 3).sort((a, b) => a - b);
						const [actual, baseline] = [values[3], both ? values[4] : undefined];
						const [baselineLabel, actualLabel = "", predictionLabel = "", intervalLabel = ""] = labels;
						const words = { baselineLabel, actualLabel, predictionLabel, intervalLabel };
						const bars = labels
							.slice(0, 3)
							.map((name, index) => ({ ...references[index]!, label: name, value: values[index]! }));
						// A chart whose words leave a drawing or overlap is refused.
						const chart = keyOf({ actual, baseline, predicted, lower, upper }, words, bars);
						expect(chart.panels.map(({ id }) => id)).toEqual(["key", "elementary"]);
					},
				),
				{ seed: 7, numRuns: 150 },
			);
		});
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

test("reference bars carry the values that were given", () => {
	const { spec } = profileChart(profileOf([panelOf(schools(5))])).panels[0]!.wide;
	const { bars } = spec.datasets as { bars: { label: string; value: number; style: string }[] };
	const distinct = [...new Map(bars.map(({ label, value, style }) => [label, { label, value, style }])).values()];
	expect(distinct).toEqual(references);
});
