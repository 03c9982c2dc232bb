/** Reads the results of any place, year and student group on a scale. */

import { isKnown } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { OutcomeKind, ResultRow } from "../../domain/tidy.js";
import { gradeScales, hasUnits, pooledResult, type StandardSource } from "./pooled.js";
import { resultOf } from "./result.js";
import { isSingleGrade, sortRows } from "./rows.js";
import type { SchoolResult } from "./school.js";

export interface ResultReader {
	readonly scale: OutcomeScale;
	result(cds: string, year: number, group: number): SchoolResult;
	/** The result of a row of all grades. */
	ofRow(row: ResultRow | undefined): SchoolResult;
	/** For standard scores: where their means and spreads come from. */
	readonly sources: readonly StandardSource[];
}

/** True where the rows state distances from standard themselves: nothing is pooled then. */
export const statesDistance = (rows: readonly ResultRow[]): boolean =>
	sortRows(rows).together.some((row) => isKnown(row.distanceFromStandard)) ||
	!rows.some((row) => isKnown(row.meanScaleScore));

/**
 * Scales that the rows allow, the one that people read most first.
 *
 * Where a file has distances from standard alone, a standard score would be the same numbers over a constant: one scale.
 *
 * @param kind what the files hold
 */
export function availableScales(rows: readonly ResultRow[], kind: OutcomeKind): OutcomeScale[] {
	if (kind === "dfs") return ["dfs"];
	if (statesDistance(rows)) return ["percent"];
	return (["percent", "dfs", "z"] as const).filter((scale) => scale === "percent" || hasUnits(rows, scale));
}

/** The row of all grades of a place, year and student group. */
export const rowOf = (
	rows: readonly ResultRow[],
	cds: string,
	{ year, group }: Pick<ResultRow, "year" | "group">,
): ResultRow | undefined =>
	sortRows(rows)
		.places.get(cds)
		?.together.findLast((row) => row.year === year && row.group === group);

export function resultReader(rows: readonly ResultRow[], scale: OutcomeScale): ResultReader {
	const reader = (ofRow: ResultReader["ofRow"], sources: ResultReader["sources"]): ResultReader => ({
		scale,
		ofRow,
		result: (cds, year, group) => ofRow(rowOf(rows, cds, { year, group })),
		sources,
	});
	if (scale === "percent" || (scale === "dfs" && statesDistance(rows)))
		return reader((row) => resultOf(row, scale), []);
	const scales = gradeScales(rows, scale);
	const { places } = sortRows(rows);
	// A place has some dozens of rows: to look through them costs less than a key for each row of the state.
	const gradesOf = ({ cds, year, group }: ResultRow): ResultRow[] =>
		(places.get(cds)?.byGrade ?? []).filter((row) => row.year === year && row.group === group && isSingleGrade(row));
	return reader((row) => pooledResult(row, row === undefined ? [] : gradesOf(row), scales), scales.sources);
}
