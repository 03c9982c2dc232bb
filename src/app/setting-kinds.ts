/** Kinds of values that files of settings hold, each with the words that say what was expected. */

import { z } from "zod";

export const text = z.string("text; a code goes in quotes").min(1, "text that is not empty");
export const list = z.preprocess(
	(value) => (typeof value === "string" ? [value] : value),
	z.array(text, "text, or a list"),
);
export const yes = z.preprocess(
	(value) => (value === "true" || value === "1" ? true : value === "false" || value === "0" ? false : value),
	z.boolean("true or false"),
);
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
	z.enum(words, `one of ${words.join(", ")}`);

/** A whole number, also as the text of a flag or a variable; nothing else is taken for one. */
export const whole = (least: number, most: number) =>
	z.preprocess(
		(value) => (typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value),
		z.custom<number>(
			(value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
			`a whole number from ${least} to ${most}`,
		),
	);
export const year = whole(2015, 2099);

/** A day that the calendar has. */
function isDay(value: string): boolean {
	const day = new Date(`${value}T00:00:00Z`);
	return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

export const day = text.refine(isDay, "a day of the calendar, as 2026-11-05");
