/** Stratified tables, decompositions and tests of larger tables against R (fixtures/reference/placement). */

import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, expectClose, readJson } from "./reference.js";

type Written = number | string | null;
const TOLERANCE = 1e-9;

interface Tested {
	readonly stat: Written;
	readonly p: Written;
	readonly df: number | null;
}

interface Stratified {
	readonly id: string;
	readonly input: readonly [number, number, number, number][];
	readonly informative_strata: number;
	readonly mh_odds_ratio: Written;
	readonly mh_or_ci_rbg: Written[];
	readonly mh_risk_ratio: Written;
	readonly mh_rr_ci_greenland_robins: Written[];
	readonly mh_risk_diff: Written;
	readonly mh_rd_ci_sato: Written[];
	readonly cmh: Readonly<Record<"stat" | "p" | "stat_cc" | "p_cc", Written>>;
	readonly exact: {
		readonly precise: { readonly conditional_mle: number; readonly exact_ci: number[] } | null;
		readonly p: number | null;
	};
	readonly breslow_day: Tested;
	readonly tarone: Tested;
}

const strataOf = (input: Stratified["input"]): stats.TwoByTwo[] =>
	input.map(([a, b, c, d]) => ({ first: { successes: a, trials: a + b }, second: { successes: c, trials: c + d } }));

/** Compares an interval with the reference, or says that there is none where the reference is not a number. */
function expectInterval(
	result: stats.Interval | stats.UndefinedResult,
	estimate: Written,
	ends: readonly Written[],
): void {
	if (typeof estimate !== "number") {
		expect(result.kind).toBe("undefined");
		return;
	}
	const { lower, upper, estimate: ours } = defined(result);
	expectClose([ours, lower, upper], [estimate, ...(ends as number[])], TOLERANCE, 1e-3);
}

describe("strata", () => {
	const { cases } = readJson<{ cases: Stratified[] }>("placement/stratified.json");

	it.each(cases)("Mantel–Haenszel estimates, $id", (expected) => {
		const strata = strataOf(expected.input);
		expectInterval(
			stats.mantelHaenszelRiskRatio({ strata }),
			expected.mh_risk_ratio,
			expected.mh_rr_ci_greenland_robins,
		);
		expectInterval(stats.mantelHaenszelOddsRatio({ strata }), expected.mh_odds_ratio, expected.mh_or_ci_rbg);
		const difference = stats.mantelHaenszelRiskDifference({ strata });
		// Where all results are alike the reference has a difference of 0 with an interval of no width; we have none.
		if (expected.id === "all_zero") expect(difference.kind).toBe("undefined");
		else expectInterval(difference, expected.mh_risk_diff, expected.mh_rd_ci_sato);
	});

	it.each(cases)("tests, $id", (expected) => {
		const strata = strataOf(expected.input);
		expect(stats.countStrata(strata).informative).toBe(expected.informative_strata);
		const test = stats.cochranMantelHaenszel(strata);
		const generalized = stats.generalizedCochranMantelHaenszel({ strata: expected.input, rows: 2, columns: 2 });
		if (expected.informative_strata === 0) expect([test.kind, generalized.kind]).toEqual(["undefined", "undefined"]);
		else {
			const { plain, corrected } = defined(test);
			const actual = [plain.statistic, plain.p, corrected.statistic, corrected.p, defined(generalized).statistic];
			const { stat, p, stat_cc, p_cc } = expected.cmh;
			expectClose(actual, [stat, p, stat_cc, p_cc, stat] as number[], TOLERANCE, 1e-3);
		}
		const homogeneity = stats.breslowDay(strata);
		if (expected.breslow_day.df === null) expect(homogeneity.kind).toBe("undefined");
		else {
			const { breslowDay, tarone } = defined(homogeneity);
			expectClose(
				[breslowDay.statistic, breslowDay.p],
				[expected.breslow_day.stat, expected.breslow_day.p] as number[],
				TOLERANCE,
			);
			expectClose([tarone.statistic, tarone.p], [expected.tarone.stat, expected.tarone.p] as number[], TOLERANCE);
			expect(tarone.df).toBe(expected.tarone.df);
		}
	});

	it.each(cases.filter(({ exact }) => exact.precise !== null))("exact, $id", ({ input, exact }) => {
		const { twoSided, oddsRatio } = defined(stats.exactConditionalTest({ strata: strataOf(input) }));
		expectClose(
			[oddsRatio.estimate, oddsRatio.lower, oddsRatio.upper] as number[],
			[exact.precise!.conditional_mle, ...exact.precise!.exact_ci],
			TOLERANCE,
		);
		if (exact.p !== null) expectClose([twoSided], [exact.p], TOLERANCE);
	});

	it("Mantel and Fleiss: how far the sum can move to its nearer end", () => {
		const test = defined(
			stats.cochranMantelHaenszel(
				strataOf([
					[1, 3, 0, 4],
					[2, 2, 1, 3],
				]),
			),
		);
		// Expected 4·1/8 + 4·3/8 = 2, possible 0 to 4.
		expect(test.mantelFleiss).toBe(2);
	});

	it("counts what contributes nothing, and why", () => {
		const strata = strataOf([
			[5, 15, 10, 90],
			[0, 20, 0, 50],
			[4, 0, 9, 0],
			[0, 0, 4, 30],
			[0, 0, 0, 0],
		]);
		expect(stats.countStrata(strata)).toEqual({ strata: 5, informative: 1, groupAbsent: 2, resultsAlike: 2 });
		expect(() => stats.breslowDay([])).toThrow(stats.StatsError);
		expect(stats.exactConditionalTest({ strata: strataOf([[0, 5, 0, 5]]) }).kind).toBe("undefined");
	});
});

