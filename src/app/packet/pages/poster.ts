/** A district's poster: the answer, the counts, every school, three questions. */

import { profileInput } from "../../../analyses/school-profile/index.js";
import { posterPanels } from "../../../charts/index.js";
import type { ProfileChartInput, ProfileRow } from "../../../charts/profile-input.js";
import { splitRows } from "../../../charts/split.js";
import { type Finding, formatNumber, type Text } from "../../../report/index.js";
import type { PosterDocument } from "../../../report/poster.js";
import { districtName, findingsOfPart, firstPart, openingFindings, type Packet, profileOf } from "../packet.js";
import { commonWords } from "../words/common.js";
import { headlineOf } from "../words/headline.js";
import { predictWords } from "../words/predict.js";
import { saySpanish } from "../words/sections-es.js";
import { districtMeta, packetBanner } from "./head.js";
import { sheetWords } from "./predict.js";

/** Fewer results than this need no strip of dots to show their shape. */
const fewestInStrip = 25;
/** A level of more schools than this is divided, so that two columns can share it. */
const mostRows = 62;

export function posterPage(packet: Packet, code: string): PosterDocument {
	const { lang, convening } = packet;
	const words = predictWords[lang].poster;
	const first = firstPart(packet);
	const profile = profileOf(first, code);
	const { input, answers } = first.run;
	const { year, baselineYear } = input.frame;
	const { unit } = input.predictions;
	const said = lang === "en" ? {} : { say: saySpanish };
	const drawn = { ...forPoster(profileInput(profile, answers.schoolProfile, input)), ...said };
	const name = districtName(packet, code);
	const tested = profile.actual?.tested ?? 0;
	return {
		lang,
		title: `${name}: ${convening.title}`,
		meta: districtMeta(packet, code),
		...packetBanner(packet),
		answer: headlineOf[lang](first.run, profile, name),
		lead: leadOf(findingsOfPart(packet, first, code)),
		counts: countsOf(packet, code),
		key: {
			title: words.key,
			items: words.keyItems(year, baselineYear, unit === "dfs", commonWords[lang].measure(unit)),
		},
		parts: (width) =>
			posterPanels(drawn, sheetWords(packet, first, words.label), width).map((panel) => ({
				...panel,
				alt: `${panel.title}, ${panel.note}. ${words.label}`,
			})),
		asks: words.asks,
		foot: words.foot(commonWords[lang].schools(profile.schools.length), commonWords[lang].students(tested)),
		home: { href: "index.html", text: words.open },
		size: convening.poster,
	};
}

/** The opening findings but the count, which stands beside them in large figures. Links lead nowhere on a wall. */
const leadOf = (findings: readonly Finding[]): Text[] =>
	openingFindings(findings)
		.first.filter(({ template }) => template !== "profile.count")
		.map(({ sentence }) =>
			sentence.map((span) => (typeof span === "string" ? span : { text: span.text, strong: true })),
		);

function countsOf(packet: Packet, code: string): PosterDocument["counts"] {
	const words = predictWords[packet.lang].poster;
	const { judged, higher, lower } = profileOf(firstPart(packet), code);
	const expected = 0.05 * judged.length;
	const item = (count: number, word: string) => ({ count: formatNumber(count), word });
	return {
		title: words.counts,
		items:
			judged.length === 0
				? []
				: [
						item(lower.length, words.lower),
						item(judged.length - lower.length - higher.length, words.within),
						item(higher.length, words.higher),
					],
		note: words.countsNote(expected < 1 ? words.few : words.about(formatNumber(expected))),
	};
}

/** Words of a name that the heading of its level repeats. */
const repeated: Readonly<Record<string, RegExp>> = {
	elementary: / elementary( school)?$/i,
	middle: / middle( school)?$/i,
	high: / high( school)?$/i,
};

/** Long levels in parts, each with its letters; strips where they show a shape; names without what the heading says. */
function forPoster(input: ProfileChartInput): ProfileChartInput {
	return {
		...input,
		panels: input.panels.flatMap((whole) => {
			const { strip = [] } = whole;
			const word = repeated[whole.id];
			const shorter = (row: ProfileRow): ProfileRow =>
				word === undefined ? row : { ...row, name: row.name.replace(word, "") || row.name };
			const panel = {
				...whole,
				rows: whole.rows.map(shorter),
				strip: strip.length < fewestInStrip ? [] : strip,
			};
			if (panel.rows.length <= mostRows) return [panel];
			return splitRows(panel.rows).map(({ rows, letters }, index) => ({
				...panel,
				id: `${panel.id}-${index + 1}`,
				title: `${panel.title}, ${letters}`,
				rows,
				...(index === 0 ? {} : { strip: [] }),
			}));
		}),
	};
}
