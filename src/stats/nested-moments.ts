/** Variances by moments: where a climb may begin when there are many cells. */

import type { NestedModel } from "./nested-structure.js";

/** Groups of one stage, or the cells: their averages, and the variance of those from below. */
interface Units {
	readonly values: Float64Array;
	readonly noise: Float64Array;
	readonly parent: Int32Array;
}

/**
 * Variance of every level's intercepts and of the cells, from the spread of averages within the groups above, the
 * averages' own noise taken off. Slopes are not looked at.
 *
 * @param model checked data
 * @param phi one value per class
 * @returns one variance per level, outermost first, then the cells'; below zero where noise explains more than all
 * @reference Henderson's method by levels: Searle, Casella & McCulloch, Variance Components (1992), chapter 5
 * @internal
 */
export function momentVariances({ levels, cells, width }: NestedModel, phi: Float64Array): number[] {
	const found: number[] = [];
	let units: Units = {
		values: Float64Array.from({ length: cells.count }, (_, c) => cells.values[(c + 1) * width - 1]!),
		noise: cells.variances.map((variance, c) => phi[cells.classes[c]!]! * variance),
		parent: cells.parent,
	};
	for (let l = levels.length - 1; l >= -1; l--) {
		const { variance, averages, noise } = gather(units, levels[l]?.groupCount ?? 1);
		found.unshift(variance);
		units = { values: averages, noise, parent: levels[l]?.parent ?? new Int32Array(1) };
	}
	return found;
}

function gather({ values, noise, parent }: Units, groups: number) {
	const size = new Float64Array(groups);
	const averages = new Float64Array(groups);
	const mine = new Float64Array(groups);
	for (let u = 0; u < values.length; u++) size[parent[u]!]!++;
	for (let u = 0; u < values.length; u++) averages[parent[u]!]! += values[u]! / size[parent[u]!]!;
	let squares = 0;
	for (let u = 0; u < values.length; u++) {
		const own = size[parent[u]!]!;
		squares += (values[u]! - averages[parent[u]!]!) ** 2 - noise[u]! * (1 - 1 / own);
		mine[parent[u]!]! += noise[u]! / (own * own);
	}
	const df = values.length - size.reduce((count, own) => count + (own > 0 ? 1 : 0), 0);
	const variance = df > 0 ? squares / df : 0;
	return { variance, averages, noise: mine.map((sum, g) => sum + Math.max(0, variance) / size[g]!) };
}
