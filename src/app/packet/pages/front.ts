/** The packet's front page: a row a district, with its sheet, its page and its poster; then what is for everyone. */

import { printedDistrict } from "../../../domain/cds-code.js";
import type { Cell } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import type { Block, ReportDocument, Text } from "../../../report/index.js";
import { explorePath } from "../explore/page.js";
import { districtName, folderOf, type Packet, profileOf } from "../packet.js";
import { commonWords } from "../words/common.js";
import { exploreWords } from "../words/explore.js";
import { pageWords } from "../words/pages.js";
import { packetBanner, packetMeta } from "./head.js";

const posterNames: Readonly<Record<string, string>> = { "24x36": "24 × 36 in", tabloid: "Tabloid", letter: "Letter" };
const paperNames: Readonly<Record<string, string>> = { tabloid: "Tabloid", letter: "Letter" };

export function frontPage(packet: Packet): ReportDocument {
	const { lang, convening, districts, parts } = packet;
	const words = pageWords[lang];
	const common = commonWords[lang];
	const subjects = common.list(parts.map(({ part }) => common.subject(part.subject)));
	return {
		lang,
		title: convening.title,
		meta: [words.packet, ...packetMeta(packet).slice(1)],
		...packetBanner(packet),
		answer: words.answer(convening.title),
		lead: [words.lead(common.districts(districts.length), subjects)],
		sections: [
			{ id: "districts", title: words.districts, blocks: districtBlocks(packet) },
			{ id: "pages", title: words.pages, blocks: [{ block: "list", items: pageItems(packet) }] },
			{
				id: "printing",
				title: words.printing,
				blocks: [
					{
						block: "list",
						items: words
							.printingItems(paperNames[convening.paper] ?? "", posterNames[convening.poster] ?? "")
							.map((item) => [item]),
					},
				],
			},
		],
		running: convening.title,
	};
}

/** What the rows link to stands under the table too: a table's row has one link. */
function districtBlocks(packet: Packet): Block[] {
	const { lang, districts, parts } = packet;
	const words = pageWords[lang];
	const common = commonWords[lang];
	const table = releaseTable({
		id: "table-districts",
		caption: words.districts,
		columns: [
			{ key: "district", label: common.district, unit: "text" },
			{ key: "code", label: common.code, unit: "code" },
			...parts.map(({ part }) => ({
				key: part.id,
				label: `${words.schools}, ${common.subject(part.subject)}`,
				unit: "schools" as const,
			})),
		],
		rows: districts.map((code): Cell[] => [
			districtName(packet, code),
			printedDistrict(code),
			...parts.map((part) => profileOf(part, code).schools.length),
		]),
	});
	const items = districts.map((code): Text => {
		const folder = folderOf(packet, code);
		return [
			{ text: `${districtName(packet, code)}: `, strong: true },
			{ text: words.sheet, href: `${folder}/predict.html` },
			" · ",
			{ text: words.page, href: `${folder}/index.html` },
			" · ",
			{ text: words.poster, href: `${folder}/poster.html` },
		];
	});
	return [
		{ block: "list", items },
		{ block: "table", table, rowHrefs: districts.map((code) => `${folderOf(packet, code)}/index.html`) },
	];
}

function pageItems({ lang, parts, convening }: Packet): Text[] {
	const words = pageWords[lang];
	return [
		[{ text: words.compare, href: "compare.html" }, words.compareWhat],
		[{ text: words.regions, href: "regions.html" }, words.regionsWhat],
		[{ text: words.facilitator, href: "facilitator.html" }, words.facilitatorWhat],
		[{ text: words.methods, href: "methods.html" }, words.methodsWhat],
		...(convening.explore ? parts : []).map((part): Text => {
			const { link, linkWhat } = exploreWords[lang];
			return [{ text: link, href: explorePath(part) }, linkWhat(commonWords[lang].subject(part.part.subject))];
		}),
		...parts.map(
			({ part }): Text => [
				`${words.dataWhat(commonWords[lang].subject(part.subject))}: `,
				{ text: words.resultsJson, href: `data/${part.id}/results.json` },
				", ",
				{ text: words.schoolsCsv, href: `data/${part.id}/schools.csv` },
				", ",
				{ text: words.problemsCsv, href: `data/${part.id}/problems.csv` },
				".",
			],
		),
	];
}
