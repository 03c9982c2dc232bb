import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { numbersIn } from "./numbers.js";
import { defined, expectClose, readJson, readTable } from "./reference.js";

const options = { numRuns: 300, seed: 20_240_605 };

describe("sampling variances", () => {
	it("a pooled distance: one grade is s²/n, grades add up as a weighted mean does", () => {
		expect(stats.pooledDistanceVariance({ students: [25], sds: [100] })).toBe(400);
		const variance = stats.pooledDistanceVariance({ students: [30, 0, 70], sds: [90, 80, 110] }) as number;
		expectClose([variance], [(30 * 90 ** 2 + 70 * 110 ** 2) / 100 ** 2], 1e-14);
		expect(stats.pooledDistanceVariance({ students: [0], sds: [100] })).toEqual(stats.undefinedResult("no students"));
		expect(() => stats.pooledDistanceVariance({ students: [5], sds: [0] })).toThrow(stats.StatsError);
		expect(() => stats.pooledDistanceVariance({ students: [5], sds: [1, 2] })).toThrow(stats.StatsError);
	});

	it("gives back the students behind every percent of two decimals, and refuses impossible percents", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 4999 }), fc.double({ min: 0, max: 1, noNaN: true }), (tested, share) => {
				const met = Math.round(share * tested);
				const percent = Number(((100 * met) / tested).toFixed(2));
				expect(stats.studentsMet(percent, tested)).toBe(met);
			}),
			options,
		);
		expect(stats.studentsMet(33.3, 60)).toEqual(
			stats.undefinedResult("no whole number of students gives this percent"),
		);
		expect(stats.studentsMet(50, 0)).toEqual(stats.undefinedResult("no students"));
		expect(() => stats.studentsMet(101, 10)).toThrow(stats.StatsError);
		expect(() => stats.studentsMet(50, 10.5)).toThrow(stats.StatsError);
	});

	it("a share's variance is never zero and close to p(1 - p)/n in large groups", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (tested, share) => {
				const met = Math.round(share * tested);
				const variance = stats.shareVariance(met, tested) as number;
				expect(variance > 0 && variance <= 0.25 / tested).toBe(true);
				expectClose([stats.shareVariance(tested - met, tested) as number], [variance], 1e-12);
				const logit = stats.empiricalLogitVariance(met, tested);
				expect(Number.isFinite(logit) && logit > 0).toBe(true);
			}),
			options,
		);
		expectClose([stats.shareVariance(40_000, 100_000) as number], [0.24 / 100_000], 1e-5);
		// Delta method: the logit's variance is the share's over (p (1 - p))².
		expectClose([stats.empiricalLogitVariance(40_000, 100_000)], [1 / (0.24 * 100_000)], 1e-4);
		expect(stats.shareVariance(0, 0)).toEqual(stats.undefinedResult("no students"));
		expect(() => stats.shareVariance(3, 2)).toThrow(stats.StatsError);
		expect(() => stats.empiricalLogitVariance(-1, 2)).toThrow(stats.StatsError);
	});
});

describe("students' spread from level shares", () => {
	const exact = readJson<{ own: { held_mean_sd: number; held_mean_sd_se: number; mean: number }[] }>(
		"ordered-probit-exact.json",
	);
	const table = readTable("models/hetop/hsb24_counts.csv");
	const levels = ["n1", "n2", "n3", "n4"].map((name) => table.numbers(name));

	it("24 schools with their means held, and the mean of the levels beside it", () => {
		for (const [i, expected] of exact.own.entries()) {
			const students = table.numbers("n")[i]!;
			const shares = levels.map((level) => level[i]! / students);
			const mean = table.numbers("mean")[i]!;
			const spread = defined(stats.studentSdFromLevelShares({ shares, students, cuts: [8, 13.5, 18.5], mean }));
			expectClose([spread.sd, spread.sdStandardError], [expected.held_mean_sd, expected.held_mean_sd_se], 1e-11);
			expectClose([spread.meanFromLevels as number, spread.students], [expected.mean, students], 1e-11);
		}
	});

	it("percents rounded to two decimals change it little; shares that do not add up are no shares", () => {
		const cuts = [2428, 2485, 2549];
		const fine = defined(stats.studentSdFromLevelShares({ shares: [0.25, 0.25, 0.3, 0.2], students: 80, cuts }));
		const rough = defined(
			stats.studentSdFromLevelShares({ shares: [0.2499, 0.25, 0.3001, 0.1999], students: 80, cuts }),
		);
		expect(Math.abs(rough.sd / fine.sd - 1)).toBeLessThan(0.002);
		expect(stats.studentSdFromLevelShares({ shares: [0.25, 0.25, 0.3, 0.1], students: 80, cuts })).toEqual(
			stats.undefinedResult("the level shares do not add up to 1"),
		);
		expect(() => stats.studentSdFromLevelShares({ shares: [1.2, 0, 0, 0], students: 8, cuts })).toThrow(
			stats.StatsError,
		);
		expect(() => stats.studentSdFromLevelShares({ shares: [1, 0, 0, 0], students: -1, cuts })).toThrow(
			stats.StatsError,
		);
		expect(stats.studentSdFromLevelShares({ shares: [1, 0, 0, 0], students: 8, cuts, mean: 2400 })).toEqual(
			stats.undefinedResult("all students are in one level: no spread"),
		);
	});

	it("whatever the shares and the mean, numbers or a reason", () => {
		const part = fc.constantFrom(0, 0, 1e-4, 0.1, 0.5, 3);
		fc.assert(
			fc.property(
				fc.tuple(part, part, part, part),
				fc.constantFrom(0, 1, 30, 1e6),
				fc.constantFrom(1000, 2428, 2500, 9e5),
				(parts, students, mean) => {
					const sum = parts.reduce<number>((total, value) => total + value, 0) || 1;
					const shares = parts.map((value) => value / sum);
					const input = { shares, students, cuts: [2428, 2485, 2549] };
					for (const result of [
						stats.studentSdFromLevelShares(input),
						stats.studentSdFromLevelShares({ ...input, mean }),
					]) {
						expect(numbersIn(result).filter((value) => !Number.isFinite(value))).toEqual([]);
					}
				},
			),
			options,
		);
	});
});
