/** The short glossary at the end of a page: the terms that the page uses, and no others. */

import { termsIn } from "../../domain/glossary/index.js";
import type { Translated } from "../../domain/glossary/spanish.js";
import { type Block, plainText, type Section, type Text } from "../../report/index.js";

const words = (texts: readonly Text[]): string[] => texts.map(plainText);

/** What a reader sees of a block; the rows of tables hold names and numbers and are passed over. */
function wordsOf(block: Block): readonly string[] {
	switch (block.block) {
		case "paragraph":
			return words([block.text]);
		case "heading":
			return [block.text];
		case "list":
			return words(block.items);
		case "columns":
			return block.columns.flatMap(({ title, items }) => [title, ...words(items)]);
		case "findings":
			return words(block.findings.flatMap(({ sentence, detail }) => [sentence, detail]));
		case "figure": {
			const { headline, subtitle, description } = block.chart;
			return [headline, subtitle, ...description];
		}
		case "table": {
			const { caption, columns, notes } = block.table;
			return [
				caption,
				...columns.filter(({ csvOnly }) => csvOnly !== true).map(({ label }) => label),
				...(notes ?? []),
			];
		}
		case "questions":
			return block.questions.flatMap(({ question, prompts }) => [question, ...words(prompts)]);
		case "facts":
			return block.facts.flatMap(({ term, text }) => [term, ...words([text])]);
		case "callout":
			return [block.title, ...words([block.text])];
		case "verdicts":
			return block.verdicts.flatMap(({ word, who, why }) => [word, ...words([who, why])]);
		case "numbers":
			return words(block.numbers.map(({ text }) => text));
		case "signature":
			return block.fields;
		case "explore":
			return [block.how];
		case "code":
		case "sheet":
			return [];
	}
}

/** Words around the terms, and the terms' own where the page is in another language. */
interface GlossaryWords {
	readonly title: string;
	readonly lead: string;
	/** By the English term. */
	readonly translations?: ReadonlyMap<string, Translated>;
}

const english: GlossaryWords = { title: "Glossary", lead: "Terms on this page" };

/** The glossary of a page's sections, in the order of the page's language; `undefined` where they use no term. */
export function glossarySection(
	sections: readonly Section[],
	{ title, lead, translations }: GlossaryWords = english,
): Section | undefined {
	const text = sections.flatMap(({ blocks }) => blocks.flatMap(wordsOf)).join("\n");
	const terms = termsIn(text, translations).map(({ term, short }) => translations?.get(term) ?? { term, short });
	if (terms.length === 0) return undefined;
	terms.sort((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1));
	const facts = terms.map(({ term, short }) => ({ term, text: [short] }));
	return { id: "glossary", title, blocks: [{ block: "facts", title: lead, facts }] };
}