describe("tables with more rows and columns", () => {
	interface Others {
		readonly rxc: Record<"chisq" | "df" | "p" | "cramers_v" | "fisher_p", number> &
			Record<"data" | "expected" | "stdres", number[][]>;
		readonly rxc_small: { readonly data: number[][]; readonly fisher_p: number };
		readonly prop_k: Record<"stat" | "p" | "trend_stat" | "trend_p", number> & Record<"x" | "n", number[]>;
		readonly mcnemar: Record<"stat_cc" | "p_cc" | "stat" | "p" | "exact_p", number> & { readonly data: number[][] };
		readonly mcnemar_small: Record<"b" | "c" | "exact_p" | "midp", number>;
		readonly wilcoxon_ladder: Record<"a" | "b", number[]> & Record<"W" | "p_cc" | "p" | "prob_superiority_a", number>;
		readonly kruskal: { readonly groups: number[][] } & Record<"stat" | "df" | "p", number>;
	}
	const others = readJson<Others>("placement/other_tests.json");
	const flat = (data: number[][]): stats.ContingencyInput => ({
		counts: data.flat(),
		rows: data.length,
		columns: data[0]!.length,
	});

	it("chi-square and Fisher's exact test", () => {
		const { rxc, rxc_small } = others;
		const { pearson, cramersV, expected, residuals } = defined(stats.contingencyChiSquare(flat(rxc.data)));
		expectClose(
			[pearson.statistic, pearson.df, pearson.p, cramersV],
			[rxc.chisq, rxc.df, rxc.p, rxc.cramers_v],
			TOLERANCE,
		);
		expectClose(expected, rxc.expected.flat(), TOLERANCE);
		expectClose(residuals, rxc.stdres.flat(), TOLERANCE, 1e-6);
		expectClose([stats.contingencyExact(flat(rxc_small.data)) as number], [rxc_small.fisher_p], TOLERANCE);
		// R's network algorithm merges paths closer than its own tolerance; the sum itself agrees to six digits.
		expectClose([stats.contingencyExact(flat(rxc.data)) as number], [rxc.fisher_p], TOLERANCE);
	});

	it("an exact test of a two-by-two table is Fisher's, rows and columns may change places", () => {
		const table = { first: { successes: 4, trials: 10 }, second: { successes: 6, trials: 10 } };
		const exact = stats.contingencyExact({ counts: [4, 6, 6, 4], rows: 2, columns: 2 }) as number;
		expectClose([exact], [defined(stats.fisherExact(table)).twoSided], TOLERANCE);
		const wide = stats.contingencyExact({ counts: [3, 2, 0, 1, 4, 2], rows: 2, columns: 3 }) as number;
		const tall = stats.contingencyExact({ counts: [3, 1, 2, 4, 0, 2], rows: 3, columns: 2 }) as number;
		expectClose([wide], [tall], TOLERANCE);
		const empty = { counts: [3, 0, 2, 0], rows: 2, columns: 2 };
		expect(stats.isUndefinedResult(stats.contingencyExact(empty))).toBe(true);
		expect(stats.contingencyChiSquare(empty).kind).toBe("undefined");
		const huge = { counts: [300, 400, 500, 600, 700, 800, 900, 250, 350, 450, 550, 650], rows: 3, columns: 4 };
		expect(stats.contingencyExact(huge)).toEqual(stats.undefinedResult("too many tables to look at one by one"));
		expect(() => stats.contingencyExact({ ...empty, counts: [1.5, 0, 2, 0] })).toThrow(stats.StatsError);
	});

	it("shares of several groups, and their trend", () => {
		const { x, n, stat, p, trend_stat, trend_p } = others.prop_k;
		const counts = x.flatMap((met, k) => [met, n[k]! - met]);
		const { pearson } = defined(stats.contingencyChiSquare({ counts, rows: x.length, columns: 2 }));
		expectClose([pearson.statistic, pearson.p], [stat, p], TOLERANCE);
		const trend = defined(stats.cochranArmitage({ successes: x, trials: n }));
		expectClose([trend.statistic, trend.p], [trend_stat, trend_p], TOLERANCE);
		expect(stats.cochranArmitage({ successes: [0, 0], trials: [3, 4] }).kind).toBe("undefined");
		expect(() => stats.cochranArmitage({ successes: [4], trials: [3] })).toThrow(stats.StatsError);
	});

	it("generalized Cochran–Mantel–Haenszel", () => {
		interface Generalized {
			readonly ucb: { readonly stat: number; readonly p: number };
			readonly job_satisfaction: { readonly data: number[] } & Record<"stat" | "df" | "p", number>;
		}
		const { job_satisfaction: jobs } = readJson<Generalized>("placement/generalised_cmh.json");
		// Column-major in R: income by satisfaction, one gender after the other.
		const strata = [0, 16].map((from) =>
			Array.from({ length: 16 }, (_, at) => jobs.data[from + (at % 4) * 4 + Math.floor(at / 4)]!),
		);
		const test = defined(stats.generalizedCochranMantelHaenszel({ strata, rows: 4, columns: 4 }));
		expectClose([test.statistic, test.df, test.p], [jobs.stat, jobs.df, jobs.p], TOLERANCE);
		const withEmpty = strata.map((counts) => [...counts, 0, 0, 0, 0]);
		const same = defined(stats.generalizedCochranMantelHaenszel({ strata: withEmpty, rows: 5, columns: 4 }));
		expectClose([same.statistic], [jobs.stat], TOLERANCE);
	});

	it("McNemar", () => {
		const { mcnemar, mcnemar_small: small } = others;
		const test = defined(stats.mcNemar({ up: mcnemar.data[0]![1]!, down: mcnemar.data[1]![0]! }));
		const { plain, corrected } = test;
		expectClose(
			[plain.statistic, plain.p, corrected.statistic, corrected.p, test.exactP],
			[mcnemar.stat, mcnemar.p, mcnemar.stat_cc, mcnemar.p_cc, mcnemar.exact_p],
			TOLERANCE,
		);
		const few = defined(stats.mcNemar({ up: small.b, down: small.c }));
		expectClose([few.exactP, few.midP], [small.exact_p, small.midp], TOLERANCE);
		expect(stats.mcNemar({ up: 0, down: 0 })).toEqual(stats.undefinedResult("nobody moved"));
		expect(() => stats.mcNemar({ up: 0.5, down: 1 })).toThrow(stats.StatsError);
	});

	it("ranks with ties", () => {
		const { wilcoxon_ladder: ladder, kruskal } = others;
		const test = defined(stats.wilcoxonRankSum({ first: ladder.a, second: ladder.b }));
		expectClose(
			[test.w, test.p, test.correctedP, test.superiority],
			[ladder.W, ladder.p, ladder.p_cc, ladder.prob_superiority_a],
			TOLERANCE,
		);
		const several = defined(stats.kruskalWallis(kruskal.groups));
		expectClose([several.statistic, several.df, several.p], [kruskal.stat, kruskal.df, kruskal.p], TOLERANCE);
		expect(stats.wilcoxonRankSum({ first: [1, 1], second: [1] }).kind).toBe("undefined");
		expect(stats.wilcoxonRankSum({ first: [], second: [1] }).kind).toBe("undefined");
		expect(stats.kruskalWallis([[1], []]).kind).toBe("undefined");
		expect(stats.kruskalWallis([[1], [1]]).kind).toBe("undefined");
	});

	it("ranks without ties and unequal scores", () => {
		interface More {
			readonly others: {
				readonly samples: Record<"a" | "b" | "c", number[]>;
				readonly trend: Record<"successes" | "trials" | "scores", number[]> & Record<"stat" | "p", number>;
			} & Record<"W" | "p" | "p_cc" | "kruskal" | "kruskal_p", number>;
		}
		const { others: more } = readJson<More>("placement/more.json");
		const test = defined(stats.wilcoxonRankSum({ first: more.samples.a, second: more.samples.b }));
		expectClose([test.w, test.p, test.correctedP], [more.W, more.p, more.p_cc], TOLERANCE);
		const several = defined(stats.kruskalWallis(Object.values(more.samples)));
		expectClose([several.statistic, several.p], [more.kruskal, more.kruskal_p], TOLERANCE);
		const trend = defined(stats.cochranArmitage(more.trend));
		expectClose([trend.statistic, trend.p], [more.trend.stat, more.trend.p], TOLERANCE);
	});
});

