/** Words that several analyses share: the measure, the years, the schools. */

import { metWords } from "../domain/achievement-levels.js";
import type { OutcomeScale } from "../domain/outcome-scale.js";
import { type Subject, subjectNames } from "../domain/tests.js";
import { formatNumber } from "../report/format.js";
import type { School, SchoolFrame } from "./frame/school.js";
import type { ModelKind } from "./prediction/design.js";

export interface UnitWords {
	/** Unit of a table's column, and of a figure's axis. */
	readonly column: "percent" | "points" | "studentSds";
	/** Unit of differences, spreads and their limits. */
	readonly differenceColumn: "percentagePoints" | "points" | "studentSds";
	readonly differenceUnit: string;
	/** Digits of intervals, where whole numbers would hide on which side of zero they end. */
	readonly fineDigits: number;
	/** The scale on which the model works, to follow "τ" or a coefficient; and digits that tell its numbers apart. */
	readonly modelScale: string;
	readonly modelDigits: number;
	/** Steps at which an axis that follows the data may begin and end. */
	readonly axisStep: number;
	/** An end of a range: "60 %" or "−105". */
	readonly limit: (value: number) => string;
	/** Behind a difference: "5 percentage points". */
	readonly difference: (size: number, digits?: number) => string;
	/** A level, as a reader says it: "46 %" or "31 points below the standard". */
	readonly level: (value: number, digits?: number) => string;
}

const plural = (text: string, noun: string): string => `${text} ${noun}${/^[−+]?1$/.test(text) ? "" : "s"}`;

const percentWords: UnitWords = {
	column: "percent",
	differenceColumn: "percentagePoints",
	differenceUnit: "percentage points",
	fineDigits: 1,
	modelScale: "on the logit scale",
	modelDigits: 2,
	axisStep: 20,
	limit: (value) => `${formatNumber(value)} %`,
	difference: (size, digits = 0) => plural(formatNumber(size, { digits }), "percentage point"),
	level: (value, digits = 0) => `${formatNumber(value, { digits })} %`,
};

const pointWords: UnitWords = {
	column: "points",
	differenceColumn: "points",
	differenceUnit: "points of distance from standard",
	fineDigits: 1,
	modelScale: "in points",
	modelDigits: 1,
	axisStep: 20,
	limit: (value) => formatNumber(value),
	difference: (size, digits = 0) => plural(formatNumber(size, { digits }), "point"),
	level: (value, digits = 0) => {
		const size = formatNumber(Math.abs(value), { digits });
		if (!/[1-9]/.test(size)) return "at the standard";
		return `${plural(size, "point")} ${value < 0 ? "below" : "above"} the standard`;
	},
};

/** Whole standard deviations would say nothing: two digits always. */
const sdDigits = 2;

const sdWords: UnitWords = {
	column: "studentSds",
	differenceColumn: "studentSds",
	differenceUnit: "student standard deviations",
	fineDigits: sdDigits,
	modelScale: "in student standard deviations",
	modelDigits: sdDigits,
	axisStep: 0.2,
	limit: (value) => formatNumber(value, { digits: sdDigits }),
	difference: (size) => `${formatNumber(size, { digits: sdDigits })} student standard deviations`,
	level: (value) => {
		const size = formatNumber(Math.abs(value), { digits: sdDigits });
		if (!/[1-9]/.test(size)) return "at the average of all students in these grades";
		return `${size} student standard deviations ${value < 0 ? "below" : "above"} the average of all students in these grades`;
	},
};

const wordsOfUnits: Readonly<Record<OutcomeScale, UnitWords>> = { percent: percentWords, dfs: pointWords, z: sdWords };

export const unitWords = (unit: OutcomeScale): UnitWords => wordsOfUnits[unit];

/** What is measured, as heading of an axis or a subtitle; the state's words follow the test year. */
export const measureWords = (unit: OutcomeScale, testYear: number): string =>
	({
		percent: `percent of students who ${metWords(testYear)}`,
		dfs: "average distance from standard, in points",
		z: "average standard score within grade and year, in student standard deviations",
	})[unit];

export const subjectName = (subject: Subject): string => subjectNames[subject];

/** The subject as a sentence or heading starts with it. */
export const subjectTitle = (subject: Subject): string => capitalized(subjectNames[subject]);

export const capitalized = (text: string): string => `${(text[0] ?? "").toUpperCase()}${text.slice(1)}`;

const numberWords = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** A count at the start of a sentence: a word up to ten. */
export const countAtStart = (count: number, noun: string, plural = `${noun}s`): string =>
	`${numberWords[count] ?? formatNumber(count)} ${count === 1 ? noun : plural}`;

/** What the prediction is made from, to follow "predicted from". */
export const predictedFrom = (kind: ModelKind): string =>
	({
		progress: "earlier results, student mix and the district's other schools",
		context: "student mix and the district's other schools",
		level: "the level and the district's other schools",
	})[kind];

/** Schools that would lie outside 95 % intervals though nothing sets them apart, in words. */
export function expectedOutside(schools: number): string {
	const expected = 0.05 * schools;
	return expected < 1 ? "fewer than one" : `about ${formatNumber(expected)}`;
}

/** "All Students, 2024 and 2025" without the group where it goes without saying. */
export const yearsOf = (frame: SchoolFrame): string =>
	frame.baselineYear === undefined ? `${frame.year}` : `${frame.baselineYear} and ${frame.year}`;

/** "2018 to 2025", or "2024 and 2025". */
export function yearsInWords(years: readonly number[]): string {
	const [first, last] = [years[0], years.at(-1)];
	if (first === undefined || last === undefined) return "no year";
	return years.length === 1 ? `${first}` : years.length === 2 ? `${first} and ${last}` : `${first} to ${last}`;
}

/** Names in alphabetical order, case ignored; the code decides between equal names. */
export function byName(left: { readonly school: School }, right: { readonly school: School }): number {
	const [a, b] = [left.school.name.toLowerCase(), right.school.name.toLowerCase()];
	return a < b ? -1 : a > b ? 1 : left.school.cds < right.school.cds ? -1 : 1;
}
