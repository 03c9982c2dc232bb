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
	const cells = schoolLevels.flatMap((level) =>
		years
			.filter((year) => rows.some((row) => row.school.level === level && row.year === year))
			.map((year) => ({ level, year })),
	);
	const schools = new Set(rows.map((row) => row.school.cds)).size;
	const levels = new Set(cells.map((cell) => cell.level)).size;
	const room = Math.max(0, Math.floor(schools / schoolsPerPredictor) - levels);
	const kept = covariates.slice(0, room);
	const names = [interceptName, ...cells.slice(1).map(({ level, year }) => `${level} ${year}`), ...kept];
	return { cells, covariates: kept, dropped: covariates.slice(room), names };
}

/** A row's numbers, in the order of the plan's names. */
export function panelDesignRow(row: PanelRow, plan: PanelPlan): number[] {
	const averages = plan.cells
		.slice(1)
		.map((cell) => (cell.level === row.school.level && cell.year === row.year ? 1 : 0));
	return [1, ...averages, ...row.mix.slice(0, plan.covariates.length)];
}
