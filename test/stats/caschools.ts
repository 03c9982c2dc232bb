/** The California test score data and the fits the reference holds. */

import { fitLinearModel, type LinearFit } from "../../src/stats/index.js";
import { defined, designOf, encode, readJson, readTable } from "./reference.js";

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
