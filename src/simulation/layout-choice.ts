/** Which layout the files of a year are written in. */

import type { Subject } from "../domain/tests.js";
import { type Layout, layoutById, layouts } from "../ingest/layouts/index.js";
import type { SimulationOptions } from "./options.js";

/** One results file to write: a layout, a year (all years for a panel) and the subjects it holds. */
export interface ResultsPlan {
	readonly name: string;
	readonly layout: Layout;
	readonly years: readonly number[];
	readonly subjects: readonly Subject[];
}

function needed(id: string): Layout {
	const layout = layoutById(id);
	if (layout === undefined) throw new RangeError(`there is no layout ${id}`);
	return layout;
}

/** "2017–2019" or "2015", as first and last year. */
function covers(layout: Layout, year: number): boolean {
	const [first, last] = layout.years.split("–").map(Number);
	return first !== undefined && year >= first && year <= (last ?? first);
}

/** The layout of the state's own files of a year, by the beginning of its id. */
function layoutOfYear(prefix: string, year: number): Layout {
	const layout = layouts.find((candidate) => candidate.id.startsWith(prefix) && covers(candidate, year));
	if (layout === undefined) throw new RangeError(`no layout ${prefix}… covers ${year}`);
	return layout;
}

export const entitiesLayout = (year: number): Layout => layoutOfYear("entities-", year);

const isScience = (layout: Layout): boolean => layout.id.startsWith("cast-");
export const isPanel = (layout: Layout): boolean => layout.id === "dashboard-panel";

/** Layouts of results that the simulation writes: those with percents, and the panel. */
const isWritten = (layout: Layout): boolean =>
	layout.family === "results" && (isPanel(layout) || layout.columns.some((column) => column.role === "percentMet"));

/** Their ids, for people who choose one. */
export const writtenLayouts: readonly string[] = layouts.filter(isWritten).map((layout) => layout.id);

/**
 * The results files that options ask for.
 *
 * @throws RangeError where the layout does not exist, is not one of results, or cannot hold the subjects
 */
export function resultsPlans(options: SimulationOptions): ResultsPlan[] {
	const { years, subjects } = options;
	const science = subjects.filter((subject) => subject === "science");
	const others = subjects.filter((subject) => subject !== "science");
	if (options.layout !== "auto") {
		const layout = needed(options.layout);
		if (layout.family !== "results") throw new RangeError(`layout ${layout.id} does not hold results`);
		if (!isWritten(layout)) throw new RangeError(`layout ${layout.id} is read and not written`);
		const held = isScience(layout) ? ["science" as const] : others;
		if (held.length === 0) throw new RangeError(`layout ${layout.id} holds no science results`);
		if (isPanel(layout)) return [{ name: "results.csv", layout, years, subjects: held }];
		return years.map((year) => ({ name: `results-${year}.txt`, layout, years: [year], subjects: held }));
	}
	return years.flatMap((year) => [
		...(others.length > 0
			? [{ name: `results-${year}.txt`, layout: layoutOfYear("sb-", year), years: [year], subjects: others }]
			: []),
		...(science.length > 0
			? [{ name: `science-${year}.txt`, layout: layoutOfYear("cast-", year), years: [year], subjects: science }]
			: []),
	]);
}
