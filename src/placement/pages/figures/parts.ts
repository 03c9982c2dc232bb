/** What the figures share: source, grouping by basis, and values where they are known. */

import { isKnown, type Measured } from "../../../domain/measured.js";
import type { AuditComparison, Verdict } from "../../result.js";
import { type PlacementPages, schoolYear } from "../input.js";
import { basisTitles } from "../words/groups.js";

export const sourceOf = (input: PlacementPages, more = ""): string => {
	const files = input.sources.map(({ file }) => file).join(", ");
	return `${files === "" ? "the district’s roster" : files}, ${schoolYear(input)}${more}`;
};

/** Groups under the headings of their bases, in the given order. */
export function byBasis<Entry extends { readonly basis: AuditComparison["basis"] }>(
	entries: readonly Entry[],
): { heading: string; entries: Entry[] }[] {
	const bases = [...new Set(entries.map(({ basis }) => basis))];
	return bases.map((basis) => ({
		heading: basisTitles[basis],
		entries: entries.filter((entry) => entry.basis === basis),
	}));
}

/** How many groups have each verdict. */
export function countVerdicts(groups: readonly AuditComparison[]): Map<Verdict | "hidden", number> {
	const counts = new Map<Verdict | "hidden", number>();
	for (const { verdict } of groups) {
		const key = isKnown(verdict) ? verdict : "hidden";
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}

/** A share as percent where it is known. */
export const percentIfKnown = (share: Measured<number>): number | undefined =>
	isKnown(share) ? 100 * share : undefined;
