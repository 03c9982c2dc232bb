/** Where chance alone would put the rate of a group of some size, were it held back at the rate of all others. */

import { binomialCdf } from "../../stats/index.js";

/** Tail left out on each side. */
const tail = 0.025;

/**
 * The middle 95 % of the rates that a group of `students` would have by chance, as shares.
 *
 * Says nothing of the group's own result: it is made from its size and the others' rate.
 *
 * @example chanceBand(20, 0.15) // → { lower: 0, upper: 0.3 }
 */
export function chanceBand(students: number, othersRate: number): { lower: number; upper: number } {
	const quantile = (share: number): number => {
		let [below, at] = [-1, students];
		while (at - below > 1) {
			const middle = Math.floor((below + at) / 2);
			if (binomialCdf(middle, students, othersRate) >= share) at = middle;
			else below = middle;
		}
		return at;
	};
	return { lower: quantile(tail) / students, upper: quantile(1 - tail) / students };
}
