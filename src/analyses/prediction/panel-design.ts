/** The columns of a fit over years: every level has every year's own average, and schools their student mix of the year. */

import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import type { CovariateName } from "../frame/school.js";
import { interceptName } from "./design.js";
import type { PanelRows } from "./panel-rows.js";

/** Schools per predictor, as in the fit of one year. */
const schoolsPerPredictor = 8;

export interface PanelPlan {
	/** Averages of levels and years; the first is the intercept. */
	readonly cells: readonly { readonly level: SchoolLevel; readonly year: number }[];
	/** Which of them each row belongs to. */
	readonly cellOfRow: Int32Array;
	readonly covariates: readonly CovariateName[];
	/** Covariates that so few schools can't carry. */
	readonly dropped: readonly CovariateName[];
	readonly names: readonly string[];
}

/** How many schools have rows, each with how many; rows of one school stand together. */
export function yearsOfSchools({ school }: PanelRows): number[] {
	const counts: number[] = [];
	for (let first = 0, end = 0; first < school.length; first = end) {
		while (end < school.length && school[end] === school[first]) end++;
		counts.push(end - first);
	}
	return counts;
}

export function planPanel(rows: PanelRows): PanelPlan {
	const { years, covariates } = rows;
	const all = schoolLevels.flatMap((level) => years.map((year) => ({ level, year })));
	const keys = keysOf(rows);
	const present = new Uint8Array(all.length);
	for (let row = 0; row < keys.length; row++) present[keys[row] ?? 0] = 1;
	const cells = all.filter((_, key) => present[key] === 1);
	const levels = new Set(cells.map((cell) => cell.level)).size;
	const room = Math.max(0, Math.floor(yearsOfSchools(rows).length / schoolsPerPredictor) - levels);
	const kept = covariates.slice(0, room);
	const names = [interceptName, ...cells.slice(1).map(({ level, year }) => `${level} ${year}`), ...kept];
	return { cells, cellOfRow: ranked(keys, present), covariates: kept, dropped: covariates.slice(room), names };
}

/** Level and year of each row as one number: levels × years. */
function keysOf({ levels, years, school, year }: PanelRows): Int32Array {
	const keys = new Int32Array(school.length);
	for (let row = 0; row < keys.length; row++) {
		keys[row] = (levels[school[row] ?? 0] ?? 0) * years.length + years.indexOf(year[row] ?? 0);
	}
	return keys;
}

/** The places of keys among those that are present. */
function ranked(keys: Int32Array, present: Uint8Array): Int32Array {
	const ranks = new Int32Array(present.length);
	for (let key = 1; key < ranks.length; key++) ranks[key] = (ranks[key - 1] ?? 0) + (present[key - 1] ?? 0);
	const places = new Int32Array(keys.length);
	for (let row = 0; row < keys.length; row++) places[row] = ranks[keys[row] ?? 0] ?? 0;
	return places;
}

/** The rows' numbers, flat, columns in the order of the plan's names. */
export function panelDesign(rows: PanelRows, { cells, cellOfRow, covariates, names }: PanelPlan): Float64Array {
	const design = new Float64Array(cellOfRow.length * names.length);
	for (let row = 0; row < cellOfRow.length; row++) {
		const from = row * names.length;
		design[from] = 1;
		const cell = cellOfRow[row] ?? 0;
		if (cell > 0) design[from + cell] = 1;
		for (let k = 0; k < covariates.length; k++) {
			design[from + cells.length + k] = rows.mix[row * rows.covariates.length + k] ?? 0;
		}
	}
	return design;
}
