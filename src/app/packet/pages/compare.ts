/** All districts of the packet side by side: one axis, the order of codes, no ranking. */

import { chanceInterval } from "../../../analyses/prediction/areas.js";
import { runStudentSd } from "../../../analyses/prediction/student-sd.js";
import type { DistrictProfile } from "../../../analyses/school-profile/index.js";
import { unitWords, yearsOf } from "../../../analyses/words.js";
import { type Chart, intervalsChart } from "../../../charts/index.js";
import { printedDistrict } from "../../../domain/cds-code.js";
import { isKnown, known, notDefined } from "../../../domain/measured.js";
import type { Cell, Column, ReleasedTable } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import { formatNumber, type ReportDocument, type Section } from "../../../report/index.js";
import { districtName, folderOf, type Packet, type PartRun, profileOf } from "../packet.js";
import { commonWords } from "../words/common.js";
import { figureInSpanish } from "../words/sections-es.js";
import { togetherWords } from "../words/together.js";
import { packetGlossary } from "./glossary.js";
import { packetBanner, packetMeta } from "./head.js";

/** The CSV of a part's comparison. */
export const compareFile = (part: string): string => `data/${part}/compare.csv`;

export interface TogetherPage {
	readonly document: ReportDocument;
	readonly tables: readonly { readonly path: string; readonly table: ReleasedTable }[];
}

export function comparePage(packet: Packet): TogetherPage {
	const { lang, parts, districts } = packet;
	const words = togetherWords[lang].compare;
	const tables = parts.map((part) => ({ part, table: compareTable(packet, part) }));
	const sections: Section[] = [
		...tables.map(({ part, table }) => compareSection(packet, part, table)),
		{
			id: "questions",
			title: words.ask,
			blocks: [
				{
					block: "questions",
					questions: words.asks.map((question, index) => ({ question, prompts: [[words.askPrompts[index] ?? ""]] })),
				},
			],
		},
	];
	return {
		document: {
			lang,
			title: words.title,
			meta: packetMeta(packet),
			...packetBanner(packet),
			answer: words.answer(districts.length),
			lead: [words.lead],
			sections: [...sections, ...packetGlossary(packet, sections)],
			running: `${packet.convening.title}, ${words.title}`,
		},
		tables: tables.map(({ part, table }) => ({ path: compareFile(part.part.id), table })),
	};
}

function compareSection(packet: Packet, part: PartRun, table: ReleasedTable): Section {
	const { lang, districts } = packet;
	const csvHref = compareFile(part.part.id);
	const chart = compareFigure(packet, part, table);
	return {
		id: `compare-${part.part.id}`,
		title: commonWords[lang].subjectTitle(part.part.subject),
		blocks: [
			{ block: "figure", chart: lang === "en" ? chart : figureInSpanish(chart), tableHref: `#${table.id}`, csvHref },
			{
				block: "table",
				table,
				csvHref,
				rowHrefs: districts.map((code) => `${folderOf(packet, code)}/index.html`),
			},
		],
	};
}

const schoolValues = ({ schools }: DistrictProfile): number[] =>
	schools
		.filter(({ school }) => school.kind === "regular")
		.map(({ school }) => known(school.current.value))
		.filter((value) => value !== undefined);

