import { describe, expect, it } from "vitest";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import { drawFrame, type Truth } from "../helpers/frames.js";

/** Mean coverage over seeded data sets, its Monte-Carlo standard error from the spread between data sets. */
function coverage(truth: Omit<Truth, "seed">, sets: number): { mean: number; error: number } {
	const shares = Array.from({ length: sets }, (_, set) => {
		const { schools } = predictSchools(drawFrame({ ...truth, seed: `coverage ${set}` }), "auto");
		const inside = schools.filter(({ within }) => {
			if (within === undefined) throw new Error("a school without a prediction");
			const actual = within.predicted + within.residual;
			return actual >= within.lower && actual <= within.upper;
		});
		return inside.length / schools.length;
	});
	const mean = shares.reduce((sum, share) => sum + share, 0) / sets;
	const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (sets - 1);
	return { mean, error: Math.sqrt(variance / sets) };
}

const usual = { districts: 12, schools: 12, tauDistrict: 0.25, tauSchool: 0.35, students: [30, 600] } as const;

describe("95 % prediction intervals of schools left out", () => {
	const cases: readonly (readonly [string, Omit<Truth, "seed">])[] = [
		["percents, from student mix", usual],
		["percents, from the earlier result and student mix", { ...usual, baseline: true }],
		["distance from standard", { ...usual, outcome: "dfs", tauDistrict: 0.4, tauSchool: 0.6 }],
	];
	it.each(cases)("hold 95 times in 100: %s", (_, truth) => {
		const { mean, error } = coverage(truth, 200);
		expect(error).toBeLessThan(0.002);
		expect(Math.abs(mean - 0.95), `coverage ${mean} ± ${error}`).toBeLessThanOrEqual(3 * error);
	});

	it("are a little too wide, never too narrow, where schools truly do not differ", () => {
		// Variances can't be estimated below nothing, so at that edge their estimates, and the intervals, err upward.
		const { mean, error } = coverage({ ...usual, tauDistrict: 0, tauSchool: 0 }, 200);
		expect(mean).toBeGreaterThanOrEqual(0.95 - 3 * error);
		expect(mean).toBeLessThanOrEqual(0.965);
	});
});
