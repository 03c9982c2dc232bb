/** True variation and chance: what we saw above the line, one draw of chance alone below it, one brick a school. */

import type { Chart } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput } from "./clean.js";
import { draw } from "./render.js";
import { spreadSketch } from "./spread/layout.js";
import type { SpreadInput } from "./spread-input.js";

/**
 * Draws the figure of spread and chance.
 *
 * @param input centered values and estimated spreads; nothing is estimated here
 * @returns a chart of one panel
 * @throws if there is no row, a row has no school, or the chart breaks the checklist (check.ts)
 */
export function spreadChart(input: SpreadInput): Chart {
	const given = cleanInput(input);
	if (given.rows.length === 0) throw new Error("a figure of spread needs a row");
	for (const row of given.rows) {
		if (row.observed.length === 0 || row.observed.length !== row.chance.length) {
			throw new Error(`row ${row.id} needs as many draws of chance as schools, and at least one`);
		}
	}
	const naming = (variant: string) => ({ id: `${given.id}-spread-${variant}`, label: given.alt });
	const panel = {
		id: "spread",
		title: "",
		note: "one brick a school; above the line what we saw, below it one draw of chance alone",
		wide: draw(spreadSketch(given, "wide"), naming("wide")),
		narrow: draw(spreadSketch(given, "narrow"), naming("narrow")),
	};
	return chartOf("spread", given, [panel], spreadChart);
}
