import { describe, expect, test } from "vitest";
import { checkChart, wholeChart } from "../../src/charts/check.js";
import { overlappingWords } from "../../src/charts/check-words.js";
import { type Chart, profileChart } from "../../src/charts/index.js";
import { suppressed } from "../../src/domain/measured.js";
import { releaseTable } from "../../src/privacy/release.js";
import { panelOf, profileOf, schools, tableOf } from "./invented.js";

const rows = schools(4);
const whole = profileChart(profileOf([panelOf(rows)]));
const ids = rows.map(({ id }) => id);

describe("checkChart", () => {
	test("a whole chart has nothing against it", () => {
		expect(checkChart(whole)).toEqual([]);
		expect(wholeChart(whole)).toBe(whole);
	});

	const broken: [string, Partial<Chart>, string[]][] = [
		["long headline", { headline: "x".repeat(91) }, ["headline is longer than 90 characters"]],
		["ranking word", { headline: "The best schools" }, ['headline holds the word "best"']],
		["blame", { description: ["4 schools are underperforming."] }, ['description holds the word "underperforming"']],
		["long alt text", { alt: "x".repeat(151) }, ["alt text is longer than 150 characters"]],
		["no description", { description: [] }, ["description is empty"]],
		["no source", { source: " " }, ["source is empty"]],
		["no panel", { panels: [] }, ["no panel"]],
		["same id twice", { panels: [...whole.panels, ...whole.panels] }, ["two panels have the same id"]],
		[
			"bare subtitle",
			{ subtitle: "Results" },
			[
				"subtitle has no year",
				"subtitle has no unit",
				"subtitle doesn't say who",
				"subtitle doesn't name the interval",
			],
		],
		["unexplained interval", { interval: { none: "" } }, ["interval is neither stated nor explained"]],
		["table without rows", { table: tableOf([]) }, ["table has no rows"]],
		["table without a school", { table: tableOf(ids.slice(1)) }, [`table has no row for ${ids[0]}`]],
	];
	test.each(broken)("%s", (_, change, expected) => {
		expect(checkChart({ ...whole, ...change })).toEqual(expected);
	});

	test("a school's own name is not held against it", () => {
		const named = profileChart(
			profileOf([panelOf([{ ...rows[0]!, name: "Best Hill Elementary" }])], {
				headline: "Best Hill Elementary lies inside its interval",
			}),
		);
		expect(checkChart(named)).toEqual([]);
	});

	test("what the table withholds must not be drawn", () => {
		const table = releaseTable({
			...tableOf(ids),
			rows: ids.map((id, index) => [id, index === 0 ? suppressed("fewer than 11 students") : 1]),
		});
		expect(checkChart({ ...whole, table })).toEqual([`row ${ids[0]} is drawn but withheld in the table`]);
	});

	const [panel] = whole.panels;
	const withSpec = (spec: Record<string, unknown>): Chart => ({
		...whole,
		panels: [{ ...panel!, wide: { ...panel!.wide, spec } }],
	});

	test("colors outside the palette, and too pale for text", () => {
		const layer = (panel!.wide.spec.layer as { mark: Record<string, unknown> }[]).map(({ mark, ...rest }) =>
			mark.fill === "#565C65"
				? { ...rest, mark: { ...mark, fill: "#8A8F94" } }
				: { ...rest, mark: mark.fill === "#F8E3D3" ? { ...mark, fill: "#FFEEDD" } : mark },
		);
		expect(checkChart(withSpec({ ...panel!.wide.spec, layer }))).toEqual([
			"profile, panel elementary: color #FFEEDD is not in the palette",
			"profile, panel elementary: color #8A8F94 has too little contrast for text",
		]);
	});

	test("words that overlap or leave the drawing", () => {
		const datasets = {
			words: [
				{ style: "name", text: "Sample", x: 0, y: 50 },
				{ style: "name", text: "Hill", x: 30, y: 52 },
				{ style: "count", text: "90", x: 5, y: 90 },
			],
		};
		expect(overlappingWords({ ...panel!.wide, spec: { ...panel!.wide.spec, datasets } })).toEqual([
			'"Sample" and "Hill" overlap',
			'"90" leaves the drawing',
		]);
	});
});

test("a chart that is not whole is refused with all reasons", () => {
	const input = profileOf([panelOf(rows)], { headline: "The top schools", source: "" });
	expect(() => profileChart(input)).toThrow('chart profile is refused: headline holds the word "top"; source is empty');
});
