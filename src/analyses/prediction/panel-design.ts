/** The columns of a fit over years: every level has every year's own average, and schools their student mix of the year. */

import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import type { CovariateName } from "../frame/school.js";
import { interceptName } from "./design.js";
import type { PanelRow, PanelRows } from "./panel-rows.js";

/** Schools per predictor, as in the fit of one year. */
const schoolsPerPredictor = 8;

export interface PanelPlan {
	/** Averages of levels and years; the first is the intercept. */
	readonly cells: readonly { readonly level: SchoolLevel; readonly year: number }[];
	readonly covariates: readonly CovariateName[];
	/** Covariates that so few schools can't carry. */
	readonly dropped: readonly CovariateName[];
	readonly names: readonly string[];
}

export function planPanel(rows: readonly PanelRow[], { years, covariates }: PanelRows): PanelPlan {
	const present = new Set(rows.map((row) => cellKey(row.school.level, row.year)));
	const cells = schoolLevels.flatMap((level) =>
		years.filter((year) => present.has(cellKey(level, year))).map((year) => ({ level, year })),
	);
	const schools = new Set(rows.map((row) => row.school)).size;
	const levels = new Set(cells.map((cell) => cell.level)).size;
	const room = Math.max(0, Math.floor(schools / schoolsPerPredictor) - levels);
	const kept = covariates.slice(0, room);
	const names = [interceptName, ...cells.slice(1).map(({ level, year }) => `${level} ${year}`), ...kept];
	return { cells, covariates: kept, dropped: covariates.slice(room), names };
}

const cellKey = (level: SchoolLevel, year: number): string => `${level} ${year}`;

/** The rows' numbers, flat, columns in the order of the plan's names. */
export function panelDesign(rows: readonly PanelRow[], { cells, covariates, names }: PanelPlan): Float64Array {
	const columnOf = new Map(cells.map(({ level, year }, column) => [cellKey(level, year), column]));
	const design = new Float64Array(rows.length * names.length);
	rows.forEach(({ school, year, mix }, row) => {
		const from = row * names.length;
		design[from] = 1;
		const column = columnOf.get(cellKey(school.level, year)) ?? 0;
		if (column > 0) design[from + column] = 1;
		for (let k = 0; k < covariates.length; k++) design[from + cells.length + k] = mix[k] ?? 0;
	});
	return design;
}
