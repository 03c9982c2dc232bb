/** How many schools move beside the others, and which. */

import { evidenceOf, smallestWorthNaming } from "../../domain/evidence.js";
import { isKnown } from "../../domain/measured.js";
import type { Finding, Span, Text } from "../../report/document.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { byName, yearsInWords } from "../words.js";
import type { DistrictProgress, Progress, SchoolProgress } from "./compute.js";
import { methodId, namedFromWords, rowId, tableId } from "./words.js";

/** At most this many schools are named in a sentence; the table has all. */
const mostNamed = 4;

export function findings(result: Progress, input: AnalysisInput, district: string): Finding[] {
	const own = result.districts.get(district);
	if (result.without !== undefined || own === undefined || own.judged.length === 0) return [];
	const { judged, up, down } = own;
	return [
		{
			id: "finding-progress",
			template: `progress.${result.kind}`,
			params: {
				judged: judged.length,
				up: up.length,
				down: down.length,
				...(isKnown(own.expectedFalse) ? { expectedFalse: own.expectedFalse } : {}),
			},
			sentence: sentenceOf(result, own),
			evidence: evidenceWord(own, result, input),
			counts: { schools: judged.length },
			detail: detailOf(result, own),
			source: tableId,
			method: methodId,
		},
	];
}

const strong = (text: string): Span => ({ text, strong: true });

/** "k of m schools: continued progress; …; the data do not distinguish the other r." */
function sentenceOf({ kind, years }: Progress, { judged, up, down }: DistrictProgress): Text {
	const rest = judged.length - up.length - down.length;
	const of = kind === "trend" ? "continued progress" : "higher by more than chance among students";
	const against = kind === "trend" ? "continued decrease" : "lower by more than that";
	if (up.length + down.length === 0) {
		return [
			`The data do not distinguish the movement of any of ${formatCount(judged.length, "school")} from that of schools like it, ${yearsInWords(years)}.`,
		];
	}
	return [
		strong(`${up.length} of ${judged.length}`),
		` ${judged.length === 1 ? "school" : "schools"}: ${of} beside schools of the level with a like student mix, ${yearsInWords(years)}; `,
		strong(`${down.length}`),
		` ${against}; the data do not distinguish the ${rest === judged.length ? "" : "other "}${formatNumber(rest)}.`,
	];
}

/** Clear where the interval of every movement lies beyond the smallest difference worth naming over the school's own years. */
function evidenceWord(own: DistrictProgress, { kind }: Progress, { predictions }: AnalysisInput) {
	const told = [...own.up, ...own.down];
	if (told.length === 0) return "not distinguishable" as const;
	const spanOf = ({ points }: SchoolProgress): number =>
		kind === "trend" ? Math.max(1, (points.at(-1)?.year ?? 0) - (points[0]?.year ?? 0)) : 1;
	const smallest = smallestWorthNaming[predictions.unit];
	return told.every((entry) => evidenceOf(entry.interval, smallest / spanOf(entry)) === "clear")
		? ("clear" as const)
		: ("some" as const);
}

function named(schools: readonly SchoolProgress[]): Text {
	const sorted = [...schools].sort(byName);
	const shown = sorted.slice(0, mostNamed);
	const more = sorted.length - shown.length;
	return [
		...shown.flatMap(({ school }, index): Span[] => [
			...(index === 0 ? [] : [", "]),
			{ text: school.name, href: `#${rowId(school)}` },
		]),
		more > 0 ? ` and ${formatNumber(more)} more. ` : ". ",
	];
}

function detailOf(result: Progress, { up, expectedFalse }: DistrictProgress): Text {
	const rule =
		result.kind === "trend"
			? `Named where the chance of a true slope above zero is more than ${namedFromWords(result)}, or as much below it. `
			: `Named where the chance of a true change is more than ${namedFromWords(result)}. Two years can’t tell a change that lasts from the wobble of a single year. `;
	const told = result.fits.some((fit) => fit.told)
		? ""
		: `Over all schools of the run, movements differ by no more than chance would show, so none is named. `;
	const share = isKnown(expectedFalse)
		? `Expected share of false ones among them: ${formatNumber(100 * expectedFalse, { digits: expectedFalse < 0.1 ? 1 : 0 })} %. `
		: "";
	return [
		...(up.length > 0 ? ["In alphabetical order: ", ...named(up)] : []),
		share,
		rule,
		told,
		"Other students are tested each year; nothing here follows children.",
	];
}
