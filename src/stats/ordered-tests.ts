/** Tests for ordered outcomes and ordered groups, ties corrected. */

import { requireFinite, requireLength } from "./checks.js";
import { type ChiSquareTest, chiSquareTest } from "./cochran-mantel-haenszel.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { normalCdf } from "./normal.js";

/** Shares of groups that have an order. */
export interface TrendInput {
	readonly successes: ArrayLike<number>;
	readonly trials: ArrayLike<number>;
	/** Positions of the groups; default 1, 2, 3, … */
	readonly scores?: ArrayLike<number>;
}

/**
 * Cochran–Armitage test for a trend of shares over ordered groups.
 *
 * @param input counts per group and the groups' positions
 * @returns chi-square test with one degree of freedom; undefined where scores or results do not vary
 * @throws StatsError `length-mismatch`, `non-finite` or `out-of-range`
 * @reference Armitage (1955) Biometrics 11:375–386; as in R's prop.trend.test
 * @example
 * cochranArmitage({ successes: [83, 90, 129, 70], trials: [86, 93, 136, 82] }).statistic // → 8.2249222852
 */
export function cochranArmitage(input: TrendInput): ChiSquareTest | UndefinedResult {
	const trials = Array.from(input.trials);
	const successes = Array.from(input.successes);
	const scores = input.scores === undefined ? trials.map((_, k) => k + 1) : Array.from(input.scores);
	requireLength("successes", successes.length, trials.length);
	requireLength("scores", scores.length, trials.length);
	requireFinite("scores", scores);
	trials.forEach((n, k) => {
		if (!(successes[k]! >= 0 && successes[k]! <= n && Number.isFinite(n))) {
			throw new StatsError("out-of-range", `successes[${k}] is ${successes[k]} of ${n}; it must lie in [0, trials]`);
		}
	});
	const add = (value: (k: number) => number): number => trials.reduce((sum, _, k) => sum + value(k), 0);
	const total = add((k) => trials[k]!);
	const share = add((k) => successes[k]!) / total;
	const center = add((k) => trials[k]! * scores[k]!) / total;
	const spread = add((k) => trials[k]! * (scores[k]! - center) ** 2);
	const variance = share * (1 - share) * spread;
	if (!(variance > 0)) return undefinedResult("scores or results do not vary");
	const slope = add((k) => (successes[k]! - trials[k]! * share) * (scores[k]! - center));
	return chiSquareTest(slope ** 2 / variance, 1);
}

/** The rank-sum test of two samples. */
export interface RankSumTest {
	readonly kind: "rank-sum-test";
	/** Pairs in which the first value is larger, ties half: Mann and Whitney's U, R's W. */
	readonly w: number;
	/** Two-sided, normal approximation with ties corrected. */
	readonly p: number;
	/** The same with the continuity correction. */
	readonly correctedP: number;
	/** Chance that a value of the first sample is larger than one of the second, ties half. */
	readonly superiority: number;
}

/** Two samples of numbers, for example levels of a course ladder. */
export interface TwoSamples {
	readonly first: ArrayLike<number>;
	readonly second: ArrayLike<number>;
}

/**
 * Wilcoxon's rank-sum test (Mann–Whitney) with the normal approximation, ties corrected.
 *
 * @param samples two samples
 * @returns the test; undefined when a sample is empty or all values are equal
 * @throws StatsError `non-finite`
 * @reference Lehmann, Nonparametrics (1975), section 1.4
 * @example
 * wilcoxonRankSum({ first: [0, 1, 1], second: [1, 2, 3] }) // → { kind: "rank-sum-test", w: 1, p: 0.10457099306, correctedP: 0.16415972848, superiority: 0.11111111111 }
 */
export function wilcoxonRankSum({ first, second }: TwoSamples): RankSumTest | UndefinedResult {
	const [m, n] = [first.length, second.length];
	if (m === 0 || n === 0) return undefinedResult("a sample is empty");
	const ranked = ranksOf([first, second]);
	const total = m + n;
	const variance = ((m * n) / 12) * (total + 1 - ranked.ties / (total * (total - 1)));
	if (!(variance > 0)) return undefinedResult("all values are equal");
	const w = ranked.sums[0]! - (m * (m + 1)) / 2;
	const distance = Math.abs(w - (m * n) / 2);
	const twoSided = (z: number): number => Math.min(1, 2 * normalCdf(z, { upper: true }));
	return {
		kind: "rank-sum-test",
		w,
		p: twoSided(distance / Math.sqrt(variance)),
		correctedP: twoSided((distance - Math.min(0.5, distance)) / Math.sqrt(variance)),
		superiority: w / (m * n),
	};
}

/**
 * Kruskal–Wallis test that several samples have the same distribution, ties corrected.
 *
 * @param samples two or more samples
 * @returns chi-square test; undefined with fewer than two samples with values, or when all values are equal
 * @throws StatsError `non-finite`
 * @reference Kruskal & Wallis (1952) JASA 47:583–621
 * @example
 * kruskalWallis([[1, 2, 3], [4, 5, 6]]).statistic // → 3.85714285714
 */
export function kruskalWallis(samples: readonly ArrayLike<number>[]): ChiSquareTest | UndefinedResult {
	const filled = samples.filter(({ length }) => length > 0);
	if (filled.length < 2) return undefinedResult("fewer than two samples have values");
	const { sums, ties } = ranksOf(filled);
	const total = filled.reduce((sum, { length }) => sum + length, 0);
	const correction = 1 - ties / (total ** 3 - total);
	if (!(correction > 0)) return undefinedResult("all values are equal");
	const between = sums.reduce(
		(sum, ranks, k) => sum + filled[k]!.length * (ranks / filled[k]!.length - (total + 1) / 2) ** 2,
		0,
	);
	return chiSquareTest((12 * between) / (total * (total + 1)) / correction, filled.length - 1);
}

/** Sums of average ranks per sample, and Σ (t³ - t) over groups of equal values. */
function ranksOf(samples: readonly ArrayLike<number>[]): { readonly sums: number[]; readonly ties: number } {
	const counts = new Map<number, number[]>();
	samples.forEach((values, sample) => {
		requireFinite("values", values);
		for (let i = 0; i < values.length; i++) {
			const value = values[i]!;
			const own = counts.get(value) ?? samples.map(() => 0);
			own[sample]! += 1;
			counts.set(value, own);
		}
	});
	const sums = samples.map(() => 0);
	let before = 0;
	let ties = 0;
	for (const [, own] of [...counts].sort(([left], [right]) => left - right)) {
		const equal = own.reduce((sum, count) => sum + count, 0);
		const rank = before + (equal + 1) / 2;
		own.forEach((count, sample) => {
			sums[sample]! += count * rank;
		});
		ties += equal ** 3 - equal;
		before += equal;
	}
	return { sums, ties };
}
