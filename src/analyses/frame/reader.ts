/** Reads the results of any place, year and student group on a scale. */

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

/**
 * Scales that the rows allow, the one that people read most first.
 *
 * Where a file has distances from standard alone, a standard score would be the same numbers over a constant: one scale.
 *
 * @param kind what the files hold
 */
export function availableScales(rows: readonly ResultRow[], kind: OutcomeKind): OutcomeScale[] {
	if (kind === "dfs") return ["dfs"];
	if (sortRows(rows).stateDistance) return ["percent"];
	return (["percent", "dfs", "z"] as const).filter((scale) => scale === "percent" || hasUnits(rows, scale));
}

export function resultReader(rows: readonly ResultRow[], scale: OutcomeScale): ResultReader {
	const reader = (ofRow: ResultReader["ofRow"], sources: ResultReader["sources"]): ResultReader => ({
		scale,
		ofRow,
		// Sorted when first asked for: whoever reads all rows needs no order.
		result: (cds, year, group) => ofRow(sortRows(rows).rowOf(cds, year, group)),
		sources,
	});
	if (scale === "percent" || (scale === "dfs" && sortRows(rows).stateDistance))
		return reader((row) => resultOf(row, scale), []);
	const scales = gradeScales(rows, scale);
	const { gradesOf } = sortRows(rows);
	const singleGrades = ({ cds, year, group }: ResultRow): ResultRow[] =>
		gradesOf(cds, year, group).filter(isSingleGrade);
	return reader((row) => pooledResult(row, row === undefined ? [] : singleGrades(row), scales), scales.sources);
}
