/** Values along a scale, one small panel each: shares by prior score, what a cut would change. */

import type { Chart } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput } from "./clean.js";
import { curveSketch } from "./curves/layout.js";
import type { CurvesInput } from "./curves-input.js";
import { draw } from "./render.js";

/**
 * Draws courses along a scale.
 *
 * @param input courses in their order, on shared axes
 * @returns a chart of one panel
 * @throws if there is no value at all, or the chart breaks the checklist (check.ts)
 */
export function curvesChart(input: CurvesInput): Chart {
	const given = cleanInput(input);
	if (!given.curves.some((curve) => curve.points.length > 0)) throw new Error("a figure along a scale needs a value");
	const naming = (variant: string) => ({ id: `${given.id}-curves-${variant}`, label: given.alt });
	const panel = {
		id: "curves",
		title: "",
		note: "",
		wide: draw(curveSketch(given, "wide"), naming("wide")),
		narrow: draw(curveSketch(given, "narrow"), naming("narrow")),
	};
	return chartOf("curves", given, [panel], curvesChart);
}
