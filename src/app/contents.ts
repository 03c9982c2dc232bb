/** What the pages of a run show, figure by figure and table by table: the manifest's list, whatever the analyses are. */

import type { Chart } from "../charts/chart.js";
import { type Absent, notDefined } from "../domain/measured.js";
import type { ReleasedTable } from "../domain/table.js";
import { anchor, type Numbered } from "../report/anchors.js";
import type { Section } from "../report/index.js";
import type { FigureEntry, TableEntry } from "./schemas/manifest.js";

/** Id of a figure or table → id of the method behind it. */
export type Methods = ReadonlyMap<string, string>;

export const figuresOf = (sections: readonly Section[]): Chart[] =>
	sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.block === "figure" ? [block.chart] : [])));

/** Every table of some sections once: those of figures too, which a page need not print. */
export function tablesOf(sections: readonly Section[]): ReleasedTable[] {
	const printed = sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.block === "table" ? [block.table] : [])),
	);
	const behind = figuresOf(sections).map((chart) => chart.table);
	return [...new Map([...behind, ...printed].map((table) => [table.id, table])).values()];
}

/** Where a page stands and whose it is. */
export interface PagePlace {
	readonly page: string;
	/** Seven-digit code; `undefined` for a page of the whole run. */
	readonly district: string | undefined;
	readonly methods: Methods;
	/** Numbers of the page's figures and tables, by anchor. */
	readonly numbers: ReadonlyMap<string, Numbered>;
}

const none =
	(reason: string) =>
	(value: string | undefined): string | Absent =>
		value ?? notDefined(reason);
const districtOf = none("of the whole run");
const methodOf = none("an account of the run, not a measure");

export const figureFilesOf = (chart: Chart, district: string): string[] =>
	chart.panels.flatMap((panel) =>
		["vl.json", "svg"].map((end) => `figures/${district}-${chart.id}-${panel.id}.${end}`),
	);

export function figureEntries(
	sections: readonly Section[],
	{ page, district, methods, numbers }: PagePlace,
): FigureEntry[] {
	return figuresOf(sections).map((chart) => ({
		id: chart.id,
		number: numbers.get(anchor(chart.id))?.number ?? 1,
		district: districtOf(district),
		page,
		headline: chart.headline,
		subtitle: chart.subtitle,
		source: chart.source,
		interval: "drawn" in chart.interval ? chart.interval.drawn : `none is drawn: ${chart.interval.none}`,
		table: chart.table.id,
		method: methodOf(methods.get(chart.id)),
		files: district === undefined ? [] : figureFilesOf(chart, district).sort(),
	}));
}

/** The file of a table that has none of its own name: `tables/0199001-profile.csv`, `tables/models.csv`. */
const csvOf = (id: string, district: string | undefined): string =>
	`tables/${district === undefined ? "" : `${district}-`}${id.replace(/^table-/, "")}.csv`;

export function tableEntry(table: ReleasedTable, { page, district, methods, numbers }: PagePlace): TableEntry {
	return {
		id: table.id,
		number: numbers.get(anchor(table.id))?.number ?? notDefined("the page does not print it"),
		district: districtOf(district),
		page,
		caption: table.caption,
		csv: csvOf(table.id, district),
		method: methodOf(methods.get(table.id)),
		columns: table.columns.map(({ key, label, unit }) => ({ key, label, unit })),
		notes: [...(table.notes ?? [])],
	};
}
