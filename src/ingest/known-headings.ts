/**
 * Which headings of an unknown file a message may repeat: a record near the top may be no header at all, but the first
 * line of a list of students. Only headings made of words that headings of known tables are made of count as such.
 */

import { layouts } from "./layouts/index.js";
import { plainHeader } from "./layouts/layout.js";
import { lexicon } from "./layouts/lexicon.js";

const wordsIn = (heading: string): string[] => plainHeader(heading).match(/[a-z]+/g) ?? [];

const vocabulary: ReadonlySet<string> = new Set(
	[
		...layouts.flatMap((layout) => layout.columns.flatMap(({ header, aliases = [] }) => [header, ...aliases])),
		...Object.values(lexicon).flatMap((entries) => entries.map(([header]) => header)),
	].flatMap(wordsIn),
);

/** True for a heading that can't be a student's name or number. */
export function isPlainHeading(heading: string): boolean {
	const words = wordsIn(heading);
	return (
		words.length > 0 &&
		!/\d{3}/.test(heading) &&
		/^[\w\s%()/.&-]+$/.test(heading) &&
		words.every((word) => vocabulary.has(word))
	);
}
