/** Words of this question that findings, figures and tables share. */

import { isKnown, type Measured } from "../../domain/measured.js";
import { formatNumber } from "../../report/format.js";
import type { School } from "../frame/school.js";
import { namedFrom, type Persistent } from "../prediction/persistent.js";
import type { BrightSpots, JudgedSchool } from "./compute.js";

export const methodId = "bright-spots";
export const figureId = "lasting-differences";
export const tableId = "table-bright-spots";
export const persistenceTableId = "table-persistence";

/** The chance from which a school is named, as the page prints it. */
export const namedFromWords = `${formatNumber(100 * namedFrom)} in 100`;

export const rowId = (school: School, group: number): string => `bright-${school.cds}-${group}`;

/** All groups of a school in the order of the page, all students (or the group asked for) first. */
export const readingsOf = (
	entry: JudgedSchool,
	{ groups }: BrightSpots,
): { readonly id: number; readonly name: string; readonly reading: Measured<Persistent> }[] =>
	[entry.all, ...entry.beside].flatMap((reading, index) => {
		const group = groups[index];
		return group === undefined ? [] : [{ ...group, reading }];
	});

/** What the years say of a school and group, in a word or two. */
export function inWords(reading: Measured<Persistent>): string {
	if (!isKnown(reading)) return reading.absent === "suppressed" ? "withheld" : "not enough data";
	return reading.probability >= namedFrom ? "lastingly above" : "not distinguishable";
}
