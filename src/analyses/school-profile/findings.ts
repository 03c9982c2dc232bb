/** What the profile says in sentences: a template, its parameters, a count and an interval for each. */

import { type Evidence, evidenceOf, smallestWorthNaming } from "../../domain/evidence.js";
import type { Finding, Span, Text } from "../../report/document.js";
import { formatCount, formatNumber, formatRange } from "../../report/format.js";
import { clopperPearsonInterval } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import type { SchoolPrediction } from "../prediction/types.js";
import { capitalized, predictedFrom, type UnitWords, unitWords } from "../words.js";
import type { DistrictProfile, SchoolProfile } from "./compute.js";

export const methodId = "school-prediction";
export const profileFigureId = "profile";
export const profileTableId = "table-profile";
export const unusualTableId = "table-unusual";

/** Share of results that would lie outside 95 % intervals by chance alone. */
const chanceOutside = 0.05;

/** At most this many schools are named in a sentence; the table has all. */
const mostNamed = 4;

const strong = (text: string): Span => ({ text, strong: true });
const link = (id: string, text: string): Span => ({ text, href: `#${id}` });

export const schoolAnchor = (cds: string): string => `school-${cds}`;

export function findings(result: SchoolProfile, input: AnalysisInput, district: string): Finding[] {
	const profile = result.districts.get(district);
	if (profile === undefined) return [];
	const words = unitWords(input.predictions.unit);
	return [
		...levelFinding(profile, input, words),
		...changeFinding(profile, input, words),
		...countFinding(profile, input),
		...unusualFindings(profile, input, words),
		...elsewhereFinding(profile, input, words),
	];
}

/** The district's level, set against the state or all schools in the files. */
function levelFinding(profile: DistrictProfile, input: AnalysisInput, words: UnitWords): Finding[] {
	const { actual, wider } = profile;
	if (actual === undefined || wider === undefined) return [];
	const { year } = input.frame;
	const met = Math.round((actual.value * actual.tested) / 100);
	const level: Text =
		input.predictions.unit === "percent"
			? [
					strong(`${formatNumber(met)} of ${formatNumber(actual.tested)}`),
					` students with scores met or exceeded the standard in ${year} (${words.level(actual.value)})`,
				]
			: ["The average student scored ", strong(words.level(actual.value)), ` in ${year}`];
	const evidence = evidenceOf(wider.interval, smallestWorthNaming[input.predictions.unit]);
	const size = Math.abs(wider.difference);
	const comparison =
		evidence === "not distinguishable"
			? `; the data do not distinguish this from ${wider.label}`
			: `, ${words.difference(size, size < 10 ? 1 : 0)} ${wider.difference > 0 ? "higher" : "lower"} than ${wider.label}`;
	return [
		{
			id: "finding-level",
			template: "profile.level",
			params: { value: actual.value, tested: actual.tested, wider: wider.value, difference: wider.difference },
			sentence: [...level, `${comparison}.`],
			evidence,
			counts: { tested: actual.tested },
			interval: wider.interval,
			measure: words.difference(2).replace(/^2 /, ""),
			detail: [
				actual.published
					? `Published row of the district, ${formatCount(actual.tested, "student")}. `
					: `Average over the schools compared, each student counted once, ${formatCount(actual.tested, "student")}. `,
				`${capitalized(wider.label)}: ${words.level(wider.value)}; difference ${formatRange(wider.interval, { digits: 1, signed: true })} (95 % interval). `,
				"A difference in level says nothing of why.",
			],
			source: profileFigureId,
			method: methodId,
		},
	];
}

function changeFinding(profile: DistrictProfile, input: AnalysisInput, words: UnitWords): Finding[] {
	const { change } = profile;
	if (change === undefined) return [];
	const evidence = evidenceOf(change.interval, smallestWorthNaming[input.predictions.unit]);
	const { baselineYear, year } = input.frame;
	const moved: Text =
		evidence === "not distinguishable"
			? [
					`The data do not distinguish ${year} from ${baselineYear}: the difference is `,
					strong(words.difference(change.value, 1)),
				]
			: [
					`The district's result was `,
					strong(`${words.difference(Math.abs(change.value), 1)} ${change.value > 0 ? "higher" : "lower"}`),
					` in ${year} than in ${baselineYear}`,
				];
	return [
		{
			id: "finding-change",
			template: "profile.change",
			params: { change: change.value, lower: change.interval.lower, upper: change.interval.upper },
			sentence: [...moved, "."],
			evidence,
			counts: { tested: change.tested },
			interval: change.interval,
			measure: words.measure,
			detail: [
				`95 % interval ${formatRange(change.interval, { digits: 1 })}; `,
				`${formatCount(change.testedBefore, "student")} in ${baselineYear}, ${formatNumber(change.tested)} in ${year}. `,
				"The interval is of chance among students; other students were tested in each year.",
			],
			source: profileFigureId,
			method: methodId,
		},
	];
}

