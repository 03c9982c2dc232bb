/** A district's page of the packet: three answers, then what they rest on, then questions with room to write. */

import type { Chart } from "../../../charts/chart.js";
import type { Block, Finding, ReportDocument, Section, Text } from "../../../report/index.js";
import { prefixedFinding } from "../../../report/prefix.js";
import { exploreAnchor, explorePath } from "../explore/page.js";
import {
	districtName,
	findingsOfPart,
	firstPart,
	openingFindings,
	type Packet,
	type PartRun,
	profileOf,
} from "../packet.js";
import { ownQuestions, questionsOf } from "../prompts.js";
import { type PartSections, partSections, prefixOf } from "../sections.js";
import { commonWords } from "../words/common.js";
import { exploreWords } from "../words/explore.js";
import { headlineOf } from "../words/headline.js";
import { pageWords } from "../words/pages.js";
import { questionWords } from "../words/questions.js";
import { saySpanish } from "../words/sections-es.js";
import { packetGlossary } from "./glossary.js";
import { districtMeta, packetBanner } from "./head.js";
import { notesSection, timelineSection } from "./local.js";

const methodsHref = "../../methods.html";

export interface PacketPage {
	readonly document: ReportDocument;
	/** Figures by part, as the data folder has them. */
	readonly figures: readonly { readonly part: string; readonly charts: readonly Chart[] }[];
	/** Sections whose tables are files of the data folder. */
	readonly data: readonly Section[];
}

export function packetDistrictPage(packet: Packet, code: string): PacketPage {
	const { lang, parts, convening } = packet;
	const words = pageWords[lang];
	const shown = parts.map((part) => ({ part, sections: partSections(packet, part, code) }));
	const first = firstPart(packet);
	const name = districtName(packet, code);
	const sections: Section[] = [
		answersSection(packet, code),
		...shown.flatMap(({ part, sections: { glance } }) => glance.map((section) => inLanguage(packet, part, section))),
		...furtherSection(packet, code),
		limitsSection(packet),
		...shown.flatMap((entry) => entry.sections.main),
		...notesSection(packet, code),
		...timelineSection(packet, code),
		aboutSection(packet, code),
		questionSection(packet, code),
		...tablesSection(
			packet,
			shown.map((entry) => entry.sections),
		),
	];
	return {
		document: {
			lang,
			title: `${name}: ${convening.title}`,
			meta: districtMeta(packet, code),
			...packetBanner(packet),
			answer: headlineOf[lang](first.run, profileOf(first, code), name),
			lead: [words.predictFirst, { text: words.predictLink, href: "predict.html" }, words.predictAfter],
			sections: [
				...sections,
				...packetGlossary(packet, sections).map((section) => ({ ...section, screenOnly: true as const })),
			],
			running: `${name}, ${convening.title}`,
		},
		figures: shown.map(({ part, sections: { figures } }) => ({ part: part.part.id, charts: figures })),
		data: shown.flatMap(({ sections: { data } }) => data),
	};
}

/** A part's name above its blocks, where the page has several. */
const partHeading = (packet: Packet, { part }: PartRun, where: string): Block[] =>
	packet.parts.length === 1
		? []
		: [{ block: "heading", id: `${where}-${part.id}`, text: commonWords[packet.lang].subjectTitle(part.subject) }];

const inLanguage = (packet: Packet, part: PartRun, section: Section): Section => ({
	...section,
	title: packet.parts.length === 1 ? "" : commonWords[packet.lang].subjectTitle(part.part.subject),
});

const findingsOf = (packet: Packet, part: PartRun, code: string) => {
	const { first, further } = openingFindings(findingsOfPart(packet, part, code));
	const named = (findings: readonly Finding[]) =>
		findings.map((entry) => prefixedFinding(entry, prefixOf(packet, part)));
	return { first: named(first), further: named(further) };
};

/** Three answers for each part, with how sure we are; what the words mean stands under the last. */
function answersSection(packet: Packet, code: string): Section {
	const { lang, parts } = packet;
	return {
		id: "answers",
		title: pageWords[lang].answersFirst,
		blocks: parts.flatMap((part, index): Block[] => [
			...partHeading(packet, part, "answers"),
			{
				block: "findings",
				findings: findingsOf(packet, part, code).first,
				methodsHref,
				key: index === parts.length - 1,
			},
		]),
	};
}

function furtherSection(packet: Packet, code: string): Section[] {
	const lists = packet.parts.flatMap((part): Block[] => {
		const { further } = findingsOf(packet, part, code);
		if (further.length === 0) return [];
		return [...partHeading(packet, part, "further"), { block: "findings", findings: further, methodsHref, key: false }];
	});
	return lists.length === 0 ? [] : [{ id: "findings", title: pageWords[packet.lang].findings, blocks: lists }];
}

function limitsSection({ lang }: Packet): Section {
	const words = pageWords[lang];
	const items = (lines: readonly string[]) => lines.map((line) => [line]);
	return {
		id: "limits",
		title: words.limits,
		blocks: [
			{
				block: "columns",
				columns: [
					{ title: words.can, items: items(words.canItems) },
					{ title: words.cannot, items: items(words.cannotItems) },
				],
			},
		],
	};
}

function questionSection(packet: Packet, code: string): Section {
	const { parts, lang } = packet;
	return {
		id: "questions",
		title: questionWords[lang].title,
		blocks: [
			...parts.flatMap((part, index): Block[] => {
				// The convening's own questions follow the last part's in the same two columns.
				const own = index === parts.length - 1 ? ownQuestions(packet) : [];
				return [
					...partHeading(packet, part, "questions"),
					{ block: "questions", questions: [...questionsOf(packet, part, code), ...own] },
				];
			}),
		],
	};
}

function aboutSection(packet: Packet, code: string): Section {
	const { lang, parts, convening } = packet;
	const words = pageWords[lang];
	return {
		id: "data",
		title: words.about2,
		blocks: [
			{
				block: "list",
				items: [
					...parts.map(({ run }) => [
						words.aboutSource,
						lang === "en" ? run.input.source : saySpanish(run.input.source),
					]),
					...parts.flatMap((part) => {
						const { schools, predicted } = profileOf(part, code);
						const without = schools.length - predicted.length;
						return without === 0 ? [] : [[words.notShown(without)]];
					}),
					[words.charters[convening.charters]],
					[words.suppression],
					[words.onScreen],
					...(convening.explore ? parts : []).map((part): Text => {
						const { link, linkWhat } = exploreWords[lang];
						return [
							{ text: link, href: `../../${explorePath(part)}#${exploreAnchor(code)}` },
							linkWhat(commonWords[lang].subject(part.part.subject)),
						];
					}),
					[{ text: words.methodsLink, href: methodsHref }, "."],
				],
			},
		],
	};
}

const tablesSection = ({ lang }: Packet, shown: readonly PartSections[]): Section[] => {
	const blocks = shown.flatMap(({ tables }) => tables);
	if (blocks.length === 0) return [];
	return [
		{
			id: "tables",
			title: pageWords[lang].tables,
			blocks,
			screenOnly: true,
		},
	];
};
