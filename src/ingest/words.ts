/** Words that stand for numbers in a file: subjects and student groups by name. */

import { findGroup } from "../domain/student-groups.js";
import { plainName } from "../domain/suggest.js";
import { type Subject, testOfSubject } from "../domain/tests.js";
import type { WordValues } from "./cells.js";
import type { Layout } from "./layouts/layout.js";
import type { Role } from "./layouts/roles.js";

const subjectWords: ReadonlyMap<string, Subject> = new Map([
	["ela", "ela"],
	["english", "ela"],
	["english language arts", "ela"],
	["english language arts literacy", "ela"],
	["math", "math"],
	["mathematics", "math"],
	["science", "science"],
	["cast", "science"],
]);

/**
 * An id for a group that has none in the research files: negative, the same in every file, so that its rows stay apart
 * from other groups' and from each other.
 */
function idOutside(word: string): number {
	let hash = 7;
	for (const character of plainName(word)) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
	return -1 - hash;
}

export interface ReadWords {
	readonly values: WordValues;
	/** Words that stand for no group that cimp knows: their rows are set aside under these ids. */
	readonly unknown: ReadonlyMap<number, string>;
}

const isSetAside = (word: string, layout: Layout): boolean =>
	layout.groupsSetAside?.includes(word.toLowerCase()) === true;

/** A layout's own words come first: they may stand for another group than the same word does elsewhere. */
function groupOf(word: string, layout: Layout): number {
	if (isSetAside(word, layout)) return idOutside(word);
	const known = layout.groupWords?.[word.toLowerCase()] ?? findGroup(word);
	return known ?? (/^\d{1,3}$/.test(word) ? Number(word) : idOutside(word));
}

/** The numbers of a column's words. A word that is no subject is left out, and so a fault; any group is kept. */
export function readWords(role: Role, words: readonly string[], layout: Layout): ReadWords {
	const values = new Map<string, number>();
	const unknown = new Map<number, string>();
	for (const word of words.filter((text) => text !== "")) {
		if (role === "subject") {
			const subject = subjectWords.get(plainName(word));
			if (subject !== undefined) values.set(word, testOfSubject[subject]);
			continue;
		}
		const id = groupOf(word, layout);
		values.set(word, id);
		if (id < 0 && !isSetAside(word, layout)) unknown.set(id, word);
	}
	return { values, unknown };
}
