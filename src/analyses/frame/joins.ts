/** What of each companion table joined the results, and what did not. */

import { groupBy } from "../../domain/group-by.js";
import type { CompanionRow } from "../../domain/tidy.js";
import type { Join } from "./school.js";

/**
 * Counts and lists the join of every companion table on the 14-digit code.
 *
 * @param schools codes of the schools that have results in the year
 * @returns one entry per table (layout and vintage), in that order
 */
export function joinCompanions(companions: readonly CompanionRow[], schools: ReadonlySet<string>): Join[] {
	const tables = groupBy(companions, (row) => `${row.layout}\n${row.vintage}`);
	return [...tables.entries()]
		.sort(([left], [right]) => (left < right ? -1 : 1))
		.map(([, rows]) => {
			const codes = new Set(rows.map((row) => row.cds));
			return {
				layout: rows[0]?.layout ?? "",
				vintage: rows[0]?.vintage ?? "",
				rows: codes.size,
				joined: [...codes].filter((code) => schools.has(code)).length,
				unmatchedRows: [...codes].filter((code) => !schools.has(code)).sort(),
				schoolsWithout: [...schools].filter((code) => !codes.has(code)).sort(),
			};
		});
}
