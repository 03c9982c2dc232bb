/**
 * The analyses' sections in Spanish: their sentences, tables and figures through one catalogue, from the same numbers.
 *
 * English is the language in which the analyses write; figures are laid out again with the Spanish words. Names stay, and
 * so do the keys of columns, by which programs read.
 */

import type { Chart, Say } from "../../../charts/chart.js";
import { ChartRefusal } from "../../../charts/index.js";
import { isAbsent } from "../../../domain/measured.js";
import type { Cell, ReleasedTable } from "../../../domain/table.js";
import type { Block, Section, Text } from "../../../report/index.js";
import { spanishGroup } from "./groups-es.js";
import { groupPhrases } from "./phrases-es/groups.js";
import { neighborPhrases } from "./phrases-es/neighbors.js";
import { otherPhrases } from "./phrases-es/others.js";
import { type Phrases, sayFrom } from "./phrases-es/phrases.js";
import { profilePhrases } from "./phrases-es/profile.js";
import { sharedPhrases } from "./phrases-es/shared.js";
import { spreadPhrases } from "./phrases-es/spread.js";

export const spanishPhrases: Phrases = [
	...profilePhrases,
	...spreadPhrases,
	...groupPhrases,
	...otherPhrases,
	...neighborPhrases,
	...sharedPhrases,
];

/** A group's name as a label begins, in the case of the state's own. */
function groupName(english: string): string {
	const spanish = spanishGroup(english);
	return spanish === english || !/^\p{Lu}/u.test(english)
		? spanish
		: spanish.charAt(0).toUpperCase() + spanish.slice(1);
}

export const saySpanish: Say = sayFrom(spanishPhrases, groupName);

const inText = (text: Text, say: Say): Text =>
	text.map((span) => (typeof span === "string" ? say(span) : { ...span, text: say(span.text) }));

/** A table's words; what the privacy room released stays, and why something was withheld is said. */
export function tableInSpanish(table: ReleasedTable, say: Say = saySpanish): ReleasedTable {
	const cell = (value: Cell, text: boolean): Cell => {
		if (isAbsent(value)) return { ...value, reason: say(value.reason) };
		return text && typeof value === "string" ? say(value) : value;
	};
	return {
		...table,
		caption: say(table.caption),
		columns: table.columns.map((column) => ({ ...column, label: say(column.label) })),
		rows: table.rows.map((row) => row.map((value, index) => cell(value, table.columns[index]?.unit === "text"))),
		...(table.notes === undefined ? {} : { notes: table.notes.map(say) }),
	};
}

/**
 * A figure laid out again with Spanish words; as it was, in English, where those find no room: a team had better have that
 * figure than no packet.
 *
 * @throws Error for a figure that can't be laid out again: a mistake of its chart kind
 */
export function figureInSpanish(chart: Chart, say: Say = saySpanish): Chart {
	if (chart.reworded === undefined) throw new Error(`the figure ${chart.id} has one language`);
	try {
		return chart.reworded(say);
	} catch (error) {
		if (error instanceof ChartRefusal) return chart;
		throw error;
	}
}

function inBlock(block: Block, say: Say): Block {
	switch (block.block) {
		case "paragraph":
			return { ...block, text: inText(block.text, say) };
		case "heading":
			return { ...block, text: say(block.text) };
		case "list":
			return { ...block, items: block.items.map((item) => inText(item, say)) };
		case "figure":
			return { ...block, chart: figureInSpanish(block.chart, say) };
		case "table":
			return { ...block, table: tableInSpanish(block.table, say) };
		case "questions":
			return block;
		default:
			throw new Error(`a section of the analyses has a block without Spanish: ${block.block}`);
	}
}

/**
 * Sections of the analyses in Spanish.
 *
 * @throws Error for a block that no section of the analyses had so far: its words would stay English
 */
export const sectionsInSpanish = (sections: readonly Section[], say: Say = saySpanish): Section[] =>
	sections.map((section) => ({
		...section,
		title: say(section.title),
		blocks: section.blocks.map((block) => inBlock(block, say)),
	}));
