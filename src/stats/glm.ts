/** Logistic regression of counts, with the quasi-binomial errors beside the binomial ones. */

import { requireFinite, requireLength } from "./checks.js";
import { buildBasis, covarianceToOriginal, type DesignBasis, toOriginal } from "./design-basis.js";
import { checkDesign, type DesignInput } from "./design-columns.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { iterateLogit, type LogitSolution } from "./glm-iterations.js";
import { logitTails, nullDeviance, pearsonSum, saturatedLogLikelihood } from "./glm-likelihood.js";

/** Counts of successes and the design. */
export interface BinomialGlmInput extends Omit<DesignInput, "weights"> {
	/** Successes per row, 0 ≤ successes ≤ trials. */
	readonly successes: Float64Array;
	/** Trials per row; a row with none carries no information and is left out of the fit. */
	readonly trials: Float64Array;
	/**
	 * "firth" adds half the logarithm of the information's determinant to the log likelihood: estimates are then finite
	 * for separated data too, and less biased in small ones. Default "none".
	 */
	readonly penalty?: "none" | "firth" | undefined;
}

/** A fitted logistic regression. */
export interface BinomialGlmFit {
	readonly kind: "binomial-glm-fit";
	/** Estimates on the log odds by column name; aliased columns are absent. */
	readonly coefficients: Readonly<Record<string, number>>;
	/** Errors if counts vary as binomial counts do (φ = 1). */
	readonly standardErrors: Readonly<Record<string, number>>;
	/** Errors times √φ; undefined without residual degrees of freedom. */
	readonly quasiStandardErrors: Readonly<Record<string, number>> | UndefinedResult;
	readonly names: readonly string[];
	readonly keptNames: readonly string[];
	readonly aliased: readonly string[];
	/** Rows with trials, minus rank. */
	readonly residualDf: number;
	readonly rank: number;
	/** Row numbers that entered the fit. */
	readonly usedRows: Int32Array;
	/** Per used row: expected share, and its log odds. */
	readonly fitted: Float64Array;
	readonly linearPredictor: Float64Array;
	readonly deviance: number;
	/** Deviance of one common share (with an intercept) or of one half (without). */
	readonly nullDeviance: number;
	/** Binomial log likelihood, coefficients of the counts included. */
	readonly logLikelihood: number;
	/** The same with Firth's penalty; equal to it without. */
	readonly penalizedLogLikelihood: number;
	/** Pearson's X² = Σ (met - n p)² / (n p (1 - p)). */
	readonly pearson: number;
	/** φ = X² / residual degrees of freedom: how many times more than binomial the counts vary. */
	readonly dispersion: number | UndefinedResult;
	/** Covariance of the kept coefficients at φ = 1, flat rank × rank. */
	readonly covariance: Float64Array;
	/** Scoring steps until no log odds moved any more. */
	readonly iterations: number;
}

/**
 * Fits log(p / (1 - p)) = x'b to counts by iteratively reweighted least squares on QR.
 *
 * With a constant φ it gives large schools more weight than they deserve where schools truly differ: a check of the
 * mixed model, not a replacement.
 *
 * @param input successes, trials, design (flat, row-major), names and the intercept's name
 * @returns the fit, or undefined without usable rows or columns, or where the data are separated (no finite maximum without a penalty)
 * @throws StatsError for impossible counts, non-finite values or lengths that disagree
 * @reference McCullagh & Nelder, Generalized Linear Models (2nd ed., 1989), chapters 2, 4 and 9; conventions of R's glm;
 *   penalty: Firth (1993) Biometrika 80:27–38; Heinze & Schemper (2002) Statistics in Medicine 21:2409–2419
 * @example
 * fitBinomialGlm({
 *   successes: Float64Array.of(2, 6), trials: Float64Array.of(8, 8), design: Float64Array.of(1, 0, 1, 1), names: ["one", "x"], intercept: "one",
 * }).coefficients // → { one: -1.09861228867, x: 2.19722457734 }
 */
export function fitBinomialGlm(input: BinomialGlmInput): BinomialGlmFit | UndefinedResult {
	const prepared = prepareGlm(input);
	if (prepared.kind === "undefined") return prepared;
	const { used, basis } = prepared;
	const solution = iterateLogit({ ...used, basis, firth: input.penalty === "firth" });
	if (solution.kind === "undefined") return solution;
	if (!Number.isFinite(pearsonSum(used, solution.linearPredictor))) {
		return undefinedResult("a fitted share cannot be told from 0 or 1");
	}
	return report(input, used, { basis, solution });
}

