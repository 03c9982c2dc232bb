import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, expectClose, readJson, readTable } from "./reference.js";

interface Reference {
	readonly cuts: number[];
	readonly vstat: {
		readonly counts: Record<"public" | "catholic", Record<string, number>>;
		readonly cohen_d: number;
		readonly auc_full: number;
		readonly V_full: number;
		readonly V_coarse_probit: number;
		readonly mu: number;
		readonly sigma: number;
		readonly V_coarse_trapezoid: number;
		readonly naive_pct_gap_by_cut: number[];
	};
}
type Exact = Record<
	"v_free_cuts" | "v_free_cuts_pooled_sd" | "v_fixed_cuts" | "v_fixed_cuts_pooled_sd",
	{ readonly v: number; readonly se: number }
>;

const { cuts, vstat } = readJson<Reference>("models/hetop/result.json");
const exact = readJson<Exact>("ordered-probit-exact.json");
const hsb = readTable("models/hsb/input.csv");
const score = hsb.numbers("MathAch");
const sector = hsb.numbers("Sector");
const catholic = score.filter((_, i) => sector[i] === 1);
const open = score.filter((_, i) => sector[i] === 0);
const countsOf = (name: "public" | "catholic"): Float64Array => Float64Array.from(Object.values(vstat.counts[name]));
const pair = { first: countsOf("catholic"), second: countsOf("public") };

describe("V statistic, Catholic minus public schools of High School and Beyond", () => {
	it("from students' scores, ties counted half", () => {
		const full = defined(stats.vStatisticFromValues(catholic, open));
		expectClose([full.value, full.probability], [vstat.V_full, vstat.auc_full], 1e-12);
		const level = (value: number): number => cuts.filter((cut) => value > cut).length;
		const coarse = defined(stats.vStatisticFromValues(catholic.map(level), open.map(level)));
		expectClose([coarse.value], [vstat.V_coarse_trapezoid], 1e-12);
		// Close to the error of a standardized mean difference at these sizes, √(1/n + 1/m + d²/(2(n + m))).
		const [n, m] = [catholic.length, open.length];
		const plain = Math.sqrt(1 / n + 1 / m + vstat.cohen_d ** 2 / (2 * (n + m)));
		expect(Math.abs((full.standardError as number) / plain - 1)).toBeLessThan(0.05);
	});

	it("from level counts with free cuts: R's clm, and the error by 40-digit arithmetic", () => {
		const own = defined(stats.vStatisticFromLevels(pair));
		expectClose([own.value], [vstat.V_coarse_probit], 1e-5);
		expectClose([own.value, own.standardError], [exact.v_free_cuts.v, exact.v_free_cuts.se], 1e-9);
		expect(own.sdSource).toBe("own");
		const pooled = defined(stats.vStatisticFromLevels({ ...pair, minimumStudents: 10_000 }));
		expectClose(
			[pooled.value, pooled.standardError],
			[exact.v_free_cuts_pooled_sd.v, exact.v_free_cuts_pooled_sd.se],
			1e-9,
		);
		expect(pooled.sdSource).toBe("pooled");
		// The ratio of the standard deviations is clm's as well: V = mu / sqrt((1 + sigma²) / 2).
		expectClose([own.value], [vstat.mu / Math.sqrt((1 + vstat.sigma ** 2) / 2)], 1e-5);
	});

	it("from level counts with known cuts, the same as from two separate fits", () => {
		const own = defined(stats.vStatisticFromLevels({ ...pair, cuts }));
		expectClose([own.value, own.standardError], [exact.v_fixed_cuts.v, exact.v_fixed_cuts.se], 1e-10);
		const [a, b] = [pair.first, pair.second].map((counts) => defined(stats.fitOrderedProbit({ counts, cuts })));
		const two = stats.vStatistic(a!, b!);
		expectClose([two.value, two.standardError], [own.value, own.standardError], 1e-11);
		const pooled = defined(stats.vStatisticFromLevels({ ...pair, cuts, minimumStudents: 10_000 }));
		expectClose(
			[pooled.value, pooled.standardError],
			[exact.v_fixed_cuts_pooled_sd.v, exact.v_fixed_cuts_pooled_sd.se],
			1e-9,
		);
	});

	it("beside it, the difference of percents depends on the cut", () => {
		const above = (counts: Float64Array, cut: number): number =>
			counts.subarray(cut + 1).reduce((sum, n) => sum + n, 0) / counts.reduce((sum, n) => sum + n, 0);
		const gaps = [0, 1, 2].map((cut) => above(pair.first, cut) - above(pair.second, cut));
		expectClose(gaps, vstat.naive_pct_gap_by_cut, 1e-12);
	});

	it("changes its sign with the groups and nothing with the unit", () => {
		const swapped = defined(stats.vStatisticFromLevels({ first: pair.second, second: pair.first }));
		const own = defined(stats.vStatisticFromLevels(pair));
		expectClose([swapped.value, swapped.standardError], [-own.value, own.standardError], 1e-9);
		const scaled = defined(stats.vStatisticFromLevels({ ...pair, cuts: cuts.map((cut) => 2400 + 13 * cut) }));
		const known = defined(stats.vStatisticFromLevels({ ...pair, cuts }));
		expectClose([scaled.value, scaled.standardError], [known.value, known.standardError], 1e-10);
		const cubed = defined(
			stats.vStatisticFromValues(
				catholic.map((x) => x ** 3),
				open.map((x) => x ** 3),
			),
		);
		expect(cubed).toEqual(stats.vStatisticFromValues(catholic, open));
	});

	it("says when the gap has no bound, and passes over levels nobody reached", () => {
		const tens = (from: number): number[] => Array.from({ length: 10 }, (_, index) => from + index);
		for (const [first, second] of [
			[tens(100), tens(0)],
			[tens(0), tens(100)],
		] as const) {
			expect(stats.isUndefinedResult(stats.vStatisticFromValues(first, second))).toBe(true);
		}
		expect(stats.vStatisticFromValues([2, 3], [0, 1])).toEqual(
			stats.undefinedResult("the groups do not overlap: the gap has no bound"),
		);
		expect(stats.vStatisticFromValues([], [0]).kind).toBe("undefined");
		expect(defined(stats.vStatisticFromValues([1], [0, 2])).standardError).toEqual(
			stats.undefinedResult("a group has one value only"),
		);
		const gap = (first: number[], second: number[]) =>
			stats.vStatisticFromLevels({ first: Float64Array.from(first), second: Float64Array.from(second) });
		expect(gap([0, 0, 0, 9], [1, 2, 3, 4]).kind).toBe("undefined");
		expect(gap([0, 0, 3, 9], [0, 0, 3, 4])).toEqual(stats.undefinedResult("fewer than three levels hold students"));
		expect(gap([5, 0, 30, 19], [6, 0, 3, 4])).toEqual(gap([5, 30, 19], [6, 3, 4]));
		expect(gap([0, 0, 0], [1, 1, 1])).toEqual(stats.undefinedResult("a group has no students"));
		expect(() => gap([1, 2, 3], [1, 2])).toThrow(stats.StatsError);
	});
});
