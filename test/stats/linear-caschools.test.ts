import { describe, expect, it } from "vitest";
import { clusterCovariance, covariance, leaveOneOut, predict } from "../../src/stats/index.js";
import {
	counties,
	expectSummary,
	fitOf,
	inOrder,
	inputOf,
	models,
	predictions,
	reference,
	table,
} from "./caschools.js";
import { defined, expectClose } from "./reference.js";

describe.each(models)("California test scores, model %s", (model) => {
	const fit = fitOf(model);
	const expected = reference[model]!;

	it("coefficients, classical errors and summary", () => {
		expect([fit.rows, fit.rank, fit.residualDf]).toEqual([expected.n, expected.p, expected.df_residual]);
		expectClose(inOrder(fit, fit.coefficients), inOrder(fit, expected.coef), 1e-9);
		expectClose(inOrder(fit, fit.standardErrors), inOrder(fit, expected.se_classical), 1e-9);
		expectClose(
			[fit.sigma, fit.rSquared as number, fit.adjustedRSquared as number],
			[expected.sigma, expected.r2, expected.adj_r2],
			1e-9,
		);
		expectSummary(fit, expected);
	});

	it.each(["HC0", "HC1", "HC2", "HC3"] as const)("%s", (kind) => {
		const key = `se_${kind.toLowerCase()}` as "se_hc0";
		const actual = covariance(fit, { kind });
		expectClose(inOrder(fit, actual.standardErrors), inOrder(fit, expected[key]), 1e-9);
		expect([...actual.undefinedRows]).toEqual([]);
	});
});

// The reference has no clustered errors for the quadratic.
describe.each(models.filter((model) => model !== "quadratic_income"))("clustered by county, model %s", (model) => {
	const fit = fitOf(model);
	const expected = reference[model]!;

	it.each(["CR0", "CR1", "CR1S", "CR2"] as const)("%s", (kind) => {
		const key = `se_cluster_${kind.toLowerCase()}` as "se_cluster_cr0";
		const actual = defined(clusterCovariance(fit, counties.codes, { kind }));
		expect(actual.clusters).toBe(expected.n_clusters);
		expectClose(inOrder(fit, actual.standardErrors), inOrder(fit, expected[key]), 1e-9);
		if (kind === "CR2") expectClose(inOrder(fit, actual.df), inOrder(fit, expected.satterthwaite_df_cr2), 1e-8);
		else expect(Object.values(actual.df)).toEqual(fit.names.map(() => expected.n_clusters - 1));
	});
});

describe("California test scores, predictions", () => {
	const rowOf = (design: Float64Array, columns: number, i: number): Float64Array =>
		design.subarray(i * columns, (i + 1) * columns);

	it("confidence and prediction intervals, leverages, leave-one-out and PRESS (unweighted)", () => {
		const expected = predictions.model3_predict!;
		const fit = fitOf("3");
		const { design, names } = inputOf("3");
		const rows = Array.from({ length: fit.rows }, (_, i) => rowOf(design, names.length, i));
		const line = rows.map((row) => predict(fit, row, { kind: "confidence" }));
		const single = rows.map((row) => predict(fit, row, { kind: "prediction", level: 0.95 }));
		const column = (of: typeof line, key: "predicted" | "lower" | "upper" | "standardError") => of.map((p) => p[key]);
		expectClose(column(line, "predicted"), expected.fit, 1e-9);
		expectClose(column(line, "standardError"), expected.se_fit, 1e-9);
		expectClose(column(line, "lower"), expected.ci_lwr, 1e-9);
		expectClose(column(line, "upper"), expected.ci_upr, 1e-9);
		expectClose(column(single, "lower"), expected.pi_lwr, 1e-9);
		expectClose(column(single, "upper"), expected.pi_upr, 1e-9);
		expectClose(fit.hat, expected.hat, 1e-9);
		const score = table.numbers("score");
		const inside = single.filter((p, i) => score[i]! >= p.lower && score[i]! <= p.upper).length;
		expectClose([inside / fit.rows], [expected.in_sample_pi_coverage], 1e-12);
		const out = leaveOneOut(fit);
		expectClose(out.residuals, expected.loo_residual, 1e-9, 1e-3);
		expectClose(out.studentized, expected.rstudent, 1e-9, 1e-3);
		expectClose([out.press], [expected.press], 1e-9);
		const standardized = fit.residuals.map((e, i) => e / fit.sigma / Math.sqrt(1 - fit.hat[i]!));
		expectClose(standardized, expected.rstandard, 1e-9, 1e-3);
		const cooks = standardized.map((r, i) => (r ** 2 * fit.hat[i]!) / (1 - fit.hat[i]!) / fit.rank);
		expectClose(cooks, expected.cooks, 1e-9, 1e-6);
	});

	it("prediction intervals with weights: variance sigma² / weight", () => {
		const expected = predictions.wls_predict!;
		const fit = fitOf("wls_students");
		const { design, names } = inputOf("wls_students");
		const weights = table.numbers("students");
		const single = Array.from({ length: fit.rows }, (_, i) =>
			predict(fit, rowOf(design, names.length, i), { kind: "prediction", weight: weights[i]! }),
		);
		const lower = single.map((p) => p.lower);
		const upper = single.map((p) => p.upper);
		expectClose(lower, expected.pi_lwr, 1e-9);
		expectClose(upper, expected.pi_upr, 1e-9);
		expectClose(fit.fitted, expected.fit, 1e-9);
		expectClose(fit.hat, expected.hat, 1e-9);
		const out = leaveOneOut(fit);
		expectClose(out.residuals, expected.loo_residual, 1e-9, 1e-3);
		expectClose(out.studentized, expected.rstudent, 1e-9, 1e-3);
	});
});
