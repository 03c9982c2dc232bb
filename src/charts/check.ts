/** A figure's checklist: a chart that is not whole is refused, because a reader could not trust half of it. */

import { isAbsent } from "../domain/measured.js";
import type { Chart, Drawing, Panel, Say } from "./chart.js";
import { overlappingWords } from "./check-words.js";
import { contrast, decoration, hues, palette } from "./palette.js";

/** Words that rank schools or blame children; their names are taken out before the search. */
const banned =
	/\b(?:best|worst|top|bottom|rank(?:s|ed|ing|ings)?|league|winners?|losers?|fail(?:s|ed|ing|ure)?|under-?perform\w*|over-?achiev\w*|under-?achiev\w*|lagging|lags?|deficits?|achievement gaps?|beat(?:s|ing)? the odds|sub-?groups?|at-risk|minorit(?:y|ies)|non-white)\b/i;

const longestHeadline = 90;
const longestAlt = 150;
const mostHues = 4;

type Row = Readonly<Record<string, unknown>>;

const datasets = (drawing: Drawing): Readonly<Record<string, readonly Row[]>> =>
	(drawing.spec.datasets ?? {}) as Record<string, readonly Row[]>;

const layers = (drawing: Drawing): readonly { readonly mark: Row }[] => (drawing.spec.layer ?? []) as { mark: Row }[];

const drawings = (panel: Panel): readonly Drawing[] => [panel.wide, panel.narrow];

/** Names of schools and districts: what they are called is not ours to judge. */
function namesIn(chart: Chart): string[] {
	const rows = chart.panels.flatMap((panel) => Object.values(datasets(panel.wide)).flat());
	const names = rows.flatMap((row) => [row.name, row.label]);
	const cells = chart.table.rows.flat();
	const strings = [...names, ...cells].filter((name): name is string => typeof name === "string" && name.length > 2);
	return [...new Set(strings)].sort((a, b) => b.length - a.length);
}

function wordProblems(chart: Chart): string[] {
	const problems: string[] = [];
	const names = namesIn(chart);
	const withoutNames = (text: string): string => names.reduce((rest, name) => rest.split(name).join(" "), text);
	const texts = {
		headline: chart.headline,
		subtitle: chart.subtitle,
		alt: chart.alt,
		description: chart.description.join(" "),
	};
	for (const [place, text] of Object.entries(texts)) {
		if (text.trim() === "") problems.push(`${place} is empty`);
		const found = banned.exec(withoutNames(text));
		if (found) problems.push(`${place} holds the word "${found[0]}"`);
	}
	if ([...chart.headline].length > longestHeadline)
		problems.push(`headline is longer than ${longestHeadline} characters`);
	if ([...chart.alt].length > longestAlt) problems.push(`alt text is longer than ${longestAlt} characters`);
	if (chart.source.trim() === "") problems.push("source is empty");
	return problems;
}

function subtitleProblems(chart: Chart): string[] {
	const { subtitle, interval } = chart;
	const problems: string[] = [];
	if (!/\b(?:19|20)\d\d\b|\byear not given\b/.test(subtitle)) problems.push("subtitle has no year");
	if (!/\b(?:percent|percentage|points?|share|standard deviations?|numbers? of students)\b|%/i.test(subtitle))
		problems.push("subtitle has no unit");
	if (!/\b(?:schools?|students?)\b/i.test(subtitle)) problems.push("subtitle doesn't say who");
	if ("drawn" in interval && !/\b(?:intervals?|ranges?)\b/i.test(subtitle))
		problems.push("subtitle doesn't name the interval");
	if (("drawn" in interval ? interval.drawn : interval.none).trim() === "")
		problems.push("interval is neither stated nor explained");
	const counted = [subtitle, ...chart.description, ...chart.panels.map((panel) => panel.note)].join(" ");
	if (!/\d(?: of \d+)?[^.]{0,40}\b(?:schools?|students?)\b/i.test(counted))
		problems.push("no count of schools or students");
	return problems;
}

function colorProblems(drawing: Drawing): string[] {
	const problems = new Set<string>();
	const seen = new Set<string>();
	for (const { mark } of layers(drawing)) {
		for (const key of ["fill", "stroke", "color"]) {
			const color = mark[key];
			if (typeof color !== "string") continue;
			if (hues.has(color)) seen.add(color);
			const isText = mark.type === "text";
			if (!Object.values<string>(palette).includes(color)) problems.add(`color ${color} is not in the palette`);
			else if (
				isText ? contrast(color, palette.panel) < 4.5 : !decoration.has(color) && contrast(color, palette.panel) < 3
			) {
				problems.add(`color ${color} has too little contrast for ${isText ? "text" : "a mark"}`);
			}
		}
	}
	if (seen.size > mostHues) problems.add(`more than ${mostHues} colors`);
	return [...problems];
}

