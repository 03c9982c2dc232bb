/** How sure we are, in four words, by rule and never by taste. */

import type { OutcomeScale } from "./outcome-scale.js";

export type Evidence = "clear" | "some" | "not distinguishable" | "not enough data";

/** Fewer tested students than this: the value is withheld. */
export const displayMinimum = 11;

/** Fewer tested students than this: the value is shown, but no evidence word is given. */
export const judgeMinimum = 30;

/**
 * The smallest difference worth naming: 0.1 of a student standard deviation. In points of distance from standard, in
 * percentage points, or in standard deviations.
 */
export const smallestWorthNaming: Readonly<Record<OutcomeScale, number>> = { dfs: 10, percent: 5, z: 0.1 };

/** An estimate's interval; both ends in the unit of the estimate. */
export interface Interval {
	readonly lower: number;
	readonly upper: number;
}

/**
 * The evidence word for a difference.
 *
 * `clear` when the whole interval lies farther from zero than the smallest difference worth naming, `some` when it
 * excludes zero, else `not distinguishable`.
 *
 * @example evidenceOf({ lower: 12, upper: 30 }, 10) // → "clear"
 */
export function evidenceOf(interval: Interval, smallest: number): Evidence {
	const nearest = interval.lower > 0 ? interval.lower : interval.upper < 0 ? -interval.upper : 0;
	if (nearest <= 0) return "not distinguishable";
	return nearest > smallest ? "clear" : "some";
}
