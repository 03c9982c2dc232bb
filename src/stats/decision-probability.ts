/**
 * The power of a rule: the probability that a decision made from two counts comes out, by summation over both binomial
 * distributions. No normal approximation anywhere: results are exact but for tails of less than 1e-12.
 */

import { binomialTerms } from "./binomial-terms.js";
import { requireProbability } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";

/** The two groups' sizes and the true share of the comparison. */
export interface ComparisonDesign {
	/** Size of the group in question. */
	readonly n1: number;
	/** Size of the comparison. */
	readonly n0: number;
	/** True share of the comparison. */
	readonly p0: number;
}

/** The two groups' sizes and true shares. */
export interface DecisionDesign extends ComparisonDesign {
	/** True share of the group in question. */
	readonly p1: number;
}

/** A rule over the two counts: true where the decision is made. */
export type Decision = (x1: number, x0: number) => boolean;

/** What is known of the rule; each saves calls, and a wrong claim gives a wrong probability. */
export interface DecisionShape {
	/**
	 * Whether, for any x0, the rule turns at most once as x1 grows: from false to true ("rising") or from true to false
	 * ("falling"). By default every pair of counts is asked.
	 */
	readonly turns?: "rising" | "falling";
	/**
	 * How many counts on either side of a turn are asked one by one, because the rule may waver there. The default, two
	 * more than n1 / n0 rounded up, is enough for Fisher's two-sided p-value, which jumps where a table of the other tail
	 * drops out; 0 for a rule that turns once and for all.
	 */
	readonly looseCounts?: number;
}

/** A rule's probability for each count of the first group, the second group's count summed out. */
export interface DecisionProfile extends ComparisonDesign {
	readonly kind: "decision-profile";
	/** Per x1 = 0, 1, …, n1: probability of the decision. */
	readonly givenCount: Float64Array;
}

/** A share to find: where the decision comes out with this probability. */
export interface DetectableInput {
	/** Wanted probability of the decision; default 0.8. */
	readonly power?: number;
	/** Whether the share searched for lies above or below that of the comparison; default "above". */
	readonly side?: "above" | "below";
}

/** Probability left out at each end of a distribution: a falling term times the number of counts bounds the tail. */
const PRUNED = 1e-13;

/**
 * Sums the second group's count out of a rule. The profile does not depend on the first group's share, so one serves
 * for every share that is tried.
 *
 * @param design sizes and the comparison's share
 * @param decide the rule
 * @param shape what is known of the rule
 * @returns probability of the decision for each count of the first group, exact to 1e-12
 * @throws StatsError `out-of-range`
 * @reference definition: sums over the binomial distribution
 * @example
 * decisionProfile({ n1: 2, n0: 1, p0: 0.25 }, (x1, x0) => x1 > x0).givenCount // → [0, 0.75, 1]
 */
export function decisionProfile(
	design: ComparisonDesign,
	decide: Decision,
	shape: DecisionShape = {},
): DecisionProfile {
	const { n1, n0, p0 } = design;
	checkDesign(design);
	const { first, weights } = binomialTerms(n0, p0, PRUNED / (n0 + 1));
	// Per x1, how much the probability rises or falls there; added up at the end.
	const steps = new Float64Array(n1 + 2);
	const add = (from: number, to: number, weight: number): void => {
		steps[from]! += weight;
		steps[to]! -= weight;
	};
	const loose = shape.looseCounts ?? Math.ceil(n1 / Math.max(1, n0)) + 2;
	let turn = Math.round(n1 * p0);
	weights.forEach((weight, k) => {
		const met = (x1: number): boolean => decide(x1, first + k);
		if (shape.turns === undefined) {
			for (let x1 = 0; x1 <= n1; x1++) if (met(x1)) add(x1, x1 + 1, weight);
			return;
		}
		const rising = shape.turns === "rising";
		turn = findTurn((x1) => met(x1) === rising, turn, n1);
		const low = Math.max(0, turn - loose);
		const high = Math.min(n1 + 1, turn + loose);
		if (rising) add(high, n1 + 1, weight);
		else add(0, low, weight);
		for (let x1 = low; x1 < high; x1++) if (met(x1)) add(x1, x1 + 1, weight);
	});
	let sum = 0;
	const givenCount = Float64Array.from({ length: n1 + 1 }, (_, x1) => {
		sum += steps[x1]!;
		return Math.min(1, Math.max(0, sum));
	});
	return { kind: "decision-profile", n1, n0, p0, givenCount };
}

