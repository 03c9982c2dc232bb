/** Long tables stand at the end of a page, so that text and figures stay together; figures link to them. */

import type { Block, Section } from "../../report/index.js";

/** Rows beyond which a table that stands behind a figure interrupts more than it shows: more than half a printed page. */
const mostInText = 20;

const isLong = (block: Block): boolean =>
	block.block === "table" && block.figureHref !== undefined && block.table.rows.length > mostInText;

/**
 * Moves long tables behind figures out of sections.
 *
 * @returns the sections without them, and the tables in their order
 */
export function withoutLongTables(sections: readonly Section[]): { sections: Section[]; tables: Block[] } {
	return {
		sections: sections.map((section) => ({ ...section, blocks: section.blocks.filter((block) => !isLong(block)) })),
		tables: sections.flatMap((section) => section.blocks.filter(isLong)),
	};
}
