/** The texts of a workbook's cells, as their text and nothing more: no dates, no formats, no types. */

/** Characters that a workbook can't hold as such stand as _x000D_; an underscore before such letters as _x005F_. */
const unescaped = (text: string): string =>
	text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A text as one line, so that a row of the sheet is a line of the table. */
export const cellText = (raw: string): string => unescaped(raw).replace(/\r\n|\r|\n/g, " ");

/**
 * A number as people wrote it: workbooks hold the nearest binary fraction with 17 digits, 0.10000000000000001 for 0.1;
 * the shortest text of the same binary fraction is what was typed or computed.
 */
export function numberText(raw: string): string {
	const text = raw.trim();
	const value = Number(text);
	return text === "" || !Number.isFinite(value) ? text : String(value);
}

const truths: Readonly<Record<string, string>> = { "0": "FALSE", "1": "TRUE" };

/**
 * The text of a cell from its type and its raw value.
 *
 * @param shared the workbook's list of texts
 * @returns `undefined` where the cell refers to a text that the list does not have
 */
export function textOfCell(type: string, raw: string, shared: readonly string[]): string | undefined {
	if (type === "s") return raw.trim() === "" ? "" : shared[Number(raw)];
	if (type === "inlineStr" || type === "str") return cellText(raw);
	if (type === "b") return truths[raw.trim()] ?? raw;
	return type === "n" ? numberText(raw) : raw.trim();
}

const lastColumn = 16_384;

/** Column of a cell's place ("AB12" is 28); `undefined` for no place of a sheet. */
export function columnOfPlace(place: string): number | undefined {
	const letters = /^([A-Z]{1,3})\d*$/.exec(place)?.[1];
	if (letters === undefined) return undefined;
	let column = 0;
	for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
	return column <= lastColumn ? column : undefined;
}

const csvField = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A row as a line of CSV without line end, with at least `width` fields. */
export function csvLine(cells: readonly string[], width: number): string {
	const fields = Array.from({ length: Math.max(width, cells.length) }, (_, index) => csvField(cells[index] ?? ""));
	return fields.join(",");
}