/** Every row that has marks is a row of the table, and what the table withholds is not among the marks. */
function tableProblems(chart: Chart): string[] {
	const { rows, rowIds } = chart.table;
	if (rows.length === 0) return ["table has no rows"];
	if (rowIds === undefined || rowIds.length !== rows.length) return ["table has no id for each row"];
	const problems: string[] = [];
	const known = new Map(
		rowIds.flatMap((id, index) => [id, id.slice(id.lastIndexOf("-") + 1)].map((key) => [key, index] as const)),
	);
	const marks = new Map(
		chart.panels.flatMap((panel) => datasets(panel.wide).rows ?? []).map((row) => [String(row.id), row] as const),
	);
	for (const [id, row] of marks) {
		const index = known.get(id) ?? rowIds.findIndex((rowId) => rowId.endsWith(`-${id}`));
		if (index < 0) problems.push(`table has no row for ${id}`);
		const cells = rows[index] ?? [];
		const held = cells.filter((cell) => typeof cell !== "object");
		const shown = ["actual", "value"].some((key) => typeof row[key] === "number");
		if (
			shown &&
			cells.some((cell) => isAbsent(cell) && cell.absent === "suppressed") &&
			!held.some((cell) => typeof cell === "number")
		) {
			problems.push(`row ${id} is drawn but withheld in the table`);
		}
	}
	return problems;
}

function drawingProblems(chart: Chart, panel: Panel): string[] {
	const problems: string[] = [];
	for (const drawing of drawings(panel)) {
		problems.push(...colorProblems(drawing), ...overlappingWords(drawing));
		for (const row of datasets(drawing).rows ?? []) {
			if (
				typeof row.withheld === "string" &&
				Object.values(row).some((value) => typeof value === "number" && value !== row.y)
			) {
				problems.push(`row ${String(row.id)} is withheld but holds a value`);
			}
		}
	}
	return problems.map((problem) => `${chart.id}, panel ${panel.id}: ${problem}`);
}

/**
 * What is wrong with a chart.
 *
 * @returns one sentence a violation; empty for a chart that may be shown
 */
export function checkChart(chart: Chart): string[] {
	const ids = chart.panels.map((panel) => panel.id);
	return [
		...(ids.length === 0 ? ["no panel"] : []),
		...(new Set(ids).size < ids.length ? ["two panels have the same id"] : []),
		...wordProblems(chart),
		...subtitleProblems(chart),
		...tableProblems(chart),
		...panelProblems(chart),
	];
}

const panelProblems = (chart: Chart): string[] => chart.panels.flatMap((panel) => drawingProblems(chart, panel));

/** What is wrong with a chart that is not whole. */
export class ChartRefusal extends Error {}

/**
 * The chart itself, if it is whole.
 *
 * @throws ChartRefusal with all violations: they are mistakes of the code that asked for the chart, not of the user's data
 */
export function wholeChart(chart: Chart, check: (chart: Chart) => string[] = checkChart): Chart {
	const problems = check(chart);
	if (problems.length > 0) throw new ChartRefusal(`chart ${chart.id} is refused: ${problems.join("; ")}`);
	return chart;
}

/**
 * A chart of a kind from what it was asked for and the panels drawn; refused unless it is whole.
 *
 * @param make draws the chart again, for another language
 */
export function chartOf<Asked extends Omit<Chart, "kind" | "panels" | "reworded"> & { readonly say?: Say }>(
	kind: string,
	asked: Asked,
	drawn: readonly Panel[],
	make: (asked: Asked) => Chart,
): Chart {
	const { id, headline, subtitle, alt, description, source, interval, table, say } = asked;
	const words = { id, kind, headline, subtitle, alt, description, source, interval, table };
	if (say === undefined)
		return wholeChart({ ...words, panels: drawn, reworded: (said) => make({ ...asked, say: said }) });
	const panels = drawn.map((panel) => ({ ...panel, title: say(panel.title), note: say(panel.note) }));
	// The words were checked in English; what they are laid out as is checked in every language.
	return wholeChart({ ...words, panels }, (chart) => [...tableProblems(chart), ...panelProblems(chart)]);
}
