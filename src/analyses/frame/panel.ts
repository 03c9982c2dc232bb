/** Results of every year and student group in the files, all grades together: for questions over years and groups. */

import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { studentGroup } from "../../domain/student-groups.js";
import { allGrades } from "../../domain/tests.js";
import type { ResultRow } from "../../domain/tidy.js";
import { resultReader } from "./reader.js";
import { nothing } from "./result.js";
import { noNumbers, type ResultNumbers, resultColumns } from "./result-columns.js";
import { RowCodes } from "./row-codes.js";
import type { SchoolResult } from "./school.js";

/** A student group of the panel, in the state's words for the newest year. */
export interface PanelGroup {
	readonly id: number;
	/** Groups of one category may be set side by side. */
	readonly category: string;
	readonly name: string;
}

/** Something with a 14-digit code. */
type Place = Pick<ResultRow, "cds">;

export interface ResultPanel {
	/** Test years with results, ascending. No year stands for one without a test: lags are counted in years. */
	readonly years: readonly number[];
	/** By id. */
	readonly groups: readonly PanelGroup[];
	/** A school's, district's or the state's result under its own code; absent values where there is no row. */
	result(cds: string, year: number, group: number): SchoolResult;
	/** The results of a student group at places × years, flat: for whoever reads them all. */
	numbers(places: readonly Place[], years: readonly number[], group: number): ResultNumbers;
}

/**
 * Builds the panel.
 *
 * @param rows result rows of one subject; those of single grades serve the scales that are pooled over them
 * @param scale on which the results stand
 */
export function buildPanel(rows: readonly ResultRow[], scale: OutcomeScale): ResultPanel {
	const { codes, results, resultOf } = takeResults(rows, scale);
	const years = codes.years.keys().sort((a, b) => a - b);
	const ids = codes.groups.keys().sort((a, b) => a - b);
	const newest = years.at(-1) ?? 0;
	const placeCodes = new WeakMap<readonly Place[], readonly number[]>();
	return {
		years,
		groups: ids.map((id) => {
			const known = studentGroup(id, newest);
			return { id, category: known?.category ?? "", name: known?.name ?? `group ${id}` };
		}),
		result: (code, year, group) => {
			const found = resultOf(codes.find(code, year, group));
			return found === undefined ? nothing : results.get(found);
		},
		numbers: (places, asked, id) => {
			const numbers = noNumbers(places.length * asked.length);
			const [yearCodes, group] = [asked.map((year) => codes.years.find(year)), codes.groups.find(id)];
			// Asked for group after group.
			const known = placeCodes.get(places) ?? places.map(({ cds }) => codes.places.find(cds));
			placeCodes.set(places, known);
			let at = 0;
			for (const code of known) {
				for (const year of yearCodes) {
					const found = resultOf(codes.cell(code, year, group));
					if (found !== undefined) results.copy(found, numbers, at);
					at++;
				}
			}
			return numbers;
		},
	};
}

/** Results of rows of all grades, and which of them is a cell's: of rows that say the same the last, if any. */
function takeResults(rows: readonly ResultRow[], scale: OutcomeScale) {
	const reader = resultReader(rows, scale);
	const [codes, results] = [new RowCodes(rows.length), resultColumns(rows.length)];
	let count = 0;
	for (const row of rows) {
		if (row.grade !== allGrades) continue;
		codes.note(count, row);
		results.set(count++, reader.ofRow(row));
	}
	// 0 where there is no row, else the place of the result, counted from 1.
	const places = new Uint32Array(codes.cells);
	for (let row = 0; row < count; row++) places[codes.cellOfRow(row)] = row + 1;
	const resultOf = (cell: number): number | undefined => {
		const place = cell < 0 ? 0 : (places[cell] ?? 0);
		return place === 0 ? undefined : place - 1;
	};
	return { codes, results, resultOf };
}
