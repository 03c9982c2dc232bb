/** Long tables stand at the end of a page, so that text and figures stay together; figures link to them. */

import type { Block, Section } from "../../report/index.js";

type Table = Extract<Block, { block: "table" }>;

/** More rows than this interrupt more than they show: more than half a printed page. */
export const isLong = ({ table }: Table): boolean => table.rows.length > 20;

/**
 * Moves tables out of sections.
 *
 * @param standsLast which ones; long ones behind figures if not given
 * @returns the sections without them, and the tables in their order
 */
export function withoutLongTables(
	sections: readonly Section[],
	standsLast = (table: Table): boolean => table.figureHref !== undefined && isLong(table),
): { sections: Section[]; tables: Block[] } {
	const moves = (block: Block): boolean => block.block === "table" && standsLast(block);
	return {
		sections: sections.map((section) => ({ ...section, blocks: section.blocks.filter((block) => !moves(block)) })),
		tables: sections.flatMap((section) => section.blocks.filter(moves)),
	};
}
