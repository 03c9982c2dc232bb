/**
 * A user's cell in words, for messages that must not repeat it: a damaged code may be a student's id, and a text in a
 * column that nothing is read from may be a person's name.
 */

/** Marks that stand for no value in one program or another. */
const mark = /^(?:\*{1,3}|-{1,2}|n\.?\/?a\.?|nan|inf|none|null|nil)$/i;

/** As numbers are written, and too short for an id. */
const shortNumber = /^[-+$<>≤≥]?\s?\d[\d.,]{0,8}\s?%?$/;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** @example cellInWords("4455667788") // → "10 digits" */
export function cellInWords(text: string): string {
	const cell = text.trim();
	if (cell === "") return "a blank cell";
	if (mark.test(cell)) return cell;
	if (/^\d+$/.test(cell)) return counted(cell.length, "digit");
	if (/^\d(?:[.,]\d+)?e[+-]?\d+$/i.test(cell)) return "a number in scientific notation";
	return `text of ${counted([...cell].length, "character")}`;
}

/** @example numberCellInWords("145.00") // → "145.00" */
export const numberCellInWords = (text: string): string =>
	shortNumber.test(text.trim()) ? text.trim() : cellInWords(text);
