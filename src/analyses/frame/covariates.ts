/** The student mix of each school: from a companion table where one was given, else from the results' own group rows. */

import { displayMinimum } from "../../domain/evidence.js";
import { isKnown, type Measured, reasons } from "../../domain/measured.js";
import { groupIds } from "../../domain/student-groups.js";
import type { CompanionRow, ResultRow } from "../../domain/tidy.js";
import type { CovariateName, CovariateSource, WithheldCovariates } from "./school.js";

/** One entry per school. */
export interface Covariates {
	readonly values: readonly Partial<Record<CovariateName, number>>[];
	/** Why a value that serves as a predictor is not shown. */
	readonly withheld: readonly (WithheldCovariates | undefined)[];
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

/** Schools with results, and their rows of the year and of all grades together, by student group. */
export interface SchoolsOfYear {
	readonly codes: readonly string[];
	rowOf(cds: string, group: number): ResultRow | undefined;
}

/**
 * Collects the covariates of every school.
 *
 * One source serves a covariate for all schools, so that values are comparable: the first companion table that has it,
 * else the file's own student groups. Meal eligibility stands in for socioeconomic disadvantage where only that is known.
 *
 * @param companions rows of all companion tables
 * @param schools their rows include those of the groups SED, EL and SWD
 */
export function collectCovariates(companions: readonly CompanionRow[], schools: SchoolsOfYear): Covariates {
	const found: Column[] = [];
	const codes = new Set(schools.codes);
	const sources: CovariateSource[] = [];
	const take = (column: Column, source: Omit<CovariateSource, "name">): void => {
		found.push(column);
		sources.push({ name: column.name, ...source });
	};
	const fromTable = (name: CovariateName): boolean => {
		const table = companionValues(companions, name, codes);
		if (table === undefined) return false;
		const values = schools.codes.map((cds) => table.values.get(cds));
		take({ name, values, withheld: [] }, { from: table.layout, vintage: table.vintage, smallGroups: 0 });
		return true;
	};
	for (const [name, group] of groupOfCovariate) {
		if (fromTable(name)) continue;
		if (name === "percentSed" && fromTable("percentFrpm")) continue;
		const own = ownGroupValues(schools, group);
		if (own.known >= fewestSchools) {
			take({ name, ...own }, { from: "the file's own student groups", vintage: "", smallGroups: own.smallGroups });
		}
	}
	return {
		values: schools.codes.map((_, school) => entriesOf(found, ({ values }) => values[school]) ?? {}),
		withheld: schools.codes.map((_, school) => entriesOf(found, ({ withheld }) => withheld[school])),
		sources,
	};
}

/** A covariate, one entry per school; `undefined` where there is no value, or it is shown. */
interface Column {
	readonly name: CovariateName;
	readonly values: readonly (number | undefined)[];
	readonly withheld: readonly (string | undefined)[];
}

/** The entries that a school has; `undefined` where it has none. */
function entriesOf<Value>(
	columns: readonly Column[],
	read: (column: Column) => Value | undefined,
): Partial<Record<CovariateName, Value>> | undefined {
	let entries: Partial<Record<CovariateName, Value>> | undefined;
	for (const column of columns) {
		const value = read(column);
		if (value === undefined) continue;
		entries ??= {};
		entries[column.name] = value;
	}
	return entries;
}

function companionValues(
	companions: readonly CompanionRow[],
	name: CovariateName,
	schools: ReadonlySet<string>,
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
	{ codes, rowOf }: SchoolsOfYear,
	group: number,
): Omit<Column, "name"> & { known: number; smallGroups: number } {
	const values = new Array<number | undefined>(codes.length).fill(undefined);
	const withheld = new Array<string | undefined>(codes.length).fill(undefined);
	let [known, smallGroups, rows] = [0, 0, 0];
	codes.forEach((cds, school) => {
		const [all, members] = [rowOf(cds, groupIds.all), rowOf(cds, group)];
		if (members !== undefined) rows++;
		const [tested, count] = [all?.tested, members?.tested ?? 0];
		if (tested === undefined || !isKnown(tested) || tested <= 0) return;
		if (!isKnown(count) && count.absent !== "suppressed") return;
		if (!isKnown(count)) smallGroups++;
		withheld[school] = whyNotShown(count, tested);
		values[school] = Math.min(100, (100 * (isKnown(count) ? count : smallGroupStudents)) / tested);
		known++;
	});
	// Files without any row of the group say nothing of it.
	return { values, withheld, known: rows > 0 ? known : 0, smallGroups };
}

/** A percent of a known number of students is a count: it is shown only where both parts may be. */
function whyNotShown(count: Measured, tested: number): string | undefined {
	if (!isKnown(count)) return "the group is too small to be published; two students were entered for the prediction";
	const small = (students: number): boolean => students > 0 && students < displayMinimum;
	if (small(count)) return reasons.fewerThan11;
	return small(tested - count) ? "fewer than 11 students outside the group" : undefined;
}
