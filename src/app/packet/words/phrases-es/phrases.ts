/** Sentences of the analyses' figures and tables, with their Spanish: the form of the catalogue and what reads it. */

import type { Say } from "../../../../charts/chart.js";

/**
 * English and Spanish of one sentence or label. `#1` stands for a number, with its percent sign where it has one; `@1` for
 * other words, which are looked up themselves. Names are in no catalogue and stay.
 */
export type Phrases = readonly (readonly [english: string, spanish: string])[];

interface Pattern {
	readonly whole: RegExp;
	/** Numbers of the marks in the order of the groups. */
	readonly named: readonly string[];
	readonly spanish: string;
}

const marks = /[#@]\d/g;
const numberPattern = String.raw`[−+-]?\d[\d.,]*(?:[ \u00A0]%)?`;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const straight = (text: string): string => text.replace(/’/g, "'").replace(/\u00A0/g, " ");

/** Other words end with their sentence where `within` is true; names may hold a full stop ("St. Example"). */
function patternOf([english, spanish]: Phrases[number], within: boolean): Pattern {
	const named = english.match(marks) ?? [];
	const parts = english.split(marks).map((part) => escaped(straight(part)));
	const words = within ? "((?:(?![.?!;] ).)+?)" : "(.+?)";
	const groups = named.map((name) => (name.startsWith("#") ? `(${numberPattern})` : words));
	const whole = parts.map((part, index) => part + (groups[index] ?? "")).join("");
	return { whole: new RegExp(`^${whole}$`, "u"), named, spanish };
}

/** Where sentences end, where their halves do, and the members of lists. */
const breaks = [/(?<=[.?!])(?= )/, /(?=; )/, /(?=, )/];

/**
 * What reads a catalogue. Fixed words first, then sentences with marks in the order of the catalogue, then sentence by
 * sentence; what was looked up once is remembered.
 *
 * @param other what is asked where no phrase fits: names of student groups
 */
export function sayFrom(phrases: Phrases, other: Say): Say {
	const isPattern = ([english]: Phrases[number]): boolean => english.match(marks) !== null;
	const fixed = new Map(
		phrases.filter((phrase) => !isPattern(phrase)).map(([english, spanish]) => [straight(english), spanish]),
	);
	const [close, wide] = [true, false].map((within) =>
		phrases.filter(isPattern).map((phrase) => patternOf(phrase, within)),
	);
	const known = new Map<string, string>();
	const filled = (text: string, patterns: readonly Pattern[] = []): string | undefined => {
		for (const { whole, named, spanish } of patterns) {
			const found = whole.exec(text);
			if (found === null) continue;
			const values = new Map(
				named.map((name, index) => {
					const value = found[index + 1] ?? "";
					return [name, name.startsWith("#") ? value : say(value)];
				}),
			);
			return spanish.replace(marks, (name) => values.get(name) ?? "");
		}
		return undefined;
	};
	/** The parts of a text, where every one of them is known. */
	const inParts = (text: string): string | undefined => {
		const parts = breaks.map((end) => text.split(end)).find(({ length }) => length > 1);
		const said = parts?.map((part) =>
			part.replace(/^([;,]? ?)(.*)$/s, (_, start: string, rest: string) => start + say(rest)),
		);
		return said?.some((part, index) => part !== parts?.[index]) ? said.join("") : undefined;
	};
	const whole = (text: string): string => {
		const named = other(text);
		if (named !== text) return named;
		const said = fixed.get(text) ?? filled(text, close);
		if (said !== undefined) return said;
		// A label that a sentence or a list ends with.
		const [, label = "", stop = ""] = /^(.*)([.:])$/s.exec(text) ?? [];
		const labeled = fixed.get(label) ?? filled(label, close);
		if (labeled !== undefined) return labeled + stop;
		return inParts(text) ?? filled(text, wide) ?? text;
	};
	const say: Say = (text) => {
		const before = known.get(text);
		if (before !== undefined) return before;
		const [, start = "", core = "", end = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
		const plain = straight(core);
		const said = /\p{L}{2}/u.test(core) ? whole(plain) : core;
		const result = said === plain || said === core ? text : start + said.replace(/(\d) (?=%)/g, "$1\u00A0") + end;
		known.set(text, result);
		return result;
	};
	return say;
}
