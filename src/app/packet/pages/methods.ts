/** How each number is made, and how well each part's model holds: in English, the language of methods and file lists. */

import type { ReportDocument } from "../../../report/index.js";
import { prefixed } from "../../../report/prefix.js";
import { aboutDataSection } from "../../pages/about-data.js";
import { methodsPage } from "../../pages/methods-page.js";
import { modelSection } from "../../pages/model-card.js";
import { firstPart, type Packet } from "../packet.js";
import { prefixOf } from "../sections.js";
import { commonWords } from "../words/common.js";

export function packetMethodsPage(packet: Packet): ReportDocument {
	const { parts, convening } = packet;
	const page = methodsPage(firstPart(packet).run);
	const cards = parts.flatMap((entry) => {
		const { run, part } = entry;
		const subject = commonWords.en.subjectTitle(part.subject);
		const sections = [
			modelSection(run, "methods.html"),
			aboutDataSection(run, run.districts, `data/${part.id}/problems.csv`),
		];
		const titled = sections.map((section) => ({ ...section, title: `${subject}: ${section.title}` }));
		return prefixed(titled, prefixOf(packet, entry));
	});
	return { ...page, meta: [convening.title, ...page.meta.slice(1)], sections: [...page.sections, ...cards] };
}
