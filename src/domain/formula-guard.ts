/**
 * Texts that a spreadsheet would run as a formula get an apostrophe in front, and lose it again when cimp reads them.
 * A text that begins with apostrophes before such a sign gets one more, so that nothing is lost either way.
 */

const formula = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/** @example withGuard("=1+1") // → "'=1+1" */
export const withGuard = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** @example withoutGuard("'=1+1") // → "=1+1" */
export const withoutGuard = (text: string): string => (guarded.test(text) ? text.slice(1) : text);

/** The same as an expression of SQL over a text. */
export const guardedSql = (sql: string): string =>
	`case when regexp_matches(${sql}, '^''*[=+\\-@\\t\\r]') then '''' || ${sql} else ${sql} end`;
