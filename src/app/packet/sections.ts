/** A part's sections on a district's page: what the analyses show, with the packet's ids, titles and addresses. */

import { answerOf } from "../../analyses/index.js";
import { unusualTableId } from "../../analyses/school-profile/anchors.js";
import type { Chart } from "../../charts/chart.js";
import type { Block, Section } from "../../report/index.js";
import { prefixed } from "../../report/prefix.js";
import { isLong, withoutLongTables } from "../pages/long-tables.js";
import { type Packet, type PartRun, shownAnalyses } from "./packet.js";
import { commonWords } from "./words/common.js";
import { pageWords } from "./words/pages.js";

export interface PartSections {
	/** The figure at a glance, or nothing. */
	readonly glance: readonly Section[];
	/** School profile and the questions that the convening shows. */
	readonly main: readonly Section[];
	/** Tables behind the figures, for the end of the page. */
	readonly tables: readonly Block[];
	readonly figures: readonly Chart[];
}

/** What stands before the ids of a part: nothing for the first, so that its addresses are those of a report. */
export const prefixOf = ({ parts }: Packet, { part }: PartRun): string =>
	parts[0]?.part.id === part.id ? "" : `${part.id}-`;

export function partSections(packet: Packet, entry: PartRun, code: string): PartSections {
	const { run, part } = entry;
	const own = answerOf("schoolProfile", run.answers, run.input, code);
	const further = shownAnalyses(packet).map((name) => answerOf(name, run.answers, run.input, code));
	const of = (id: string): Section[] => own.sections.filter((section) => section.id === id);
	// Tables behind figures stand at the end, but for the one that names schools outside their range.
	const texts = withoutLongTables(
		[...of("schools"), ...further.flatMap(({ sections }) => sections)],
		(block) => block.table.id !== unusualTableId && (block.figureHref !== undefined || isLong(block)),
	);
	const addressed = (blocks: readonly Block[]): Block[] => blocks.map((block) => withCsv(block, part.id, code));
	const finish = (sections: readonly Section[]): Section[] =>
		prefixed(
			sections.map((section) => ({ ...section, blocks: addressed(section.blocks) })),
			prefixOf(packet, entry),
		);
	const tables: Section = {
		id: "tables",
		title: "",
		blocks: [...of("tables").flatMap(({ blocks }) => blocks), ...texts.tables],
	};
	return {
		glance: finish(of("glance")),
		main: finish(texts.sections).map((section) => titled(packet, entry, section)),
		tables: finish([tables]).flatMap(({ blocks }) => blocks),
		figures: [own, ...further].flatMap(({ figures }) => figures),
	};
}

/** Questions of one analysis go without: the page has its own list. */
function titled(packet: Packet, entry: PartRun, section: Section): Section {
	const { lang, parts } = packet;
	const title = pageWords[lang].sections(section.id.replace(prefixOf(packet, entry), ""), section.title);
	const subject = commonWords[lang].subjectTitle(entry.part.subject);
	const note = commonWords[lang].english;
	const blocks = section.blocks.filter(({ block }) => block !== "questions");
	return {
		...section,
		title: parts.length === 1 ? title : `${subject}: ${title}`,
		...(lang === "en" ? {} : { lang: "en", short: parts.length === 1 ? title : `${subject}: ${title}` }),
		blocks: note === "" ? blocks : [{ block: "paragraph", voice: "note", text: [note], lang }, ...blocks],
	};
}

/** Where the CSV of a district's table stands. */
export const tableFile = (part: string, code: string, table: string): string =>
	`data/${part}/tables/${code}-${table.replace(/^table-/, "")}.csv`;

function withCsv(block: Block, part: string, code: string): Block {
	if (block.block === "figure") return { ...block, csvHref: `../../${tableFile(part, code, block.chart.table.id)}` };
	if (block.block === "table") return { ...block, csvHref: `../../${tableFile(part, code, block.table.id)}` };
	return block;
}
