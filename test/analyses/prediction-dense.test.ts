import { describe, expect, it } from "vitest";
import type { SchoolFrame } from "../../src/analyses/frame/school.js";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import type { FittedModel, Prediction, PredictionResult } from "../../src/analyses/prediction/types.js";
import { drawFrame } from "../helpers/frames.js";
import {
	countBelow,
	type Dense,
	degreesOfFreedom,
	deviateOf,
	fitDense,
	informationInverse,
	multiply,
	normalBelow,
	predictDense,
	solve,
	tLimit,
	upperTail,
	workingLogit,
} from "./dense.js";

const size = { districts: 5, schools: 6, tauDistrict: 0.3, tauSchool: 0.35, students: [40, 400] } as const;

function modelOf(result: PredictionResult): FittedModel {
	expect(result.models).toHaveLength(1);
	return result.models[0] as FittedModel;
}

const number = (value: unknown): number => {
	if (typeof value !== "number") throw new Error("a value of the test's frame is absent");
	return value;
};

const logit = (percent: number, tested: number): number => {
	const met = Math.round((percent * tested) / 100);
	return Math.log((met + 0.5) / (tested - met + 0.5));
};

/** The model written out from its published description, at the variances that the fit reports. */
function dense(frame: SchoolFrame, result: PredictionResult): Dense {
	const model = modelOf(result);
	const percent = frame.outcome === "percent";
	const toModel = (value: unknown, tested: unknown): number =>
		percent ? logit(number(value), number(tested)) : number(value);
	const x = frame.schools.map(({ baseline, covariates }) => [
		1,
		...(result.kind === "progress" ? [toModel(baseline.value, baseline.tested)] : []),
		number(covariates.percentSed),
	]);
	const beta = ["intercept", ...model.predictors].map((name) => [
		number(model.coefficients.find((entry) => entry.name === name)?.estimate),
	]);
	const tau2 = model.tauDistrict ** 2 + model.tauSchool ** 2;
	const data = frame.schools.map(({ current }, row) => {
		const [observed, tested] = [toModel(current.value, current.tested), number(current.tested)];
		if (!percent) return { response: observed, variance: 100 ** 2 / tested };
		return workingLogit(observed, { mean: multiply([x[row]!], beta)[0]![0]!, tau2, tested });
	});
	return {
		x,
		y: data.map(({ response }) => response),
		district: frame.schools.map((school) => school.district),
		noise: data.map(({ variance }) => model.phi * variance),
		tauDistrict2: model.tauDistrict ** 2,
		tauSchool2: model.tauSchool ** 2,
	};
}

const toUnit = (frame: SchoolFrame, value: number): number =>
	frame.outcome === "dfs" ? value : 100 / (1 + Math.exp(-value));

const cases: readonly (readonly [string, SchoolFrame])[] = [
	["percents, context", drawFrame({ ...size, seed: "dense 1" })],
	["percents, progress", drawFrame({ ...size, seed: "dense 2", baseline: true })],
	["points, context", drawFrame({ ...size, seed: "dense 4", outcome: "dfs", tauDistrict: 0.4, tauSchool: 0.6 })],
	["points, progress", drawFrame({ ...size, seed: "dense 8", outcome: "dfs", baseline: true, tauSchool: 0.9 })],
];

