/** The numbers behind a prediction make it again, and its variance falls into parts that are what they are called. */

import { describe, expect, it } from "vitest";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import { isAbsent } from "../../src/domain/measured.js";
import {
	inverseLogit,
	logisticNormalBinomialMidCdf,
	logisticNormalBinomialMidQuantile,
	normalCdf,
	normalQuantile,
	tQuantile,
} from "../../src/stats/index.js";
import { drawFrame } from "../helpers/frames.js";

const truth = {
	seed: 7,
	districts: 8,
	schools: 9,
	students: [40, 400] as const,
	tauDistrict: 0.6,
	tauSchool: 0.3,
	baseline: false,
};

describe.each(["percent", "dfs"] as const)("the working of a prediction in %s", (outcome) => {
	const frame = drawFrame({ ...truth, outcome });
	const { models, schools } = predictSchools(frame, "auto");
	const model = models[0];

	it("makes center and limits again, for both questions", () => {
		expect(model?.tauDistrict).toBeGreaterThan(0);
		for (const { working: asked, within, anywhere, school } of schools) {
			const working = asked?.();
			if (model === undefined || working === undefined) throw new Error(`${school.cds} has no working`);
			const tested = Number(school.current.tested);
			const coefficient = (name: string): number =>
				model.coefficients.find((entry) => entry.name === name)?.estimate ?? Number.NaN;
			const shown = Object.entries(working.values).reduce(
				(sum, [name, value]) => sum + coefficient(name) * Number(value),
				coefficient("intercept"),
			);
			for (const [side, said] of [
				[working.within, within],
				[working.anywhere, anywhere],
			] as const) {
				if (side === undefined || said === undefined) throw new Error(`${school.cds} has one question only`);
				const center = shown + side.adjustment;
				const own = model.tauSchool ** 2 + model.phi * working.samplingVariance;
				const sd = Math.sqrt(side.ownPart * (side.district + own + side.line));
				const predicted = outcome === "percent" ? 100 * inverseLogit(center) : center;
				expect(predicted).toBeCloseTo(said.predicted, 9);
				if (outcome === "percent") {
					const logitSd = Math.sqrt(sd * sd - working.samplingVariance);
					const count = { trials: tested, mean: center, sd: logitSd };
					const beyond = normalCdf(-tQuantile(0.975, side.df));
					for (const [limit, upper] of [
						[said.lower, false],
						[said.upper, true],
					] as const) {
						const found = logisticNormalBinomialMidQuantile(beyond, count, { upper });
						expect((100 * found) / tested).toBeCloseTo(limit, 7);
					}
					const met = Math.round((Number(school.current.value) * tested) / 100);
					expect(normalQuantile(logisticNormalBinomialMidCdf(met, count))).toBeCloseTo(said.z, 7);
				} else {
					const half = tQuantile(0.975, side.df) * sd;
					expect(center - half).toBeCloseTo(said.lower, 9);
					expect(center + half).toBeCloseTo(said.upper, 9);
					expect((working.response - center) / sd).toBeCloseTo(said.z, 9);
				}
			}
		}
	});

	it("leaves the whole district variance where the district is unknown, less where its schools are known, and a line's part above zero", () => {
		const whole = (model?.tauDistrict ?? 0) ** 2;
		for (const { working: asked } of schools) {
			const working = asked?.();
			expect(working?.anywhere?.district).toBeCloseTo(whole, 12);
			expect(working?.within.district).toBeGreaterThan(0);
			expect(working?.within.district).toBeLessThan(whole);
			expect(working?.within.line).toBeGreaterThan(0);
			expect(working?.anywhere?.line).toBeGreaterThan(working?.within.line ?? 0);
		}
	});
});

it("a value that may not be shown is absent, and its part moves into the adjustment", () => {
	const frame = drawFrame({ ...truth, outcome: "percent" });
	const withheldCovariates = { percentSed: "fewer than 11 students" };
	const guarded = { ...frame, schools: frame.schools.map((school) => ({ ...school, withheldCovariates })) };
	const [open, closed] = [frame, guarded].map((one) => predictSchools(one, "auto"));
	const slope = open?.models[0]?.coefficients.find(({ name }) => name === "percentSed")?.estimate ?? Number.NaN;
	open?.schools.forEach(({ working, within, school }, index) => {
		const other = closed?.schools[index];
		const hidden = other?.working?.();
		const value = hidden?.values.percentSed;
		expect(isAbsent(value) && value.reason).toBe("fewer than 11 students");
		expect(other?.within).toEqual(within);
		const moved = (hidden?.within.adjustment ?? 0) - (working?.().within.adjustment ?? 0);
		expect(moved).toBeCloseTo(slope * (school.covariates.percentSed ?? 0), 9);
	});
});
