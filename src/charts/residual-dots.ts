/**
 * Results minus predictions: one dot a school, stacked in steps, with the three counts that answer the question.
 *
 * A filled dot lies outside the school's own interval, so a far hollow dot and a near filled one are both possible.
 */

import { differenceUnits } from "./axis.js";
import type { Chart } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput } from "./clean.js";
import { draw } from "./render.js";
import { residualSketch, stepOf } from "./residual-dots/layout.js";
import type { ResidualDotsInput } from "./residual-dots-input.js";

/** More names than this hide the shape that the figure is for. */
const mostLabels = 6;

/**
 * Draws the dot histogram.
 *
 * @param input differences in the axis's unit, and which schools get a name
 * @returns a chart of one panel, whose note says how wide the steps are in both widths
 * @throws if there is no dot, a label belongs to no dot, or the chart breaks the checklist (check.ts)
 */
export function residualDotsChart(input: ResidualDotsInput): Chart {
	const given = cleanInput(input);
	if (given.dots.length === 0) throw new Error("a dot histogram needs a school");
	if (given.labels.length > mostLabels) throw new Error(`a dot histogram names at most ${mostLabels} schools`);
	const [wide, narrow] = [residualSketch(given, "wide"), residualSketch(given, "narrow")];
	const unit = differenceUnits[given.unit];
	const schools = given.dots.length === 1 ? "1 school" : `${given.dots.length} schools`;
	const onPhones = stepOf(narrow) === stepOf(wide) ? "" : ` (${stepOf(narrow)} on phones)`;
	const note = `${schools}; dots stand in steps of ${stepOf(wide)} ${unit}${onPhones}`;
	const naming = (variant: string) => ({ id: `${given.id}-dots-${variant}`, label: given.alt });
	const panel = {
		id: "dots",
		title: "",
		note,
		wide: draw(wide, naming("wide")),
		narrow: draw(narrow, naming("narrow")),
	};
	return chartOf("residual-dots", given, [panel], residualDotsChart);
}
