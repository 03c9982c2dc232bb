/** Reads the results of any place, year and student group on a scale. */

import { groupBy } from "../../domain/group-by.js";
import { isKnown } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { allGrades } from "../../domain/tests.js";
import type { OutcomeKind, ResultRow } from "../../domain/tidy.js";
import { gradeScales, hasUnits, isSingleGrade, pooledResult, type StandardSource } from "./pooled.js";
import { resultOf } from "./result.js";
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
	rows.some((row) => row.grade === allGrades && isKnown(row.distanceFromStandard)) ||
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
	const single = rows.filter(isSingleGrade);
	return (["percent", "dfs", "z"] as const).filter((scale) => scale === "percent" || hasUnits(single, scale));
}

/** Finds rows of all grades; the index is made when the first is asked for, as many readers only read rows in hand. */
function rowFinder(rows: readonly ResultRow[]): (cds: string, year: number, group: number) => ResultRow | undefined {
	let index: Map<string, ResultRow[]> | undefined;
	return (cds, year, group) => {
		index ??= groupBy(
			rows.filter(({ grade }) => grade === allGrades),
			(row) => row.cds,
		);
		return index.get(cds)?.findLast((row) => row.year === year && row.group === group);
	};
}

export function resultReader(rows: readonly ResultRow[], scale: OutcomeScale): ResultReader {
	const at = rowFinder(rows);
	if (scale === "percent" || (scale === "dfs" && statesDistance(rows))) {
		const ofRow = (row: ResultRow | undefined): SchoolResult => resultOf(row, scale);
		return { scale, ofRow, result: (cds, year, group) => ofRow(at(cds, year, group)), sources: [] };
	}
	const single = rows.filter(isSingleGrade);
	const scales = gradeScales(single, scale);
	// A place has some dozens of rows: to look through them costs less than a key for each row of the state.
	const ofPlaces = groupBy(single, (row) => row.cds);
	const gradesOf = ({ cds, year, group }: ResultRow): ResultRow[] =>
		(ofPlaces.get(cds) ?? []).filter((row) => row.year === year && row.group === group);
	const ofRow = (row: ResultRow | undefined): SchoolResult =>
		pooledResult(row, row === undefined ? [] : gradesOf(row), scales);
	return { scale, ofRow, result: (cds, year, group) => ofRow(at(cds, year, group)), sources: scales.sources };
}
