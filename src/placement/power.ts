/**
 * What a district's numbers can and cannot find: the chance that a true difference is flagged under the whole rule, minimums
 * and practical threshold included, and the smallest difference that is flagged four times in five.
 *
 * Everything follows from the sizes of the groups and the rate of the others, never from the difference seen.
 */

import {
	type DecisionProfile,
	decisionProfile,
	detectableShare,
	isUndefinedResult,
	profileProbability,
} from "../stats/index.js";
import { isPractical, minimumsMet, type Pair, practicalGap, type RuleSet } from "./rule.js";
import { fisherP } from "./tests.js";

/** Chance wanted of finding a difference. */
export const wantedPower = 0.8;

/** Sizes of the two groups, the others' true rate, and how many tests share the error. */
export interface PowerDesign {
	readonly qualified: number;
	readonly othersQualified: number;
	readonly othersRate: number;
	readonly tests: number;
}

/** More groups than this are not tried: no district has them. */
const mostStudents = 20_000;

function profileOf({ qualified, othersQualified, othersRate, tests }: PowerDesign, rules: RuleSet): DecisionProfile {
	const alpha = rules.falseDiscoveryRate / Math.max(1, tests);
	const flagged = (heldBack: number, othersHeldBack: number): boolean => {
		const pair: Pair = { qualified, heldBack, othersQualified, othersHeldBack };
		if (heldBack * othersQualified <= othersHeldBack * qualified) return false;
		if (!minimumsMet(pair, rules) || !isPractical(pair, rules)) return false;
		return isBeyondDoubt(pair) || (fisherP(pair) ?? 1) <= alpha;
	};
	// Fisher's two-sided p is not quite monotone: counts next to the turn are asked one by one.
	return decisionProfile({ n1: qualified, n0: othersQualified, p0: othersRate }, flagged, {
		turns: "rising",
		looseCounts: 2,
	});
}

/** Chi-square from which Fisher's p is below a billionth, far under any level that a family of tests could ask for. */
const beyondDoubt = 60;

/** Saves the exact test where it could not come out otherwise: large groups beyond the practical threshold. */
function isBeyondDoubt({ qualified, heldBack, othersQualified, othersHeldBack }: Pair): boolean {
	const total = qualified + othersQualified;
	const both = heldBack + othersHeldBack;
	const cross = heldBack * othersQualified - othersHeldBack * qualified;
	return (cross * cross * total) / (qualified * othersQualified * both * (total - both)) > beyondDoubt;
}

/** The difference that studies should be able to find: twice the practical threshold. A toolkit default. */
export const targetGap = (othersRate: number, rules: RuleSet): number =>
	Math.min(2 * practicalGap(othersRate, rules), 1 - othersRate);

export interface DetectableNumbers {
	/** Smallest true gap flagged with the wanted chance; `undefined` where none is. */
	readonly gap: number | undefined;
	/** Chance of FLAG at the practical threshold, and at twice it. */
	readonly powerAtThreshold: number;
	readonly powerAtTarget: number;
}

export function detectable(design: PowerDesign, rules: RuleSet): DetectableNumbers {
	const profile = profileOf(design, rules);
	const found = detectableShare(profile, { power: wantedPower });
	const at = (gap: number): number => profileProbability(profile, Math.min(1, design.othersRate + gap));
	return {
		gap: isUndefinedResult(found) ? undefined : found - design.othersRate,
		powerAtThreshold: at(practicalGap(design.othersRate, rules)),
		powerAtTarget: at(targetGap(design.othersRate, rules)),
	};
}

/** Chance of FLAG for a true rate of the group. */
export const chanceOfFlag = (design: PowerDesign, rate: number, rules: RuleSet): number =>
	profileProbability(profileOf(design, rules), rate);

/**
 * Qualified students of the group with whom a gap of twice the practical threshold is flagged with the wanted chance, the
 * others growing alike.
 *
 * @returns `undefined` where so many that no district has them
 */
export function studentsNeeded(design: PowerDesign, rules: RuleSet): number | undefined {
	const { qualified, othersQualified } = design;
	const others = (size: number): number => Math.round((size * othersQualified) / Math.max(1, qualified));
	const rate = Math.min(1, design.othersRate + targetGap(design.othersRate, rules));
	const enough = (size: number): boolean =>
		chanceOfFlag({ ...design, qualified: size, othersQualified: others(size) }, rate, rules) >= wantedPower;
	let low = Math.max(1, qualified);
	if (enough(low)) return low;
	let high = low;
	do {
		low = high;
		high *= 2;
		if (high > mostStudents || others(high) > 20 * mostStudents) return undefined;
	} while (!enough(high));
	while (high - low > Math.max(1, high / 100)) {
		const middle = Math.floor((low + high) / 2);
		if (enough(middle)) high = middle;
		else low = middle;
	}
	return high;
}
