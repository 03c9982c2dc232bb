/** A district's poster: the answer, the counts, every school, three questions. */

import { profileInput } from "../../../analyses/school-profile/index.js";
import { posterPanels } from "../../../charts/index.js";
import type { ProfileChartInput } from "../../../charts/profile-input.js";
import { splitRows } from "../../../charts/split.js";
import { type Finding, formatNumber, type Text } from "../../../report/index.js";
import type { PosterDocument } from "../../../report/poster.js";
import { inventedBanner } from "../../pages/invented.js";
import { districtName, findingsOfPart, firstPart, openingFindings, type Packet, profileOf } from "../packet.js";
import { commonWords } from "../words/common.js";
import { headlineOf } from "../words/headline.js";
import { predictWords } from "../words/predict.js";
import { metaLine } from "./district.js";
import { sheetWords } from "./predict.js";

/** Up to so many schools a poster draws each over its whole width. */
const mostWide = 30;
/** A level of more schools than this is divided, so that two columns can share it. */
const mostRows = 62;

export function posterPage(packet: Packet, code: string): PosterDocument {
	const { lang, convening } = packet;
	const words = predictWords[lang].poster;
	const first = firstPart(packet);
	const profile = profileOf(first, code);
	const { input, answers } = first.run;
	const { year, baselineYear } = input.frame;
	const drawn = divided(profileInput(profile, answers.schoolProfile, input));
	const panels = posterPanels(
		drawn,
		sheetWords(packet, first, words.label),
		profile.schools.length <= mostWide ? "whole" : "half",
	);
	const name = districtName(packet, code);
	const tested = profile.actual?.tested ?? 0;
	return {
		lang,
		title: `${name}: ${convening.title}`,
		meta: metaLine(packet, code),
		...(inventedBanner(first.run).banner === undefined ? {} : { banner: commonWords[lang].invented }),
		answer: headlineOf[lang](first.run, profile, name),
		lead: leadOf(findingsOfPart(packet, first, code)),
		counts: countsOf(packet, code),
		key: { title: words.key, items: words.keyItems(year, baselineYear, input.predictions.unit === "dfs") },
		parts: panels.map(({ title, note, drawing }) => ({
			title,
			note,
			drawing,
			alt: `${title}, ${note}. ${words.label}`,
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

/** Long levels in parts, each with its letters. */
function divided(input: ProfileChartInput): ProfileChartInput {
	return {
		...input,
		panels: input.panels.flatMap((panel) => {
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
