/** A section: its heading and its blocks, and whether print gives it a fresh page. */

import { anchor } from "../anchors.js";
import type { Block, Section } from "../document.js";
import { type Html, html } from "../html.js";
import { heading, type PageWords, type Place } from "../prose.js";
import { writeExplore } from "./explore.js";
import { writeFigure, writeSheet } from "./figure.js";
import { writeFindings } from "./findings.js";
import {
	writeCallout,
	writeCode,
	writeColumns,
	writeFacts,
	writeList,
	writeParagraph,
	writeQuestions,
} from "./prose.js";
import { shortRows, writeTable } from "./table.js";
import { writeNumbers, writeSignature, writeVerdicts } from "./verdicts.js";

function writeBlock(block: Exclude<Block, { block: "heading" }>, place: Place): Html {
	switch (block.block) {
		case "paragraph":
			return writeParagraph(block, place);
		case "list":
			return writeList(block, place);
		case "columns":
			return writeColumns(block, place);
		case "findings":
			return writeFindings(block, place);
		case "figure":
			return writeFigure(block, place);
		case "sheet":
			return writeSheet(block, place);
		case "table":
			return writeTable(block, place);
		case "questions":
			return writeQuestions(block, place);
		case "facts":
			return writeFacts(block, place);
		case "callout":
			return writeCallout(block, place);
		case "code":
			return writeCode(block);
		case "verdicts":
			return writeVerdicts(block, place);
		case "numbers":
			return writeNumbers(block, place);
		case "signature":
			return writeSignature(block);
		case "explore":
			return writeExplore(block, place);
	}
}

const inMedium = ({ only }: Block, written: Html): Html =>
	only === undefined ? written : html`<div class="${only}-only">\n${written}</div>\n`;

const hasLongTable = (section: Section): boolean =>
	section.blocks.some(
		(block) => block.block === "table" && block.only !== "screen" && block.table.rows.length > shortRows,
	);

const has = (section: Section, kind: Block["block"]): boolean => section.blocks.some(({ block }) => block === kind);

/**
 * Whether a section begins a page in print: questions to write on and long tables do. All else flows on, since figures
 * and panels never split, so that findings and limits follow the cover and no page holds three lines.
 */
export const startsPage = (section: Section, before: Section | undefined): boolean =>
	before !== undefined && (section.fresh === true || has(section, "questions") || hasLongTable(section));

/** Writes one section. Headings within go down by one level from what stands above them. */
export function writeSection(section: Section, before: Section | undefined, page: PageWords): Html {
	const untitled = section.title === "";
	const top = untitled ? 2 : 3;
	let level: Place["level"] = top;
	const blocks = section.blocks.map((block) => {
		const place = { ...page, level };
		if (block.block !== "heading") return inMedium(block, writeBlock(block, place));
		level = untitled ? 3 : 4;
		return inMedium(block, html`${heading(top, block.text, { id: anchor(block.id), className: "within" })}\n`);
	});
	const other = section.lang !== undefined && section.lang !== page.lang;
	const title =
		!untitled &&
		html`${heading(2, section.title, other ? { lang: page.lang } : {})}
`;
	const lang = other && html` lang="${section.lang}"`;
	return html`<section id="${anchor(section.id)}" class="${["part", startsPage(section, before) && "fresh", section.screenOnly && "screen-only"].filter(Boolean).join(" ")}"${lang}>
${title}${blocks}</section>
`;
}
