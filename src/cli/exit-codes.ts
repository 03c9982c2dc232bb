/** The only table of exit codes. */

import type { Outcome } from "../domain/problem-codes.js";

export const exitCodes = {
	done: 0,
	threshold: 1,
	usage: 2,
	unreadable: 3,
	refused: 4,
	insufficient: 5,
	privacy: 6,
	bug: 70,
	interrupted: 130,
} as const;

export const exitMeanings: readonly (readonly [number, string])[] = [
	[exitCodes.done, "done; also when a pipe was closed early"],
	[exitCodes.threshold, "an asked-for threshold was reached (--strict), or a check found problems"],
	[exitCodes.usage, "usage, configuration or policy"],
	[exitCodes.unreadable, "a file can't be read or written"],
	[exitCodes.refused, "encoding, layout or input refused"],
	[exitCodes.insufficient, "not enough data for the question"],
	[exitCodes.privacy, "refused by the privacy gate"],
	[exitCodes.bug, "a bug in cimp"],
	[exitCodes.interrupted, "interrupted"],
];

/** The exit code of the problem that ended the work. */
export const exitOf: Readonly<Record<Outcome, number>> = {
	unreadable: exitCodes.unreadable,
	refused: exitCodes.refused,
	usage: exitCodes.usage,
	insufficient: exitCodes.insufficient,
	threshold: exitCodes.threshold,
	privacy: exitCodes.privacy,
	row: exitCodes.refused,
	warning: exitCodes.done,
	repaired: exitCodes.done,
};
