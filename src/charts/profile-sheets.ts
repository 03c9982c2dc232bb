/** The school profile for walls and for guessing: posters with all marks, and sheets with the names alone. */

import { widenedDomain } from "./axis.js";
import type { Drawing, Panel } from "./chart.js";
import { cleanInput, sayOf } from "./clean.js";
import { narrowPanel } from "./profile/narrow.js";
import { headsIn, type PanelPlan } from "./profile/panel.js";
import { posterRows, widePanel } from "./profile/wide.js";
import { onAxisValues, requireSoundRows } from "./profile.js";
import type { ProfileChartInput, ProfilePanelInput, ProfileRow } from "./profile-input.js";
import { draw } from "./render.js";
import { splitRows } from "./split.js";

/** The words in the drawings, in the language of the sheet. */
export interface SheetWords {
	readonly school: string;
	readonly students: string;
	readonly schools: (count: number) => string;
	/** Two lines beside the strip of dots. */
	readonly strip: (count: number) => readonly [string, string];
	readonly axis: string;
	/** A level's title, from the chart's own. */
	readonly title: (panel: ProfilePanelInput) => string;
	readonly label: string;
}

/** A part of a poster: a level, laid out but not yet drawn. */
export interface PosterPanel {
	readonly id: string;
	readonly title: string;
	readonly note: string;
	readonly width: number;
	readonly height: number;
	readonly draw: () => Drawing;
}

const sharedDomain = (chart: ProfileChartInput): readonly [number, number] =>
	widenedDomain(chart.axis.domain, chart.panels.filter(({ domain }) => domain === undefined).flatMap(onAxisValues));

/**
 * Lays out every level for a poster; a level is not split, since a poster has room for it.
 *
 * @param input as for the profile
 * @param width of the drawings: the wider, the smaller the words on the wall
 * @returns in the order of the profile's panels
 * @throws if a row holds neither a value nor words, or a withheld row holds a value
 */
export function posterPanels(input: ProfileChartInput, words: SheetWords, width: number): PosterPanel[] {
	const chart = cleanInput(input);
	requireSoundRows(chart);
	const shared = sharedDomain(chart);
	return chart.panels.map((panel) => {
		const strip = panel.strip ?? [];
		const plan: PanelPlan = {
			description: `School profile: ${panel.title}`,
			rows: panel.rows,
			references: panel.references,
			strip,
			stripWords: words.strip(strip.length),
			domain: panel.domain === undefined ? shared : widenedDomain(panel.domain, onAxisValues(panel)),
			axis: { ...chart.axis, title: words.axis },
			hasReadings: panel.rows.some((row) => row.predicted !== undefined),
			heads: { ...headsIn(sayOf(chart)), school: words.school, students: words.students },
		};
		const [title, note] = [words.title(panel), words.schools(panel.rows.length)];
		const sketch = widePanel(plan, posterRows(width));
		const naming = { id: `poster-${panel.id}`, label: `${title}, ${note}. ${words.label}` };
		return {
			id: panel.id,
			title,
			note,
			width,
			height: sketch.height,
			draw: () => draw(sketch, naming),
		};
	});
}

/** A row without anything that could be known: the name alone. */
const nameAlone = ({ id, name, mark }: ProfileRow): ProfileRow => ({
	id,
	name,
	mark: mark.startsWith("†") ? "†" : "",
	students: "",
	reading: "",
	emphasis: false,
});

/**
 * Draws the names of the schools and the axis on which people mark what they expect: the profile's axis, and no data.
 *
 * @param input as for the profile; of its rows only the names are used
 * @returns panels that never split over pages, drawn wide and narrow
 */
export function blankPanels(input: ProfileChartInput, words: SheetWords): Panel[] {
	const chart = cleanInput(input);
	const shared = sharedDomain(chart);
	return chart.panels.flatMap((panel) => {
		const parts = splitRows(panel.rows.map(nameAlone));
		return parts.map(({ rows, letters }, index) => {
			const title = letters === "" ? words.title(panel) : `${words.title(panel)}, ${letters}`;
			const note = words.schools(rows.length);
			const plan: PanelPlan = {
				description: `A sheet to mark expectations on: ${title}`,
				rows,
				references: [],
				strip: [],
				stripWords: ["", ""],
				domain: panel.domain === undefined ? shared : widenedDomain(panel.domain, onAxisValues(panel)),
				axis: { ...chart.axis, title: words.axis },
				hasReadings: false,
				heads: { ...headsIn(sayOf(chart)), school: words.school, students: "" },
			};
			const id = parts.length === 1 ? panel.id : `${panel.id}-${index + 1}`;
			const naming = (variant: string) => ({
				id: `blank-${id}-${variant}`,
				label: `${title}, ${note}. ${words.label}`,
			});
			return {
				id,
				title,
				note,
				wide: draw(widePanel(plan), naming("wide")),
				narrow: draw(narrowPanel(plan), naming("narrow")),
			};
		});
	});
}
