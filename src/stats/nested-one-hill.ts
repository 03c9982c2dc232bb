/** Whether data are so many that the likelihood of the variances surely has a single optimum. */

import { MANY_CELLS } from "./nested-starts.js";
import type { NestedModel } from "./nested-structure.js";

/**
 * A variance between groups near zero may have a second optimum where a few large groups say one thing and the many small
 * ones another. Of some 8,500 draws of a thousand to two thousand rows that were meant to provoke it, five had one; their
 * groups were worth 15 to 32 of one size. Of some 5,100 among them whose groups were worth 40 and more, none had one.
 */
const MANY_GROUPS = 50;

/**
 * True where an optimum on the boundary, or near it, needs no search on the other side: a variance whose score at zero is
 * not positive then is best at zero, and one found inside is better than zero.
 *
 * @param model checked data
 * @returns false for any model with slopes, whose correlations have boundaries of their own
 * @internal
 */
export function hasOneHill(model: NestedModel): boolean {
	if (model.cells.count <= MANY_CELLS || model.zColumns > 1) return false;
	return groupsOfOneSize(model).every((groups) => groups >= MANY_GROUPS);
}

/** For each level the number of groups of one size that are worth as much: (Σ n)² / Σ n², n cells in a group. */
function groupsOfOneSize({ levels, cells }: NestedModel): number[] {
	const worth: number[] = [];
	let below = { parent: cells.parent, sizes: new Float64Array(cells.count).fill(1) };
	for (const level of levels.toReversed()) {
		const sizes = new Float64Array(level.groupCount);
		below.sizes.forEach((size, place) => {
			sizes[below.parent[place]!]! += size;
		});
		worth.push(cells.count ** 2 / sizes.reduce((sum, size) => sum + size ** 2, 0));
		below = { parent: level.parent, sizes };
	}
	return worth;
}