describe.each(cases)("%s, against whole matrices with the school's row deleted", (_, frame) => {
	const result = predictSchools(frame, "auto");
	const model = modelOf(result);
	const data = dense(frame, result);
	const all = frame.schools.map((__, row) => row);

	const free = (["tauDistrict2", "tauSchool2", "phi"] as const).filter((name) => !model.atBoundary.includes(name));
	const estimated = { free, inverse: informationInverse(data, free) };
	const sample = all.filter((row) => row % 2 === 0);
	const residualDf = frame.schools.length - model.coefficients.length;

	/** What the page shows, from the deleted-row prediction. */
	function expectLimits(shown: Prediction | undefined, row: number, others: readonly number[]): void {
		if (shown === undefined) throw new Error("a school without a prediction");
		const { mean, variance } = predictDense(data, row, others);
		const raw = Math.max(3, degreesOfFreedom(data, row, others, estimated));
		const df = Math.min(residualDf, raw) - 1;
		const school = frame.schools[row]!;
		const tested = number(school.current.tested);
		const error = data.y[row]! - mean;
		// The school's own part in the estimated variances is taken out; what is left stays above the sampling variance.
		const own = (variance * (raw - error ** 2 / variance)) / (raw - 1);
		const sd = Math.sqrt(Math.max(own, Math.min(variance, data.noise[row]!), variance / 10));
		const half = tLimit(df) * sd;
		const digits = 4;
		expect(shown.df).toBeCloseTo(df, digits);
		expect(shown.predicted).toBeCloseTo(toUnit(frame, mean), digits);
		expect(shown.residual).toBeCloseTo(number(school.current.value) - toUnit(frame, mean), digits);
		if (frame.outcome === "dfs") {
			expect(shown.lower).toBeCloseTo(mean - half, digits);
			expect(shown.upper).toBeCloseTo(mean + half, digits);
			expect(shown.z).toBeCloseTo(error / sd, digits);
		} else {
			const logitSd = Math.sqrt(Math.max(0, sd ** 2 - data.noise[row]! / model.phi));
			const count = { trials: tested, mean, sd: logitSd };
			// The limits part the whole counts on either side of them.
			const beyond = normalBelow(-tLimit(df));
			const [lowest, highest] = [(shown.lower * tested) / 100, (shown.upper * tested) / 100];
			expect(countBelow(Math.floor(lowest), count)).toBeLessThanOrEqual(beyond + 1e-6);
			expect(countBelow(Math.floor(lowest) + 1, count)).toBeGreaterThan(beyond - 1e-6);
			expect(1 - countBelow(Math.floor(highest), count)).toBeGreaterThan(beyond - 1e-6);
			expect(1 - countBelow(Math.floor(highest) + 1, count)).toBeLessThanOrEqual(beyond + 1e-6);
			const met = Math.round((number(school.current.value) * tested) / 100);
			expect(shown.z).toBeCloseTo(deviateOf(countBelow(met, count)), digits);
		}
		expect(shown.p).toBeCloseTo(2 * upperTail(Math.abs(shown.z), df), digits);
	}

	it("uses a model in which both variances are at work", () => {
		expect(model.tauSchool).toBeGreaterThan(0);
		expect(model.converged).toBe(true);
		expect([model.schools, model.districts, model.judges]).toEqual([30, 5, 30]);
	});

	it("has the coefficients and standard errors of generalized least squares", () => {
		const { beta, cov } = fitDense(data, all);
		model.coefficients.forEach(({ estimate, standardError }, a) => {
			expect(estimate).toBeCloseTo(beta[a]![0]!, 6);
			expect(standardError).toBeCloseTo(Math.sqrt(cov[a]![a]!), 6);
		});
	});

	it("predicts each school from the others", () => {
		for (const row of sample)
			expectLimits(
				result.schools[row]?.within,
				row,
				all.filter((other) => other !== row),
			);
	});

	it("predicts each school from other districts", () => {
		for (const row of sample) {
			const others = all.filter((other) => data.district[other] !== data.district[row]);
			expectLimits(result.schools[row]?.anywhere, row, others);
		}
	});

	it("sets each district against a refit without it", () => {
		expect(model.districtDifferences).toHaveLength(size.districts);
		for (const shown of model.districtDifferences) {
			const own = all.filter((row) => data.district[row] === shown.district);
			const { beta, cov } = fitDense(
				data,
				all.filter((row) => data.district[row] !== shown.district),
			);
			const weights = own.map((row) => 1 / (data.tauSchool2 + data.noise[row]!));
			const total = weights.reduce((sum, weight) => sum + weight, 0);
			const average = (pick: (row: number) => number): number =>
				own.reduce((sum, row, k) => sum + (weights[k]! / total) * pick(row), 0);
			const center = data.x[0]!.map((__, a) => average((row) => data.x[row]![a]!));
			const fitted = average((row) => multiply([data.x[row]!], fitDense(data, all).beta)[0]![0]!);
			const share = 1 / (1 + Math.exp(-fitted));
			const slope = frame.outcome === "percent" ? 100 * share * (1 - share) : 1;
			const difference = average((row) => data.y[row]! - multiply([data.x[row]!], beta)[0]![0]!);
			expect(shown.schools).toBe(own.length);
			expect(shown.difference).toBeCloseTo(slope * difference, 5);
			// The printed error is an upper bound of the exact one, and not far above it.
			const line = multiply(
				multiply([center], cov),
				center.map((value) => [value]),
			)[0]![0]!;
			const exact = slope * Math.sqrt(1 / total + line);
			expect(shown.standardError).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
			expect(shown.standardError).toBeLessThan(1.35 * exact);
		}
	});

	it("shrinks the school's effect as the best linear prediction does", () => {
		const { beta, v } = fitDense(data, all);
		const errors = all.map((row) => [data.y[row]! - multiply([data.x[row]!], beta)[0]![0]!]);
		const py = solve(v, errors);
		for (const row of all) {
			const mean = predictDense(
				data,
				row,
				all.filter((other) => other !== row),
			).mean;
			const share = 1 / (1 + Math.exp(-mean));
			const slope = frame.outcome === "percent" ? 100 * share * (1 - share) : 1;
			expect(result.schools[row]?.effect).toBeCloseTo(slope * data.tauSchool2 * py[row]![0]!, 5);
		}
	});
});
