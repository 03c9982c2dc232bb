/**
 * Floor values of distance from standard.
 *
 * Where too few students take part, the Dashboard enters the lowest obtainable scale score for those who did not. Where
 * nearly nobody did, a school's mean sits exactly on that floor. It is not a result, and one of them as an earlier
 * result would throw a prediction off by hundreds of points.
 */

import type { Subject } from "./tests.js";

/** Points. Read off the Dashboard files of 2023–2025, where many unlike schools share exactly these values and none lies below. */
const floors: Readonly<Record<Subject, number | undefined>> = { ela: -333, math: -348, science: undefined };

/** Half of the last digit that is published. */
const rounding = 0.05;

/**
 * True where a mean distance from standard is exactly the subject's floor.
 *
 * @param value points, as published (one decimal)
 * @example isFloorValue("math", -348) // → true
 */
export function isFloorValue(subject: Subject, value: number): boolean {
	const floor = floors[subject];
	return floor !== undefined && Math.abs(value - floor) < rounding;
}