describe("multiplicity", () => {
	it.each(
		readJson<{ cases: Record<"p" | "BH" | "BY" | "holm" | "bonferroni", number[]>[] }>("placement/p_adjust.json").cases,
	)("$p", ({ p, BH, BY, holm, bonferroni }) => {
		expectClose(stats.benjaminiHochberg(p) as number[], BH, TOLERANCE);
		expectClose(stats.benjaminiYekutieli(p) as number[], BY, TOLERANCE);
		expectClose(stats.holm(p) as number[], holm, TOLERANCE);
		expectClose(stats.bonferroni(p) as number[], bonferroni, TOLERANCE);
	});
});

describe("a gap within and between schools", () => {
	interface Case {
		readonly id: string;
		readonly nf: number[];
		readonly xf: number[];
		readonly nr: number[];
		readonly xr: number[];
		readonly reference_weighted: { readonly within: number; readonly between: number };
		readonly schools_missing_a_group: number;
		readonly rate_focal: number;
		readonly rate_ref: number;
		readonly gap: number;
		readonly within: number;
		readonly between: number;
		readonly dissimilarity: number;
	}
	const list = (values: number[] | number): number[] => [values].flat();

	it.each(readJson<{ cases: Case[] }>("placement/kitagawa.json").cases)("$id", (one) => {
		const strata = list(one.nf).map((trials, k) => ({
			first: { successes: list(one.xf)[k]!, trials },
			second: { successes: list(one.xr)[k]!, trials: list(one.nr)[k]! },
		}));
		const parts = defined(stats.kitagawaDecomposition(strata));
		const { within, between } = one.reference_weighted;
		expectClose(
			[parts.firstShare, parts.secondShare, parts.gap, parts.within, parts.between, parts.dissimilarity],
			[one.rate_focal, one.rate_ref, one.gap, one.within, one.between, one.dissimilarity],
			TOLERANCE,
			1e-3,
		);
		expectClose([parts.referenceWeighted.within, parts.referenceWeighted.between], [within, between], TOLERANCE, 1e-3);
		expect(parts.strataWithOneGroup).toBe(one.schools_missing_a_group);
		expectClose([parts.within + parts.between], [parts.gap], 1e-12, 1e-3);
	});

	it("has no parts without one of the groups", () => {
		const strata = [{ first: { successes: 0, trials: 0 }, second: { successes: 1, trials: 2 } }];
		expect(stats.kitagawaDecomposition(strata).kind).toBe("undefined");
		expect(() => stats.kitagawaDecomposition([])).toThrow(stats.StatsError);
	});
});

