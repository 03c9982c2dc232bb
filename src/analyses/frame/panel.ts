/** Results of every year and student group in the files, all grades together: for questions over years and groups. */

import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { studentGroup } from "../../domain/student-groups.js";
import { allGrades } from "../../domain/tests.js";
import type { ResultRow } from "../../domain/tidy.js";
import { resultReader } from "./reader.js";
import { nothing } from "./result.js";
import type { SchoolResult } from "./school.js";

/** A student group of the panel, in the state's words for the newest year. */
export interface PanelGroup {
	readonly id: number;
	/** Groups of one category may be set side by side. */
	readonly category: string;
	readonly name: string;
}

export interface ResultPanel {
	/** Test years with results, ascending. No year stands for one without a test: lags are counted in years. */
	readonly years: readonly number[];
	/** By id. */
	readonly groups: readonly PanelGroup[];
	/** A school's, district's or the state's result under its own code; absent values where there is no row. */
	result(cds: string, year: number, group: number): SchoolResult;
}

/**
 * Builds the panel.
 *
 * @param rows result rows of one subject; those of single grades serve the scales that are pooled over them
 * @param scale on which the results stand
 */
export function buildPanel(rows: readonly ResultRow[], scale: OutcomeScale): ResultPanel {
	const reader = resultReader(rows, scale);
	const together = rows.filter((row) => row.grade === allGrades);
	const years = [...new Set(together.map((row) => row.year))].sort((a, b) => a - b);
	const ids = [...new Set(together.map((row) => row.group))].sort((a, b) => a - b);
	const newest = years.at(-1) ?? 0;
	const byCode = new Map<string, (SchoolResult | undefined)[]>();
	const yearPlaces = new Map(years.map((year, place) => [year, place * ids.length]));
	const groupPlaces = new Map(ids.map((id, place) => [id, place]));
	const place = (year: number, group: number): number =>
		(yearPlaces.get(year) ?? Number.NaN) + (groupPlaces.get(group) ?? Number.NaN);
	for (const row of together) {
		let own = byCode.get(row.cds);
		if (own === undefined) {
			own = new Array<SchoolResult | undefined>(years.length * ids.length).fill(undefined);
			byCode.set(row.cds, own);
		}
		own[place(row.year, row.group)] = reader.ofRow(row);
	}
	return {
		years,
		groups: ids.map((id) => {
			const known = studentGroup(id, newest);
			return { id, category: known?.category ?? "", name: known?.name ?? `group ${id}` };
		}),
		result: (cds, year, group) => byCode.get(cds)?.[place(year, group)] ?? nothing,
	};
}
