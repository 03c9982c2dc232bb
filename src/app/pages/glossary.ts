/** The short glossary at the end of a page: the terms that the page uses, and no others. */

import { termsIn } from "../../domain/glossary/index.js";
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
		case "code":
			return [];
	}
}

/** The glossary of a page's sections; `undefined` where they use no term. */
export function glossarySection(sections: readonly Section[]): Section | undefined {
	const terms = termsIn(sections.flatMap(({ blocks }) => blocks.flatMap(wordsOf)).join("\n"));
	if (terms.length === 0) return undefined;
	return {
		id: "glossary",
		title: "Glossary",
		blocks: [
			{
				block: "facts",
				title: "Terms on this page",
				facts: terms.map(({ term, short }) => ({ term, text: [short] })),
			},
		],
	};
}