describe("empirical Bayes", () => {
	interface Expected {
		readonly x: number[];
		readonly n: number[];
		readonly pooled: number;
		readonly kleinman_rho: number;
		readonly moment: Record<"alpha" | "beta", number> & Record<"posterior_mean" | "lo" | "hi" | "shrink", number[]>;
		readonly underdispersed: { readonly x: number[]; readonly n: number[] };
	}
	const reference = readJson<Expected>("placement/empirical_bayes.json");

	it("moments and posterior", () => {
		const { x, n, moment } = reference;
		const result = defined(stats.betaBinomialShares({ successes: x, trials: n }));
		const prior = result.prior as { alpha: number; beta: number };
		const intervals = result.intervals as { lower: Float64Array; upper: Float64Array };
		expectClose([result.pooled, result.rho], [reference.pooled, reference.kleinman_rho], TOLERANCE);
		expectClose([prior.alpha, prior.beta], [moment.alpha, moment.beta], TOLERANCE);
		expectClose(result.shares, moment.posterior_mean, TOLERANCE);
		expectClose(intervals.lower, moment.lo, TOLERANCE);
		expectClose(intervals.upper, moment.hi, TOLERANCE);
		// The reference's weight is that of the school's own results, n / (n + alpha + beta).
		expectClose(result.ownWeights, moment.shrink, TOLERANCE);
	});

	it("without spread beyond chance every group has the pooled share", () => {
		const { x, n } = reference.underdispersed;
		const result = defined(stats.betaBinomialShares({ successes: x, trials: n }));
		expect(result.rho).toBeLessThanOrEqual(0);
		expect([...new Set(result.shares)]).toEqual([0.1]);
		expect(stats.isUndefinedResult(result.prior) && stats.isUndefinedResult(result.intervals)).toBe(true);
	});

	it("says when there is nothing to estimate", () => {
		const none = [
			{ successes: [1], trials: [5] },
			{ successes: [0, 0], trials: [5, 4] },
			{ successes: [0, 1, 1], trials: [1, 1, 1] },
			{ successes: [0, 30, 0, 30], trials: [30, 30, 30, 30] },
		];
		for (const input of none) expect(stats.betaBinomialShares(input).kind).toBe("undefined");
		expect(() => stats.betaBinomialShares({ successes: [2], trials: [1] })).toThrow(stats.StatsError);
	});
});