/** How many lie outside, against what chance alone would put there. */
function countFinding(profile: DistrictProfile, input: AnalysisInput): Finding[] {
	const judged = profile.judged.length;
	if (judged === 0) return [];
	const outside = profile.higher.length + profile.lower.length;
	const share = clopperPearsonInterval({ successes: outside, trials: judged });
	if (share.kind === "undefined") return [];
	const excess = { lower: 100 * (share.lower - chanceOutside), upper: 100 * (share.upper - chanceOutside) };
	const expected = formatNumber(chanceOutside * judged, { digits: chanceOutside * judged < 3 ? 1 : 0 });
	return [
		{
			id: "finding-count",
			template: "profile.count",
			params: { judged, higher: profile.higher.length, lower: profile.lower.length },
			sentence: [
				strong(`${judged - outside} of ${judged}`),
				` schools scored within the range that ${predictedFrom(input.predictions.kind)} predict. `,
				strong(`${profile.higher.length}`),
				" scored higher and ",
				strong(`${profile.lower.length}`),
				` lower; chance alone would put about ${expected} outside.`,
			],
			// Fewer outside than chance would put there is no evidence of schools that differ.
			evidence: excess.lower > 0 ? evidenceOf(excess, smallestWorthNaming.percent) : "not distinguishable",
			counts: { schools: judged },
			interval: { lower: share.lower, upper: share.upper },
			measure: "share of schools outside their 95 % prediction interval",
			detail: [
				`${formatCount(judged, "school")} with a prediction, each predicted without its own result. `,
				"The word says whether more lie outside than chance would put there.",
			],
			source: profileTableId,
			method: methodId,
		},
	];
}

/** Names the schools whose results stand out after allowing for the number of comparisons. */
function unusualFindings(profile: DistrictProfile, input: AnalysisInput, words: UnitWords): Finding[] {
	return (["higher", "lower"] as const).flatMap((side) => {
		const named = profile[side].filter((entry) => entry.evidence === "clear");
		return named.length === 0 ? [] : [unusualFinding(named, side, input, words)];
	});
}

function unusualFinding(
	schools: readonly SchoolPrediction[],
	side: "higher" | "lower",
	input: AnalysisInput,
	words: UnitWords,
): Finding {
	const ordered = [...schools].sort((a, b) => (a.school.name.toLowerCase() < b.school.name.toLowerCase() ? -1 : 1));
	const shown = ordered.slice(0, mostNamed);
	const named = shown.flatMap((entry, index): Span[] => [
		index === 0 ? "" : index === shown.length - 1 && ordered.length <= mostNamed ? " and " : ", ",
		link(schoolAnchor(entry.school.cds), entry.school.name),
		` (${words.difference(Math.abs(entry.within?.residual ?? 0))})`,
	]);
	const more = ordered.length - shown.length;
	const evidence: Evidence = "clear";
	return {
		id: `finding-${side}`,
		template: `profile.${side}`,
		params: { schools: ordered.length },
		sentence: [
			...named,
			more > 0 ? ` and ${more} more` : "",
			" scored ",
			strong(`${side} than predicted`),
			" by more than chance explains.",
		],
		evidence,
		counts: { schools: ordered.length },
		detail: [
			"Outside the school's own prediction interval by more than ",
			words.difference(smallestWorthNaming[input.predictions.unit]),
			", after allowing for all schools compared (false-discovery rate 5 %). An unusual result: check the data first.",
		],
		source: unusualTableId,
		method: methodId,
	};
}

function elsewhereFinding(profile: DistrictProfile, input: AnalysisInput, words: UnitWords): Finding[] {
	const { elsewhere } = profile;
	if (elsewhere === undefined) return [];
	const evidence = evidenceOf(elsewhere.interval, smallestWorthNaming[input.predictions.unit]);
	const size = words.difference(Math.abs(elsewhere.value), 1);
	return [
		{
			id: "finding-elsewhere",
			template: "profile.elsewhere",
			params: { value: elsewhere.value, lower: elsewhere.interval.lower, upper: elsewhere.interval.upper },
			sentence:
				evidence === "not distinguishable"
					? [
							"The data do not distinguish the district's schools, taken together, from similar schools in other districts.",
						]
					: [
							"Taken together, the district's schools scored ",
							strong(`${size} ${elsewhere.value > 0 ? "higher" : "lower"}`),
							" than similar schools in other districts.",
						],
			evidence,
			counts: { schools: elsewhere.schools },
			interval: elsewhere.interval,
			measure: words.measure,
			detail: [
				`Average of results minus predictions made without this district: ${formatNumber(elsewhere.value, { digits: 1, signed: true })}, `,
				`95 % interval ${formatRange(elsewhere.interval, { digits: 1, signed: true })}; ${formatCount(elsewhere.schools, "school")}.`,
			],
			source: profileTableId,
			method: methodId,
		},
	];
}
