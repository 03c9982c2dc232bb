/**
 * Widths of text in Helvetica, Arial and their metric twins, without a font file or a canvas.
 *
 * Layout made from these widths is the same on every machine. Kerning is left out: it makes text narrower, never wider.
 * Source: advance widths of the fonts, in thousandths of the font size; checked against Liberation Sans.
 */

type WidthTable = readonly (readonly [thousandths: number, characters: string])[];

const regularTable: WidthTable = [
	[191, "'"],
	[222, "ijl‘’‚ł"],
	[260, "|¦"],
	[278, " !,./:;I[\\]ft\u00A0·ı"],
	[333, "()-`r¡¨²³´¸¹“”„"],
	[334, "{}"],
	[350, "•"],
	[355, '"'],
	[365, "º"],
	[370, "ª"],
	[389, "*"],
	[400, "°"],
	[469, "^"],
	[500, "Jcksvxyz↑↓"],
	[537, "¶"],
	[549, "±÷≥≤≠"],
	[552, "¯"],
	[556, "#$0123456789?L_abdeghnopqu¢£¤¥§«»ðøþ–†‡€Łƒ"],
	[576, "µ"],
	[584, "+<=>~¬×−"],
	[604, "●○"],
	[611, "FTZ¿ßØ"],
	[667, "&ABEKPSVXYÞ"],
	[722, "CDHNRUwÐ"],
	[737, "©®"],
	[769, "◆"],
	[778, "GOQØ"],
	[833, "Mm"],
	[834, "¼½¾"],
	[889, "%æ"],
	[944, "Wœ"],
	[1000, "Æ—…‰←→™Œ"],
	[1015, "@"],
];

const boldTable: WidthTable = [
	[238, "'"],
	[278, " ,./I\\ijl\u00A0·ı‘’‚ł"],
	[280, "|¦"],
	[333, "!()-:;[]`ft¡¨²³´¸¹"],
	[350, "•"],
	[365, "º"],
	[370, "ª"],
	[389, "*r{}"],
	[400, "°"],
	[474, '"'],
	[500, "z“”„↑↓"],
	[549, "±÷≥≤≠"],
	[552, "¯"],
	[556, "#$0123456789J_aceksvxy¢£¤¥§«¶»–†‡€ƒ"],
	[576, "µ"],
	[584, "+<=>^~¬×−"],
	[604, "●○"],
	[611, "?FLTZbdghnopqu¿ßðøþŁ"],
	[667, "EPSVXYÞ"],
	[722, "&ABCDHKNRUÐ"],
	[737, "©®"],
	[769, "◆"],
	[778, "GOQwØ"],
	[833, "M"],
	[834, "¼½¾"],
	[889, "%mæ"],
	[944, "Wœ"],
	[975, "@"],
	[1000, "Æ—…‰←→™Œ"],
];

const asMap = (table: WidthTable): ReadonlyMap<string, number> =>
	new Map(table.flatMap(([width, characters]) => [...characters].map((character) => [character, width] as const)));

const regular = asMap(regularTable);
const bold = asMap(boldTable);

/** Marks that sit on the letter before them, and characters that are not drawn. */
const withoutWidth = /[\p{M}\p{Cf}]/u;

/** Emoji and East Asian characters fill a square, and a little more in some fonts. */
const square = /[\p{Extended_Pictographic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Width of a letter of another script, generous. */
const otherWidth = 840;

function characterWidth(character: string, widths: ReadonlyMap<string, number>): number {
	const listed = widths.get(character);
	if (listed !== undefined) return listed;
	if (withoutWidth.test(character)) return 0;
	const plain = widths.get([...character.normalize("NFD")][0] ?? "");
	if (plain !== undefined) return plain;
	return square.test(character) ? 1400 : otherWidth;
}

/**
 * Width of one line of text.
 *
 * @param text without line breaks
 * @param px font size, CSS pixels
 * @param isBold weight 700 rather than 400
 * @returns CSS pixels; an estimate on the wide side for scripts other than Latin
 * @example textWidth("Mm", 10) // → 16.66
 */
export function textWidth(text: string, px: number, isBold = false): number {
	let thousandths = 0;
	for (const character of text) thousandths += characterWidth(character, isBold ? bold : regular);
	return (thousandths * px) / 1000;
}

/** Cuts a word that is wider than a line; marks stay with their letter. */
function cutWord(word: string, maxWidth: number, px: number, isBold: boolean): string[] {
	const pieces: string[] = [];
	let piece = "";
	for (const character of word) {
		const attached = withoutWidth.test(character) || piece.endsWith("\u200D");
		if (piece !== "" && !attached && textWidth(piece + character, px, isBold) > maxWidth) {
			pieces.push(piece);
			piece = "";
		}
		piece += character;
	}
	return piece === "" ? pieces : [...pieces, piece];
}

/**
 * Breaks text into lines at blanks and after hyphens and slashes; nothing is ever left out.
 *
 * @param text one paragraph; a no-break space keeps its neighbors together
 * @param maxWidth CSS pixels; a single wider character still gets a line
 * @param px font size, CSS pixels
 * @param isBold weight 700 rather than 400
 * @returns at least one line
 * @example wrapText("Sample Valley Elementary", 100, 14) // → ["Sample Valley", "Elementary"]
 */
export function wrapText(text: string, maxWidth: number, px: number, isBold = false): string[] {
	const words = text.split(/(?<=\p{L}\p{L}[-–/])(?=\p{L})| +/u).filter((word) => word !== "");
	const lines: string[] = [];
	let line = "";
	let from = 0;
	for (const word of words) {
		const at = text.indexOf(word, from);
		const joined = line === "" ? word : `${line}${at > from ? " " : ""}${word}`;
		from = at + word.length;
		if (textWidth(joined, px, isBold) <= maxWidth) {
			line = joined;
			continue;
		}
		if (line !== "") lines.push(line);
		const pieces = cutWord(word, maxWidth, px, isBold);
		line = pieces.pop() ?? "";
		lines.push(...pieces);
	}
	return line === "" && lines.length > 0 ? lines : [...lines, line];
}
