/** Counts that agree with everything known: students of rows settled one after the other, then outcomes part by part. */

import { connectedParts, linearProgram, type Random, wholeOptimum } from "../../stats/index.js";
import { systemOf } from "./linear.js";
import type { Bounds, Constraint, Propagation } from "./system.js";

/** What is known of the counts: how they hang together, and bounds. */
export interface Known {
	readonly constraints: readonly Constraint[];
	readonly propagation: Propagation;
	readonly bounds: Bounds;
}

/** Values tried of a count before the dive is given up. */
const mostTries = 12;
const rounding = 1e-6;

/** Counts that a linear program settles together in no time. */
const smallPart = 250;

/**
 * Settles the count that most equations name at a value between its bounds, follows what that says of the others, and so on,
 * until what is left falls into small parts, each of which a linear program settles.
 *
 * @param bounds narrowed already; not changed
 * @param first 0 to begin in the middle of bounds, 3 to draw by lot
 * @returns one value per count, or `undefined` where the dive came to a dead end
 */
export function dive(
	{ constraints, propagation, bounds }: Known,
	random: Random,
	first: number,
): Float64Array | undefined {
	let now: Bounds = { lower: Float64Array.from(bounds.lower), upper: Float64Array.from(bounds.upper) };
	for (
		let hub = hubOf({ constraints, propagation, bounds: now });
		hub >= 0;
		hub = hubOf({ constraints, propagation, bounds: now })
	) {
		const next = settled({ constraints, propagation, bounds: now }, hub, { random, first });
		if (next === undefined) return undefined;
		now = next;
	}
	return settleParts(constraints, now);
}

function settled(
	{ propagation, bounds }: Known,
	count: number,
	{ random, first }: { readonly random: Random; readonly first: number },
): Bounds | undefined {
	const [low, high] = [bounds.lower[count] ?? 0, bounds.upper[count] ?? 0];
	for (let attempt = first; attempt < mostTries; attempt++) {
		const next = { lower: Float64Array.from(bounds.lower), upper: Float64Array.from(bounds.upper) };
		next.lower[count] = drawn(attempt, low, high, random);
		next.upper[count] = next.lower[count] ?? 0;
		if (propagation.run(next, propagation.uses[count] ?? []) === undefined) return next;
	}
	return undefined;
}

/** The open count of the largest part that most equations name; -1 where all parts are small. */
function hubOf({ constraints, propagation, bounds }: Known): number {
	const { lower, upper } = bounds;
	const parts = connectedParts(systemOf(constraints, bounds));
	const [largest] = parts.map(({ variables }) => variables).sort((a, b) => b.length - a.length);
	if (largest === undefined || largest.length <= smallPart) return -1;
	let best = -1;
	let most = 0;
	for (const count of largest) {
		const uses = propagation.uses[count]?.length ?? 0;
		if (uses <= most || (lower[count] ?? 0) >= (upper[count] ?? 0)) continue;
		best = count;
		most = uses;
	}
	return best;
}

function drawn(attempt: number, low: number, high: number, random: Random): number {
	if (attempt === 0) return Math.ceil((low + high) / 2);
	if (attempt === 1) return high;
	if (attempt === 2) return low;
	return low + random.integer(high - low + 1);
}

function settleParts(constraints: readonly Constraint[], bounds: Bounds): Float64Array | undefined {
	const point = Float64Array.from(bounds.lower);
	for (const { variables, system } of connectedParts(systemOf(constraints, bounds))) {
		if (variables.length === 1) continue;
		const cost = new Float64Array(variables.length);
		const vertex = linearProgram(system)?.minimize(cost);
		if (vertex === undefined) return undefined;
		const isWhole = vertex.point.every((value) => Math.abs(value - Math.round(value)) < rounding);
		const whole = isWhole ? vertex.point : wholeOptimum(system, cost, vertex);
		if (whole === undefined) return undefined;
		variables.forEach((count, at) => {
			if (count < point.length) point[count] = Math.round(whole[at] ?? 0);
		});
	}
	return point;
}
