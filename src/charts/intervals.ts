/** Values with their intervals, one row each: differences, districts, spreads. */

import type { Chart } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput } from "./clean.js";
import { intervalSketch } from "./intervals/layout.js";
import type { IntervalsInput } from "./intervals-input.js";
import { draw } from "./render.js";

/**
 * Draws values with intervals.
 *
 * @param input rows in their order; nothing is sorted here
 * @returns a chart of one panel
 * @throws if there is no row, a withheld row carries a value, or the chart breaks the checklist (check.ts)
 */
export function intervalsChart(input: IntervalsInput): Chart {
	const given = cleanInput(input);
	const rows = given.blocks.flatMap((block) => block.rows);
	if (rows.length === 0) throw new Error("a figure of intervals needs a row");
	for (const { id, withheld, value, hollow, interval, ticks = [] } of rows) {
		const marked = value !== undefined || hollow !== undefined || interval !== undefined || ticks.length > 0;
		if (withheld !== undefined && marked) throw new Error(`row ${id} is withheld but carries a value`);
	}
	const naming = (variant: string) => ({ id: `${given.id}-intervals-${variant}`, label: given.alt });
	const panel = {
		id: "intervals",
		title: "",
		note: "",
		wide: draw(intervalSketch(given, "wide"), naming("wide")),
		narrow: draw(intervalSketch(given, "narrow"), naming("narrow")),
	};
	return chartOf("intervals", given, [panel], intervalsChart);
}
