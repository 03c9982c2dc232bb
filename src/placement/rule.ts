/**
 * The rule for verdicts: minimums, the practical threshold, chance, and what is said when neither settles it.
 *
 * Thresholds are conventions of the policy (`policy.thresholds`, each with its source). They are compared by cross-products
 * of whole numbers, so that a ratio of exactly four fifths is not below four fifths.
 */

import {
	compareRiskDifference,
	compareRiskRatio,
	decimalFraction,
	type Fraction,
	newcombeDifferenceInterval,
	type TwoByTwo,
} from "../stats/index.js";
import type { Policy } from "./policy.js";
import type { Judgment, VerdictReason } from "./result.js";

/** The group's counts beside everybody else's: qualified students and those of them held back. */
export interface Pair {
	readonly qualified: number;
	readonly heldBack: number;
	readonly othersQualified: number;
	readonly othersHeldBack: number;
}

/** A policy's conventions in the form in which they are compared. */
export interface RuleSet {
	readonly testedStudents: number;
	readonly heldBackInBoth: number;
	readonly expectedHeldBack: number;
	readonly placedRatio: Fraction;
	readonly riskRatio: Fraction;
	readonly gap: Fraction;
	readonly falseDiscoveryRate: number;
}

export function ruleSetOf({ minimums, thresholds }: Policy): RuleSet {
	return {
		testedStudents: minimums.testedStudents.value,
		heldBackInBoth: minimums.heldBackInBoth.value,
		expectedHeldBack: minimums.expectedHeldBack.value,
		placedRatio: decimalFraction(thresholds.placedRatio.value),
		riskRatio: decimalFraction(thresholds.riskRatio.value),
		gap: decimalFraction(thresholds.gapShare.value),
		falseDiscoveryRate: thresholds.falseDiscoveryRate.value,
	};
}

export const tableOf = ({ qualified, heldBack, othersQualified, othersHeldBack }: Pair): TwoByTwo => ({
	first: { successes: heldBack, trials: qualified },
	second: { successes: othersHeldBack, trials: othersQualified },
});

const placedTableOf = ({ qualified, heldBack, othersQualified, othersHeldBack }: Pair): TwoByTwo => ({
	first: { successes: qualified - heldBack, trials: qualified },
	second: { successes: othersQualified - othersHeldBack, trials: othersQualified },
});

/** Students and held-back students enough for a test; the expected number is compared as a product. */
export function minimumsMet(pair: Pair, rules: RuleSet): boolean {
	const { qualified, heldBack, othersQualified, othersHeldBack } = pair;
	const both = heldBack + othersHeldBack;
	return (
		qualified >= rules.testedStudents &&
		othersQualified >= rules.testedStudents &&
		both >= rules.heldBackInBoth &&
		qualified * both >= rules.expectedHeldBack * (qualified + othersQualified)
	);
}

/** Beyond the practical threshold: placed ratio below, or risk ratio at or above with the gap at or above. */
export function isPractical(pair: Pair, rules: RuleSet): boolean {
	const table = tableOf(pair);
	const placed = compareRiskRatio(placedTableOf(pair), rules.placedRatio);
	if (placed === -1) return true;
	const ratio = compareRiskRatio(table, rules.riskRatio);
	const gap = compareRiskDifference(table, rules.gap);
	return typeof ratio === "number" && ratio >= 0 && typeof gap === "number" && gap >= 0;
}

export function directionOf(pair: Pair): Judgment["direction"] {
	const order = compareRiskDifference(tableOf(pair), { numerator: 0, denominator: 1 });
	if (typeof order !== "number") return "not defined";
	return order > 0 ? "held back more often" : order < 0 ? "held back less often" : "held back as often";
}

/** The practical threshold as a gap, given the comparison's rate: the smaller of the two ways to it. */
export function practicalGap(othersRate: number, { placedRatio, riskRatio, gap }: RuleSet): number {
	const ratioOf = ({ numerator, denominator }: Fraction): number => numerator / denominator;
	return Math.min(
		(1 - ratioOf(placedRatio)) * (1 - othersRate),
		Math.max(ratioOf(gap), (ratioOf(riskRatio) - 1) * othersRate),
	);
}

