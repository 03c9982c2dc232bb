/** Names of the districts of a run. */

import { districtCode } from "../../domain/cds-code.js";
import type { CompanionRow, ResultRow } from "../../domain/tidy.js";
import { charterOf, type Facts } from "./facts.js";
import { sortRows } from "./rows.js";

/**
 * Names of districts: the district's own row first. A direct-funded charter's row carries the charter's name instead,
 * and whether a school is one may be known to another table than the one that has the name.
 */
export function districtNames(
	results: readonly ResultRow[],
	companions: readonly CompanionRow[],
	facts: Facts,
): Map<string, string> {
	const names = new Map<string, string>();
	const take = (cds: string, name: string, serves?: () => boolean): void => {
		const code = districtCode(cds);
		if (name !== "" && !names.has(code) && (serves === undefined || serves())) names.set(code, name);
	};
	const takeOfSchool = (row: ResultRow | CompanionRow): void =>
		take(row.cds, row.district, () => charterOf(row, facts) !== "direct");
	const { areas, schools } = sortRows(results);
	let named = "";
	for (const row of areas) {
		// Rows of one place mostly follow one another.
		if (row.level !== "district" || row.cds === named) continue;
		take(row.cds, row.district);
		if (row.district !== "") named = row.cds;
	}
	for (const row of facts.entities.values()) if (row.level === "district") take(row.cds, row.district);
	// Most districts are named by now. The rows of the few others are looked for in the order in which they came.
	const unnamed = new Set<string>();
	for (const cds of schools) if (!names.has(districtCode(cds))) unnamed.add(cds);
	let [cds, wanted] = ["", false];
	for (const row of unnamed.size === 0 ? [] : results) {
		if (row.cds !== cds) [cds, wanted] = [row.cds, unnamed.has(row.cds)];
		if (wanted && row.level === "school") takeOfSchool(row);
	}
	for (const row of companions) takeOfSchool(row);
	return names;
}
