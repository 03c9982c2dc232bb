/** What the profile says in sentences: a template, its parameters, a count and an interval for each. */

import { metWords } from "../../domain/achievement-levels.js";
import { evidenceOf, smallestWorthNaming } from "../../domain/evidence.js";
import { isKnown } from "../../domain/measured.js";
import type { Finding, Span, Text } from "../../report/document.js";
import { formatCount, formatNumber, formatRange } from "../../report/format.js";
import { clopperPearsonInterval } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { metOf } from "../frame/result.js";
import type { AreaValue } from "../prediction/areas.js";
import type { SchoolPrediction } from "../prediction/types.js";
import { capitalized, expectedOutside, predictedFrom, type UnitWords, unitWords } from "../words.js";
import { profileFigureId, profileTableId, schoolAnchor, unusualTableId } from "./anchors.js";
import { type DistrictProfile, type SchoolProfile, standing } from "./compute.js";
import { byName } from "./tables.js";

const methodId = "school-prediction";

/** Share of results outside 95 % intervals that hold. */
const usualOutside = 0.05;

/** At most this many schools get a finding; the table has all. */
const mostNamed = 4;

const strong = (text: string): Span => ({ text, strong: true });
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

/** The district's level, set against the state or the districts in the files. */
function levelFinding(profile: DistrictProfile, input: AnalysisInput, words: UnitWords): Finding[] {
	const { actual, wider } = profile;
	if (actual === undefined || wider === undefined) return [];
	const evidence = evidenceOf(wider.interval, smallestWorthNaming[input.predictions.unit]);
	const size = Math.abs(wider.difference);
	const comparison =
		evidence === "not distinguishable"
			? `; the data do not distinguish this from ${wider.label}`
			: `, ${words.difference(size, size < 10 ? 1 : 0)} ${wider.difference > 0 ? "higher" : "lower"} than ${wider.label}`;
	const difference = formatRange(wider.interval, { digits: words.fineDigits, signed: true });
	return [
		{
			id: "finding-level",
			template: "profile.level",
			params: { value: actual.value, tested: actual.tested, wider: wider.value, difference: wider.difference },
			sentence: [...levelSentence(actual, input, words), `${comparison}.`],
			evidence,
			counts: { tested: actual.tested },
			interval: wider.interval,
			measure: words.differenceUnit,
			detail: [
				actual.published
					? `Published row of the district, ${formatCount(actual.tested, "student")}; it holds no direct-funded charters. `
					: `${formatCount(actual.tested, "student")}, each counted once, in the schools that can be compared; not the Dashboard's value for the district. `,
				`${capitalized(wider.label)}: ${words.level(wider.value)}; difference ${difference} (95 % interval, as if the two were independent). `,
				"A difference in level says nothing of why.",
			],
			source: profileFigureId,
			method: methodId,
		},
	];
}

/** The district's own value; whose it is stands in the sentence. */
function levelSentence(actual: AreaValue, input: AnalysisInput, words: UnitWords): Text {
	const { year } = input.frame;
	const where = actual.published ? "" : " of the schools compared";
	if (input.predictions.unit !== "percent") {
		return [`Students${where} scored, on average, `, strong(words.level(actual.value)), ` in ${year}`];
	}
	return [
		strong(`${formatNumber(metOf(actual))} of ${formatNumber(actual.tested)}`),
		` students${where} with scores ${metWords(year)} in ${year} (${words.level(actual.value)})`,
	];
}

function changeFinding(profile: DistrictProfile, input: AnalysisInput, words: UnitWords): Finding[] {
	const { change } = profile;
	if (change === undefined) return [];
	const evidence = evidenceOf(change.interval, smallestWorthNaming[input.predictions.unit]);
	const { baselineYear, year } = input.frame;
	const moved: Text =
		evidence === "not distinguishable"
			? [`The data do not distinguish ${year} from ${baselineYear}`]
			: [
					"The district's result was ",
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
			measure: words.differenceUnit,
			detail: [
				`Difference ${formatNumber(change.value, { digits: words.fineDigits, signed: true })}, ${formatRange(change.interval, { digits: words.fineDigits, signed: true })} (95 % interval); `,
				`${formatCount(change.testedBefore, "student")} in ${baselineYear}, ${formatNumber(change.tested)} in ${year}. `,
				"The interval is of chance among students; other students were tested in each year.",
			],
			source: profileFigureId,
			method: methodId,
		},
	];
}

