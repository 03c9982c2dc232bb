/** The sheet on which a team predicts before it sees any result: names, the packet's axis, room to write; no data. */

import { profileInput } from "../../../analyses/school-profile/index.js";
import { blankPanels, type SheetWords } from "../../../charts/index.js";
import type { Block, ReportDocument, Section } from "../../../report/index.js";
import { prefixed } from "../../../report/prefix.js";
import { districtName, type Packet, type PartRun, profileOf } from "../packet.js";
import { prefixOf } from "../sections.js";
import { commonWords } from "../words/common.js";
import { predictWords } from "../words/predict.js";
import { minutesOf } from "./agenda.js";
import { districtMeta, packetBanner } from "./head.js";

/** Words in a part's drawings. */
export function sheetWords({ lang }: Packet, { run }: PartRun, label: string): SheetWords {
	const words = commonWords[lang];
	return {
		school: words.school,
		students: words.studentsHead,
		schools: words.schools,
		strip: words.stripWords,
		axis: words.measure(run.input.predictions.unit),
		title: (panel) => words.panelTitle(panel.id, panel.title),
		label,
	};
}

export function predictPage(packet: Packet, code: string): ReportDocument {
	const { lang, convening, parts } = packet;
	const words = predictWords[lang];
	const name = districtName(packet, code);
	const writing: Section = {
		id: "write",
		title: words.write,
		blocks: [{ block: "questions", questions: words.sentences.map((question) => ({ question, prompts: [] })) }],
	};
	return {
		lang,
		title: `${words.title}: ${name}`,
		meta: districtMeta(packet, code),
		...packetBanner(packet),
		answer: words.answer(name),
		lead: [words.lead(minutesOf(convening.minutes).predict)],
		sections: [
			...parts.flatMap((part) => prefixed([markSection(packet, part, code)], prefixOf(packet, part))),
			writing,
			{
				id: "afterwards",
				title: "",
				blocks: [{ block: "paragraph", voice: "note", text: [{ text: words.back, href: "index.html" }, "."] }],
			},
		],
		running: `${name}, ${words.title}`,
	};
}

function markSection(packet: Packet, part: PartRun, code: string): Section {
	const words = predictWords[packet.lang];
	const { run } = part;
	const drawn = profileInput(profileOf(part, code), run.answers.schoolProfile, run.input);
	const panels = blankPanels(drawn, sheetWords(packet, part, words.label));
	const title =
		packet.parts.length === 1
			? words.marks
			: `${commonWords[packet.lang].subjectTitle(part.part.subject)}: ${words.marks}`;
	const sheet: Block = { block: "sheet", id: "sheet", panels, alt: words.label };
	return {
		id: "marks",
		title,
		blocks: [{ block: "paragraph", text: [words.how(run.input.frame.year)] }, sheet],
	};
}
