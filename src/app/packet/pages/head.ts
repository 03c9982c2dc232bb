/** What stands at the head of the packet's pages: what they are about, and that invented districts are. */

import { printedDistrict } from "../../../domain/cds-code.js";
import { isInvented } from "../../pages/invented.js";
import { districtName, firstPart, type Packet } from "../packet.js";
import { commonWords } from "../words/common.js";

export const packetMeta = (packet: Packet): string[] => metaOf(packet, [], []);

/** The same of a district's pages, with its name and the student groups that they show. */
export const districtMeta = (packet: Packet, code: string): string[] =>
	metaOf(
		packet,
		[`${districtName(packet, code)} (${printedDistrict(code)})`],
		packet.parts.map(({ run }) => commonWords[packet.lang].allGroups(run.input.group)),
	);

function metaOf({ convening, lang, parts }: Packet, whose: readonly string[], groups: readonly string[]): string[] {
	const words = commonWords[lang];
	return [
		convening.title,
		...whose,
		...parts.map(({ run }) => {
			const { subject, year, baselineYear } = run.input.frame;
			return `${words.subjectTitle(subject)}, ${words.years(baselineYear === undefined ? [year] : [baselineYear, year])}`;
		}),
		...new Set(groups),
		...(convening.date === undefined ? [] : [convening.date]),
	];
}

/** The banner over pages of invented districts. */
export const packetBanner = (packet: Packet): { banner?: string } =>
	isInvented(firstPart(packet).run) ? { banner: commonWords[packet.lang].invented } : {};