/** The figure in English, the language in which figures are checked. */
function compareFigure(packet: Packet, part: PartRun, table: ReleasedTable): Chart {
	const words = togetherWords.en.compare;
	const { frame, predictions, source, group } = part.run.input;
	const { column, level } = unitWords(predictions.unit);
	const subject = commonWords.en.subjectTitle(frame.subject);
	const rows = packet.districts.map((code) => {
		const profile = profileOf(part, code);
		const { actual } = profile;
		const ticks = schoolValues(profile);
		const row = { id: code, label: districtName(packet, code), words: printedDistrict(code), strong: false };
		if (actual === undefined) return { ...row, counts: "", note: "", withheld: words.none };
		return {
			...row,
			counts: formatNumber(actual.tested),
			note: formatNumber(ticks.length),
			value: actual.value,
			interval: chanceInterval(actual, runStudentSd(part.run.input)),
			ticks,
		};
	});
	const values = rows.flatMap((row) => ("value" in row ? [row.value] : []));
	const drawn = rows.flatMap((row) => ("ticks" in row ? row.ticks : []));
	return intervalsChart({
		id: `districts-${part.part.id}`,
		headline: widerWithin(part, packet) ? words.resultsHead(subject) : words.resultsPlain(subject),
		subtitle: words.resultsSub(
			subject,
			commonWords.en.measure(predictions.unit),
			group,
			yearsOf({ ...frame, baselineYear: undefined }),
			commonWords.en.schools(drawn.length),
		),
		alt: words.alt(rows.length),
		description: [words.description(level(Math.min(...values)), level(Math.max(...values)))],
		source,
		interval: { drawn: words.interval },
		blocks: [{ heading: "", rows }],
		axis: {
			unit: column,
			signed: false,
			title: commonWords.en.measure(predictions.unit),
			lines: predictions.unit === "dfs" ? [0] : [],
		},
		headers: { counts: words.counts, note: words.note },
		table,
	});
}

/** True where in every district with a spread the true spread of its schools is wider than that between the districts. */
function widerWithin({ run }: PartRun, { districts }: Packet): boolean {
	const spreads = districts.map((code) => run.answers.variation.get(code));
	const between = spreads.find((entry) => entry?.between !== undefined)?.between;
	const within = spreads.flatMap((entry) => (entry?.spread === undefined ? [] : [entry.spread]));
	return between !== undefined && within.length > 1 && within.every(({ lower }) => lower > between.true);
}

function compareTable(packet: Packet, part: PartRun): ReleasedTable {
	const words = togetherWords[packet.lang].compare;
	const { unit } = part.run.input.predictions;
	const { column, differenceColumn, fineDigits: digits } = unitWords(unit);
	const common = commonWords[packet.lang];
	const count = (key: string, label: string): Column => ({ key, label, unit: "schools" });
	const spreadColumn = (key: string, label: string): Column => ({ key, label, unit: differenceColumn, digits });
	return releaseTable({
		id: `table-districts-${part.part.id}`,
		caption: words.table(common.subjectTitle(part.part.subject)),
		columns: [
			{ key: "district", label: common.district, unit: "text" },
			{ key: "code", label: common.code, unit: "code", csvOnly: true },
			{ ...count("schools", words.schools), csvOnly: true },
			count("drawn", words.drawn),
			{ key: "tested", label: words.tested, unit: "students" },
			{ key: "actual", label: words.result, unit: column },
			{ key: "lower", label: words.low, unit: column, digits: 1 },
			{ key: "upper", label: words.high, unit: column, digits: 1 },
			count("judged", words.judged),
			count("higher", words.higher),
			count("lowerThan", words.lower),
			spreadColumn("spread", words.spread),
			spreadColumn("spreadLower", words.spreadLow),
			spreadColumn("spreadUpper", words.spreadHigh),
		],
		rows: packet.districts.map((code) => compareRow(packet, part, code)),
		rowIds: packet.districts.map((code) => `district-${part.part.id}-${code}`),
		notes: [words.tableNote],
	});
}

function compareRow(packet: Packet, part: PartRun, code: string): Cell[] {
	const words = togetherWords[packet.lang].compare;
	const profile = profileOf(part, code);
	const { actual } = profile;
	const none = notDefined(words.none);
	const few = notDefined(words.few);
	const spread = part.run.answers.variation.get(code)?.spread;
	const interval = actual === undefined ? undefined : chanceInterval(actual, runStudentSd(part.run.input));
	return [
		districtName(packet, code),
		printedDistrict(code),
		profile.schools.length,
		profile.schools.filter(({ school }) => school.kind === "regular" && isKnown(school.current.value)).length,
		actual?.tested ?? none,
		actual?.value ?? none,
		interval?.lower ?? none,
		interval?.upper ?? none,
		profile.judged.length,
		profile.higher.length,
		profile.lower.length,
		spread?.true ?? few,
		spread?.lower ?? few,
		spread?.upper ?? few,
	];
}
