/** Small pieces that the sections are put together from. */

import type { Chart } from "../../../charts/index.js";
import type { ReleasedTable } from "../../../domain/table.js";
import type { Block, Section } from "../../../report/index.js";

export const paragraph = (text: string, voice: "body" | "note" = "body"): Block => ({
	block: "paragraph",
	text: [text],
	voice,
});

export const heading = (id: string, text: string): Block => ({ block: "heading", id, text });

export const list = (items: readonly string[]): Block => ({ block: "list", items: items.map((item) => [item]) });

/** Where a printed table's file stands beside the page; the folder above it has the tables of audit.json. */
export const csvOf = (table: ReleasedTable): string => `tables/report/${table.id}.csv`;

export const tableBlock = (table: ReleasedTable, figure?: Chart): Block => ({
	block: "table",
	table,
	csvHref: csvOf(table),
	...(figure === undefined ? {} : { figureHref: `#${figure.id}` }),
});

export const figureBlock = (chart: Chart): Block => ({
	block: "figure",
	chart,
	tableHref: `#${chart.table.id}`,
	csvHref: csvOf(chart.table),
});

/** A figure with its table; the table alone where there is nothing to draw. */
export const shownWith = (chart: Chart | undefined, table: ReleasedTable): Block[] =>
	chart === undefined ? [tableBlock(table)] : [figureBlock(chart), tableBlock(table, chart)];

export const section = (id: string, title: string, blocks: readonly Block[]): Section => ({ id, title, blocks });
