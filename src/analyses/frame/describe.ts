/** What is known of schools on any scale: name, level, kind, charter, the mix of students. */

import { districtCode } from "../../domain/cds-code.js";
import { type KindReading, kindOfName } from "../../domain/entity.js";
import { isKnown } from "../../domain/measured.js";
import { levelOfGrades, type SchoolLevel } from "../../domain/school-level.js";
import { graduatingClass } from "../../domain/tests.js";
import type { CompanionRow, ResultRow } from "../../domain/tidy.js";
import type { FrameInput } from "./build.js";
import { collectCovariates } from "./covariates.js";
import { charterOf, type Facts } from "./facts.js";
import { sortRows } from "./rows.js";
import type { CovariateSource, School } from "./school.js";

export interface DescribedSchool {
	/** The row of the year, group and all grades. */
	readonly row: ResultRow;
	readonly known: Pick<School, "cds" | "district" | "name" | "level" | "charter" | "covariates" | "withheldCovariates">;
	readonly kind: KindReading;
	/** Students of all grades, from a companion table. */
	readonly enrollment: number | undefined;
}

/**
 * Describes schools, and says where their covariates come from.
 *
 * @param schoolRows the schools' rows of the year, the group and all grades together
 */
export function describeSchools(
	schoolRows: readonly ResultRow[],
	{ results, companions, year }: Pick<FrameInput, "results" | "companions" | "year">,
	facts: Facts,
): { schools: DescribedSchool[]; covariates: readonly CovariateSource[] } {
	const sorted = sortRows(results);
	const covariates = collectCovariates(companions, {
		codes: schoolRows.map(({ cds }) => cds),
		rowOf: (cds, group) => sorted.rowOf(cds, year, group),
	});
	const schools = schoolRows.map((row, place): DescribedSchool => {
		const { cds } = row;
		const own = facts.companions.get(cds) ?? [];
		const entity = facts.entities.get(cds);
		const name = firstText(row.school, ...own.map((fact) => fact.school), entity?.school) || cds;
		return {
			row,
			known: {
				cds,
				district: districtCode(cds),
				name,
				level: levelOf(gradesTested(sorted.gradesOfAll(cds, year)), own),
				charter: charterOf(row, facts),
				covariates: covariates.values[place] ?? {},
				withheldCovariates: covariates.withheld[place],
			},
			kind: kindOf(name, own),
			enrollment: own.map((fact) => fact.enrolled).find(isKnown),
		};
	});
	return { schools, covariates: covariates.sources };
}

const firstText = (...texts: readonly (string | undefined)[]): string => texts.find((text) => text) ?? "";

/** Grades of a school's rows of a year; 99 (a graduating class) says nothing of the level. */
function gradesTested(rows: readonly ResultRow[]): number[] {
	// A grade in which nobody was tested is a student on the books of another school, not a grade the school teaches.
	const telling = rows.filter((row) => row.level === "school" && row.grade !== graduatingClass && row.tested !== 0);
	return telling.map((row) => row.grade);
}

/** What tables say goes before what the name suggests; of the tables, one that names another kind goes before a plain type. */
function kindOf(name: string, facts: readonly CompanionRow[]): KindReading {
	const readings = facts.flatMap((fact) => fact.kind ?? []);
	const special = readings.find((reading) => reading.kind !== "regular");
	const suggested = kindOfName(name);
	if (suggested?.kind === "district program") return suggested;
	return special ?? readings[0] ?? suggested ?? { kind: "regular", because: "nothing says otherwise" };
}

/** The grades tested tell the level; a companion table does where the file has all grades together only. */
function levelOf(grades: readonly number[], facts: readonly CompanionRow[]): SchoolLevel {
	const tested = levelOfGrades(grades);
	if (tested !== "unknown") return tested;
	return facts.map((fact) => fact.schoolLevel).find((level) => level !== "unknown") ?? "unknown";
}
