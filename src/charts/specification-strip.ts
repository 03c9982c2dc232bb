/**
 * The disagreement strip: what every reasonable model says of each school, so that nobody reads too much into one.
 *
 * A row a school, in the order given; a mark a model on one axis, the page's own model marked.
 */

import type { Chart, Panel } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput, sayOf } from "./clean.js";
import { draw } from "./render.js";
import { type StripPlan, stripSketch } from "./specification-strip/layout.js";
import type { SpecificationPanel, SpecificationRow, SpecificationStripInput } from "./specification-strip-input.js";
import { splitRows } from "./split.js";
import { symmetricDomain } from "./steps.js";

const valuesOf = (row: SpecificationRow): number[] => [
	...row.marks.map((mark) => mark.value),
	...(row.main === undefined ? [] : [row.main.value]),
];

/**
 * Draws the strip.
 *
 * @param input values in student standard deviations; panels of more than 34 rows are split between letters
 * @throws if a row has no mark, or the chart breaks the checklist (check.ts)
 */
export function specificationStripChart(input: SpecificationStripInput): Chart {
	const chart = cleanInput(input);
	const rows = chart.panels.flatMap((panel) => panel.rows);
	const bare = rows.find((row) => valuesOf(row).length === 0);
	if (bare !== undefined) throw new Error(`no model says anything of row ${bare.id}`);
	const domain = symmetricDomain(rows.flatMap(valuesOf));
	return chartOf(
		"specifications",
		chart,
		chart.panels.flatMap((panel) => panelsOf(panel, chart, domain)),
		specificationStripChart,
	);
}

function panelsOf(
	panel: SpecificationPanel,
	chart: SpecificationStripInput,
	domain: readonly [number, number],
): Panel[] {
	const parts = splitRows(panel.rows);
	const say = sayOf(chart);
	return parts.map((part, index) => {
		const title = part.letters === "" ? panel.title : `${panel.title}, ${part.letters}`;
		const plan: StripPlan = {
			description: `Disagreement strip: ${title}`,
			rows: part.rows.map((row) => ({ ...row, reading: say(row.reading) })),
			domain,
			lanes: chart.lanes,
			say,
		};
		const id = parts.length === 1 ? panel.id : `${panel.id}-${index + 1}`;
		const note = part.rows.length === 1 ? "1 school" : `${part.rows.length} schools`;
		const naming = (variant: "wide" | "narrow") => ({
			id: `${chart.id}-${id}-${variant}`,
			label: `${title}, ${note}. ${chart.alt}`,
		});
		return {
			id,
			title,
			note,
			wide: draw(stripSketch(plan, "wide"), naming("wide")),
			narrow: draw(stripSketch(plan, "narrow"), naming("narrow")),
		};
	});
}
