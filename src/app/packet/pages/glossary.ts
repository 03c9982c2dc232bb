/** The glossary at the end of a page, in the packet's language. */

import { spanishTerms } from "../../../domain/glossary/spanish.js";
import type { Section } from "../../../report/index.js";
import { glossarySection } from "../../pages/glossary.js";
import type { Packet } from "../packet.js";
import { pageWords } from "../words/pages.js";

export function packetGlossary({ lang }: Pick<Packet, "lang">, sections: readonly Section[]): Section[] {
	const { glossary: title, glossaryTitle: lead } = pageWords[lang];
	const found = glossarySection(sections, { title, lead, ...(lang === "es" ? { translations: spanishTerms } : {}) });
	return found === undefined ? [] : [found];
}
