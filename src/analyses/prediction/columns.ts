/**
 * What fits take from schools, as flat columns, and the rows of a design. A state is fitted dozens of times over: walking
 * through the schools' records for each fit would take longer than fitting.
 */

import type { SchoolLevel } from "../../domain/school-level.js";
import { type CovariateName, covariateNames, type School } from "../frame/school.js";
import { type DesignPlan, type Members, membersOf } from "./design.js";
import { type Scale, type UsableResult, usable } from "./scale.js";
import { studentsOf } from "./working-response.js";

/** Values on some scale; 0 where not known. */
export interface Column {
	readonly values: Float64Array;
	/** 1 where the value is known. */
	readonly known: Uint8Array;
}

/** One entry per school in each. */
export interface SchoolColumns {
	readonly levels: readonly SchoolLevel[];
	/** Districts, codes 0, 1, 2, … in order of appearance. */
	readonly districts: Int32Array;
	readonly results: readonly (UsableResult | undefined)[];
	/** Of the results' students; see `studentsOf`. */
	readonly tested: Float64Array;
	readonly studentSd: Float64Array;
	/** Results on the model's scale. */
	readonly response: Column;
	/** Earlier results on the model's scale. */
	readonly earlier: Column;
	readonly covariates: Readonly<Record<CovariateName, Column>>;
}

/** Some schools of the columns. */
export interface SchoolRows {
	readonly columns: SchoolColumns;
	/** Places in the columns, in ascending order. */
	readonly rows: readonly number[];
}

/** A column of as many values as there are items; `undefined` is not known. */
export function columnOf<Item>(items: readonly Item[], read: (item: Item, row: number) => number | undefined): Column {
	const values = new Float64Array(items.length);
	const known = new Uint8Array(items.length);
	for (let row = 0; row < items.length; row++) {
		const value = read(items[row] as Item, row);
		if (value === undefined) continue;
		values[row] = value;
		known[row] = 1;
	}
	return { values, known };
}

export const onModelScale = (results: readonly (UsableResult | undefined)[], scale: Scale): Column =>
	columnOf(results, (result) => result && scale.toModel(result.value, result.tested));

/** The values of some rows, in their order. */
export function valuesAt(values: Float64Array, rows: readonly number[]): Float64Array {
	const some = new Float64Array(rows.length);
	for (let place = 0; place < rows.length; place++) some[place] = values[rows[place] ?? 0] ?? 0;
	return some;
}

/** The columns of schools; any earlier result that can be read counts as one. */
export function columnsOf(schools: readonly School[], scale: Scale): SchoolColumns {
	const results = schools.map(({ current }) => usable(current));
	const earlier = schools.map(({ baseline }) => usable(baseline));
	const covariate = (name: CovariateName): Column => columnOf(schools, ({ covariates }) => covariates[name]);
	return {
		levels: schools.map(({ level }) => level),
		districts: codesOf(schools.map(({ district }) => district)),
		results,
		...studentsOf(results, scale),
		response: onModelScale(results, scale),
		earlier: onModelScale(earlier, scale),
		covariates: Object.fromEntries(covariateNames.map((name) => [name, covariate(name)])) as Record<
			CovariateName,
			Column
		>,
	};
}

/** Schools, all of them, in their order. */
export const allRows = (schools: readonly School[], scale: Scale): SchoolRows => ({
	columns: columnsOf(schools, scale),
	rows: schools.map((_, row) => row),
});

/** Codes 0, 1, 2, … in order of first appearance. */
export function codesOf<Key>(keys: ArrayLike<Key>): Int32Array {
	const known = new Map<Key, number>();
	const codes = new Int32Array(keys.length);
	for (let row = 0; row < keys.length; row++) {
		const key = keys[row] as Key;
		const code = known.get(key) ?? known.size;
		known.set(key, code);
		codes[row] = code;
	}
	return codes;
}

/** The same for codes that are whole numbers already, none below 0. */
export function renumbered(codes: Int32Array): Int32Array {
	let highest = -1;
	for (let row = 0; row < codes.length; row++) highest = Math.max(highest, codes[row] ?? 0);
	const known = new Int32Array(highest + 1).fill(-1);
	const own = new Int32Array(codes.length);
	let count = 0;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row] ?? 0;
		if (known[code] === -1) known[code] = count++;
		own[row] = known[code] ?? 0;
	}
	return own;
}

/** Of some rows, what a plan asks; rows that are fitted as those of one level are all of that level. */
export const membersAt = ({ levels }: SchoolColumns, rows: readonly number[], level: SchoolLevel | "all"): Members =>
	level === "all"
		? membersOf(rows.map((row) => levels[row] ?? "unknown"))
		: { levels: new Set([level]), count: rows.length };

/** The rows of schools that have all that the plan predicts from. */
export function withPredictors(columns: SchoolColumns, plan: DesignPlan, rows: readonly number[]): number[] {
	const needed = predictorsOf(columns, plan);
	return rows.filter((row) => {
		for (const { known } of needed) if (known[row] !== 1) return false;
		return true;
	});
}

/** The columns that a plan predicts from beside the terms for levels, in its order. */
const predictorsOf = ({ earlier, covariates }: SchoolColumns, plan: DesignPlan): Column[] => [
	...(plan.kind === "progress" ? [earlier] : []),
	...plan.covariates.map((name) => covariates[name]),
];

/** The rows of schools of which nothing is lacking, flat. */
export function designRows({ columns, rows }: SchoolRows, plan: DesignPlan): Float64Array {
	const width = plan.names.length;
	const design = new Float64Array(rows.length * width);
	const others = plan.levels.slice(1);
	const predictors = predictorsOf(columns, plan);
	for (let place = 0; place < rows.length; place++) {
		const row = rows[place] ?? 0;
		let at = place * width;
		design[at++] = 1;
		for (const level of others) design[at++] = columns.levels[row] === level ? 1 : 0;
		for (const { values } of predictors) design[at++] = values[row] ?? 0;
	}
	return design;
}