/** Upper end of Newcombe's 90 % interval of the gap: a one-sided 95 % limit. */
export function gapUpperOneSided(pair: Pair): number | undefined {
	const interval = newcombeDifferenceInterval({ ...tableOf(pair), level: 0.9 });
	return interval.kind === "interval" ? interval.upper : undefined;
}

/** A difference beyond the practical threshold is unlikely. */
function isRuledOut(pair: Pair, rules: RuleSet): boolean {
	const upper = gapUpperOneSided(pair);
	return upper !== undefined && upper < practicalGap(pair.othersHeldBack / pair.othersQualified, rules);
}

/** Why a comparison is not defined, if it is not. */
export function undefinedReason(pair: Pair): VerdictReason | undefined {
	if (pair.qualified === 0) return "nobody qualified";
	if (pair.othersQualified === 0) return "nobody else qualified";
	return pair.heldBack + pair.othersHeldBack === 0 ? "nobody held back" : undefined;
}

/** @param practical where the practical side is judged by more than these counts: earlier years, strata */
export interface Evidence {
	/** Adjusted p-value; `undefined` where the comparison was not tested. */
	readonly q: number | undefined;
	/** Practical in at least two of the last three years, this one among them or not. */
	readonly practicalInYears?: boolean;
	/** Takes the place of the crude practical threshold and direction: for comparisons inside strata. */
	readonly inStrata?: { readonly practical: boolean; readonly adverse: boolean };
}

/**
 * The verdict on one comparison, before the crude and the within-school one are put together.
 *
 * A group that was held back less often is never flagged, whatever the p-value.
 */
export function judge(pair: Pair, { q, practicalInYears, inStrata }: Evidence, rules: RuleSet): Judgment {
	const direction = directionOf(pair);
	const said = (verdict: Judgment["verdict"], ...reasons: VerdictReason[]): Judgment => ({
		verdict,
		reasons,
		direction,
	});
	const empty = undefinedReason(pair);
	if (empty !== undefined) return said("NOT DEFINED", empty);
	if (!minimumsMet(pair, rules) || q === undefined) {
		return practicalInYears === true
			? said("WATCH", "beyond the practical threshold in two of three years")
			: said("NOT ENOUGH DATA", "too few to test");
	}
	const adverse = inStrata?.adverse ?? direction === "held back more often";
	const chance = adverse && q <= rules.falseDiscoveryRate;
	const practical = inStrata?.practical ?? isPractical(pair, rules);
	if (chance && practical) return said("FLAG", "more than chance would give", "beyond the practical threshold");
	if (chance) return said("WATCH", "more than chance would give");
	if (practical) return said("WATCH", "beyond the practical threshold");
	if (practicalInYears === true) return said("WATCH", "beyond the practical threshold in two of three years");
	if (isRuledOut(pair, rules)) return said("NO FLAG", "a difference beyond the practical threshold is unlikely");
	return said("NOT ENOUGH DATA", "inconclusive");
}

const raises = ({ verdict }: Judgment): boolean => verdict === "FLAG" || verdict === "WATCH";

/** Crude and within-school verdict together: where they differ and one of them raises the group, it is WATCH with both. */
export function together(crude: Judgment, withinSchools: Judgment | undefined): Judgment {
	if (withinSchools === undefined || crude.verdict === "NOT DEFINED") return crude;
	if (crude.verdict === withinSchools.verdict) return crude;
	if (!raises(crude) && !raises(withinSchools)) return crude;
	const between = raises(crude) && (crude.verdict === "FLAG" || !raises(withinSchools));
	const own = crude.reasons.filter((reason) => raises(crude) && reason !== "inconclusive");
	const where: VerdictReason = between ? "the difference lies between schools" : "the difference lies within schools";
	return { ...crude, verdict: "WATCH", reasons: [...own, where] };
}