/** Checked counts of the rows with trials, and the basis of their design. */
export interface PreparedGlm {
	readonly kind: "prepared-glm";
	readonly used: UsedPart;
	readonly basis: DesignBasis;
}

/**
 * Checks the input and builds the basis.
 *
 * @param input successes, trials, design, names and the intercept's name
 * @returns used rows and basis, or undefined without usable rows or columns
 * @throws StatsError for impossible counts, non-finite values or lengths that disagree
 * @internal
 */
export function prepareGlm(input: BinomialGlmInput): PreparedGlm | UndefinedResult {
	checkCounts(input);
	const used = usedPart(input);
	if (used.rows.length === 0) return undefinedResult("no row has trials");
	const basis = buildBasis({ ...used, names: input.names, intercept: input.intercept, weights: used.trials });
	if (basis.rank === 0) return undefinedResult("no usable column");
	return { kind: "prepared-glm", used, basis };
}

/** Rows with trials. */
export interface UsedPart {
	readonly successes: Float64Array;
	readonly trials: Float64Array;
	readonly design: Float64Array;
	readonly rows: Int32Array;
}

/**
 * Checks counts and design.
 *
 * @param input successes, trials, design, names and the intercept's name
 * @throws StatsError for impossible counts, non-finite values or lengths that disagree
 * @internal
 */
export function checkCounts(input: BinomialGlmInput): void {
	const { successes, trials } = input;
	const rows = checkDesign(input);
	requireLength("successes", successes.length, rows);
	requireLength("trials", trials.length, rows);
	requireFinite("successes", successes);
	requireFinite("trials", trials);
	for (let i = 0; i < rows; i++) {
		const met = successes[i]!;
		if (met < 0 || met > trials[i]!) {
			throw new StatsError("out-of-range", `successes[${i}] is ${met} of ${trials[i]}; it must lie in [0, trials]`);
		}
	}
}

function usedPart({ successes, trials, design, names }: BinomialGlmInput): UsedPart {
	const rows = Int32Array.from(Array.from(trials.keys()).filter((i) => trials[i]! > 0));
	const part = new Float64Array(rows.length * names.length);
	rows.forEach((row, i) => {
		part.set(design.subarray(row * names.length, (row + 1) * names.length), i * names.length);
	});
	return {
		successes: Float64Array.from(rows, (row) => successes[row]!),
		trials: Float64Array.from(rows, (row) => trials[row]!),
		design: part,
		rows,
	};
}

function report(
	input: BinomialGlmInput,
	used: UsedPart,
	{ basis, solution }: { basis: DesignBasis; solution: LogitSolution },
): BinomialGlmFit {
	const { linearPredictor, deviance, iterations, penalty } = solution;
	const estimates = toOriginal(basis, solution.gamma);
	const covariance = covarianceToOriginal(basis, solution.covariance);
	const logLikelihood = saturatedLogLikelihood(used) - deviance / 2;
	const residualDf = used.rows.length - basis.rank;
	const pearson = pearsonSum(used, linearPredictor);
	const dispersion = residualDf < 1 ? undefinedResult("no residual degrees of freedom") : pearson / residualDf;
	const named = (value: (j: number) => number): Record<string, number> =>
		Object.fromEntries(basis.keptNames.map((name, j) => [name, value(j)]));
	const errorOf = (j: number): number => Math.sqrt(covariance[j * basis.rank + j]!);
	return {
		kind: "binomial-glm-fit",
		coefficients: named((j) => estimates[j]!),
		standardErrors: named(errorOf),
		quasiStandardErrors: typeof dispersion === "number" ? named((j) => Math.sqrt(dispersion) * errorOf(j)) : dispersion,
		names: input.names,
		keptNames: basis.keptNames,
		aliased: basis.aliased,
		residualDf,
		rank: basis.rank,
		usedRows: used.rows,
		fitted: linearPredictor.map((eta) => logitTails(eta).share),
		linearPredictor,
		deviance,
		nullDeviance: nullDeviance(used, input.intercept !== undefined),
		logLikelihood,
		penalizedLogLikelihood: input.penalty === "firth" ? logLikelihood + penalty - basis.logDeterminant : logLikelihood,
		pearson,
		dispersion,
		covariance,
		iterations,
	};
}
