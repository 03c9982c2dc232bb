/**
 * The checker's expressions: for each kind of column, what its text is worth and what is wrong with it, in SQL.
 *
 * One row of texts gives, per role: the text `t_`; for a code, whether it is whole `w_`; for a number, what the engine
 * casts it to `d_` and the number `n_` that it is (or NULL); the fault `f_` (a number of `faults` or NULL), the value
 * `v_`, and for values that may be absent the state `s_` (see `states`). Blanks around a cell do not
 * matter; the usual cell without any is decided first, because millions of cells are checked.
 */

import { fewestDigits } from "../domain/cds-code.js";
import { allGrades, knownGrades, yearWithoutTest } from "../domain/tests.js";
import { identifier, literal } from "./engine.js";
import type { Layout } from "./layouts/layout.js";
import type { Role } from "./layouts/roles.js";
import type { FileColumn } from "./recognise.js";

/** How a value stands in a table of the engine. */
export const states = { known: 0, suppressed: 1, notTested: 2, notReported: 3, ofAllStudents: 4 } as const;

/** What a column's expressions are called after: its role, or its number where nothing is read from it. */
export type CellKey = Role | `x${number}`;

export const keyOf = ({ column, number }: FileColumn): CellKey => column.role ?? `x${number}`;

export const textOf = (entry: FileColumn): string => identifier(`t_${keyOf(entry)}`);
const textOfRole = (role: Role): string => identifier(`t_${role}`);
/** The text of a role's cell without the blanks around it, as a file's word for what the role means. */
export const wordOf = (role: Role): string => trimmed(textOfRole(role));
export const numberOf = (key: CellKey): string => identifier(`n_${key}`);
export const castOf = (key: CellKey): string => identifier(`d_${key}`);
export const wholeOf = (key: CellKey): string => identifier(`w_${key}`);
export const faultOf = (key: CellKey): string => identifier(`f_${key}`);
export const readingOf = (key: CellKey): string => identifier(`v_${key}`);
export const stateOf = (key: CellKey): string => identifier(`s_${key}`);

/** Faults as small numbers: millions of rows are asked for theirs, and nearly none has one. */
export const faults = { E112: 112, E113: 113, E114: 114, E115: 115, E117: 117 } as const;

export interface CellSql {
	readonly fault: string;
	readonly value: string;
	readonly state?: string;
}

/** Words of a column with the number that each stands for; a word without a number is a fault. */
export type WordValues = ReadonlyMap<string, number>;

const matches = (text: string, pattern: string): string => `regexp_full_match(${text}, ${literal(pattern)})`;

/** True where an expression is one of some values; not by IN, which the engine turns into a join for five and more. */
const isOneOf = (sql: string, values: Iterable<string | number>): string =>
	`(${[...values].map((value) => `${sql} = ${typeof value === "number" ? value : literal(value)}`).join(" or ")})`;

/** A text without the blanks around it. */
export const trimmed = (text: string): string => `trim(${text}, ' \t')`;

/** A text without blanks and line breaks around it, so that a cell of line breaks alone is blank. */
const withoutMargins = (text: string): string => `trim(${text}, ' \t\r\n\u2028\u2029')`;

const scientific = "\\d(?:[.,]\\d+)?[eE][+-]?\\d+";

/** True for a code cell that is written as it should be: nearly every one. */
export const wholeCode = (entry: FileColumn): string => matches(textOf(entry), `\\d{${entry.column.width ?? 14}}`);

/** The same rule as `readCode` of the domain: one zero of a whole code, all but one digit of its parts. */
function codeCell(entry: FileColumn, blank: string): CellSql {
	const text = textOf(entry);
	const width = entry.column.width ?? 14;
	const whole = wholeOf(keyOf(entry));
	return {
		fault: `case when ${whole} then null
			when ${matches(trimmed(text), `\\d{${fewestDigits(width)},${width}}`)} then null
			when ${blank} then null
			when ${matches(trimmed(text), scientific)} then ${faults.E113} else ${faults.E112} end`,
		value: `case when ${whole} then ${text} else lpad(${trimmed(text)}, ${width}, '0') end`,
	};
}

/**
 * The number that a cell is, as the engine casts it; marks and blanks, which are many, are not cast.
 *
 * @param underscores some cell of the file has one: the cast would take "1_000" for a number
 */
export function castSql(entry: FileColumn, underscores: boolean): string {
	const text = textOf(entry);
	const none = `${text} in ('', '*')${underscores ? ` or contains(${text}, '_')` : ""}`;
	return `case when ${none} then null else try_cast(${text} as double) end`;
}

/**
 * The number of a cell whose cast is not yet it, `undefined` where it is: identifying numbers are whole, and any number
 * that has no bounds of its own must be finite, since the cast also takes "nan" and "inf".
 */
export function numberSql(entry: FileColumn): string | undefined {
	const cast = castOf(keyOf(entry));
	const { kind, role } = entry.column;
	if (kind === "points") return `case when ${cast} between -1e300 and 1e300 then ${cast} end`;
	if (kind !== "integer") return undefined;
	const all = role === "grade" ? ` when lower(${trimmed(textOf(entry))}) = 'all' then ${allGrades}` : "";
	return `case when ${cast} = floor(${cast}) and ${cast} between 0 and 9999 then ${cast}::integer${all} end`;
}

