import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, expectClose, readJson, readTable } from "./reference.js";

interface FixedCuts {
	readonly cuts: number[];
	readonly mu: number[];
	readonly sigma: number[];
	readonly se_mu: number[];
	readonly loglik: number[];
}
interface Own {
	readonly mean: number;
	readonly sd: number;
	readonly mean_se: number;
	readonly sd_se: number;
	readonly covariance: number;
	readonly held_mean_sd: number;
	readonly held_mean_sd_se: number;
	readonly held_sd_7_mean: number;
	readonly held_sd_7_mean_se: number;
}
interface Exact {
	readonly own: Own[];
	readonly pooled_sd_fixed_cuts: {
		readonly sd: number;
		readonly sd_se: number;
		readonly mean: number[];
		readonly mean_se: number[];
		readonly covariance: number[];
	};
}

const nlm = readJson<FixedCuts>("models/hetop/fixed_cuts.json");
const exact = readJson<Exact>("ordered-probit-exact.json");
const table = readTable("models/hetop/hsb24_counts.csv");
const cuts = nlm.cuts;
const levels = ["n1", "n2", "n3", "n4"].map((name) => table.numbers(name));
const groups = Array.from({ length: table.rows }, (_, i) => Float64Array.from(levels, (level) => level[i]!));
const flat = Float64Array.from(groups.flatMap((counts) => [...counts]));
const wanted = (key: keyof Own): number[] => exact.own.map((group) => group[key]);

describe("ordered probit with known cuts, 24 schools", () => {
	const fits = groups.map((counts) => defined(stats.fitOrderedProbit({ counts, cuts })));
	const column = (
		of: readonly stats.LevelDistribution[],
		key: "mean" | "sd" | "meanStandardError" | "sdStandardError",
	) => of.map((fit) => fit[key]);

	it("R's optimizers", () => {
		expectClose(column(fits, "mean"), nlm.mu, 1e-5);
		expectClose(column(fits, "sd"), nlm.sigma, 1e-5);
		expectClose(
			fits.map((fit) => fit.logLikelihood),
			nlm.loglik,
			1e-11,
		);
	});

	it("40-digit arithmetic: both moments with their errors and covariance", () => {
		expectClose(column(fits, "mean"), wanted("mean"), 1e-12);
		expectClose(column(fits, "sd"), wanted("sd"), 1e-12);
		expectClose(column(fits, "meanStandardError"), wanted("mean_se"), 1e-11);
		expectClose(column(fits, "sdStandardError"), wanted("sd_se"), 1e-11);
		expectClose(
			fits.map((fit) => fit.covariance),
			wanted("covariance"),
			1e-10,
			0.01,
		);
	});

	it("a held mean leaves the spread, a held spread leaves the mean", () => {
		const means = table.numbers("mean");
		const spreads = groups.map((counts, i) => defined(stats.fitOrderedProbit({ counts, cuts, mean: means[i]! })));
		expectClose(column(spreads, "sd"), wanted("held_mean_sd"), 1e-12);
		expectClose(column(spreads, "sdStandardError"), wanted("held_mean_sd_se"), 1e-11);
		expect(spreads.map((fit) => [fit.mean, fit.meanStandardError, fit.covariance])).toEqual(
			Array.from(means, (mean) => [mean, 0, 0]),
		);
		const located = groups.map((counts) => defined(stats.fitOrderedProbit({ counts, cuts, sd: { value: 7 } })));
		expectClose(column(located, "mean"), wanted("held_sd_7_mean"), 1e-12);
		expectClose(column(located, "meanStandardError"), wanted("held_sd_7_mean_se"), 1e-11);
	});

	it("many groups at once; small ones borrow one spread, whose error reaches their means", () => {
		const own = stats.fitOrderedProbitGroups({ counts: flat, cuts });
		expect(own.groups).toEqual(fits);
		const { sd, sd_se, mean, mean_se, covariance } = exact.pooled_sd_fixed_cuts;
		const pooled = defined(own.pooledSd);
		expectClose([pooled.value, pooled.standardError], [sd, sd_se], 1e-10);
		const small = stats.fitOrderedProbitGroups({ counts: flat, cuts, minimumStudents: 1000 }).groups.map(defined);
		expectClose(column(small, "mean"), mean, 1e-10);
		expectClose(column(small, "meanStandardError"), mean_se, 1e-10);
		expectClose(
			small.map((fit) => fit.covariance),
			covariance,
			1e-9,
			1e-3,
		);
		expect(new Set(small.map((fit) => fit.sdSource))).toEqual(new Set(["pooled"]));
	});

	it("published means are held in groups, and the pooled spread is found around them", () => {
		const means = [...table.numbers("mean")];
		const result = stats.fitOrderedProbitGroups({ counts: flat, cuts, means });
		expectClose(column(result.groups.map(defined), "sd"), wanted("held_mean_sd"), 1e-12);
		const pooled = defined(result.pooledSd);
		// The maximum of the summed likelihoods: a little more or less spread is less likely.
		const total = (value: number): number =>
			groups.reduce((sum, counts, i) => {
				const below = [0, ...cuts.map((cut) => stats.normalCdf((cut - means[i]!) / value)), 1];
				return sum + counts.reduce((part, n, k) => part + n * Math.log(below[k + 1]! - below[k]!), 0);
			}, 0);
		const [low, top, high] = [total(pooled.value * 0.999), total(pooled.value), total(pooled.value * 1.001)];
		expect(top).toBeGreaterThan(low);
		expect(top).toBeGreaterThan(high);
		const curve = (low + high - 2 * top) / (pooled.value * 0.001) ** 2;
		expectClose([pooled.standardError], [1 / Math.sqrt(-curve)], 1e-4);
	});
});

