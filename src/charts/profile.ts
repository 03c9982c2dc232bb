/**
 * The school profile: one row a school, its results of two years, its prediction with the interval, reference bars.
 *
 * Rows stand in the order given, so that nobody reads a league table; panels share one axis.
 */

import { widenedDomain } from "./axis.js";
import type { Chart, Panel } from "./chart.js";
import { chartOf } from "./check.js";
import { cleanInput, sayOf } from "./clean.js";
import { isWhole, keyPanel } from "./profile/key.js";
import { narrowPanel } from "./profile/narrow.js";
import { headsIn, type PanelPlan, saidRow } from "./profile/panel.js";
import { widePanel } from "./profile/wide.js";
import type { ProfileChartInput, ProfilePanelInput, ProfileRow } from "./profile-input.js";
import { draw, type Sketch } from "./render.js";
import { splitRows } from "./split.js";

const valuesOf = (row: ProfileRow): readonly (number | undefined)[] => [
	row.baseline,
	row.actual,
	row.predicted,
	row.lower,
	row.upper,
];

/** Rows must show something or say why not; withheld rows must hold nothing. */
export function requireSoundRows(input: ProfileChartInput): void {
	for (const row of input.panels.flatMap((panel) => panel.rows)) {
		const known = valuesOf(row).filter((value) => value !== undefined).length;
		if (row.withheld !== undefined && known > 0) throw new Error(`profile row ${row.id} is withheld but holds values`);
		if (row.withheld === undefined && known === 0)
			throw new Error(`profile row ${row.id} is blank and doesn't say why`);
		if ((row.lower === undefined) !== (row.upper === undefined))
			throw new Error(`profile row ${row.id} has half an interval`);
	}
}

/** Everything that must lie on the axis: intervals may be cut, results, predictions and bars may not. */
export const onAxisValues = (panel: ProfilePanelInput): number[] =>
	[
		...panel.rows.flatMap((row) => [row.baseline, row.actual, row.predicted]),
		...panel.references.map((bar) => bar.value),
		...(panel.strip ?? []).map((dot) => dot.value),
	].filter((value) => value !== undefined);

const schools = (count: number): string => (count === 1 ? "1 school" : `${count} schools`);

/** Draws both widths of a panel. */
function panelOf(
	naming: { chart: ProfileChartInput; id: string; title: string; note: string },
	wide: Sketch,
	narrow: Sketch,
): Panel {
	const { chart, id, title, note } = naming;
	const label = `${title}${note === "" ? "" : `, ${note}`}. ${chart.alt}`;
	const name = `${chart.id}-${id}`;
	return {
		id,
		title,
		note,
		wide: draw(wide, { id: `${name}-wide`, label }),
		narrow: draw(narrow, { id: `${name}-narrow`, label }),
	};
}

/** A level's panel, or the several into which it is split; the strip stands above the first. */
function panelsOf(panel: ProfilePanelInput, chart: ProfileChartInput, shared: readonly [number, number]): Panel[] {
	const domain = panel.domain === undefined ? shared : widenedDomain(panel.domain, onAxisValues(panel));
	const parts = splitRows(panel.rows);
	const say = sayOf(chart);
	const strip = panel.strip ?? [];
	const hasReadings = panel.rows.some((row) => row.predicted !== undefined);
	return parts.map((part, index) => {
		const title = part.letters === "" ? panel.title : `${panel.title}, ${part.letters}`;
		const moved = panel.domain === undefined ? "" : "; this panel has its own stretch of the axis";
		const plan: PanelPlan = {
			description: `School profile: ${title}`,
			rows: part.rows.map((row) => saidRow(row, chart)),
			references: panel.references,
			strip: index === 0 ? strip : [],
			stripWords: [say(`${strip.length} results at a glance`), say(`one dot a school, ${chart.actualLabel}`)],
			domain,
			axis: chart.axis,
			hasReadings,
			heads: headsIn(say),
		};
		const id = parts.length === 1 ? panel.id : `${panel.id}-${index + 1}`;
		const note = say(`${schools(part.rows.length)}${moved}`);
		return panelOf({ chart, id, title, note }, widePanel(plan), narrowPanel(plan));
	});
}

function keyOf(chart: ProfileChartInput): Panel[] {
	const wanted = chart.keyPanel?.row;
	if (wanted === undefined) return [];
	const row = chart.panels.flatMap((panel) => panel.rows).find(({ id }) => id === wanted);
	if (row === undefined || !isWhole(row))
		throw new Error(`the key's row ${wanted} has no result, prediction and interval`);
	const naming = { chart, id: "key", title: sayOf(chart)("A real row, enlarged"), note: row.name };
	return [panelOf(naming, keyPanel(row, chart, "wide"), keyPanel(row, chart, "narrow"))];
}

/**
 * Draws the school profile.
 *
 * @param input values in the axis's unit; absent ones left out, never NaN
 * @returns the key, if one is asked for, then the panels in the order given; panels of more than 34 rows are split
 *   between letters
 * @throws if a row is blank without words, a withheld row holds values, or the chart breaks the checklist (check.ts)
 */
export function profileChart(input: ProfileChartInput): Chart {
	const chart = cleanInput(input);
	requireSoundRows(chart);
	const sharing = chart.panels.filter((panel) => panel.domain === undefined);
	const shared = widenedDomain(chart.axis.domain, sharing.flatMap(onAxisValues));
	const panels = [...keyOf(chart), ...chart.panels.flatMap((panel) => panelsOf(panel, chart, shared))];
	return chartOf("profile", chart, panels, profileChart);
}
