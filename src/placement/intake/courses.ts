/** Course titles that the policy does not place: listed with counts and suggestions, never guessed. */

import type { Coded } from "../../domain/coded.js";
import { plainName, suggest } from "../../domain/suggest.js";
import { placesByCourse, rulesByCourse } from "../ladder.js";
import type { Policy } from "../policy.js";
import { publishable } from "./places.js";

/** Columns whose titles decide. */
export type CourseColumn = "prior_course" | "placed_course_day1" | "placed_course_checkpoint";
export const courseColumns: readonly CourseColumn[] = [
	"prior_course",
	"placed_course_day1",
	"placed_course_checkpoint",
];

export interface UnknownCourse {
	readonly title: string;
	readonly column: CourseColumn;
	readonly rows: number;
}

/** Titles that a policy has a place for, as it writes them: prior courses in a rule, others on the ladder or beside it. */
function titlesFor(column: CourseColumn, policy: Policy): string[] {
	if (column === "prior_course") return policy.rules.flatMap((rule) => rule.priorCourses);
	return [...policy.ladder.flatMap((rung) => rung.courses), ...policy.belowLadder, ...policy.outsideLadder];
}

/** Marks the labels of a column that the policy does not know. */
export function unknownTitles(column: CourseColumn, { labels }: Coded, policy: Policy): boolean[] {
	const known = column === "prior_course" ? rulesByCourse(policy) : placesByCourse(policy);
	return labels.map((label) => !known.has(plainName(label)));
}

/** Words that titles of mathematics courses are made of, beside those of the policy's own titles. */
const titleWords = new Set(
	`a ab accelerated adv advanced alg algebra and ap applied bc bridge business calc calculus class college common compact
	concepts consumer core cp credit data double elementary enriched essentials extended finance financial for foundations
	fundamentals general geo geom geometry gifted grade h high honors hon hs i ib ii iii int integrated intensive intermediate
	intervention intro introduction introductory iv lab level math mathematical mathematics ms n of part plus prealgebra pre
	precalc precalculus prep preparation preparatory probability readiness reasoning recovery remedial science sdc seminar
	special stat statistics stats support tech the to topics trig trigonometry with year yr`.split(/\s+/),
);

/**
 * True for a title that may be repeated: at least 11 rows have it, or it is made of nothing but words of course titles and
 * numbers of one or two digits. A cell that holds what it should not could name a child.
 */
export function isSayable({ title, rows }: UnknownCourse, policy: Policy): boolean {
	if (publishable(rows)) return true;
	const own = courseColumns.flatMap((column) => titlesFor(column, policy)).flatMap(wordsOf);
	const known = new Set([...titleWords, ...own]);
	return wordsOf(title).every((word) => known.has(word) || /^\d{1,2}$/.test(word));
}

const wordsOf = (title: string): string[] => title.toLowerCase().match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];

const level = /\b([1-4]|i{1,3}|iv)\b/;

/**
 * Titles of the policy that are near an unknown one, best first, for a person to decide. One whose number differs
 * ("Math 1", "Math II") is none, however alike the words are.
 */
export function nearTitles({ title, column }: UnknownCourse, policy: Policy): string[] {
	const titles = titlesFor(column, policy);
	const roman: Readonly<Record<string, string>> = { i: "1", ii: "2", iii: "3", iv: "4" };
	const number = (text: string): string => {
		const found = level.exec(plainName(text))?.[1] ?? "";
		return roman[found] ?? found;
	};
	const own = number(title);
	const short = title
		.replace(/\bAlg\b\.?/i, "Algebra")
		.replace(/\bGeom?\b\.?/i, "Geometry")
		.replace(/\bInt\b\.?/i, "Integrated");
	const near = suggest(short, titles, 6).filter((name) => own === "" || number(name) === "" || number(name) === own);
	return near.slice(0, 3);
}

/** All titles of some rows that the policy does not place, most frequent first. */
export function unknownCourses(columns: ReadonlyMap<CourseColumn, Coded>, policy: Policy): UnknownCourse[] {
	const found: UnknownCourse[] = [];
	for (const [column, coded] of columns) {
		const unknown = unknownTitles(column, coded, policy);
		const counts = coded.labels.map(() => 0);
		for (const code of coded.codes) if (unknown[code] === true) counts[code] = (counts[code] ?? 0) + 1;
		for (const [label, title] of coded.labels.entries()) {
			const rows = counts[label] ?? 0;
			if (rows > 0) found.push({ title, column, rows });
		}
	}
	const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
	return found.sort((a, b) => byText(a.column, b.column) || b.rows - a.rows || byText(a.title, b.title));
}
