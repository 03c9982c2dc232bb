/** A document as Markdown: the same sections, sentences and tables, for issues, mails and pull requests. */

import type { Block, ReportDocument, Section, Text } from "./document.js";
import { formatCell } from "./format.js";
import { oneLine } from "./text.js";

/** Marks that Markdown or HTML would read as its own. */
const escaped = (text: string): string => oneLine(text).replace(/[\\`*_[\]<>|#~]/g, "\\$&");

/** Links within the page have no place in Markdown; their words stay. */
function written(text: Text): string {
	const spans = text.map((span) => {
		if (typeof span === "string") return escaped(span);
		const words = escaped(span.text === "" ? (span.href ?? "") : span.text);
		const run = span.href === undefined || span.href.startsWith("#") ? words : `[${words}](${span.href})`;
		return span.strong ? `**${run}**` : run;
	});
	return spans.join("");
}

const list = (items: readonly string[], ordered = false): string =>
	items.map((item, index) => `${ordered ? `${index + 1}.` : "-"} ${item}`).join("\n");

function writeTable({ table }: Extract<Block, { block: "table" }>): string {
	const shown = table.columns.flatMap((column, index) => (column.csvOnly ? [] : [{ column, index }]));
	const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
	const isText = (unit: string): boolean => unit === "text" || unit === "code";
	return [
		`**${escaped(table.caption)}**`,
		"",
		row(shown.map(({ column }) => escaped(column.label))),
		row(shown.map(({ column }) => (isText(column.unit) ? "---" : "---:"))),
		...table.rows.map((cells) =>
			row(shown.map(({ column, index }) => escaped(formatCell(cells[index] ?? "", column)))),
		),
		...(table.notes ?? []).flatMap((note) => ["", escaped(note)]),
	].join("\n");
}

/** @throws TypeError for drawings and sheets to write on, which Markdown can't hold */
function writeBlock(block: Block): string {
	switch (block.block) {
		case "paragraph":
			return written(block.text);
		case "heading":
			return `### ${escaped(block.text)}`;
		case "list":
			return list(block.items.map(written), block.ordered);
		case "columns":
			return block.columns
				.map(({ title, items }) => `**${escaped(title)}**\n\n${list(items.map(written))}`)
				.join("\n\n");
		case "table":
			return writeTable(block);
		case "facts":
			return `**${escaped(block.title)}**\n\n${list(block.facts.map(({ term, text }) => `${escaped(term)}: ${written(text)}`))}`;
		case "callout":
			return `> **${escaped(block.title)}** ${written(block.text)}`;
		case "code":
			return ["```", ...block.lines, "```"].join("\n");
		default:
			throw new TypeError(`Markdown holds no ${block.block}`);
	}
}

const writeSection = ({ title, blocks }: Section): string[] => [
	...(title === "" ? [] : [`## ${escaped(title)}`]),
	...blocks.map(writeBlock),
];

/** @returns the whole document; the same document gives the same bytes */
export function renderMarkdown(document: ReportDocument): string {
	const parts = [
		`# ${escaped(document.answer)}`,
		document.meta.map(escaped).join(" · "),
		...(document.banner === undefined ? [] : [`**${escaped(document.banner)}**`]),
		written(document.lead),
		...document.sections.flatMap(writeSection),
	];
	return `${parts.join("\n\n")}\n`;
}