/** How many lie outside, against how many would though nothing set any school apart. */
function countFinding(profile: DistrictProfile, input: AnalysisInput): Finding[] {
	const judged = profile.judged.length;
	const [higher, lower] = [profile.higher.length, profile.lower.length];
	const share = clopperPearsonInterval({ successes: higher + lower, trials: judged });
	if (share.kind === "undefined") return [];
	const excess = { lower: 100 * (share.lower - usualOutside), upper: 100 * (share.upper - usualOutside) };
	const sides: Text =
		higher + lower === 0
			? ["None scored higher or lower"]
			: [strong(`${higher}`), " scored higher and ", strong(`${lower}`), " lower"];
	return [
		{
			id: "finding-count",
			template: "profile.count",
			params: { judged, higher, lower },
			sentence: [
				strong(`${judged - higher - lower} of ${judged}`),
				` schools scored within the range that ${predictedFrom(input.predictions.kind)} predict. `,
				...sides,
				`; if no school were unusual, ${expectedOutside(judged)} would lie outside all the same.`,
			],
			// Fewer outside than that is no evidence of schools that differ.
			evidence: excess.lower > 0 ? evidenceOf(excess, smallestWorthNaming.percent) : "not distinguishable",
			counts: { schools: judged },
			interval: { lower: share.lower, upper: share.upper },
			measure: "share of schools outside their 95 % prediction interval, 0 to 1",
			detail: [
				`${formatCount(judged, "school")} with a prediction and 30 or more students, each predicted without its own result. `,
				"The word says whether more lie outside than would anyway.",
			],
			source: profileTableId,
			method: methodId,
		},
	];
}

/** The schools whose results stand out after allowing for the number of comparisons, in alphabetical order. */
function unusualFindings(profile: DistrictProfile, input: AnalysisInput, words: UnitWords): Finding[] {
	const clear = profile.judged.filter((entry) => entry.evidence === "clear").sort(byName);
	return clear.slice(0, mostNamed).flatMap((entry) => unusualFinding(entry, clear.length, input, words));
}

function unusualFinding(entry: SchoolPrediction, all: number, input: AnalysisInput, words: UnitWords): Finding[] {
	const { school, within } = entry;
	const { value, tested } = school.current;
	if (within === undefined || !isKnown(value) || !isKnown(tested)) return [];
	const side = standing(entry);
	const range = `${words.limit(within.lower)} to ${words.limit(within.upper)}`;
	const more = all - mostNamed;
	return [
		{
			id: `finding-${school.cds}`,
			template: `profile.${side}`,
			params: { school: school.name, value, predicted: within.predicted },
			sentence: [
				{ text: school.name, href: `#${schoolAnchor(school.cds)}` },
				` (${formatCount(tested, "student")}) scored ${words.level(value)}, `,
				strong(`${side} than its predicted range`),
				` of ${range}.`,
			],
			evidence: "clear",
			counts: { schools: 1, tested },
			interval: { lower: value - within.upper, upper: value - within.lower },
			measure: words.differenceUnit,
			detail: [
				`Outside by more than ${words.difference(smallestWorthNaming[input.predictions.unit])}, after allowing for all schools compared (false-discovery rate 5 %). `,
				"An unusual result: check the data first.",
				more > 0 ? ` ${capitalized(formatCount(more, "more school lies", "more schools lie"))} as far outside.` : "",
			],
			source: unusualTableId,
			method: methodId,
		},
	];
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
			measure: words.differenceUnit,
			detail: [
				`Average of results minus predictions made without this district: ${formatNumber(elsewhere.value, { digits: words.fineDigits, signed: true })}, `,
				`95 % interval ${formatRange(elsewhere.interval, { digits: words.fineDigits, signed: true })}; ${formatCount(elsewhere.schools, "school")}.`,
			],
			source: profileTableId,
			method: methodId,
		},
	];
}
