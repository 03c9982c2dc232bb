/** The checker of one file as SQL: all its cells' expressions, and what is wrong with a row. */

import {
	castOf,
	castSql,
	cellSql,
	faultOf,
	faults,
	isNumber,
	keyOf,
	numberOf,
	numberSql,
	oddSql,
	readingOf,
	stateOf,
	textOf,
	trimmed,
	type WordValues,
	wholeCode,
	wholeOf,
} from "./cells.js";
import { literal } from "./engine.js";
import type { Layout } from "./layouts/layout.js";
import type { Role } from "./layouts/roles.js";
import type { FileColumn } from "./recognise.js";

/** Between a percent and what its levels say instead. */
export const sumWords = ", but levels 3 and 4 add to ";

/** Percents of levels 3 and 4 add up to percent met, but for rounding. */
function levelsFault(columns: readonly FileColumn[], layout: Layout): { fault: string; found: string } | undefined {
	const has = (role: Role): boolean => columns.some((entry) => entry.column.role === role);
	const met = columns.find((entry) => entry.column.role === "percentMet");
	if (met === undefined || !has("percentLevel3") || !has("percentLevel4")) return undefined;
	const tolerance = layout.wholePercents ? 2 : 0.02;
	const sum = `(${readingOf("percentLevel3")} + ${readingOf("percentLevel4")})`;
	return {
		fault: `case when abs(${sum} - ${readingOf("percentMet")}) > ${tolerance} + 1e-9 then ${faults.E114} end`,
		found: `${textOf(met)} || ${literal(sumWords)} || round(${sum}, 2)`,
	};
}

/** Everything that the checker says of a file's rows. */
export interface CheckedSql {
	/**
	 * A staged relation as a relation with more columns: per role `f_`, `v_` and `s_`; for a column that nothing is read
	 * from, whether its cell is odd; and the row's first fault in field order, `fault`: a problem code or NULL.
	 */
	readonly typed: (relation: string) => string;
	/** Number of the field of that fault, and what was found there. */
	readonly faultField: string;
	readonly faultFound: string;
	/** True where zeros were restored. */
	readonly repaired: string;
	/** True where a cell of a column that nothing is read from is no number: an expression over `typed`. */
	readonly odd: string;
}

/** True for a row that repeats the header: its keys are the headings. */
function headerRepeated(columns: readonly FileColumn[]): string {
	const tests = columns.slice(0, 3).map((entry) => {
		const heading = literal(entry.header.replace(/\s+/g, " ").trim().toLowerCase());
		return `lower(trim(regexp_replace(${textOf(entry)}, '\\s+', ' ', 'g'))) = ${heading}`;
	});
	return `(${tests.join(" and ")})`;
}

/** True for a code cell that lost its zeros; a blank one that is allowed lost nothing. */
export const shortened = (entry: FileColumn): string =>
	`case when ${wholeOf(keyOf(entry))} then false
		else length(${trimmed(textOf(entry))}) between 1 and ${(entry.column.width ?? 14) - 1} end`;

/** What the checker of a file is made from. */
interface CheckerWish {
	readonly columns: readonly FileColumn[];
	readonly layout: Layout;
	readonly words: ReadonlyMap<Role, WordValues>;
	/** Some cell of the file has an underscore. */
	readonly underscores: boolean;
}

/** Builds the checker of a file, over a relation with the texts of its columns. */
export function checkedSql({ columns, layout, words, underscores }: CheckerWish): CheckedSql {
	const read = columns.filter((entry) => entry.column.role !== undefined);
	const others = columns.filter((entry) => entry.column.role === undefined);
	const codes = columns.filter((entry) => entry.column.kind === "code");
	const casts = [
		...codes.map((entry) => `${wholeCode(entry)} as ${wholeOf(keyOf(entry))}`),
		...columns.filter(isNumber).map((entry) => `${castSql(entry, underscores)} as ${castOf(keyOf(entry))}`),
	];
	const numbers = columns.filter(isNumber).flatMap((entry) => {
		const sql = numberSql(entry);
		return sql === undefined ? [] : [`${sql} as ${numberOf(keyOf(entry))}`];
	});
	const typed = read.flatMap((entry) => {
		const key = keyOf(entry);
		const sql = cellSql(entry, layout, words.get(key as Role) ?? new Map());
		const state = sql.state === undefined ? [] : [`${sql.state} as ${stateOf(key)}`];
		return [`${sql.fault} as ${faultOf(key)}`, `${sql.value} as ${readingOf(key)}`, ...state];
	});
	const odd = others.map((entry) => `${oddSql(entry, layout)} as ${faultOf(keyOf(entry))}`);
	const levels = levelsFault(read, layout);
	const all = [
		...read.map((entry) => ({ fault: faultOf(keyOf(entry)), number: entry.number, found: textOf(entry) })),
		...(levels === undefined ? [] : [{ ...levels, number: fieldOf(read, "percentMet") }]),
	];
	const first = (pick: (entry: (typeof all)[number]) => string | number): string =>
		`case ${all.map((entry) => `when (${entry.fault}) is not null then ${pick(entry)}`).join(" ")} end`;
	const number = [`coalesce(${all.map((entry) => `(${entry.fault})`).join(", ")}) as fault_number`];
	// A repeated header is full of faults, so only rows with one are compared with it.
	const fault = [
		`case when fault_number is null then null when ${headerRepeated(read)} then 'CIMP-R118'
			else 'CIMP-E' || fault_number end as fault`,
	];
	const layers = [casts, numbers, [...typed, ...odd], number, fault].filter((expressions) => expressions.length > 0);
	const layer = (from: string, expressions: readonly string[]): string =>
		`(select ${["*", ...expressions].join(",\n")} from ${from})`;
	return {
		typed: (relation) => layers.reduce(layer, relation),
		faultField: first((entry) => entry.number),
		faultFound: first((entry) => entry.found),
		repaired: codes.map(shortened).join(" or ") || "false",
		odd: others.map((entry) => faultOf(keyOf(entry))).join(" or ") || "false",
	};
}

const fieldOf = (columns: readonly FileColumn[], role: Role): number =>
	columns.find((entry) => entry.column.role === role)?.number ?? 0;
