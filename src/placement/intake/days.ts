/** Days of the calendar as whole numbers. */

import { noDay } from "../roster.js";

const dayMilliseconds = 86_400_000;

/** Days from 1 January 1970; `noDay` for what the calendar has not. */
function dayNumber(year: number, month: number, day: number): number {
	const date = new Date(Date.UTC(year, month - 1, day));
	const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return same && year >= 1990 && year < 2100 ? date.getTime() / dayMilliseconds : noDay;
}

/**
 * A day as 2025-09-12 or 9/12/2025 (month first), with or without a time behind it; `noDay` for anything else.
 *
 * @example readDay("9/12/2025") === readDay("2025-09-12") // → true
 */
export function readDay(text: string): number {
	const day = text.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, "");
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day);
	if (iso !== null) return dayNumber(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(day);
	return american === null ? noDay : dayNumber(Number(american[3]), Number(american[1]), Number(american[2]));
}

/** A day as 2025-09-12. */
export const writtenDay = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);

/**
 * The later year of a school year: 2026 for 2025-26, 2025-2026, 2025/26, 25-26 and 2026; 0 for anything else.
 */
export function readSchoolYear(text: string): number {
	const word = text.trim();
	if (/^20\d\d$/.test(word)) return Number(word);
	const pair = /^(?:20)?(\d\d)\s*[-–/]\s*(?:20)?(\d\d)$/.exec(word);
	if (pair === null) return 0;
	const [first, second] = [Number(pair[1]), Number(pair[2])];
	return second === first + 1 ? 2000 + second : 0;
}
