/** Values over the years, one small panel each: the line breaks where a year has no test or no value. */

import type { Chart } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput } from "./clean.js";
import { draw } from "./render.js";
import { trendSketch } from "./trends/layout.js";
import type { TrendsInput } from "./trends-input.js";

/**
 * Draws courses over the years.
 *
 * @param input courses in their order, on shared axes
 * @returns a chart of one panel
 * @throws if there is no value at all, or the chart breaks the checklist (check.ts)
 */
export function trendsChart(input: TrendsInput): Chart {
	const given = cleanInput(input);
	if (!given.trends.some((trend) => trend.points.length > 0)) throw new Error("a figure over years needs a value");
	const naming = (variant: string) => ({ id: `${given.id}-trends-${variant}`, label: given.alt });
	const panel = {
		id: "trends",
		title: "",
		note: "",
		wide: draw(trendSketch(given, "wide"), naming("wide")),
		narrow: draw(trendSketch(given, "narrow"), naming("narrow")),
	};
	return chartOf("trends", given, [panel], trendsChart);
}
