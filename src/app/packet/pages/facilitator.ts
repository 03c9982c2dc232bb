/** The guide for whoever leads the room: minutes, likely misreadings, and the answers. */

import type { SchoolPrediction } from "../../../analyses/prediction/types.js";
import { predictedFrom } from "../../../analyses/words.js";
import type { Cell } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import type { Block, Finding, ReportDocument, Section, Text } from "../../../report/index.js";
import { districtName, findingsOfPart, firstPart, type Packet, type PartRun, profileOf } from "../packet.js";
import { commonWords } from "../words/common.js";
import { facilitatorWords } from "../words/facilitator.js";
import { fromWords } from "../words/findings-es.js";
import { mostlyChance } from "../words/questions.js";
import { minutesOf, steps } from "./agenda.js";
import { packetBanner, packetMeta } from "./head.js";

export function facilitatorPage(packet: Packet): ReportDocument {
	const { lang, convening, parts, districts } = packet;
	const words = facilitatorWords[lang];
	const list = (items: readonly string[]): Block => ({ block: "list", items: items.map((item) => [item]) });
	return {
		lang,
		title: words.title,
		meta: packetMeta(packet),
		...packetBanner(packet),
		answer: words.answer,
		lead: [words.lead(convening.minutes)],
		sections: [
			agendaSection(packet),
			misreadingSection(packet),
			{ id: "not-conclude", title: words.notConclude, blocks: [list(words.notConcludeItems)] },
			predictedSection(packet),
			{
				id: "key",
				title: words.key,
				fresh: true,
				blocks: [
					{ block: "paragraph", text: [words.keyLead] },
					...districts.flatMap((code) => parts.map((part) => answersOf(packet, part, code))),
				],
			},
			{ id: "rules", title: words.rules, blocks: [list(words.rulesItems(100 * mostlyChance))] },
		],
		running: `${convening.title}, ${words.title}`,
	};
}

/** Minutes since the start as "0:35". */
const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

function agendaSection({ lang, convening }: Packet): Section {
	const words = facilitatorWords[lang];
	const minutes = minutesOf(convening.minutes);
	const rows = steps.map((step, index): Cell[] => {
		const before = steps.slice(0, index).reduce((sum, earlier) => sum + minutes[earlier], 0);
		const { name, what, material } = words.steps[step];
		return [name, clock(before), minutes[step], what, material];
	});
	const table = releaseTable({
		id: "table-agenda",
		caption: words.agendaCaption,
		columns: [
			{ key: "step", label: words.step, unit: "text" },
			{ key: "start", label: words.start, unit: "text" },
			{ key: "minutes", label: words.minutes, unit: "number", digits: 0 },
			{ key: "what", label: words.what, unit: "text" },
			{ key: "material", label: words.material, unit: "text" },
		],
		rows,
	});
	return { id: "agenda", title: words.agenda, blocks: [{ block: "table", table }] };
}

function misreadingSection({ lang }: Packet): Section {
	const words = facilitatorWords[lang];
	return {
		id: "misreadings",
		title: words.misreadings,
		blocks: [
			{
				block: "facts",
				title: words.misreadingsLead,
				facts: words.said.map(([term, text]) => ({ term, text: [text] })),
			},
		],
	};
}

function predictedSection(packet: Packet): Section {
	const { lang } = packet;
	const words = facilitatorWords[lang];
	const { kind } = firstPart(packet).run.input.predictions;
	const from = lang === "en" ? predictedFrom(kind) : fromWords[kind];
	return {
		id: "predicted",
		title: words.predicted,
		blocks: [
			{
				block: "paragraph",
				text: [words.predictedText(from), { text: words.predictedLink, href: "methods.html" }, "."],
			},
		],
	};
}

/** What the data say of a district to each question. */
function answersOf(packet: Packet, part: PartRun, code: string): Block {
	const { lang, parts } = packet;
	const words = facilitatorWords[lang];
	const findings = findingsOfPart(packet, part, code);
	const said = (...starts: string[]): Text => {
		const found = findings.filter(({ template }) => starts.some((start) => template.startsWith(start)));
		return found.length === 0 ? [words.cannotTell] : found.flatMap((finding) => withoutLinks(finding));
	};
	const subject = commonWords[lang].subjectTitle(part.part.subject);
	const name = districtName(packet, code);
	return {
		block: "facts",
		id: `key-${part.part.id}-${code}`,
		title: parts.length === 1 ? name : `${name}, ${subject}`,
		facts: [
			{ term: words.shape, text: said("profile.level", "profile.change") },
			{ term: words.spread, text: said("variation.") },
			{ term: words.prediction, text: [...said("profile.count"), ...namesOf(packet, part, code)] },
			{ term: words.progress, text: said("progress.") },
			...(findings.some(({ template }) => template.startsWith("groups."))
				? [{ term: words.groups, text: said("groups.") }]
				: []),
			...withoutPrediction(packet, part, code),
		],
	};
}

/** The sentence as plain words, for a page that has none of its rows. */
const withoutLinks = ({ sentence }: Finding): Text => [
	...sentence.map((span) => (typeof span === "string" ? span : span.text)),
	" ",
];

const listed = ({ lang }: Packet, entries: readonly SchoolPrediction[]): string =>
	commonWords[lang].list(entries.map(({ school }) => school.name).sort());

/** Which schools lie outside, and which of them clearly. */
function namesOf(packet: Packet, part: PartRun, code: string): Text {
	const words = facilitatorWords[packet.lang];
	const { higher, lower, judged } = profileOf(part, code);
	if (judged.length === 0) return [];
	const outside = [...higher, ...lower];
	if (outside.length === 0) return [words.nobody];
	const clear = outside.filter(({ evidence }) => evidence === "clear");
	return [
		higher.length > 0 ? words.higher(listed(packet, higher)) : "",
		lower.length > 0 ? words.lower(listed(packet, lower)) : "",
		clear.length > 0 ? words.clear(listed(packet, clear)) : words.noClear,
	];
}

function withoutPrediction(packet: Packet, part: PartRun, code: string): { term: string; text: Text }[] {
	const without = profileOf(part, code).schools.filter(({ within }) => within === undefined);
	if (without.length === 0) return [];
	return [{ term: facilitatorWords[packet.lang].withoutPrediction, text: [`${listed(packet, without)}.`] }];
}