const numberIn = (entry: FileColumn): string =>
	numberSql(entry) === undefined ? castOf(keyOf(entry)) : numberOf(keyOf(entry));

/** True for a blank code of a place larger than a school, where the layout has such. */
const blankAllowed = (entry: FileColumn): string =>
	entry.column.blankAboveSchools === true
		? `${trimmed(textOf(entry))} = '' and upper(${trimmed(textOfRole("aggregateLevel"))}) in ('T', 'C', 'D')`
		: "false";

/** First year with a test. */
const firstYear = 2015;

/** No year and no test: none is read by cimp after it, and 2020 had none. */
const lastYear = 2099;

/** Test ids of the state's lookup table, other programmes included. */
const knownTests = [1, 2, 3, 4, 16, 17, 18, 39];
const knownTypes = [4, 5, 6, 7, 9, 10];

/** What an identifying number must be. */
const within: Partial<Record<Role, (number: string) => string>> = {
	year: (number) => `${number} between ${firstYear} and ${lastYear} and ${number} <> ${yearWithoutTest}`,
	test: (number) => isOneOf(number, knownTests),
	grade: (number) => isOneOf(number, knownGrades),
	entityType: (number) => isOneOf(number, knownTypes),
};

function integerCell(text: string, number: string, role: CellKey): CellSql {
	const test = within[role as Role]?.(number);
	if (test === undefined) return { fault: `case when ${number} is null then ${faults.E115} end`, value: number };
	// A place of unknown type is still a place: its code says its level.
	const blank = role === "entityType" ? `when ${trimmed(text)} = '' then null` : "";
	return { fault: `case when ${test} then null ${blank} else ${faults.E117} end`, value: number };
}

const marksOf = ({ suppressionMarks }: Layout): readonly string[] =>
	suppressionMarks.length > 0 ? suppressionMarks : ["*"];
const blanksOf = (layout: Layout): readonly string[] => ["", ...(layout.blankMarks ?? [])];

/** True for a number that a column of this kind may hold. */
function isGood(kind: FileColumn["column"]["kind"], number: string): string {
	if (kind === "count") return `${number} = floor(${number}) and ${number} between 0 and 999999999`;
	return kind === "percent" ? `${number} between 0 and 100` : kind === "share" ? `${number} between 0 and 1` : "true";
}

/** True for a cell of a column that nothing is read from and that is neither a number of its kind nor a mark. */
export function oddSql(entry: FileColumn, layout: Layout): string {
	const number = numberIn(entry);
	const text = textOf(entry);
	const marks = [...marksOf(layout), ...blanksOf(layout)];
	return `case when ${number} is not null then not (${isGood(entry.column.kind, number)})
		when ${isOneOf(text, marks)} then false when ${isOneOf(trimmed(text), marks)} then false else true end`;
}

function numberCell(entry: FileColumn, layout: Layout): CellSql {
	const text = textOf(entry);
	const number = numberIn(entry);
	const { kind } = entry.column;
	const [marks, blanks] = [marksOf(layout), blanksOf(layout)];
	const state = `case when ${number} is not null then ${states.known}
		when ${isOneOf(text, marks)} then ${states.suppressed} when ${isOneOf(text, blanks)} then ${states.notReported}
		when ${isOneOf(trimmed(text), marks)} then ${states.suppressed}
		when ${isOneOf(trimmed(text), blanks)} then ${states.notReported} end`;
	const wrong = kind === "percent" || kind === "share" ? faults.E114 : faults.E115;
	return {
		fault: `case when ${number} is not null then case when ${isGood(kind, number)} then null else ${wrong} end
			when (${state}) is null then ${faults.E115} end`,
		value: kind === "share" ? `round(${number} * 100, 10)` : number,
		state,
	};
}

function wordCell(text: string, words: WordValues): CellSql {
	const cases = [...words].map(([word, value]) => `when ${literal(word)} then ${value}`);
	const value = cases.length > 0 ? `case ${trimmed(text)} ${cases.join(" ")} end` : "null::integer";
	return { fault: `case when (${value}) is null then ${faults.E117} end`, value };
}

/** A school year in words is a year of test results by the year in which it ends. */
const schoolYearCell = (text: string): CellSql => {
	const value = `case when ${matches(trimmed(text), "\\d{4}[-–/](?:\\d{2}|\\d{4})")}
		then left(${trimmed(text)}, 4)::integer + 1 end`;
	const test = within.year?.(`(${value})`);
	return { fault: `case when coalesce(${test}, false) then null else ${faults.E117} end`, value };
};

/** The expressions of one column. */
export function cellSql(entry: FileColumn, layout: Layout, words: WordValues): CellSql {
	const role = keyOf(entry);
	const text = textOf(entry);
	switch (entry.column.kind) {
		case "code":
			return codeCell(entry, blankAllowed(entry));
		case "integer":
			return integerCell(text, numberOf(role), role);
		case "word":
			return wordCell(text, words);
		case "text":
			return role === "schoolYear" && layout.family === "results"
				? schoolYearCell(text)
				: { fault: "null", value: withoutMargins(text) };
		default:
			return numberCell(entry, layout);
	}
}

/** True for columns whose cells are numbers. */
export const isNumber = (entry: FileColumn): boolean =>
	["integer", "count", "percent", "share", "points"].includes(entry.column.kind);