/**
 * Probability of a decision when the first group's true share is given.
 *
 * @param profile the rule with the second group's count summed out
 * @param p1 true share of the first group
 * @returns probability
 * @throws StatsError `out-of-range`
 * @reference definition: sums over the binomial distribution
 * @example
 * profileProbability(decisionProfile({ n1: 2, n0: 1, p0: 0.25 }, (x1, x0) => x1 > x0), 0.5) // → 0.625
 */
export function profileProbability({ n1, givenCount }: DecisionProfile, p1: number): number {
	requireProbability("p1", p1);
	const { first, weights } = binomialTerms(n1, p1, PRUNED / (n1 + 1));
	let sum = 0;
	weights.forEach((weight, k) => {
		sum += weight * givenCount[first + k]!;
	});
	return Math.min(1, sum);
}

/**
 * Exact probability of a decision made from two independent counts.
 *
 * @param design sizes and true shares of the two groups
 * @param decide the rule
 * @param shape what is known of the rule
 * @returns probability, exact to 1e-12
 * @throws StatsError `out-of-range`
 * @reference definition: sums over both binomial distributions
 * @example
 * decisionProbability({ n1: 2, n0: 1, p1: 0.5, p0: 0.25 }, (x1, x0) => x1 > x0) // → 0.625
 */
export function decisionProbability(design: DecisionDesign, decide: Decision, shape: DecisionShape = {}): number {
	const { p1, ...comparison } = design;
	return profileProbability(decisionProfile(comparison, decide, shape), p1);
}

/**
 * The share of the first group, nearest to the comparison's, at which a decision comes out with a wanted probability.
 * The probability is taken to grow with the distance from the comparison's share.
 *
 * @param profile the rule with the second group's count summed out
 * @param input wanted probability and side
 * @returns the share to 1e-12; undefined where no share on that side reaches the probability
 * @throws StatsError `out-of-range`
 * @reference bisection on `profileProbability`
 * @example
 * detectableShare(decisionProfile({ n1: 1, n0: 1, p0: 0.5 }, (x1) => x1 === 1), { power: 0.8 }) // → 0.8
 */
export function detectableShare(profile: DecisionProfile, input: DetectableInput = {}): number | UndefinedResult {
	const { power = 0.8, side = "above" } = input;
	requireProbability("power", power);
	const reached = (share: number): boolean => profileProbability(profile, share) >= power;
	let outside = profile.p0;
	let inside = side === "above" ? 1 : 0;
	if (reached(outside)) return outside;
	if (!reached(inside)) return undefinedResult("no difference reaches this probability with groups of these sizes");
	while (Math.abs(inside - outside) > 1e-12) {
		const middle = 0.5 * (inside + outside);
		if (reached(middle)) inside = middle;
		else outside = middle;
	}
	return inside;
}

function checkDesign({ n1, n0, p0 }: ComparisonDesign): void {
	requireProbability("p0", p0);
	for (const size of [n1, n0]) {
		if (!(Number.isSafeInteger(size) && size >= 0)) {
			throw new StatsError("out-of-range", `group sizes must be whole and at least 0, got ${size}`);
		}
	}
}

/** First count at which the rule has turned, n1 + 1 where it never does, by doubling steps from a guess. */
function findTurn(turned: (x1: number) => boolean, guess: number, n1: number): number {
	let after = n1 + 1;
	let before = -1;
	let at = Math.min(Math.max(0, guess), n1);
	for (let width = 1; at > before && at < after; width *= 2) {
		if (turned(at)) {
			after = at;
			at -= width;
		} else {
			before = at;
			at += width;
		}
	}
	while (after - before > 1) {
		const middle = Math.floor(0.5 * (before + after));
		if (turned(middle)) after = middle;
		else before = middle;
	}
	return after;
}
