/** Words of this question that findings, figures and tables share. */

import { formatNumber } from "../../report/format.js";
import type { School } from "../frame/school.js";
import { changeFrom, continuedFrom, type Progress } from "./compute.js";

export const methodId = "progress";
export const figureId = "school-years";
export const tableId = "table-progress";
export const changeTableId = "table-change-parts";

export const rowId = (school: School): string => `progress-${school.cds}`;

/** The chance from which a movement is named, as the page prints it. */
export const namedFromWords = ({ kind }: Progress): string =>
	`${formatNumber(100 * (kind === "trend" ? continuedFrom : changeFrom), { digits: kind === "trend" ? 0 : 1 })} in 100`;

/** Why the years of a run can't be joined to one line: printed where they apply. */
export function seriesNotes(years: readonly number[]): string[] {
	const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
	return [
		...(first < 2020 && last > 2020
			? [
					"There was no test in 2020, and few students were tested in 2021, which is left out; the test has been shorter since 2020–21. Lines break there, and every year has its own average of the level, so that no break in the series counts as movement.",
				]
			: []),
		...(first === 2015 ? ["2015 was the first year of the test."] : []),
	];
}
