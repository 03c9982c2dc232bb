/** Which schools are ones to learn with, or what could have been seen where there are none. */

import { evidenceOf } from "../../domain/evidence.js";
import { isKnown } from "../../domain/measured.js";
import type { Finding, Span, Text } from "../../report/document.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { byName, countAtStart, unitWords, yearsInWords } from "../words.js";
import type { BrightSpots, DistrictBrightSpots } from "./compute.js";
import { methodId, namedFromWords, rowId, tableId } from "./words.js";

export function findings(result: BrightSpots, input: AnalysisInput, district: string): Finding[] {
	const own = result.districts.get(district);
	if (result.without !== undefined || own === undefined || own.judged.length === 0) return [];
	return [own.named.length > 0 ? namedFinding(result, own, input) : noneFinding(result, own, input)];
}

/** At most this many schools are named in a finding; the figure has all. */
const mostNamed = 4;

/** Names in alphabetical order with links to their rows. */
function listed(district: DistrictBrightSpots, group: number): Span[] {
	const schools = [...district.named].sort(byName);
	const shown = schools.slice(0, schools.length > mostNamed + 1 ? mostNamed : schools.length);
	const more = schools.length - shown.length;
	const last = more > 0 ? "" : shown.length > 2 ? ", and " : " and ";
	const names = shown.flatMap(({ school }, index): Span[] => {
		const between = index === 0 ? "" : index === shown.length - 1 && last !== "" ? last : ", ";
		const link = { text: school.name, href: `#${rowId(school, group)}` };
		return between === "" ? [link] : [between, link];
	});
	return more > 0 ? [...names, `, and ${formatNumber(more)} more`] : names;
}

function namedFinding(result: BrightSpots, own: DistrictBrightSpots, input: AnalysisInput): Finding {
	const words = unitWords(input.predictions.unit);
	const { named, judged, expectedFalse } = own;
	const words95 = named.map(({ all: { interval } }) => evidenceOf(interval, result.smallest));
	const share = isKnown(expectedFalse) ? expectedFalse : 0;
	return {
		id: "finding-bright-spots",
		template: "bright-spots.named",
		params: { named: named.length, judged: judged.length, expectedFalse: share },
		sentence: [
			{ text: `${formatNumber(named.length)} of ${formatNumber(judged.length)}`, strong: true },
			` ${judged.length === 1 ? "school" : "schools"} ${named.length === 1 ? "is one" : "are ones"} to learn with, with results lastingly above prediction by more than ${words.difference(result.smallest)} over ${yearsInWords(result.years)}: `,
			...listed(own, input.frame.group),
			".",
		],
		evidence: words95.every((word) => word === "clear") ? "clear" : "some",
		counts: { schools: judged.length },
		detail: [
			`Named from a chance of ${namedFromWords} on, within this district. `,
			words95.includes("not distinguishable")
				? "The rule is that chance; the 95 % interval of some of them reaches zero. "
				: "",
			`Expected share of false ones among them: ${formatNumber(100 * share, { digits: share < 0.1 ? 1 : 0 })} %. `,
			"In alphabetical order. Check the data first: who was tested, how students are admitted, codes.",
		],
		source: tableId,
		method: methodId,
	};
}

/** What could have been seen: a list without schools is no statement that schools are alike. */
export function couldBeSeen({ smallest }: BrightSpots, own: DistrictBrightSpots, input: AnalysisInput): Text {
	const words = unitWords(input.predictions.unit);
	if (!isKnown(own.detectable)) {
		return [`With the years at hand, no lasting difference above ${words.difference(smallest)} could have been seen.`];
	}
	return [
		`Of a typical school judged, a lasting difference of about ${words.difference(own.detectable)} would have been seen four times in five; a smaller one more often not.`,
	];
}

function noneFinding(result: BrightSpots, own: DistrictBrightSpots, input: AnalysisInput): Finding {
	const words = unitWords(input.predictions.unit);
	const { judged, detectable } = own;
	return {
		id: "finding-bright-spots",
		template: "bright-spots.none",
		params: { named: 0, judged: judged.length, ...(isKnown(detectable) ? { detectable } : {}) },
		sentence: [
			`The data do not distinguish any of ${formatCount(judged.length, "school")} as lastingly above prediction by more than ${words.difference(result.smallest)}.`,
		],
		evidence: "not distinguishable",
		counts: { schools: judged.length },
		detail: [
			...couldBeSeen(result, own, input),
			` ${countAtStart(result.years.length, "year")} of results: ${yearsInWords(result.years)}.`,
		],
		source: "bright-spots-section",
		method: methodId,
	};
}