describe("what level counts cannot say", () => {
	const reason = (counts: number[], more: Partial<stats.OrderedProbitInput> = {}) =>
		stats.fitOrderedProbit({ counts: Float64Array.from(counts), cuts: [0, 1, 2], ...more });

	it("names the obstacle", () => {
		expect(reason([0, 0, 0, 0])).toEqual(stats.undefinedResult("no students"));
		expect(reason([4, 5, 0, 0]).kind).toBe("undefined");
		expect(reason([4, 0, 0, 5]).kind).toBe("undefined");
		expect(reason([0, 9, 0, 0], { mean: 0.5 })).toEqual(
			stats.undefinedResult("all students are in one level: no spread"),
		);
		expect(reason([5, 0, 0, 4], { mean: 1 })).toEqual(
			stats.undefinedResult("students are in the end levels only: the spread has no bound"),
		);
		expect(reason([0, 4, 4, 0], { mean: 1 })).toEqual(
			stats.undefinedResult("the mean lies on the cut between the only two levels with students"),
		);
		expect(reason([0, 0, 0, 7], { sd: { value: 1 } })).toEqual(
			stats.undefinedResult("all students are in an end level: the mean has no bound on that side"),
		);
	});

	it("but a held value can make up for a missing level", () => {
		expect(defined(reason([0, 9, 0, 0], { sd: { value: 0.5 } })).mean).toBeCloseTo(0.5, 12);
		// One in ten above the cut at 2, the mean at 1: the cut is 1.2816 standard deviations away.
		const spread = defined(
			stats.fitOrderedProbit({ counts: Float64Array.of(0, 0, 90, 10), cuts: [-90, -80, 2], mean: 1 }),
		);
		expect(spread.sd).toBeCloseTo(1 / 1.2815515655, 8);
		// Only end levels, but the mean far to one side: the spread is bounded.
		expect(defined(reason([90, 0, 0, 10], { mean: -1 })).sd).toBeGreaterThan(0);
	});

	it("small groups without any spread to borrow are undefined", () => {
		const narrow = stats.fitOrderedProbitGroups({ counts: Float64Array.of(5, 5, 0, 0, 0, 3, 4, 0), cuts: [0, 1, 2] });
		expect(narrow.groups.map(({ kind }) => kind)).toEqual(["undefined", "undefined"]);
		const ends = stats.fitOrderedProbitGroups({ counts: Float64Array.of(5, 0, 0, 5), cuts: [0, 1, 2] });
		expect(ends.groups[0]).toEqual(
			stats.undefinedResult("students are in the end levels only: the spread has no bound"),
		);
		expect(stats.fitOrderedProbitGroups({ counts: new Float64Array(0), cuts: [0, 1] }).groups).toEqual([]);
	});

	it("refuses what cannot be", () => {
		const counts = Float64Array.of(1, 2, 3, 4);
		const bad: (() => unknown)[] = [
			() => stats.fitOrderedProbit({ counts, cuts: [0, 1] }),
			() => stats.fitOrderedProbit({ counts, cuts: [0, 2, 1] }),
			() => stats.fitOrderedProbit({ counts: Float64Array.of(1, 2), cuts: [0] }),
			() => stats.fitOrderedProbit({ counts: Float64Array.of(1, -2, 3, 4), cuts: [0, 1, 2] }),
			() => stats.fitOrderedProbit({ counts, cuts: [0, 1, 2], mean: 1, sd: { value: 1 } }),
			() => stats.fitOrderedProbit({ counts, cuts: [0, 1, 2], sd: { value: 0 } }),
			() => stats.fitOrderedProbit({ counts, cuts: [0, 1, 2], mean: Number.NaN }),
			() => stats.fitOrderedProbitGroups({ counts, cuts: [0, 1, 2], means: [1, 2] }),
			() => stats.fitOrderedProbitGroups({ counts: Float64Array.of(1, 2, 3), cuts: [0, 1, 2] }),
		];
		for (const call of bad) expect(call).toThrow(stats.StatsError);
	});
});
