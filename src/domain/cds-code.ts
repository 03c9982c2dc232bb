/**
 * The county-district-school code: 14 digits, two for the county, five for the district, seven for the school.
 *
 * The 14 digits are the key. The seven-digit school code alone is not unique (in 2015 one non-public school stood
 * under six districts), and names are neither unique nor stable.
 */

export type EntityLevel = "state" | "county" | "district" | "school";

/** What became of one code cell: intact, padded with the zeros that a spreadsheet ate, or beyond repair. */
export type CodeReading =
	| { readonly kind: "intact"; readonly code: string }
	| { readonly kind: "padded"; readonly code: string }
	| { readonly kind: "scientific" }
	| { readonly kind: "malformed" };

const scientific = /^\d(?:[.,]\d+)?e[+-]?\d+$/i;

/**
 * The fewest digits of a code cell that can be padded: a whole code loses one zero at most (counties 01–09), its parts
 * may lose all digits but one.
 *
 * @param width 14 for a whole code, or 2, 5 and 7 for its parts
 */
export const fewestDigits = (width: number): number => (width === 14 ? 13 : 1);

/**
 * Reads a code cell of a known width.
 *
 * Leading zeros lost in a spreadsheet are restored, because the width says how many there were. Scientific notation is
 * never repaired: its last digits are gone, and almost every code would fit.
 *
 * @param text the cell, as it stands in the file
 * @param width 14 for a whole CDS code, or 2, 5 and 7 for its parts
 * @example readCode("1611190130229", 14) // → { kind: "padded", code: "01611190130229" }
 */
export function readCode(text: string, width: number): CodeReading {
	const trimmed = text.trim();
	if (/^\d+$/.test(trimmed)) {
		if (trimmed.length === width) return { kind: "intact", code: trimmed };
		if (trimmed.length < width && trimmed.length >= fewestDigits(width)) {
			return { kind: "padded", code: trimmed.padStart(width, "0") };
		}
		return { kind: "malformed" };
	}
	return scientific.test(trimmed) ? { kind: "scientific" } : { kind: "malformed" };
}

const notation = /^(\d)(?:[.,](\d+))?e([+-]?\d+)$/i;

/**
 * True for a code that the notation would show so: it rounds to the digits that are left of it.
 *
 * @param text a code in scientific notation, as a cell holds it
 * @param code the digits of a whole code, or of one of its parts
 * @example roundsTo("5.8999E+13", "58999019990011") // → true
 */
export function roundsTo(text: string, code: string): boolean {
	const found = notation.exec(text.trim());
	if (found === null || !/^\d+$/.test(code)) return false;
	const [, whole = "", decimals = "", exponent = ""] = found;
	const unit = 10 ** (Number(exponent) - decimals.length);
	return Math.abs(Number(code) - Number(whole + decimals) * unit) <= unit / 2;
}

/** The place in the hierarchy that the zeros of a 14-digit code say. */
export function entityLevel(cds: string): EntityLevel {
	if (cds.slice(7) !== "0000000") return "school";
	if (cds.slice(2, 7) !== "00000") return "district";
	return cds.slice(0, 2) === "00" ? "state" : "county";
}

/** The seven digits of county and district: how a district is named in commands and folders. */
export const districtCode = (cds: string): string => cds.slice(0, 7);

export const stateCds = "00000000000000";

/** `01611190130229` as `01-61119-0130229`: a spreadsheet takes it for text and leaves it whole. */
export const printedCds = (cds: string): string => `${cds.slice(0, 2)}-${cds.slice(2, 7)}-${cds.slice(7)}`;

/** `0161259` as `01-61259`. */
export const printedDistrict = (code: string): string => `${code.slice(0, 2)}-${code.slice(2, 7)}`;
