/** Measures of disproportionality as the federal rules for special education write them, group by group. */

import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { compareRiskRatio, type Fraction } from "./exact-thresholds.js";
import { type Count, cellsOf, type TwoByTwo } from "./two-by-two.js";

/** Counts of the adverse outcome by group. */
export interface DisproportionalityInput {
	/** Groups of the district that part its students, for example by ethnicity. */
	readonly groups: readonly Count[];
	/** The same groups, in the same order, in the county or state; without it there is no alternate or weighted ratio. */
	readonly wider?: readonly Count[];
	/** Smallest numerator; default 10. */
	readonly minimumCell?: number;
	/** Smallest denominator; default 30. */
	readonly minimumN?: number;
	/** What a ratio must exceed; default 3. */
	readonly threshold?: Fraction;
}

/** Which ratio the rule takes for a group, or why it takes none. */
export type RatioChoice = "risk-ratio" | "alternate-risk-ratio" | "group-below-minimum" | "no-comparison-group";

type Value = number | UndefinedResult;

/** Measures of one group. */
export interface Disproportionality {
	/** Share of the group with the outcome, and of all other students of the district. */
	readonly risk: Value;
	readonly riskOfOthers: Value;
	readonly riskRatio: Value;
	/** Against all other students of the wider area. */
	readonly alternateRiskRatio: Value;
	/** Against the other groups' risks weighted by the wider area's composition. */
	readonly weightedRiskRatio: Value;
	/** Risk less that of the others, as a share. */
	readonly riskDifference: Value;
	/** The group's share of those with the outcome, and of all students. */
	readonly composition: Value;
	readonly baseComposition: Value;
	/** composition / base, (composition - base) / base, composition - base. */
	readonly compositionIndex: Value;
	readonly relativeDifference: Value;
	readonly compositionDifference: Value;
	/** Base plus one standard error of a share, and whether the composition exceeds it. */
	readonly eFormula: Value;
	readonly exceedsE: boolean | UndefinedResult;
	/** Risk over that of the largest group. */
	readonly relativeRateIndex: Value;
	readonly choice: RatioChoice;
	/** The ratio that the rule takes. */
	readonly ratio: Value;
	/** Whether it exceeds the threshold, in whole numbers. */
	readonly exceeds: boolean | UndefinedResult;
}

/**
 * Risk ratio, alternate and weighted risk ratio, composition and E-formula of every group, and which of the ratios
 * 34 CFR 300.647 takes: the district's own where group and comparison reach the minimums, else the wider area's.
 *
 * @param input counts, minimums and threshold
 * @returns measures per group, in the order given; values that the counts do not determine say why
 * @throws StatsError `empty-input`, `length-mismatch` or `out-of-range`
 * @reference 34 CFR 300.647; Bollmer, Bethel, Munk & Bitterman, Methods for Assessing Racial/Ethnic Disproportionality in Special Education (2014)
 * @example
 * disproportionality({ groups: [{ successes: 30, trials: 100 }, { successes: 50, trials: 500 }] }).map(({ choice, exceeds }) => [choice, exceeds]) // → [["risk-ratio", false], ["risk-ratio", false]]
 */
export function disproportionality(input: DisproportionalityInput): Disproportionality[] {
	const { groups, wider } = input;
	if (groups.length === 0) throw new StatsError("empty-input", "there are no groups");
	if (wider !== undefined && wider.length !== groups.length) {
		throw new StatsError("length-mismatch", `wider has ${wider.length} groups, expected ${groups.length}`);
	}
	const all = sumOf(groups);
	const largest = groups.reduce((most, group) => (group.trials > most.trials ? group : most));
	return groups.map((group, k) => {
		const table: TwoByTwo = { first: group, second: others(all, group) };
		const wide: TwoByTwo | undefined = wider && { first: group, second: others(sumOf(wider), wider[k]!) };
		for (const one of [table, wide ?? table]) cellsOf(one);
		const weighted = wider === undefined ? noWider : weightedRatio(groups, wider, k);
		return {
			...risks(table, wide),
			weightedRiskRatio: weighted,
			...compositions(group, all),
			relativeRateIndex: quotient(riskOf(group), riskOf(largest)),
			...judge(input, table, wide),
		};
	});
}

const noWider = undefinedResult("no counts of a wider area");

const sumOf = (counts: readonly Count[]): Count => ({
	successes: counts.reduce((sum, { successes }) => sum + successes, 0),
	trials: counts.reduce((sum, { trials }) => sum + trials, 0),
});

