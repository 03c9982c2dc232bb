/** Schools over the years: one small picture a school, all on the same axes, lines that break where there was no test. */

import type { Chart } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput, sayOf } from "./clean.js";
import { pathsSketch } from "./paths/layout.js";
import type { PathsInput } from "./paths-input.js";
import { draw } from "./render.js";

/**
 * Draws the figure of schools over the years.
 *
 * @param input values and words; nothing is estimated here
 * @returns a chart with the panels asked for
 * @throws if there is no panel, a panel or path is empty, or the chart breaks the checklist (check.ts)
 */
export function pathsChart(input: PathsInput): Chart {
	const given = cleanInput(input);
	const say = sayOf(given);
	if (given.panels.length === 0) throw new Error("a figure of years needs a panel");
	const panels = given.panels.map((panel) => {
		if (panel.paths.length === 0 || panel.paths.some(({ points }) => points.length === 0)) {
			throw new Error(`panel ${panel.id} needs a school, and each school a year`);
		}
		const paths = panel.paths.map((path) => ({ ...path, reading: say(path.reading) }));
		const said = { ...panel, paths };
		const naming = (variant: string) => ({ id: `${given.id}-${panel.id}-${variant}`, label: given.alt });
		return {
			id: panel.id,
			title: panel.title,
			note: panel.paths.length === 1 ? "1 school" : `${panel.paths.length} schools`,
			wide: draw(pathsSketch(given, said, "wide"), naming("wide")),
			narrow: draw(pathsSketch(given, said, "narrow"), naming("narrow")),
		};
	});
	return chartOf("paths", given, panels, pathsChart);
}
