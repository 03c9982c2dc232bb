/** The rule behind a school's evidence word, step by step, so that it can be printed as it was used. */

import { type Evidence, evidenceOf, type Interval, judgeMinimum } from "../../domain/evidence.js";
import type { Verdict } from "./types.js";

/** False-discovery rate within a family. */
export const falseDiscoveryRate = 0.05;

/** What the rule looks at. */
export interface EvidenceFacts {
	/** Students behind the result; `undefined` where the number is withheld, and therefore small. */
	readonly tested: number | undefined;
	/** Whether the intervals of the school's model hold. */
	readonly verdict: Verdict;
	/** Actual minus each of the prediction limits, in the unit that people read. */
	readonly difference: Interval;
	/** Smallest difference worth naming, in the same unit. */
	readonly smallest: number;
	/** Benjamini–Hochberg q within the family. */
	readonly q: number | undefined;
	/** True for a school whose level borrows a fit over all levels. */
	readonly borrowed: boolean;
	/** True where another reasonable model puts the result on the other side of its prediction. */
	readonly dependsOnModel: boolean;
}

/** A question of the rule, and the word where the answer is no. */
export interface EvidenceStep {
	readonly question: string;
	readonly holds: boolean;
	readonly otherwise: Evidence;
}

/**
 * The word and the steps that lead to it; the last step asked decides.
 *
 * A fit over all levels shows nothing of whether its intervals hold for the few schools that borrow it, so those are
 * never `clear`.
 */
export function weighEvidence(facts: EvidenceFacts): {
	readonly word: Evidence;
	readonly steps: readonly EvidenceStep[];
} {
	const byInterval = evidenceOf(facts.difference, facts.smallest);
	const rule: readonly EvidenceStep[] = [
		{
			question: `at least ${judgeMinimum} students have scores`,
			holds: facts.tested !== undefined && facts.tested >= judgeMinimum,
			otherwise: "not enough data",
		},
		{
			question: "the model's intervals are not shown to be off",
			holds: facts.verdict !== "off",
			otherwise: "not enough data",
		},
		{
			question: "the result lies outside the 95 % prediction interval",
			holds: byInterval !== "not distinguishable",
			otherwise: "not distinguishable",
		},
		{
			question: `it lies more than ${facts.smallest} beyond the nearer limit, the smallest difference worth naming`,
			holds: byInterval === "clear",
			otherwise: "some",
		},
		{
			question: `it survives the number of comparisons: q is at most ${falseDiscoveryRate}`,
			holds: facts.q !== undefined && facts.q <= falseDiscoveryRate,
			otherwise: "some",
		},
		{ question: "the school's level has a fit of its own", holds: !facts.borrowed, otherwise: "some" },
		{
			question: "every reasonable model puts it on the same side of its prediction",
			holds: !facts.dependsOnModel,
			otherwise: "some",
		},
	];
	const last = rule.findIndex((step) => !step.holds);
	return last < 0
		? { word: "clear", steps: rule }
		: { word: rule[last]?.otherwise ?? "clear", steps: rule.slice(0, last + 1) };
}
