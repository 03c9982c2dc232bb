/** What random tables are made of: names, places, years, and the absences that cells stand for. */

import fc from "fast-check";
import type { CharterStatus } from "../../src/domain/entity.js";
import { missing, reasons, suppressed } from "../../src/domain/measured.js";
import type { Layout, Role } from "../../src/ingest/layouts/index.js";

/** One record: what its cells hold by role, and by heading where a column is not read. */
export interface RandomRow {
	readonly roles: Readonly<Partial<Record<Role, string>>>;
	/** The row that must come back of it. */
	readonly expected: unknown;
}

export const has = (layout: Layout, role: Role): boolean => layout.columns.some((column) => column.role === role);

/** Parts of names. Every letter beyond ASCII is followed by one of ASCII: two of them could be one letter of UTF-8. */
const westernParts = [
	...["Sample", "Elementary", " ", "  ", "ño", "ée", "’s", "–E", "Œu", "€5", "üb", "\t", "#1", "&", "%", "\\", "'"],
	...[
		'"',
		'""',
		",",
		"^",
		";",
		"|",
		"=1+1",
		"+44",
		"-5",
		'=HYPERLINK("x")',
		"@SUM(A1)",
		"*",
		"N/A",
		"null",
		"NaN",
		"0",
	],
];
const widerParts = ["学校", "🏫", "e\u0301", "Ω", "\u00a0", "ÑÑ", "–’"];
const breaks = ["\n", "\r\n", "\n\n", "\r"];
const widerBreaks = ["\u2028", "\u2029"];

/** Which texts a file may hold: breaks only in quotes, letters beyond Windows-1252 only where they can be written. */
export interface Repertoire {
	readonly wide: boolean;
	readonly breaks: boolean;
	/** Characters that no cell may hold: the delimiter, where fields are not quoted. */
	readonly without: string;
}

export const nameOf = ({ wide, breaks: broken, without }: Repertoire): fc.Arbitrary<string> => {
	const parts = [
		...westernParts,
		...(wide ? widerParts : []),
		...(broken ? breaks : []),
		...(broken && wide ? widerBreaks : []),
	];
	return fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((chosen) => {
		const text = chosen.join("");
		if (without === "") return text;
		// Without quotes around it, a cell may hold quotes, but not begin with one.
		return text.replaceAll(without, "_").replace(/^"+/, "");
	});
};

/** A name as it comes back: in one line, line breaks and tabs that stand together a blank; what is blank around it is no part of it. */
export const named = (cell: string): string => cell.replace(/[\t\n\r\u2028\u2029]+/g, " ").replace(/^ +| +$/g, "");

export const withheld = suppressed(reasons.suppressedBySource);
export const nobody = missing(reasons.notTested);
export const notReported = missing(reasons.notReported);

export interface PlaceOfRow {
	readonly county: string;
	readonly district: string;
	readonly school: string;
	readonly type: string;
	readonly level: "state" | "county" | "district" | "school";
	readonly charter: CharterStatus;
}

/** Places: codes with leading zeros, and each kind of place with its type. */
export const places: fc.Arbitrary<PlaceOfRow> = fc
	.record({
		county: fc.integer({ min: 1, max: 58 }).map((code) => String(code).padStart(2, "0")),
		district: fc.constantFrom("99901", "09902", "00003"),
		school: fc.integer({ min: 2, max: 9_999_999 }).map((code) => String(code).padStart(7, "0")),
		kind: fc.constantFrom(...["4", "5", "6", "7", "7", "7", "9", "10"]),
	})
	.map(({ county, district, school, kind }): PlaceOfRow => {
		const zero = "0000000";
		if (kind === "4") {
			return { county: "00", district: "00000", school: zero, type: "4", level: "state", charter: "none" };
		}
		if (kind === "5") return { county, district: "00000", school: zero, type: "5", level: "county", charter: "none" };
		if (kind === "6") return { county, district, school: zero, type: "6", level: "district", charter: "none" };
		const charter = kind === "9" ? "direct" : kind === "10" ? "local" : "none";
		return { county, district, school, type: kind, level: "school", charter };
	});

export const cdsOf = (place: PlaceOfRow): string => `${place.county}${place.district}${place.school}`;

export const yearsOf = (layout: Layout): number[] => {
	const [first = 2015, last = first] = [...layout.years.matchAll(/\d{4}/g)].map(([year]) => Number(year));
	return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((year) => year !== 2020);
};

/** Identifying numbers as they are written: as short as they are, or padded. */
export const written = (number: string, padded: boolean, width: number): string =>
	padded ? number.padStart(width, "0") : number;
