/** The glossary at the end of a page, in the packet's language. */

import { termsIn } from "../../../domain/glossary/index.js";
import { spanishTerms } from "../../../domain/glossary/spanish.js";
import type { Section } from "../../../report/index.js";
import { wordsOf } from "../../pages/glossary.js";
import type { Packet } from "../packet.js";
import { pageWords } from "../words/pages.js";

/** The terms that the sections use, found by their English words or, in Spanish, by either. */
export function glossarySection({ lang }: Pick<Packet, "lang">, sections: readonly Section[]): Section[] {
	const text = sections.flatMap(({ blocks }) => blocks.flatMap(wordsOf)).join("\n");
	const terms = termsIn(text).map(({ term, short }) =>
		lang === "en" ? { term, short } : (spanishTerms.get(term) ?? { term, short }),
	);
	if (terms.length === 0) return [];
	const sorted = [...terms].sort((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1));
	const words = pageWords[lang];
	return [
		{
			id: "glossary",
			title: words.glossary,
			blocks: [
				{
					block: "facts",
					title: words.glossaryTitle,
					facts: sorted.map(({ term, short }) => ({ term, text: [short] })),
				},
			],
		},
	];
}
