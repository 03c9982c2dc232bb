/** Chronic absenteeism has one row per school, selection and category: one of them is the school's. */

import type { CompanionRow } from "../../../domain/tidy.js";
import { type CompanionCells, companionRow } from "../../companion-row.js";

const upper = (cells: CompanionCells, role: Parameters<CompanionCells["text"]>[0]): string =>
	cells.text(role).toUpperCase();

/** How much a row counts: that of all schools first, by charter status, then by alternative status. */
const rank = (cells: CompanionCells): number =>
	(upper(cells, "charterSelection") === "ALL" ? 2 : 0) + (upper(cells, "alternativeSelection") === "ALL" ? 1 : 0);

/**
 * One row a school and year: the rate of all students. A school's numbers stand under "All" and under its own charter and
 * alternative status; they are the same, and one of them is taken.
 */
export function absenteeismRows(cells: readonly CompanionCells[]): CompanionRow[] {
	const bySchool = new Map<string, CompanionCells[]>();
	for (const entry of cells) {
		if (upper(entry, "aggregateLevel") !== "S" || upper(entry, "reportingCategory") !== "TA") continue;
		const key = `${entry.cds} ${entry.text("schoolYear")}`;
		const group = bySchool.get(key);
		if (group === undefined) bySchool.set(key, [entry]);
		else group.push(entry);
	}
	return [...bySchool.values()].flatMap((rows): CompanionRow[] => {
		const [best] = [...rows].sort((a, b) => rank(b) - rank(a));
		if (best === undefined) return [];
		const says = (letter: string): boolean => rows.some((row) => upper(row, "charterSelection").startsWith(letter));
		const charter = says("Y") ? "charter" : says("N") ? "none" : "unknown";
		return [{ ...companionRow(best), charter }];
	});
}
