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
import { sectionsInSpanish } from "./words/sections-es.js";

export interface PartSections {
	/** The figure at a glance, or nothing. */
	readonly glance: readonly Section[];
	/** School profile and the questions that the convening shows. */
	readonly main: readonly Section[];
	/** Tables behind the figures, for the end of the page. */
	readonly tables: readonly Block[];
	readonly figures: readonly Chart[];
	/** The same sections as the analyses wrote them, for data files: their columns and words are those of every packet. */
	readonly data: readonly Section[];
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
	const said = (sections: readonly Section[]): readonly Section[] =>
		packet.lang === "en" ? sections : sectionsInSpanish(sections);
	const [glance, main] = [said(of("glance")), said(texts.sections)];
	return {
		glance: finish(glance),
		main: finish(main).map((section) => titled(packet, entry, section)),
		tables: finish(said([tables])).flatMap(({ blocks }) => blocks),
		figures: chartsOf([...glance, ...main]),
		data: finish([...of("glance"), ...texts.sections, tables]),
	};
}

const chartsOf = (sections: readonly Section[]): Chart[] =>
	sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.block === "figure" ? [block.chart] : [])));

/** Questions of one analysis go without: the page has its own list. */
function titled(packet: Packet, entry: PartRun, section: Section): Section {
	const { lang, parts } = packet;
	const title = pageWords[lang].sections(section.id.replace(prefixOf(packet, entry), ""), section.title);
	const subject = commonWords[lang].subjectTitle(entry.part.subject);
	const kept = section.blocks.filter(({ block }) => block !== "questions");
	const blocks = forPaper(kept, pageWords[lang].moreOnScreen);
	const whole = parts.length === 1 ? title : `${subject}: ${title}`;
	return { ...section, title: whole, ...(lang === "en" ? {} : { short: whole }), blocks };
}

/** Drawings of one figure that paper has room for, in their own pixels: about a page. The profile is what the packet is about. */
const mostDrawn = 1000;
/** Rows of a table that stays beside its figure. */
const mostRows = 12;

const heightOf = ({ panels }: Chart): number => panels.reduce((sum, { wide }) => sum + wide.height, 0);

/**
 * What a team carries: a section's introduction, its first figure where that takes a page or less, and a short table right
 * behind it. All else stays on the screen, and the printed section says so.
 */
function forPaper(blocks: readonly Block[], more: string): Block[] {
	const first = blocks.findIndex(({ block }) => block === "figure");
	if (first < 0) return [...blocks];
	const printed = (block: Block, index: number): boolean => {
		if (block.block === "figure")
			return index === first && (block.chart.kind === "profile" || heightOf(block.chart) <= mostDrawn);
		if (index < first) return true;
		return block.block === "table" && index === first + 1 && block.table.rows.length <= mostRows;
	};
	if (blocks.every(printed)) return [...blocks];
	const note: Block = { block: "paragraph", voice: "note", only: "paper", text: [more] };
	return [
		...blocks.map((block, index) => (printed(block, index) ? block : { ...block, only: "screen" as const })),
		note,
	];
}

/** Where the CSV of a district's table stands. */
export const tableFile = (part: string, code: string, table: string): string =>
	`data/${part}/tables/${code}-${table.replace(/^table-/, "")}.csv`;

function withCsv(block: Block, part: string, code: string): Block {
	if (block.block === "figure") return { ...block, csvHref: `../../${tableFile(part, code, block.chart.table.id)}` };
	if (block.block === "table") return { ...block, csvHref: `../../${tableFile(part, code, block.table.id)}` };
	return block;
}
