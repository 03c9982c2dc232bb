/** Results of every year and student group in the files, all grades together: for questions over years and groups. */

import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { studentGroup } from "../../domain/student-groups.js";
import { allGrades } from "../../domain/tests.js";
import type { ResultRow } from "../../domain/tidy.js";
import { resultReader } from "./reader.js";
import { nothing } from "./result.js";
import { resultColumns } from "./result-columns.js";
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
	const results = resultColumns(rows.length);
	const codes = new Map<string, number>();
	const [placeOf, yearOf, groupOf]: [number[], number[], number[]] = [[], [], []];
	let [cds, place] = ["", 0];
	for (const row of rows) {
		if (row.grade !== allGrades) continue;
		// Rows of one place mostly follow one another.
		if (row.cds !== cds) {
			cds = row.cds;
			place = codes.get(cds) ?? codes.size;
			codes.set(cds, place);
		}
		results.set(placeOf.length, reader.ofRow(row));
		placeOf.push(place);
		yearOf.push(row.year);
		groupOf.push(row.group);
	}
	const [years, ids] = [ascending(yearOf), ascending(groupOf)];
	const yearPlaces = new Map(years.map((year, at) => [year, at]));
	const groupPlaces = new Map(ids.map((id, at) => [id, at]));
	/** Not a number for a place, year or group without any row. */
	const cellOf = (at = Number.NaN, year: number, group: number): number =>
		(at * years.length + (yearPlaces.get(year) ?? Number.NaN)) * ids.length + (groupPlaces.get(group) ?? Number.NaN);
	// 0 where there is no row, else the place of the result, counted from 1.
	const cells = new Uint32Array(codes.size * years.length * ids.length);
	placeOf.forEach((at, row) => {
		cells[cellOf(at, yearOf[row] ?? 0, groupOf[row] ?? 0)] = row + 1;
	});
	const newest = years.at(-1) ?? 0;
	return {
		years,
		groups: ids.map((id) => {
			const known = studentGroup(id, newest);
			return { id, category: known?.category ?? "", name: known?.name ?? `group ${id}` };
		}),
		result: (code, year, group) => {
			const found = cells[cellOf(codes.get(code), year, group)] ?? 0;
			return found === 0 ? nothing : results.get(found - 1);
		},
	};
}

const ascending = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
