import { describe, expect, it } from "vitest";
import {
	meanOverlap,
	missingVariance,
	overlapCorrelation,
	overlapCovariance,
	sharedCovariance,
} from "../../src/analyses/prediction/cohort-overlap.js";
import { schoolLevels } from "../../src/domain/school-level.js";
import { choleskyFactor } from "../../src/stats/small-matrix.js";

describe("students whom years share", () => {
	it("are two thirds, one third and none in a school with three grades, none in one with grade 11", () => {
		const shares = [0, 1, 2, 3, 4].map((lag) => overlapCorrelation("elementary", lag));
		expect(shares).toEqual([1, 0.8 * (1 - 1 / 3), 0.8 * (1 - 2 / 3), 0, 0]);
		expect([0, 1, 2].map((lag) => overlapCorrelation("high", lag))).toEqual([1, 0, 0]);
	});

	it("count years, not tests: 2019 and 2022 share nobody", () => {
		const covariance = overlapCovariance("middle", [2019, 2022, 2023], [4, 4, 9]);
		expect([...covariance]).toEqual([
			4,
			0,
			0,
			0,
			4,
			6 * overlapCorrelation("middle", 1),
			0,
			6 * overlapCorrelation("middle", 1),
			9,
		]);
	});

	it("give a covariance matrix for any years of any level", () => {
		const years = [2016, 2017, 2018, 2019, 2022, 2023, 2024, 2025];
		for (const level of schoolLevels) {
			const covariance = overlapCovariance(
				level,
				years,
				years.map((_, index) => 1 + index),
			);
			expect(choleskyFactor(covariance, years.length)).toBeInstanceOf(Float64Array);
		}
	});

	it("leave nothing to correct where none is shared, or only one year is there", () => {
		const noise = { level: "high", years: [2023, 2024], sampling: 50, phiMoved: true } as const;
		expect([sharedCovariance(noise), missingVariance(noise)]).toEqual([0, 0]);
		expect(meanOverlap("elementary", [2025])).toBe(0);
	});

	it("make up for what a fit of independent years misses of the average's variance", () => {
		const years = [2023, 2024, 2025];
		const r = meanOverlap("elementary", years);
		const variance = 60;
		const truth = (variance * (1 + 2 * r)) / 3;
		// A fit that finds φ from differences between years sees 1 - r of the variance.
		const moved = { level: "elementary", years, sampling: variance * (1 - r), phiMoved: true } as const;
		expect((variance * (1 - r)) / 3 + missingVariance(moved)).toBeCloseTo(truth, 10);
		const held = { ...moved, sampling: variance, phiMoved: false };
		expect(variance / 3 + missingVariance(held)).toBeCloseTo(truth, 10);
		expect(sharedCovariance(moved)).toBeCloseTo(variance * r, 10);
	});
});
