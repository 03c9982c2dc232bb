/** Averages over schools, each student counted once: what a reference bar shows where no row is published. */

import { op, table } from "arquero";
import { displayMinimum } from "../../domain/evidence.js";
import { isKnown } from "../../domain/measured.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import type { School, SchoolResult } from "./school.js";

/** The student-weighted average over a group of schools. */
export interface RollUp {
	readonly district: string;
	readonly level: SchoolLevel;
	readonly schools: number;
	readonly students: number;
	readonly value: number;
}

/**
 * Student-weighted averages over the schools that a comparison may use, by the keys given.
 *
 * Schools that are left out of the comparison, and results of fewer than 11 students, don't count. Keys that are not
 * asked for are "" and `unknown`. A frame has one row per school, of one student group and all grades together, so nobody
 * is counted twice.
 *
 * @param pick which year's result
 * @throws Error for a school that stands twice
 */
export function rollUp(
	schools: readonly School[],
	keys: readonly ("district" | "level")[],
	pick: (school: School) => SchoolResult,
): RollUp[] {
	if (new Set(schools.map((school) => school.cds)).size < schools.length) throw new Error("a school stands twice");
	const rows = schools.flatMap((school) => {
		const { value, tested } = pick(school);
		if (school.leftOut !== undefined || !isKnown(value) || !isKnown(tested) || tested < displayMinimum) return [];
		return [{ district: school.district, level: school.level, tested, total: tested * value }];
	});
	const column = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((row) => row[key]);
	const wide = table({
		district: column("district"),
		level: column("level"),
		tested: column("tested"),
		total: column("total"),
	});
	const grouped = keys.length > 0 ? wide.groupby(...keys) : wide;
	const sums = grouped.rollup({ schools: op.count(), students: op.sum("tested"), total: op.sum("total") });
	return (
		sums.objects() as { district?: string; level?: SchoolLevel; schools: number; students: number; total: number }[]
	)
		.filter((row) => row.schools > 0)
		.map((row) => ({
			district: row.district ?? "",
			level: row.level ?? "unknown",
			schools: row.schools,
			students: row.students,
			value: row.total / row.students,
		}));
}
