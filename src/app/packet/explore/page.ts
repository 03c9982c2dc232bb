/** The interactive page of a part, on request: results against predictions, by district and level, with the table beside. */

import type { ReportDocument } from "../../../report/index.js";
import { districtName, type Packet, type PartRun, profileOf } from "../packet.js";
import { packetBanner, packetMeta } from "../pages/head.js";
import { commonWords } from "../words/common.js";
import { exploreWords } from "../words/explore.js";
import { exploreColumns, exploreTable, levelName } from "./table.js";

/** Where a part's page stands. */
export const explorePath = ({ part }: Pick<PartRun, "part">): string => `explore/${part.id}.html`;

/** The place on it that shows one district. */
export const exploreAnchor = (code: string): string => `district-${code}`;

export function explorePage(packet: Packet, part: PartRun): ReportDocument {
	const { lang, districts, convening } = packet;
	const words = exploreWords[lang];
	const common = commonWords[lang];
	const subject = common.subjectTitle(part.part.subject);
	const { year } = part.run.input.frame;
	const levels = districts.flatMap((code) => profileOf(part, code).schools.map(({ school }) => school.level));
	return {
		lang,
		title: `${words.title}: ${subject}`,
		meta: packetMeta(packet),
		...packetBanner(packet),
		answer: words.answer(subject, year),
		lead: [words.lead],
		sections: [
			{
				id: "explore",
				title: "",
				blocks: [
					{
						block: "explore",
						label: words.label(subject, year),
						filtersLabel: words.filters,
						off: words.off,
						how: words.how,
						filters: [
							{
								id: "explore-district",
								label: common.district,
								all: words.allDistricts,
								column: exploreColumns.district,
								options: districts.map((code) => ({ id: exploreAnchor(code), text: districtName(packet, code) })),
							},
							{
								id: "explore-level",
								label: words.level,
								all: words.allLevels,
								column: exploreColumns.level,
								options: [...new Set(levels)].map((level) => ({ text: levelName(packet, level) })),
							},
						],
						table: exploreTable(packet, part),
					},
				],
			},
		],
		running: `${convening.title}, ${words.title}`,
	};
}
