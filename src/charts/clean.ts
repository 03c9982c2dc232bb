/** Text from outside, made safe to draw: what XML forbids and what could reorder a neighbor's letters is taken out. */

import type { Say } from "./chart.js";

/** Control characters, lone surrogates and noncharacters: not allowed, or of no use, in XML. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const forbidden = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Cs}/gu;

/** Overrides and isolates of writing direction, which could make a name read as another. Plain marks may stay. */
const reordering = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * The text on one line, without characters that can't or must not be drawn. Escaping is the writer's business.
 *
 * @example cleanText("Sample\u0007\nElementary") // → "Sample Elementary"
 */
export const cleanText = (text: string): string =>
	text
		.replace(forbidden, "")
		.replace(reordering, "")
		.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, " ");

/** Strings that are no words for readers: ids, kinds, names of people's places, and readings that the layout asks about. */
const notSaid = new Set(["id", "row", "unit", "style", "name", "evidence", "standing", "lane", "reading", "mark"]);
const same: Say = (text) => text;

function cleanValue(value: unknown, say: Say): unknown {
	if (typeof value === "string") return say(cleanText(value));
	if (Array.isArray(value)) return value.map((entry) => cleanValue(entry, say));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [
			key,
			cleanValue(entry, typeof entry === "string" && notSaid.has(key) ? same : say),
		]),
	);
}

/** A chart's input with every string cleaned and in its language, except in its table, which stays as released. */
export function cleanInput<Input extends { readonly table: unknown; readonly say?: Say }>(input: Input): Input {
	const { table, say, ...rest } = input;
	const cleaned = cleanValue(rest, say ?? same) as Omit<Input, "table" | "say">;
	return { ...cleaned, table, ...(say === undefined ? {} : { say }) } as Input;
}

/** How a chart says its own words. */
export const sayOf = ({ say }: { readonly say?: Say }): Say => say ?? same;
