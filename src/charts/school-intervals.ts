/** Estimates with intervals, one row a school and one column a student group, all on one axis. */

import type { Chart } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput } from "./clean.js";
import { draw } from "./render.js";
import { schoolIntervalsSketch } from "./school-intervals/layout.js";
import type { SchoolIntervalsInput } from "./school-intervals-input.js";

/** A panel never splits over pages, so it holds no more schools than a page does. */
const schoolsPerPanel = 16;

/**
 * Draws the figure of intervals by student group.
 *
 * @param input estimates and words; nothing is estimated here
 * @returns a chart with a panel for every sixteen schools
 * @throws if there is no row, or the chart breaks the checklist (check.ts)
 */
export function schoolIntervalsChart(input: SchoolIntervalsInput): Chart {
	const given = cleanInput(input);
	if (given.rows.length === 0) throw new Error("a figure of intervals needs a row");
	const parts = Math.ceil(given.rows.length / schoolsPerPanel);
	const panels = Array.from({ length: parts }, (_, index) => {
		const rows = given.rows.slice(index * schoolsPerPanel, (index + 1) * schoolsPerPanel);
		const id = parts === 1 ? "schools" : `schools-${index + 1}`;
		const naming = (variant: string) => ({ id: `${given.id}-${id}-${variant}`, label: given.alt });
		return {
			id,
			title: "",
			note: `one row a school, ${rows.length} of ${given.rows.length} schools`,
			wide: draw(schoolIntervalsSketch({ ...given, rows }, given.rows, "wide"), naming("wide")),
			narrow: draw(schoolIntervalsSketch({ ...given, rows }, given.rows, "narrow"), naming("narrow")),
		};
	});
	return chartOf("school-intervals", given, panels, schoolIntervalsChart);
}
