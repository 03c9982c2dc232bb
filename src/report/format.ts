/**
 * Numbers for people, in one fixed locale, so that a page reads the same on every machine.
 *
 * Percents, points and counts are whole, shares, standard deviations and other numbers have two digits, unless a column says otherwise. The
 * minus is a true one, and nothing rounds to "−0". Absent values are words, never a number or a blank.
 */

import type { Interval } from "../domain/evidence.js";
import { type Absent, isAbsent } from "../domain/measured.js";
import type { Cell, Column, Unit } from "../domain/table.js";

export interface NumberStyle {
	/** Digits after the point; 0 unless given. */
	readonly digits?: number;
	/** A plus before positive numbers: for differences. */
	readonly signed?: boolean;
	/** No separators between thousands: for years. */
	readonly plain?: boolean;
}

const unitDigits: Readonly<Record<Unit, number>> = {
	text: 0,
	code: 0,
	students: 0,
	schools: 0,
	percent: 0,
	percentagePoints: 0,
	points: 0,
	studentSds: 2,
	share: 2,
	number: 2,
	year: 0,
};

/** What an absent value is called where there is room for one word or two. */
export const absentWords: Readonly<Record<Absent["absent"], string>> = {
	suppressed: "withheld",
	missing: "none",
	undefined: "not defined",
};

/** Digits after the point that a unit has by habit. */
export const digitsOf = (unit: Unit): number => unitDigits[unit];

// Halves go away from zero: toFixed alone would put 2.5 at 3 and 0.125 at 0.13, but 1.005 at 1.00.
function rounded(value: number, digits: number): string {
	const shifted = Math.round(Number(`${Math.abs(value)}e${digits}`));
	return Number.isFinite(shifted) ? Number(`${shifted}e${-digits}`).toFixed(digits) : Math.abs(value).toFixed(digits);
}

/**
 * A number as text.
 *
 * @throws RangeError for NaN and infinities, which never leave the statistics
 * @example formatNumber(-1234.5, { digits: 1 }) // → "−1,234.5"
 */
export function formatNumber(value: number, style: NumberStyle = {}): string {
	if (!Number.isFinite(value)) throw new RangeError(`not a number that can be printed: ${value}`);
	const [whole = "0", fraction] = rounded(value, style.digits ?? 0).split(".");
	const grouped = style.plain ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
	const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
	if (!/[1-9]/.test(text)) return text;
	if (value < 0) return `−${text}`;
	return style.signed ? `+${text}` : text;
}

/** @example formatPercent(46.4) // → "46 %", with a space that does not break */
export const formatPercent = (percent: number, digits = 0): string => `${formatNumber(percent, { digits })}\u00A0%`;

/** @example formatPoints(-3.2) // → "−3 points" */
export const formatPoints = (points: number, digits = 0): string => {
	const text = formatNumber(points, { digits });
	return `${text} ${/^−?1$/.test(text) ? "point" : "points"}`;
};

/** @example formatSigned(0.4) // → "0"; formatSigned(12) // → "+12" */
export const formatSigned = (value: number, digits = 0): string => formatNumber(value, { digits, signed: true });

/** @example formatCount(1, "school") // → "1 school"; formatCount(1234, "student") // → "1,234 students" */
export const formatCount = (count: number, noun: string, plural = `${noun}s`): string =>
	`${formatNumber(count)} ${count === 1 ? noun : plural}`;

/** @example formatList(["A", "B", "C"]) // → "A, B, and C" */
export function formatList(items: readonly string[], word = "and"): string {
	if (items.length <= 2) return items.join(` ${word} `);
	return `${items.slice(0, -1).join(", ")}, ${word} ${items.at(-1)}`;
}

// One more digit where rounding would make an interval a point, or let one that excludes zero seem to touch it.
function intervalDigits({ lower, upper }: Interval, digits: number): number {
	const low = formatNumber(lower, { digits });
	const high = formatNumber(upper, { digits });
	const hides = (lower > 0 && !/[1-9]/.test(low)) || (upper < 0 && !/[1-9]/.test(high));
	const collapses = low === high && lower !== upper;
	return (hides || collapses) && digits < 3 ? intervalDigits({ lower, upper }, digits + 1) : digits;
}

/**
 * An interval in words. Gets up to three digits where whole numbers would hide that it excludes zero.
 *
 * @example formatRange({ lower: 38.2, upper: 48.9 }) // → "between 38 and 49"
 */
export function formatRange(interval: Interval, style: NumberStyle = {}): string {
	const digits = intervalDigits(interval, style.digits ?? 0);
	const low = formatNumber(interval.lower, { ...style, digits });
	return `between ${low} and ${formatNumber(interval.upper, { ...style, digits })}`;
}

/** @example formatAbsent(suppressed("fewer than 11 students")) // → "withheld: fewer than 11 students" */
export function formatAbsent(absent: Absent): string {
	const word = absentWords[absent.absent];
	return absent.reason.startsWith(word) ? absent.reason : `${word}: ${absent.reason}`;
}

/** A value that is there, as its column prints it; the unit stands in the column's heading. */
export function formatKnown(value: string | number, column: Column): string {
	if (typeof value === "string") return value;
	return formatNumber(value, {
		digits: column.digits ?? digitsOf(column.unit),
		signed: column.signed ?? false,
		plain: column.unit === "year" || column.unit === "code",
	});
}

/**
 * A cell for people.
 *
 * @example formatCell(0.256, { key: "share", label: "Share", unit: "share" }) // → "0.26"
 */
export const formatCell = (cell: Cell, column: Column): string =>
	isAbsent(cell) ? formatAbsent(cell) : formatKnown(cell, column);
