/** The checker of one file as SQL: all its cells' expressions, and what is wrong with a row. */

import {
	castOf,
	castSql,
	cellSql,
	faultOf,
	isNumber,
	keyOf,
	numberOf,
	numberSql,
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

/** Percents of levels 3 and 4 add up to percent met, but for rounding. */
function levelsFault(columns: readonly FileColumn[], layout: Layout): { fault: string; found: string } | undefined {
	const has = (role: Role): boolean => columns.some((entry) => entry.column.role === role);
	const met = columns.find((entry) => entry.column.role === "percentMet");
	if (met === undefined || !has("percentLevel3") || !has("percentLevel4")) return undefined;
	const tolerance = layout.wholePercents ? 2 : 0.02;
	const sum = `(${readingOf("percentLevel3")} + ${readingOf("percentLevel4")})`;
	return {
		fault: `case when abs(${sum} - ${readingOf("percentMet")}) > ${tolerance} + 1e-9 then 'CIMP-E114' end`,
		found: `${textOf(met)} || ', but levels 3 and 4 add to ' || round(${sum}, 2)`,
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
	`(not ${wholeOf(keyOf(entry))} and length(${trimmed(textOf(entry))}) between 1 and ${(entry.column.width ?? 14) - 1})`;

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
	const numbers = columns.filter(isNumber).map((entry) => `${numberSql(entry)} as ${numberOf(keyOf(entry))}`);
	const typed = columns.flatMap((entry) => {
		const role = keyOf(entry);
		const sql = cellSql(entry, layout, words.get(role as Role) ?? new Map());
		const fault = `${sql.fault} as ${faultOf(role)}`;
		if (entry.column.role === undefined) return [fault];
		const state = sql.state === undefined ? [] : [`${sql.state} as ${stateOf(role)}`];
		return [fault, `${sql.value} as ${readingOf(role)}`, ...state];
	});
	const levels = levelsFault(read, layout);
	const faults = [
		...read.map((entry) => ({
			fault: faultOf(keyOf(entry)),
			number: entry.number,
			found: textOf(entry),
		})),
		...(levels === undefined ? [] : [{ ...levels, number: fieldOf(read, "percentMet") }]),
	];
	const first = (pick: (entry: (typeof faults)[number]) => string | number): string =>
		`case ${faults.map((entry) => `when (${entry.fault}) is not null then ${pick(entry)}`).join(" ")} end`;
	const anyFault = `coalesce(${faults.map((entry) => `(${entry.fault})`).join(", ")})`;
	const layer = (expressions: readonly string[], from: string): string =>
		`(select ${["*", ...expressions].join(",\n")} from ${from})`;
	return {
		typed: (relation) => `select * from ${layer(typed, layer(numbers, layer(casts, relation)))}`,
		// A repeated header is full of faults, so only rows with one are compared with it.
		fault: `case when (${anyFault}) is not null and ${headerRepeated(read)} then 'CIMP-R118' else ${anyFault} end`,
		faultField: first((entry) => entry.number),
		faultFound: first((entry) => entry.found),
		repaired: codes.map(shortened).join(" or ") || "false",
		odd: others.map((entry) => `${faultOf(keyOf(entry))} is not null`).join(" or ") || "false",
	};
}

const fieldOf = (columns: readonly FileColumn[], role: Role): number =>
	columns.find((entry) => entry.column.role === role)?.number ?? 0;
