/** The checker of one file as SQL: all its cells' expressions, and what is wrong with a row. */

import {
	cellSql,
	faultOf,
	isNumber,
	numberOf,
	readingOf,
	roleOf,
	stateOf,
	textOf,
	trimmed,
	type WordValues,
} from "./cells.js";
import { literal } from "./engine.js";
import type { Layout } from "./layouts/layout.js";
import type { Role } from "./layouts/roles.js";
import type { FileColumn } from "./recognise.js";

/** Percents of levels 3 and 4 add up to percent met, but for rounding. */
function levelsFault(columns: readonly FileColumn[], layout: Layout): { fault: string; found: string } | undefined {
	const has = (role: Role): boolean => columns.some((entry) => entry.column.role === role);
	if (!has("percentMet") || !has("percentLevel3") || !has("percentLevel4")) return undefined;
	const tolerance = layout.wholePercents ? 2 : 0.02;
	const sum = `(${readingOf("percentLevel3")} + ${readingOf("percentLevel4")})`;
	return {
		fault: `case when abs(${sum} - ${readingOf("percentMet")}) > ${tolerance} + 1e-9 then 'CIMP-E114' end`,
		found: `${textOf("percentMet")} || ', but levels 3 and 4 add to ' || round(${sum}, 2)`,
	};
}

/** Everything that the checker says of a file's rows. */
export interface CheckedSql {
	/** A query over a staged relation: its columns and, per role, `f_`, `v_` and `s_`. */
	readonly typed: (relation: string) => string;
	/** The row's first fault in field order, or NULL: an expression over `typed`. */
	readonly fault: string;
	/** Number of the field of that fault, and what was found there. */
	readonly faultField: string;
	readonly faultFound: string;
	/** True where zeros were restored. */
	readonly repaired: string;
}

/** True for a row that repeats the header: its keys are the headings. */
function headerRepeated(columns: readonly FileColumn[]): string {
	const tests = columns.slice(0, 3).map((entry) => {
		const heading = literal(entry.header.replace(/\s+/g, " ").trim().toLowerCase());
		return `lower(trim(regexp_replace(${textOf(roleOf(entry))}, '\\s+', ' ', 'g'))) = ${heading}`;
	});
	return `(${tests.join(" and ")})`;
}

/** True for a code cell that lost its zeros; a blank one that is allowed lost nothing. */
export const shortened = (entry: FileColumn): string =>
	`(length(${textOf(roleOf(entry))}) <> ${entry.column.width ?? 14}
		and length(${trimmed(textOf(roleOf(entry)))}) between 1 and ${(entry.column.width ?? 14) - 1})`;

/** A cell's number; the cast also takes "nan" and "1_000", and neither is a number here. */
function numberSql(entry: FileColumn): string {
	const text = textOf(roleOf(entry));
	const cast = `try_cast(${text} as double)`;
	return `case when isfinite(${cast}) and not contains(${text}, '_') then ${cast} end as ${numberOf(roleOf(entry))}`;
}

/** Builds the checker of a file, over a relation with the texts of its columns. */
export function checkedSql(
	columns: readonly FileColumn[],
	layout: Layout,
	words: ReadonlyMap<Role, WordValues>,
): CheckedSql {
	const numbers = columns.filter(isNumber).map(numberSql);
	const typed = columns.flatMap((entry) => {
		const role = roleOf(entry);
		const sql = cellSql(entry, layout, words.get(role) ?? new Map());
		const state = sql.state === undefined ? [] : [`${sql.state} as ${stateOf(role)}`];
		return [`${sql.fault} as ${faultOf(role)}`, `${sql.value} as ${readingOf(role)}`, ...state];
	});
	const levels = levelsFault(columns, layout);
	const faults = [
		...columns.map((entry) => ({
			fault: faultOf(roleOf(entry)),
			number: entry.number,
			found: textOf(roleOf(entry)),
		})),
		...(levels === undefined ? [] : [{ ...levels, number: fieldOf(columns, "percentMet") }]),
	];
	const first = (pick: (entry: (typeof faults)[number]) => string | number): string =>
		`case ${faults.map((entry) => `when (${entry.fault}) is not null then ${pick(entry)}`).join(" ")} end`;
	const anyFault = `coalesce(${faults.map((entry) => `(${entry.fault})`).join(", ")})`;
	const codes = columns.filter((entry) => entry.column.kind === "code");
	return {
		typed: (relation) =>
			`select *, ${typed.join(",\n")} from (select ${["*", ...numbers].join(", ")} from ${relation})`,
		// A repeated header is full of faults, so only rows with one are compared with it.
		fault: `case when (${anyFault}) is not null and ${headerRepeated(columns)} then 'CIMP-R118' else ${anyFault} end`,
		faultField: first((entry) => entry.number),
		faultFound: first((entry) => entry.found),
		repaired: codes.map(shortened).join(" or ") || "false",
	};
}

const fieldOf = (columns: readonly FileColumn[], role: Role): number =>
	columns.find((entry) => entry.column.role === role)?.number ?? 0;
