/**
 * The one catalogue of terms: `cimp explain <term>`, docs/glossary.md and the short glossary of a page print it.
 */

import { plainName } from "../suggest.js";
import type { GlossaryEntry } from "./entry.js";
import { judgingTerms } from "./judging.js";
import { measureTerms } from "./measures.js";
import { modelTerms } from "./models.js";
import { placementTerms } from "./placement.js";
import { schoolTerms } from "./schools.js";
import type { Translated } from "./spanish.js";

export type { GlossaryEntry } from "./entry.js";

const byTerm = (left: GlossaryEntry, right: GlossaryEntry): number =>
	left.term.toLowerCase() < right.term.toLowerCase() ? -1 : 1;

/** In alphabetical order, case ignored. */
export const glossary: readonly GlossaryEntry[] = [
	...schoolTerms,
	...measureTerms,
	...modelTerms,
	...judgingTerms,
	...placementTerms,
].sort(byTerm);

/** As people type a term: without case and accents, a hyphen or blank where they like one. Greek letters stay. */
const typedAs = (name: string): string => plainName(name) || name.trim().toLowerCase();

const known: ReadonlyMap<string, GlossaryEntry> = new Map(
	glossary.flatMap((entry) => [entry.term, ...entry.aliases].map((name) => [typedAs(name), entry] as const)),
);

/** The entry of a term or of one of its other names; also in the plural. */
export function findTerm(typed: string): GlossaryEntry | undefined {
	const name = typedAs(typed);
	return known.get(name) ?? known.get(name.replace(/s$/, ""));
}

/** Every name under which a term is found. */
export const termNames: readonly string[] = glossary.flatMap(({ term, aliases }) => [term, ...aliases]);

/** Names long enough to be meant by a slip of the finger: a single letter is in most words. */
export const suggestedNames: readonly string[] = termNames.filter((name) => plainName(name).length >= 3);

const isPartOfWord = (mark: string | undefined): boolean => mark !== undefined && /[\p{L}\p{N}]/u.test(mark);

/** True where a phrase stands in a text as words of its own. Both in lower case. */
function holdsPhrase(text: string, phrase: string): boolean {
	for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
		if (!isPartOfWord(text[at - 1]) && !isPartOfWord(text[at + phrase.length])) return true;
	}
	return false;
}

const phrases: ReadonlyMap<GlossaryEntry, readonly string[]> = new Map(
	glossary.map((entry) => [
		entry,
		(entry.onPages ?? [entry.term, ...entry.aliases]).map((phrase) => phrase.toLowerCase()),
	]),
);

/**
 * The terms that a text uses, in alphabetical order.
 *
 * @param text words as a reader sees them
 * @param translations by the English term: a text in another language may use either word
 */
export function termsIn(text: string, translations?: ReadonlyMap<string, Translated>): GlossaryEntry[] {
	const plain = text.toLowerCase().replace(/\s+/g, " ").replaceAll("’", "'");
	const isUsed = (entry: GlossaryEntry): boolean => {
		const translated = translations?.get(entry.term)?.term.toLowerCase();
		return [...(phrases.get(entry) ?? []), ...(translated === undefined ? [] : [translated])].some((phrase) =>
			holdsPhrase(plain, phrase),
		);
	};
	return glossary.filter(isUsed);
}
