/** Sections of several runs on one page: ids and the links to them get the run's name in front. */

import type { Chart, Drawing, Panel } from "../charts/chart.js";
import type { ReleasedTable } from "../domain/table.js";
import type { Block, Finding, Section, Span, Text } from "./document.js";

const inDrawing = (drawing: Drawing, prefix: string): Drawing => ({
	...drawing,
	svg: drawing.svg
		.replace(/(\sid=")([^"]+)(")/g, `$1${prefix}$2$3`)
		.replace(/(url\(#)([^)]+)(\))/g, `$1${prefix}$2$3`)
		.replace(/(\shref="#)([^"]+)(")/g, `$1${prefix}$2$3`),
});

/** A table's rows and the table itself; the content is what the privacy room released. */
const inTable = (table: ReleasedTable, prefix: string): ReleasedTable => ({
	...table,
	id: prefix + table.id,
	...(table.rowIds === undefined ? {} : { rowIds: table.rowIds.map((id) => prefix + id) }),
});

const inPanel = (panel: Panel, prefix: string): Panel => ({
	...panel,
	wide: inDrawing(panel.wide, prefix),
	narrow: inDrawing(panel.narrow, prefix),
});

const inChart = (chart: Chart, prefix: string): Chart => ({
	...chart,
	id: prefix + chart.id,
	table: inTable(chart.table, prefix),
	panels: chart.panels.map((panel) => inPanel(panel, prefix)),
});

const inHref = (href: string, prefix: string): string => (href.startsWith("#") ? `#${prefix}${href.slice(1)}` : href);

const inSpan = (span: Span, prefix: string): Span =>
	typeof span === "string" || span.href === undefined ? span : { ...span, href: inHref(span.href, prefix) };

const inText = (text: Text, prefix: string): Text => text.map((span) => inSpan(span, prefix));

/** A finding whose id and links lead to a run's own rows. */
export const prefixedFinding = (finding: Finding, prefix: string): Finding => ({
	...finding,
	id: prefix + finding.id,
	source: prefix + finding.source,
	sentence: inText(finding.sentence, prefix),
	detail: inText(finding.detail, prefix),
});

function inBlock(block: Block, prefix: string): Block {
	switch (block.block) {
		case "paragraph":
		case "callout":
			return { ...block, text: inText(block.text, prefix) };
		case "list":
			return { ...block, items: block.items.map((item) => inText(item, prefix)) };
		case "heading":
			return { ...block, id: prefix + block.id };
		case "sheet":
			return { ...block, id: prefix + block.id, panels: block.panels.map((panel) => inPanel(panel, prefix)) };
		case "findings":
			return { ...block, findings: block.findings.map((finding) => prefixedFinding(finding, prefix)) };
		case "figure":
			return { ...block, chart: inChart(block.chart, prefix), tableHref: inHref(block.tableHref, prefix) };
		case "table":
			return {
				...block,
				table: inTable(block.table, prefix),
				...(block.figureHref === undefined ? {} : { figureHref: inHref(block.figureHref, prefix) }),
			};
		case "facts":
			return { ...block, ...(block.id === undefined ? {} : { id: prefix + block.id }) };
		default:
			return block;
	}
}

/**
 * Sections with ids of their own on a page that holds the same sections of another run.
 *
 * @param prefix "ela-"; empty leaves everything as it is
 */
export const prefixed = (sections: readonly Section[], prefix: string): Section[] =>
	prefix === ""
		? [...sections]
		: sections.map((section) => ({
				...section,
				id: prefix + section.id,
				blocks: section.blocks.map((block) => inBlock(block, prefix)),
			}));
