/**
 * Windows-1252 as text. Node's own decoder takes it for Latin-1 in several versions when it is given whole texts
 * (nodejs/node issue 56542), which loses the dash in "Ever–EL".
 */

/** Characters of the bytes 0x80 to 0x9F; five of them are not used, and stay what they are. */
const upper =
	"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

/** @example windows1252Text(Buffer.from([0x45, 0x96])) // → "E–" */
export const windows1252Text = (bytes: Buffer): string =>
	bytes.toString("latin1").replace(/[\x80-\x9f]/g, (character) => upper[character.charCodeAt(0) - 0x80] ?? character);
