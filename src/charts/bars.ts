/** Bars, one row each: the steps from enrollment to outcome, recorded reasons, courses. */

import { barSketch } from "./bars/layout.js";
import type { BarsInput } from "./bars-input.js";
import type { Chart } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput } from "./clean.js";
import { draw } from "./render.js";

/**
 * Draws bars.
 *
 * @param input rows in their order; nothing is sorted here
 * @returns a chart of one panel
 * @throws if there is no row, a withheld row carries a part, or the chart breaks the checklist (check.ts)
 */
export function barsChart(input: BarsInput): Chart {
	const given = cleanInput(input);
	const rows = given.blocks.flatMap((block) => block.rows);
	if (rows.length === 0) throw new Error("a figure of bars needs a row");
	for (const { id, withheld, parts } of rows) {
		if (withheld !== undefined && parts.length > 0) throw new Error(`row ${id} is withheld but carries a value`);
	}
	const naming = (variant: string) => ({ id: `${given.id}-bars-${variant}`, label: given.alt });
	const panel = {
		id: "bars",
		title: "",
		note: "",
		wide: draw(barSketch(given, "wide"), naming("wide")),
		narrow: draw(barSketch(given, "narrow"), naming("narrow")),
	};
	return chartOf("bars", given, [panel], barsChart);
}
