/** Counties and regions: counts summed, and what is not in the sums. */

import { unitWords } from "../../../analyses/words.js";
import { counties, countyOf, regionNumbers } from "../../../domain/counties.js";
import { notDefined } from "../../../domain/measured.js";
import type { Cell, Column, ReleasedTable } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import type { Section } from "../../../report/index.js";
import type { Packet, PartRun } from "../packet.js";
import { type AreaSum, sumSchools } from "../roll-up.js";
import { commonWords } from "../words/common.js";
import { pageWords } from "../words/pages.js";
import { togetherWords } from "../words/together.js";
import type { TogetherPage } from "./compare.js";
import { packetBanner, packetMeta } from "./head.js";

const fileOf = (part: string, what: "counties" | "regions"): string => `data/${part}/${what}.csv`;

export function regionsPage(packet: Packet): TogetherPage {
	const { lang, parts } = packet;
	const words = togetherWords[lang].regions;
	const made = parts.map((part) => {
		const byCounty = sumSchools(part.run, (cds) => countyOf(cds)?.code);
		const byRegion = sumSchools(part.run, (cds) => regionKey(countyOf(cds)?.region));
		return {
			part,
			counties: countyTable(packet, part, byCounty),
			regions: regionTable(packet, part, byRegion),
			byCounty,
		};
	});
	const present = new Set(made.flatMap(({ byCounty }) => byCounty.map(({ key }) => key)));
	const regions = new Set([...present].map((code) => countyOf(code)?.region));
	const sections = made.map(
		(entry): Section => ({
			id: `sums-${entry.part.part.id}`,
			title: commonWords[lang].subjectTitle(entry.part.part.subject),
			blocks: [
				{ block: "table", table: entry.regions, csvHref: fileOf(entry.part.part.id, "regions") },
				{ block: "table", table: entry.counties, csvHref: fileOf(entry.part.part.id, "counties") },
			],
		}),
	);
	const rules = [words.rule, words.withheld, words.notAll(counties.length - present.size), words.assigned];
	return {
		document: {
			lang,
			title: words.title,
			meta: packetMeta(packet),
			...packetBanner(packet),
			answer: words.answer(present.size, regions.size),
			lead: [words.lead],
			sections: [
				...sections,
				{ id: "rules", title: pageWords[lang].about2, blocks: [{ block: "list", items: rules.map((rule) => [rule]) }] },
			],
			running: `${packet.convening.title}, ${words.title}`,
		},
		tables: made.flatMap(({ part, ...tables }) => [
			{ path: fileOf(part.part.id, "counties"), table: tables.counties },
			{ path: fileOf(part.part.id, "regions"), table: tables.regions },
		]),
	};
}

/** Two digits, so that regions sort as they count. */
const regionKey = (region: number | undefined): string | undefined =>
	region === undefined ? undefined : String(region).padStart(2, "0");

/** The columns of sums: a percent of students, or an average of all of them. */
function sumColumns({ lang }: Packet, { run }: PartRun): Column[] {
	const words = togetherWords[lang].regions;
	const { outcome } = run.input.frame;
	return [
		{ key: "districts", label: words.districts, unit: "number", digits: 0 },
		{ key: "schools", label: words.schools, unit: "schools" },
		{ key: "hidden", label: words.hidden, unit: "schools" },
		{ key: "tested", label: words.tested, unit: "students" },
		...(outcome === "percent" ? [{ key: "met", label: words.met, unit: "students" } as const] : []),
		{
			key: "value",
			label: outcome === "percent" ? words.percent : words.mean,
			unit: unitWords(outcome).column,
			digits: 1,
		},
	];
}

/** Without a school whose result may be shown there is no sum either. */
function sumCells({ lang }: Packet, { run }: PartRun, sum: AreaSum | undefined): Cell[] {
	const isPercent = run.input.frame.outcome === "percent";
	const none = notDefined(togetherWords[lang].regions.none);
	if (sum === undefined) return [0, 0, 0, none, ...(isPercent ? [none] : []), none];
	const value = sum.schools === 0 ? none : (isPercent ? 100 : 1) * (sum.total / sum.tested);
	const tested = sum.schools === 0 ? none : sum.tested;
	const met = sum.schools === 0 ? none : sum.total;
	return [sum.districts, sum.schools, sum.hidden, tested, ...(isPercent ? [met] : []), value];
}

function countyTable(packet: Packet, part: PartRun, sums: readonly AreaSum[]): ReleasedTable {
	const words = togetherWords[packet.lang].regions;
	return releaseTable({
		id: `table-counties-${part.part.id}`,
		caption: words.countyTable(commonWords[packet.lang].subjectTitle(part.part.subject)),
		columns: [
			{ key: "county", label: words.county, unit: "text" },
			{ key: "code", label: commonWords[packet.lang].code, unit: "code" },
			{ key: "region", label: words.region, unit: "text" },
			...sumColumns(packet, part),
		],
		rows: sums.map((sum): Cell[] => {
			const county = countyOf(sum.key);
			return [county?.name ?? sum.key, sum.key, words.regionName(county?.region ?? 0), ...sumCells(packet, part, sum)];
		}),
	});
}

/** All eleven regions with their counties, also where the files have no school of them. */
function regionTable(packet: Packet, part: PartRun, sums: readonly AreaSum[]): ReleasedTable {
	const words = togetherWords[packet.lang].regions;
	return releaseTable({
		id: `table-regions-${part.part.id}`,
		caption: words.regionTable(commonWords[packet.lang].subjectTitle(part.part.subject)),
		columns: [
			{ key: "region", label: words.region, unit: "text" },
			{ key: "counties", label: words.counties, unit: "text" },
			...sumColumns(packet, part),
		],
		rows: regionNumbers.map((region): Cell[] => [
			words.regionName(region),
			counties
				.filter((county) => county.region === region)
				.map(({ name }) => name)
				.join(", "),
			...sumCells(
				packet,
				part,
				sums.find(({ key }) => key === regionKey(region)),
			),
		]),
	});
}
