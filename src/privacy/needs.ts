/** What must stay open to a reader of each count, and what of it no evidence shows yet. */

import type { Evidence } from "./evidence.js";
import { type Detail, isNobody, publishedBand, type Room, type Shape, type Way } from "./shape.js";

/** How each row is published, by row number. */
export type Details = readonly Detail[];

/** Something that must stay open of a row's count and does not: the amount by which it should move, and in which ways. */
export interface Need {
	readonly row: number;
	readonly ways: readonly Way[];
	readonly amount: number;
}

/**
 * What is still missing for a row.
 *
 * A hidden population must be able to lie in a range of `width`. A hidden outcome must be able to take up all that the
 * shown rows leave over, as far as `width`; it must be possible that it is somebody's, and that it is not everybody's. Of
 * an outcome that is coded or rounded only the last two must stay open: its band is narrow by design.
 */
export function needsOf(shape: Shape, details: Details, row: number, context: NeedContext): Need[] {
	const own = shape.rows[row];
	if (own === undefined || isNobody(own)) return [];
	const { evidence, width } = context;
	const needs: Need[] = [];
	const add = (amount: number, ways: readonly Way[]): void => {
		needs.push({ row, ways, amount });
	};
	const isOpen = details[row] === "hidden" && own.populationShown !== true;
	if (isOpen && evidence.spread(row, "population") < width) {
		add(
			width,
			moving(shape, (way) => way.population),
		);
	}
	for (let k = 0; k < shape.outcomes; k++) {
		if (details[row] === "exact" && shape.coded[row]?.[k] === undefined) continue;
		const ways = moving(shape, (way) => way.up === k || way.down === k);
		if (!evidence.maybeSomebody(row, k)) add(1, ways);
		if (!evidence.maybeNotAll(row, k))
			add(
				1,
				shape.ways.filter((way) => way.up !== k || !way.population),
			);
		if (details[row] !== "hidden") continue;
		const least = Math.min(width, Math.max(1, context.left(row, k)));
		if (evidence.spread(row, k) < least) add(least, ways);
	}
	return needs;
}

export interface NeedContext {
	readonly evidence: Evidence;
	readonly width: number;
	/** What the shown rows of its narrowest sum leave for a hidden row's outcome. */
	readonly left: (row: number, outcome: number) => number;
}

const moving = ({ ways }: Shape, wanted: (way: Way) => boolean): Way[] => ways.filter(wanted);

/** Per row and outcome: what the shown rows of the narrowest sum leave over, as far as a reader can tell. */
export function leftOver(shape: Shape, details: Details): (row: number, outcome: number) => number {
	const left = new Float64Array(shape.rows.length * shape.outcomes).fill(Number.POSITIVE_INFINITY);
	const known = (row: number, k: number): Room => publishedBand(shape, row, k, details[row] ?? "hidden");
	for (const { whole, parts } of shape.sums) {
		for (let k = 0; k < shape.outcomes; k++) {
			const rest = parts.reduce((sum, part) => sum - known(part, k).lower, known(whole, k).upper);
			for (const part of parts) {
				const at = part * shape.outcomes + k;
				left[at] = Math.min(left[at] ?? rest, rest);
			}
		}
	}
	return (row, k) => left[row * shape.outcomes + k] ?? 0;
}
