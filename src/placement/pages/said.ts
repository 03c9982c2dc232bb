/** Released values as people read them: a number with its unit, or in words why it is not shown. */

import { type Absent, isAbsent, isKnown, type Measured } from "../../domain/measured.js";
import type { Cell } from "../../domain/table.js";
import { banded, withheld } from "../../privacy/release-family.js";
import { formatCount, formatNumber, formatPercent, formatRange, formatSigned } from "../../report/index.js";

type Num = Measured<number>;

/** Limits of an interval, either of which may be absent. */
export interface SaidLimits {
	readonly lower: Num;
	readonly upper: Num;
}

/** Why a value is not there, to stand in a sentence or in a row of a figure. */
export function notShown({ absent, reason }: Absent): string {
	if (absent !== "suppressed") return reason;
	if (reason === withheld.reason) return "not shown, to protect students";
	if (reason === banded.reason) return "not shown exactly, to protect students";
	return /^(?:not shown|withheld)/.test(reason)
		? reason.replace(/^withheld,? ?/, "not shown: ")
		: `not shown: ${reason}`;
}

/** A released band such as "20 to 29" comes as a reason of that form; it is the value as far as it may be known. */
const bandPattern = /\b(\d[\d,]* to \d[\d,]*|\d+ % (?:or less|or more|to \d+ %))$/;

export const bandOf = (value: Absent): string | undefined =>
	value.absent === "suppressed" ? bandPattern.exec(value.reason)?.[1] : undefined;

const said = (value: Num, format: (known: number) => string): string =>
	isAbsent(value) ? (bandOf(value) ?? notShown(value)) : format(value);

/** @example count(1234) // → "1,234" */
export const count = (value: Num): string => said(value, (known) => formatNumber(known));

/**
 * Students with their number, to stand in a sentence.
 *
 * @example studentCount(1) // → "1 student"
 * @example studentCount(suppressed("fewer than 11 students")) // → "a number of students that is not shown"
 */
export const studentCount = (value: Num): string => {
	if (isKnown(value)) return formatCount(value, "student");
	const band = bandOf(value);
	return band === undefined ? "a number of students that is not shown" : `${band} students`;
};

/** A convention of the policy, with the digits that it has. @example plainNumber(0.8) // → "0.8" */
export const plainNumber = (value: number): string => String(Number(value.toPrecision(6)));

/** A share as whole percent. @example percent(0.456) // → "46 %" */
export const percent = (share: Num): string => said(share, (known) => formatPercent(100 * known));

/** A share as so many of a hundred. @example ofHundred(0.456) // → "46" */
export const ofHundred = (share: Num): string => said(share, (known) => formatNumber(100 * known));

export const ratio = (value: Num): string => said(value, (known) => formatNumber(known, { digits: 2 }));

/** Both limits as numbers, or `undefined` where either is absent. */
export function interval({ lower, upper }: SaidLimits, times = 1): { lower: number; upper: number } | undefined {
	return isKnown(lower) && isKnown(upper) ? { lower: times * lower, upper: times * upper } : undefined;
}

/** @example between({ lower: 0.33, upper: 0.6 }, 100) // → "between 33 and 60" */
export function between(limits: SaidLimits, times = 1, digits = 0): string | undefined {
	const known = interval(limits, times);
	return known && formatRange(known, { digits });
}

/** The same with a sign: for differences. */
export function signedBetween(limits: SaidLimits): string | undefined {
	const known = interval(limits, 100);
	return known && `between ${formatSigned(known.lower)} and ${formatSigned(known.upper)}`;
}

/** A band in words where there is one, else the value or its absence. */
export const cell = (value: Measured<number | string>): Cell => (isAbsent(value) ? (bandOf(value) ?? value) : value);

/** A share as percent, for a column of percents. */
export const percentCell = (share: Num): Cell => (isAbsent(share) ? cell(share) : 100 * share);

/** What is known of a count: itself, or the ends of its band. */
function endsOf(value: Num): { readonly lower: number; readonly upper: number } | undefined {
	if (isKnown(value)) return { lower: value, upper: value };
	const { band } = value as Absent & { readonly band?: { readonly lower: number; readonly upper: number } };
	return band;
}

/**
 * A rate as far as its counts are published: in words between which percents it lies, from the ends of their bands.
 *
 * @returns `undefined` where nothing is published of either count
 */
export function bandedRate(heldBack: Num, qualified: Num): string | undefined {
	const words = isAbsent(heldBack) ? bandOf(heldBack) : undefined;
	if (words?.includes("%") && isKnown(qualified)) return words;
	const [part, whole] = [endsOf(heldBack), endsOf(qualified)];
	if (part === undefined || whole === undefined || whole.lower === 0) return undefined;
	const least = Math.floor((100 * part.lower) / whole.upper);
	const greatest = Math.min(100, Math.ceil((100 * part.upper) / whole.lower));
	return `${least} % to ${greatest} %`;
}

/** A rate as percent, as the band that its counts leave open, or why it is not shown. */
export const rateCell = (rate: Num, heldBack: Num, qualified: Num): Cell =>
	isKnown(rate) ? 100 * rate : (bandedRate(heldBack, qualified) ?? rate);

/** The same in words, for a sentence or a cell of Markdown: "46 of 100", "14 % to 22 %". */
export const rateText = (rate: Num, heldBack: Num, qualified: Num): string =>
	isKnown(rate) ? ofHundred(rate) : (bandedRate(heldBack, qualified) ?? notShown(rate));

/** Limits as one text: "33 to 60". */
export function rangeCell(limits: SaidLimits, { times = 1, digits = 0, signed = false } = {}): Cell {
	const { lower, upper } = limits;
	if (isAbsent(lower)) return lower;
	if (isAbsent(upper)) return upper;
	const style = { digits, signed };
	return `${formatNumber(times * lower, style)} to ${formatNumber(times * upper, style)}`;
}

/** Words of a yes or no that may be absent. */
export const yesNo = (value: Measured<boolean>): Cell => (isAbsent(value) ? value : value ? "yes" : "no");

/** True where a number is there. */
export const shown = (value: Measured<unknown>): boolean => isKnown(value);
