/** The California test score data and the fits the reference holds. */

import { expect } from "vitest";
import { covariance, fCdf, fitLinearModel, type LinearFit, tCdf } from "../../src/stats/index.js";
import { defined, designOf, encode, expectClose, readJson, readTable } from "./reference.js";

type Named = Record<string, number>;

export interface ReferenceFit {
	readonly coef: Named;
	readonly se_classical: Named;
	readonly se_hc0: Named;
	readonly se_hc1: Named;
	readonly se_hc2: Named;
	readonly se_hc3: Named;
	readonly se_cluster_cr0: Named;
	readonly se_cluster_cr1: Named;
	readonly se_cluster_cr1s: Named;
	readonly se_cluster_cr2: Named;
	readonly satterthwaite_df_cr2: Named;
	readonly t: Named;
	readonly p_value: Named;
	readonly f: number;
	readonly rss: number;
	readonly loglik: number;
	readonly aic: number;
	readonly bic: number;
	readonly df_residual: number;
	readonly n: number;
	readonly p: number;
	readonly sigma: number;
	readonly r2: number;
	readonly adj_r2: number;
	readonly vcov: number[][];
	readonly n_clusters: number;
}

export interface ReferencePredictions {
	readonly fit: number[];
	readonly pi_lwr: number[];
	readonly pi_upr: number[];
	readonly ci_lwr: number[];
	readonly ci_upr: number[];
	readonly se_fit: number[];
	readonly hat: number[];
	readonly loo_residual: number[];
	readonly press: number;
	readonly rstudent: number[];
	readonly rstandard: number[];
	readonly cooks: number[];
	readonly in_sample_pi_coverage: number;
}

export const reference = readJson<Record<string, ReferenceFit>>("models/caschools/result.json");
export const predictions = readJson<Record<string, ReferencePredictions>>("models/caschools/result.json");
export const table = readTable("models/caschools/input.csv");
export const counties = encode(table.words("county"));

const regressors: Record<string, string[]> = {
	"1": ["str"],
	"2": ["str", "english"],
	"3": ["str", "english", "lunch"],
	"4": ["str", "english", "calworks"],
	"5": ["str", "english", "lunch", "calworks"],
	wls_students: ["str", "english", "lunch"],
	quadratic_income: ["income", "I(income^2)"],
};

export const models = Object.keys(regressors);

function column(name: string): Float64Array {
	return name === "I(income^2)" ? table.numbers("income").map((value) => value ** 2) : table.numbers(name);
}

/** Design with an intercept for one of the reference models. */
export function inputOf(model: string): { design: Float64Array; names: string[]; response: Float64Array } {
	const names = regressors[model]!;
	return {
		response: table.numbers("score"),
		names: ["(Intercept)", ...names],
		design: designOf(table.rows, [1, ...names.map(column)]),
	};
}

export function fitOf(model: string): LinearFit {
	const weights = model === "wls_students" ? table.numbers("students") : undefined;
	return defined(fitLinearModel({ ...inputOf(model), intercept: "(Intercept)", weights }));
}

/** Values of a named record in the order of the model's columns. */
export function inOrder(fit: LinearFit, values: Readonly<Named>): number[] {
	return fit.names.map((name) => values[name]!);
}

/** Everything a regression summary prints, worked out from a fit. */
export function expectSummary(fit: LinearFit, expected: ReferenceFit): void {
	const { rows, rank, residualDf } = fit;
	const rss = fit.sigma ** 2 * residualDf;
	const t = inOrder(fit, fit.coefficients).map((value, j) => value / inOrder(fit, fit.standardErrors)[j]!);
	expectClose(t, inOrder(fit, expected.t), 1e-9);
	const p = t.map((value) => 2 * tCdf(Math.abs(value), residualDf, { upper: true }));
	// Far in the tail a relative error of t is multiplied by t² / (1 + t² / df).
	expectClose(p, inOrder(fit, expected.p_value), 1e-7);
	const r2 = fit.rSquared as number;
	const f = r2 / (rank - 1) / ((1 - r2) / residualDf);
	expectClose(
		[f, rss, r2, fit.adjustedRSquared as number],
		[expected.f, expected.rss, expected.r2, expected.adj_r2],
		1e-9,
	);
	expect(fCdf(f, rank - 1, residualDf, { upper: true })).toBeLessThan(0.05);
	const logWeights = fit.weights.reduce((sum, weight) => sum + Math.log(weight), 0);
	const logLikelihood = (logWeights - rows * (Math.log(2 * Math.PI) + 1 - Math.log(rows) + Math.log(rss))) / 2;
	expectClose(
		[logLikelihood, 2 * (rank + 1) - 2 * logLikelihood, Math.log(rows) * (rank + 1) - 2 * logLikelihood],
		[expected.loglik, expected.aic, expected.bic],
		1e-11,
	);
	expectClose(covariance(fit, { kind: "classical" }).matrix, expected.vcov.flat(), 1e-9);
}