const others = (all: Count, group: Count): Count => ({
	successes: all.successes - group.successes,
	trials: all.trials - group.trials,
});

const riskOf = ({ successes, trials }: Count): Value =>
	trials === 0 ? undefinedResult("no students") : successes / trials;

const quotient = (above: Value, below: Value): Value => {
	if (typeof above !== "number") return above;
	if (typeof below !== "number") return below;
	return below === 0 ? undefinedResult("zero denominator") : above / below;
};

function ratioOf({ first, second }: TwoByTwo): Value {
	const comparison = riskOf(second);
	if (comparison === 0) return undefinedResult("nobody in the comparison has the outcome");
	return quotient(riskOf(first), comparison);
}

function risks(
	table: TwoByTwo,
	wide: TwoByTwo | undefined,
): Pick<Disproportionality, "risk" | "riskOfOthers" | "riskRatio" | "alternateRiskRatio" | "riskDifference"> {
	const risk = riskOf(table.first);
	const riskOfOthers = riskOf(table.second);
	return {
		risk,
		riskOfOthers,
		riskRatio: ratioOf(table),
		alternateRiskRatio: wide === undefined ? noWider : ratioOf(wide),
		riskDifference:
			typeof risk !== "number" ? risk : typeof riskOfOthers !== "number" ? riskOfOthers : risk - riskOfOthers,
	};
}

/** (1 - w) p over Σ w p of the other groups, w the wider area's shares of students. */
function weightedRatio(groups: readonly Count[], wider: readonly Count[], k: number): Value {
	const total = sumOf(wider).trials;
	if (total === 0) return undefinedResult("the wider area has no students");
	let below = 0;
	for (const [j, group] of groups.entries()) {
		const risk = riskOf(group);
		if (typeof risk !== "number") return undefinedResult("a group of the district has no students");
		if (j !== k) below += (wider[j]!.trials / total) * risk;
	}
	if (below === 0) return undefinedResult("nobody in the comparison has the outcome");
	const { successes, trials } = groups[k]!;
	return ((1 - wider[k]!.trials / total) * (successes / trials)) / below;
}

type Compositions = Pick<
	Disproportionality,
	| "composition"
	| "baseComposition"
	| "compositionIndex"
	| "relativeDifference"
	| "compositionDifference"
	| "eFormula"
	| "exceedsE"
>;

function compositions(group: Count, all: Count): Compositions {
	const composition: Value =
		all.successes === 0 ? undefinedResult("nobody has the outcome") : group.successes / all.successes;
	const base: Value = all.trials === 0 ? undefinedResult("no students") : group.trials / all.trials;
	const both = (value: (composition: number, base: number) => Value): Value =>
		typeof composition !== "number" ? composition : typeof base !== "number" ? base : value(composition, base);
	const eFormula = typeof base === "number" ? base + Math.sqrt((base * (1 - base)) / all.trials) : base;
	return {
		composition,
		baseComposition: base,
		compositionIndex: both(quotient),
		relativeDifference: both((share, of) => quotient(share - of, of)),
		compositionDifference: both((share, of) => share - of),
		eFormula,
		exceedsE:
			typeof composition !== "number" ? composition : typeof eFormula !== "number" ? eFormula : composition > eFormula,
	};
}

/** Which ratio counts, and whether it exceeds the threshold. */
function judge(
	{ minimumCell = 10, minimumN = 30, threshold = { numerator: 3, denominator: 1 } }: DisproportionalityInput,
	table: TwoByTwo,
	wide: TwoByTwo | undefined,
): Pick<Disproportionality, "choice" | "ratio" | "exceeds"> {
	const reaches = ({ successes, trials }: Count): boolean => successes >= minimumCell && trials >= minimumN;
	const none = (choice: RatioChoice, words: string): ReturnType<typeof judge> => {
		const reason = undefinedResult(words);
		return { choice, ratio: reason, exceeds: reason };
	};
	if (!reaches(table.first)) return none("group-below-minimum", "the group is below the minimum cell or n");
	const own = reaches(table.second);
	if (!own && !(wide !== undefined && reaches(wide.second))) {
		return none("no-comparison-group", "no comparison group reaches the minimum cell and n");
	}
	const taken = own ? table : wide!;
	const side = compareRiskRatio(taken, threshold);
	return {
		choice: own ? "risk-ratio" : "alternate-risk-ratio",
		ratio: ratioOf(taken),
		exceeds: typeof side === "number" ? side > 0 : side,
	};
}
