/** Results of every year and student group in the files, all grades together: for questions over years and groups. */

import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { studentGroup } from "../../domain/student-groups.js";
import { allGrades } from "../../domain/tests.js";
import type { ResultRow } from "../../domain/tidy.js";
import { Numbering } from "./numbering.js";
import { resultReader } from "./reader.js";
import { nothing } from "./result.js";
import { noNumbers, type ResultColumns, type ResultNumbers, resultColumns } from "./result-columns.js";
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
	const results = resultColumns(rows.length);
	const cells = arrange(rows, scale, results);
	const years = cells.years.keys().sort((a, b) => a - b);
	const ids = cells.groups.keys().sort((a, b) => a - b);
	const newest = years.at(-1) ?? 0;
	return {
		years,
		groups: ids.map((id) => {
			const known = studentGroup(id, newest);
			return { id, category: known?.category ?? "", name: known?.name ?? `group ${id}` };
		}),
		result: (code, year, group) => {
			const found = cells.at(cells.places.find(code), cells.years.find(year), cells.groups.find(group));
			return found === undefined ? nothing : results.get(found);
		},
		numbers: (places, asked, id) => {
			const numbers = noNumbers(places.length * asked.length);
			const [yearCodes, group] = [asked.map((year) => cells.years.find(year)), cells.groups.find(id)];
			for (let place = 0, at = 0; place < places.length; place++) {
				const code = cells.places.find(places[place]?.cds ?? "");
				for (const year of yearCodes) {
					const found = cells.at(code, year, group);
					if (found !== undefined) results.copy(found, numbers, at);
					at++;
				}
			}
			return numbers;
		},
	};
}

/** Where the results of places, years and groups stand. */
interface Cells {
	readonly places: Numbering<string>;
	readonly years: Numbering<number>;
	readonly groups: Numbering<number>;
	/** By codes; `undefined` where there is no row, or one of the codes is -1. */
	at(place: number, year: number, group: number): number | undefined;
}

/** Takes the results of rows of all grades, and says where each stands; of rows that say the same the last. */
function arrange(rows: readonly ResultRow[], scale: OutcomeScale, results: ResultColumns): Cells {
	const reader = resultReader(rows, scale);
	const [places, years, groups] = [new Numbering<string>(), new Numbering<number>(), new Numbering<number>()];
	const [placeOf, yearOf, groupOf] = [
		new Uint32Array(rows.length),
		new Uint16Array(rows.length),
		new Uint16Array(rows.length),
	];
	let count = 0;
	for (const row of rows) {
		if (row.grade !== allGrades) continue;
		results.set(count, reader.ofRow(row));
		placeOf[count] = places.codeOf(row.cds);
		yearOf[count] = years.codeOf(row.year);
		groupOf[count] = groups.codeOf(row.group);
		count++;
	}
	const [yearCount, groupCount] = [years.keys().length, groups.keys().length];
	const cellOf = (place: number, year: number, group: number): number =>
		(place * yearCount + year) * groupCount + group;
	// 0 where there is no row, else the place of the result, counted from 1.
	const cells = new Uint32Array(places.keys().length * yearCount * groupCount);
	for (let row = 0; row < count; row++) {
		cells[cellOf(placeOf[row] ?? 0, yearOf[row] ?? 0, groupOf[row] ?? 0)] = row + 1;
	}
	const at: Cells["at"] = (place, year, group) => {
		const found = place < 0 || year < 0 || group < 0 ? 0 : (cells[cellOf(place, year, group)] ?? 0);
		return found === 0 ? undefined : found - 1;
	};
	return { places, years, groups, at };
}
