/** What must stay open to a reader of each count, given how it is published. */

import type { Bounds, SumSystem } from "./system.js";

/** How a count is published in all releases together. */
export interface Publication {
	/** Withheld where it would be published for its own sake, and nowhere said. */
	hidden: boolean;
	/** Said as a band somewhere, and nowhere exactly. */
	banded: boolean;
	/** Has a place for its own sake. */
	own: boolean;
}

export const recoveries = {
	narrow: "the students of a withheld row are known within less than the rule's width",
	exact: "a withheld count is known exactly",
	nobody: "a withheld or coded count is surely nobody's",
	everybody: "a withheld or coded count is surely everybody's",
} as const;

export type Recovery = keyof typeof recoveries;

/** A sum of counts that must be able to range over a width, or to reach a value. */
export interface OpenNeed {
	readonly count: number;
	readonly what: Recovery;
	readonly terms: readonly (readonly [count: number, factor: number])[];
	readonly spread?: number;
	readonly reach?: number;
}

/** Fewest students of a group that may be shown. */
const leastShown = 11;

/**
 * @param bounds what is known of each count so far: rows that are surely large enough may be known, though no table shows them
 */
export function needsOf(
	{ counts, listed }: Pick<SumSystem, "counts" | "listed">,
	published: readonly Publication[],
	{ bounds, width }: { readonly bounds: Bounds; readonly width: number },
): OpenNeed[] {
	const small = (students: number): boolean => (bounds.lower[students] ?? 0) < leastShown;
	return counts.flatMap(({ outcome, students }, count): OpenNeed[] => {
		const how = published[count];
		// Rows of nobody hide nobody.
		if (how === undefined || !listed.has(count) || bounds.upper[students] === 0) return [];
		const own = [[count, 1]] as const;
		if (outcome === "") {
			const closed = how.hidden || (!how.own && !how.banded && small(students));
			return closed ? [{ count, what: "narrow", terms: own, spread: width }] : [];
		}
		const closed = how.hidden || (!how.own && !how.banded && small(students));
		const exact: OpenNeed[] = closed ? [{ count, what: "exact", terms: own, spread: 1 }] : [];
		if (!how.hidden && !how.banded) return exact;
		const others = [
			[students, 1],
			[count, -1],
		] as const;
		return [
			...exact,
			{ count, what: "nobody", terms: own, reach: 1 },
			{ count, what: "everybody", terms: others, reach: 1 },
		];
	});
}