describe("disproportionality", () => {
	type Values = (number | string | null)[];
	interface Case {
		readonly id: string;
		readonly lea_x: number[];
		readonly lea_n: number[];
		readonly state_x: number[];
		readonly state_n: number[];
		readonly min_cell: number;
		readonly min_n: number;
		readonly threshold: number;
		readonly method: string[];
		readonly exceeds: (boolean | null)[];
		readonly exceeds_e: (boolean | null)[];
		readonly risk: Values;
		readonly risk_others: Values;
		readonly risk_ratio: Values;
		readonly alternate_risk_ratio: Values;
		readonly weighted_risk_ratio: Values;
		readonly risk_diff_pp: Values;
		readonly composition: Values;
		readonly base_composition: Values;
		readonly composition_index: Values;
		readonly relative_diff_composition: Values;
		readonly diff_composition_pp: Values;
		readonly e_formula: Values;
		readonly relative_rate_index_vs_largest: Values;
		readonly value: Values;
	}
	const choices: Record<string, stats.RatioChoice> = {
		not_calculated_group_below_minimum: "group-below-minimum",
		not_calculated_no_comparison_group: "no-comparison-group",
		risk_ratio: "risk-ratio",
		alternate_risk_ratio: "alternate-risk-ratio",
	};
	const counts = (x: number[], n: number[]): stats.Count[] => x.map((successes, k) => ({ successes, trials: n[k]! }));

	it.each(readJson<{ cases: Case[] }>("placement/idea_measures.json").cases)("$id", (one) => {
		const measures = stats.disproportionality({
			groups: counts(one.lea_x, one.lea_n),
			wider: counts(one.state_x, one.state_n),
			minimumCell: one.min_cell,
			minimumN: one.min_n,
			threshold: stats.decimalFraction(one.threshold),
		});
		const columns: [keyof stats.Disproportionality, Values, number][] = [
			["risk", one.risk, 1],
			["riskOfOthers", one.risk_others, 1],
			["riskRatio", one.risk_ratio, 1],
			["alternateRiskRatio", one.alternate_risk_ratio, 1],
			["weightedRiskRatio", one.weighted_risk_ratio, 1],
			["riskDifference", one.risk_diff_pp, 100],
			["composition", one.composition, 1],
			["baseComposition", one.base_composition, 1],
			["compositionIndex", one.composition_index, 1],
			["relativeDifference", one.relative_diff_composition, 1],
			["compositionDifference", one.diff_composition_pp, 100],
			["eFormula", one.e_formula, 1],
			["relativeRateIndex", one.relative_rate_index_vs_largest, 1],
			["ratio", one.value, 1],
		];
		for (const [name, values, unit] of columns) {
			measures.forEach((measure, k) => {
				const expected = values[k]!;
				const actual = measure[name];
				if (typeof expected === "number") expectClose([(actual as number) * unit], [expected], TOLERANCE, 1e-3);
				else expect(stats.isUndefinedResult(actual), `${name} of group ${k}`).toBe(true);
			});
		}
		expect(measures.map(({ choice }) => choice)).toEqual(one.method.map((method) => choices[method]));
		const said = (value: boolean | stats.UndefinedResult): boolean | null =>
			typeof value === "boolean" ? value : null;
		expect(measures.map(({ exceeds }) => said(exceeds))).toEqual(one.exceeds);
		expect(measures.map(({ exceedsE }) => said(exceedsE))).toEqual(one.exceeds_e);
	});

	it("has no alternate ratio without a wider area, and refuses lists that do not match", () => {
		const groups = counts([12, 5], [40, 50]);
		const [first] = stats.disproportionality({ groups });
		expect(first).toMatchObject({ choice: "no-comparison-group", alternateRiskRatio: { kind: "undefined" } });
		expect(() => stats.disproportionality({ groups, wider: [] })).toThrow(stats.StatsError);
		expect(() => stats.disproportionality({ groups: [] })).toThrow(stats.StatsError);
	});
});
