/** Text that came from a file, made safe to write anywhere: no control characters, no halves of characters. */

// Everything a browser or spreadsheet could misread: controls except tab and line ends, lone
// surrogates, code points that are no characters.
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu;
const lineBreaks = /\r\n|[\t\n\r\u{2028}\u{2029}]/gu;
const turning = /[\u{61C}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Removes control characters (tabs and line ends stay), noncharacters and lone surrogates.
 *
 * @example cleanText("A\u0000B") // → "AB"
 */
export const cleanText = (text: string): string => text.replace(unwritable, "");

/**
 * The same on one line: a tab or a line end becomes one space.
 *
 * @example oneLine("North\r\nHigh") // → "North High"
 */
export const oneLine = (text: string): string => cleanText(text).replace(lineBreaks, " ");

/** True where the text could change the reading direction of what stands around it. */
export const changesDirection = (text: string): boolean => turning.test(text) || rightToLeft.test(text);
