/** Districts' students by grade, group and achievement level: what comparisons that do not hang on one cut start from. */

import { groupBy } from "../../domain/group-by.js";
import { isAbsent, isKnown, type Measured, missing, suppressed } from "../../domain/measured.js";
import type { ResultRow } from "../../domain/tidy.js";

/** Students at levels 1 to 4. */
export type LevelCounts = readonly [number, number, number, number];

export interface GroupLevels {
	/** Single grades with rows, ascending. */
	readonly grades: readonly number[];
	/** A district's students of a grade and group by level; absent where the file withholds or lacks them. */
	counts(cds: string, grade: number, group: number): Measured<LevelCounts>;
}

const noRow = missing("no row in the file for this grade and group");

/**
 * Builds the counts.
 *
 * @param rows districts' own rows of one subject and year, of single grades
 */
export function buildGroupLevels(rows: readonly ResultRow[]): GroupLevels {
	const ofPlaces = groupBy(rows, (row) => row.cds);
	return {
		grades: [...new Set(rows.map((row) => row.grade))].sort((a, b) => a - b),
		counts: (cds, grade, group) => {
			const found = ofPlaces.get(cds)?.findLast((row) => row.grade === grade && row.group === group);
			return found === undefined ? noRow : countsOf(found);
		},
	};
}

function countsOf({ levelCounts, tested }: ResultRow): Measured<LevelCounts> {
	const counts = levelCounts.filter(isKnown);
	const [one, two, three, four] = counts;
	if (one !== undefined && two !== undefined && three !== undefined && four !== undefined)
		return [one, two, three, four];
	if (tested === 0) return [0, 0, 0, 0];
	const withheld = [...levelCounts, tested].filter(isAbsent).find(({ absent }) => absent === "suppressed");
	return withheld === undefined ? missing("no counts by achievement level") : suppressed(withheld.reason);
}
