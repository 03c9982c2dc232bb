import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { readJson } from "./reference.js";

type Grid = Record<string, Record<string, string[]>>;
const made = {
	R: readJson<Grid>("distributions.json"),
	"40-digit arithmetic": readJson<Grid>("distributions-exact.json"),
};

interface Case {
	readonly table: string;
	readonly tolerance: number;
	readonly compute: (row: (name: string) => number, tail: { upper: boolean }) => number;
}

// One relative tolerance per function; the reference itself is good to about 1e-14.
const cases: Case[] = [
	{ table: "log_gamma", tolerance: 1e-13, compute: (r) => stats.logGamma(r("x")) },
	{ table: "normal_cdf", tolerance: 1e-12, compute: (r, tail) => stats.normalCdf(r("x"), tail) },
	{ table: "normal_quantile", tolerance: 1e-12, compute: (r, tail) => stats.normalQuantile(r("p"), tail) },
	{ table: "t_cdf", tolerance: 1e-12, compute: (r, tail) => stats.tCdf(r("t"), r("df"), tail) },
	{ table: "t_quantile", tolerance: 1e-12, compute: (r, tail) => stats.tQuantile(r("p"), r("df"), tail) },
	{ table: "chi_square_cdf", tolerance: 1e-12, compute: (r, tail) => stats.chiSquareCdf(r("x"), r("df"), tail) },
	{ table: "chi_square_quantile", tolerance: 1e-12, compute: (r, t) => stats.chiSquareQuantile(r("p"), r("df"), t) },
	{ table: "f_cdf", tolerance: 1e-12, compute: (r, tail) => stats.fCdf(r("x"), r("df1"), r("df2"), tail) },
	{ table: "f_quantile", tolerance: 1e-12, compute: (r, tail) => stats.fQuantile(r("p"), r("df1"), r("df2"), tail) },
	{ table: "beta_cdf", tolerance: 1e-12, compute: (r, t) => stats.regularizedBeta(r("x"), r("a"), r("b"), t) },
	{ table: "beta_quantile", tolerance: 1e-12, compute: (r, t) => stats.betaQuantile(r("p"), r("a"), r("b"), t) },
	{
		table: "binomial_cdf",
		tolerance: 1e-12,
		compute: (r, tail) => stats.binomialCdf(r("successes"), r("trials"), r("probability"), tail),
	},
];

/** Rows whose relative error exceeds the tolerance, in words. */
function misses(columns: Record<string, string[]>, { tolerance, compute }: Case): string[] {
	return columns.value!.flatMap((value, i) => {
		const row = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[i]]));
		const expected = Number(value);
		const actual = compute((name) => Number(row[name]), { upper: row.lower === "0" });
		// Subnormal numbers have fewer digits; R prints what is left of them.
		if (actual === expected || (Math.abs(expected) < 1e-307 && Math.abs(actual) < 1e-307)) return [];
		const error = Math.abs(actual - expected) / Math.abs(expected);
		return error <= tolerance ? [] : [`${JSON.stringify(row)} gave ${actual}, error ${error}`];
	});
}

describe.each(Object.entries(made))("distributions against %s", (_, grid) => {
	it.each(cases.filter(({ table }) => table in grid))("$table", (wanted) => {
		expect(misses(grid[wanted.table]!, wanted)).toEqual([]);
	});
});

describe("edges of the distributions", () => {
	it("gives the ends of the support at probabilities 0 and 1", () => {
		expect([stats.normalQuantile(0), stats.normalQuantile(1)]).toEqual([-Infinity, Infinity]);
		expect([stats.tQuantile(0, 3), stats.tQuantile(1, 3), stats.tQuantile(0.5, 3)]).toEqual([-Infinity, Infinity, 0]);
		expect([stats.chiSquareQuantile(0, 3), stats.chiSquareQuantile(1, 3)]).toEqual([0, Infinity]);
		expect([stats.fQuantile(0, 3, 4), stats.fQuantile(0, 3, 4, { upper: true })]).toEqual([0, Infinity]);
		expect([stats.betaQuantile(0, 3, 4), stats.betaQuantile(1, 3, 4)]).toEqual([0, 1]);
		expect([stats.binomialCdf(-1, 3, 0.5), stats.binomialCdf(3, 3, 0.5)]).toEqual([0, 1]);
	});

	it("is the normal distribution at infinite degrees of freedom", () => {
		expect(stats.tCdf(1.2, Number.POSITIVE_INFINITY)).toBe(stats.normalCdf(1.2));
		expect(stats.tQuantile(0.9, Number.POSITIVE_INFINITY)).toBe(stats.normalQuantile(0.9));
	});

	it.each([
		["logGamma", () => stats.logGamma(0)],
		["normalCdf", () => stats.normalCdf(Number.NaN)],
		["normalQuantile", () => stats.normalQuantile(1.1)],
		["tCdf", () => stats.tCdf(1, 0)],
		["tQuantile", () => stats.tQuantile(Number.NaN, 2)],
		["chiSquareCdf", () => stats.chiSquareCdf(-1, 2)],
		["chiSquareQuantile", () => stats.chiSquareQuantile(0.5, -1)],
		["fCdf", () => stats.fCdf(1, 2, 0)],
		["fQuantile", () => stats.fQuantile(0.5, 0, 1)],
		["regularizedBeta", () => stats.regularizedBeta(2, 1, 1)],
		["betaQuantile", () => stats.betaQuantile(0.5, 1, Number.POSITIVE_INFINITY)],
		["regularizedGammaP", () => stats.regularizedGammaP(1, Number.NaN)],
		["regularizedGammaQ", () => stats.regularizedGammaQ(-1, 1)],
		["binomialCdf", () => stats.binomialCdf(1, 2.5, 0.5)],
	])("%s refuses impossible arguments", (_, call) => {
		expect(call).toThrow(stats.StatsError);
	});
});
