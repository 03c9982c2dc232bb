import { describe, expect, it } from "vitest";
import { drawFrame, type Truth } from "../helpers/frames.js";
import { judgedSchools, meanOf, printed, type Simulated } from "../helpers/simulations.js";

/** Mean coverage over seeded data sets, its Monte-Carlo standard error from the spread between data sets. */
function coverage(truth: Omit<Truth, "seed">, sets: number): Simulated {
	return meanOf(
		Array.from({ length: sets }, (_, set) => {
			const frame = drawFrame({ ...truth, seed: `coverage ${set}` });
			const schools = judgedSchools(frame);
			expect(schools).toHaveLength(frame.schools.length);
			const inside = schools.filter(({ within, actual }) => actual >= within.lower && actual <= within.upper);
			return inside.length / schools.length;
		}),
	);
}

/**
 * Enough to know a coverage to 0.05 points. Of the percents below, the first 200 sets alone hold 95.24 ± 0.08, all 800 hold
 * 95.03 ± 0.04.
 */
const sets = 800;

const usual = { districts: 12, schools: 12, tauDistrict: 0.25, tauSchool: 0.35, students: [30, 600] } as const;

describe("95 % prediction intervals of schools left out", () => {
	const cases: readonly (readonly [string, Omit<Truth, "seed">])[] = [
		["percents, from student mix", usual],
		["percents, from the earlier result and student mix", { ...usual, baseline: true }],
		["distance from standard", { ...usual, outcome: "dfs", tauDistrict: 0.4, tauSchool: 0.6 }],
	];
	it.each(cases)("hold 95 times in 100: %s", (what, truth) => {
		const { mean, error } = coverage(truth, sets);
		process.stderr.write(`95 % intervals hold, ${what}: ${printed({ mean, error })}\n`);
		expect(error).toBeLessThan(0.001);
		expect(Math.abs(mean - 0.95), `coverage ${mean} ± ${error}`).toBeLessThanOrEqual(3 * error);
	});

	it("are a little too wide, never too narrow, where schools truly do not differ", () => {
		// Variances can't be estimated below nothing, so at that edge their estimates, and the intervals, err upward.
		const { mean, error } = coverage({ ...usual, tauDistrict: 0, tauSchool: 0 }, 200);
		expect(mean).toBeGreaterThanOrEqual(0.95 - 3 * error);
		expect(mean).toBeLessThanOrEqual(0.965);
	});
});
