/** The student mix of each school: from a companion table where one was given, else from the results' own group rows. */

import { displayMinimum } from "../../domain/evidence.js";
import { isKnown, type Measured, reasons } from "../../domain/measured.js";
import { groupIds } from "../../domain/student-groups.js";
import type { CompanionRow, ResultRow } from "../../domain/tidy.js";
import type { CovariateName, CovariateSource, WithheldCovariates } from "./school.js";

export interface Covariates {
	readonly bySchool: ReadonlyMap<string, Partial<Record<CovariateName, number>>>;
	/** Why a value that serves as a predictor is not shown, by school. */
	readonly withheld: ReadonlyMap<string, WithheldCovariates>;
	readonly sources: readonly CovariateSource[];
}

/** Groups whose own rows give a covariate. */
const groupOfCovariate: readonly (readonly [CovariateName, number])[] = [
	["percentSed", groupIds.sed],
	["percentEl", groupIds.el],
	["percentSwd", groupIds.swd],
];

/**
 * Students entered for a group that is too small to be published (1 to 3): the middle of what is possible. It serves as
 * a predictor alone and is never shown.
 */
const smallGroupStudents = 2;

/** Fewer schools than this with a value: the covariate can't serve. */
const fewestSchools = 2;

/**
 * Collects the covariates of every school.
 *
 * One source serves a covariate for all schools, so that values are comparable: the first companion table that has it,
 * else the file's own student groups. Meal eligibility stands in for socioeconomic disadvantage where only that is known.
 *
 * @param companions rows of all companion tables
 * @param schools rows of the year and of all grades together by school, including the groups SED, EL and SWD
 */
export function collectCovariates(
	companions: readonly CompanionRow[],
	schools: ReadonlyMap<string, readonly ResultRow[]>,
): Covariates {
	const bySchool = new Map<string, Partial<Record<CovariateName, number>>>();
	const withheld = new Map<string, Partial<Record<CovariateName, string>>>();
	const sources: CovariateSource[] = [];
	const take = (
		name: CovariateName,
		values: ReadonlyMap<string, number>,
		source: Omit<CovariateSource, "name">,
	): void => {
		enter(bySchool, name, values);
		sources.push({ name, ...source });
	};
	const fromTable = (name: CovariateName): boolean => {
		const table = companionValues(companions, name, schools);
		if (table === undefined) return false;
		take(name, table.values, { from: table.layout, vintage: table.vintage, smallGroups: 0 });
		return true;
	};
	for (const [name, group] of groupOfCovariate) {
		if (fromTable(name)) continue;
		if (name === "percentSed" && fromTable("percentFrpm")) continue;
		const own = ownGroupValues(schools, group);
		if (own.values.size >= fewestSchools) {
			enter(withheld, name, own.withheld);
			take(name, own.values, { from: "the file's own student groups", vintage: "", smallGroups: own.smallGroups });
		}
	}
	return { bySchool, withheld, sources };
}

/** Adds one covariate's entries to those of each school. */
function enter<Value>(
	bySchool: Map<string, Partial<Record<CovariateName, Value>>>,
	name: CovariateName,
	entries: ReadonlyMap<string, Value>,
): void {
	for (const [cds, value] of entries) {
		const own = bySchool.get(cds);
		if (own === undefined) bySchool.set(cds, { [name]: value } as Partial<Record<CovariateName, Value>>);
		else own[name] = value;
	}
}

function companionValues(
	companions: readonly CompanionRow[],
	name: CovariateName,
	schools: ReadonlyMap<string, unknown>,
): { values: Map<string, number>; layout: string; vintage: string } | undefined {
	const tables = new Map<string, { values: Map<string, number>; layout: string; vintage: string }>();
	for (const row of companions) {
		const value: Measured = row[name];
		if (!isKnown(value) || !schools.has(row.cds)) continue;
		const key = `${row.layout}\n${row.vintage}`;
		const table = tables.get(key) ?? { values: new Map(), layout: row.layout, vintage: row.vintage };
		table.values.set(row.cds, value);
		tables.set(key, table);
	}
	// The table that knows most schools; among equals the newest vintage.
	const ranked = [...tables.values()].filter((table) => table.values.size >= fewestSchools);
	ranked.sort((a, b) => b.values.size - a.values.size || (a.vintage < b.vintage ? 1 : -1));
	return ranked[0];
}

/**
 * Percent of tested students who belong to a group. No row means that nobody does; a withheld count means one to three; a
 * count that is missing for another reason tells nothing.
 */
function ownGroupValues(
	schools: ReadonlyMap<string, readonly ResultRow[]>,
	group: number,
): { values: Map<string, number>; withheld: Map<string, string>; smallGroups: number } {
	const values = new Map<string, number>();
	const withheld = new Map<string, string>();
	let smallGroups = 0;
	const isMember = (row: ResultRow): boolean => row.group === group;
	if (![...schools.values()].some((rows) => rows.some(isMember))) return { values, withheld, smallGroups };
	for (const [cds, rows] of schools) {
		const tested = rows.findLast(hasStudents)?.tested;
		const count = rows.findLast(isMember)?.tested ?? 0;
		if (tested === undefined || !isKnown(tested)) continue;
		if (!isKnown(count) && count.absent !== "suppressed") continue;
		if (!isKnown(count)) smallGroups++;
		const reason = whyNotShown(count, tested);
		if (reason !== undefined) withheld.set(cds, reason);
		values.set(cds, Math.min(100, (100 * (isKnown(count) ? count : smallGroupStudents)) / tested));
	}
	return { values, withheld, smallGroups };
}

const hasStudents = ({ group, tested }: ResultRow): boolean => group === groupIds.all && isKnown(tested) && tested > 0;

/** A percent of a known number of students is a count: it is shown only where both parts may be. */
function whyNotShown(count: Measured, tested: number): string | undefined {
	if (!isKnown(count)) return "the group is too small to be published; two students were entered for the prediction";
	const small = (students: number): boolean => students > 0 && students < displayMinimum;
	if (small(count)) return reasons.fewerThan11;
	return small(tested - count) ? "fewer than 11 students outside the group" : undefined;
}
