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
	const { levels: levelOf, years, covariates } = rows;
	const all = schoolLevels.flatMap((level) => years.map((year) => ({ level, year })));
	const keys = rows.school.map((own, row) => (levelOf[own] ?? 0) * years.length + years.indexOf(rows.year[row] ?? 0));
	const present = new Uint8Array(all.length);
	for (let row = 0; row < keys.length; row++) present[keys[row] ?? 0] = 1;
	const cells = all.filter((_, key) => present[key] === 1);
	const numbers = Int32Array.from(all, (_, key) => present.subarray(0, key).reduce((count, one) => count + one, 0));
	const levels = new Set(cells.map((cell) => cell.level)).size;
	const room = Math.max(0, Math.floor(yearsOfSchools(rows).length / schoolsPerPredictor) - levels);
	const kept = covariates.slice(0, room);
	const names = [interceptName, ...cells.slice(1).map(({ level, year }) => `${level} ${year}`), ...kept];
	const cellOfRow = keys.map((key) => numbers[key] ?? 0);
	return { cells, cellOfRow, covariates: kept, dropped: covariates.slice(room), names };
}

/** The rows' numbers, flat, columns in the order of the plan's names. */
export function panelDesign(rows: PanelRows, { cells, cellOfRow, covariates, names }: PanelPlan): Float64Array {
	const columns = names.length;
	const width = rows.covariates.length;
	const design = new Float64Array(cellOfRow.length * columns);
	cellOfRow.forEach((cell, row) => {
		const from = row * columns;
		design[from] = 1;
		if (cell > 0) design[from + cell] = 1;
		for (let k = 0; k < covariates.length; k++) design[from + cells.length + k] = rows.mix[row * width + k] ?? 0;
	});
	return design;
}
