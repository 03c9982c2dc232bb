/** Census-day enrollment has one row per school and category: several rows make one school's row. */

import { isKnown, type Measured, notDefined } from "../../../domain/measured.js";
import type { CompanionRow } from "../../../domain/tidy.js";
import { type CompanionCells, companionRow, notReported } from "../../companion-row.js";

/** One school in one year: its rows by category. */
interface SchoolYear {
	readonly all: ReadonlyMap<string, CompanionCells>;
}

const category = (cells: CompanionCells): string => cells.text("reportingCategory").toUpperCase();
const selection = (cells: CompanionCells): string => cells.text("charterSelection").toUpperCase();

/**
 * A category's row. A school's numbers stand under "All", or under its own charter status, or under both; they are the
 * same, and one of them is taken.
 */
function pick(rows: readonly CompanionCells[]): Map<string, CompanionCells> {
	const picked = new Map<string, CompanionCells>();
	for (const cells of rows) {
		if (!picked.has(category(cells)) || selection(cells) === "ALL") picked.set(category(cells), cells);
	}
	return picked;
}

/** A category's share of all students, in percent. */
function percentOf({ all }: SchoolYear, code: string): Measured {
	const part = all.get(code)?.value("enrolled") ?? notReported;
	const whole = all.get("TA")?.value("enrolled") ?? notReported;
	if (!isKnown(whole)) return whole;
	if (!isKnown(part)) return part;
	return whole === 0 ? notDefined("no students enrolled") : (100 * part) / whole;
}

/** One row a school and year: total enrollment, and the percents of the groups that are covariates. */
export function enrollmentRows(cells: readonly CompanionCells[]): CompanionRow[] {
	const bySchool = new Map<string, CompanionCells[]>();
	for (const entry of cells.filter((row) => row.text("aggregateLevel").toUpperCase() === "S")) {
		const key = `${entry.cds} ${entry.text("schoolYear")}`;
		const group = bySchool.get(key);
		if (group === undefined) bySchool.set(key, [entry]);
		else group.push(entry);
	}
	return [...bySchool.values()].flatMap((rows): CompanionRow[] => {
		const [first] = rows;
		if (first === undefined) return [];
		const school = { all: pick(rows) };
		const statuses = new Set(rows.map(selection));
		return [
			{
				...companionRow(first),
				enrolled: school.all.get("TA")?.value("enrolled") ?? notReported,
				percentSed: percentOf(school, "SG_SD"),
				percentEl: percentOf(school, "SG_EL"),
				percentSwd: percentOf(school, "SG_DS"),
				charter: statuses.has("Y") ? "charter" : statuses.has("N") ? "none" : "unknown",
			},
		];
	});
}
