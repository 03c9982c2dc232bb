/** The method of moments for a between-row variance beside known sampling variances. */

import { requireFinite, requireLength, requirePositive } from "./checks.js";
import { buildBasis, covarianceToOriginal, type DesignBasis, toOriginal } from "./design-basis.js";
import type { DesignInput } from "./design-columns.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";

/** Values with known sampling variances and a design. */
export interface MomentsInput extends Omit<DesignInput, "weights"> {
	readonly response: Float64Array;
	/** Known sampling variances, positive, in the squared unit of the response. */
	readonly variances: Float64Array;
}

/** Method-of-moments estimate and the coefficients weighted with it. */
export interface MomentsFit {
	readonly kind: "moments-fit";
	/** Variance between rows, at least 0, and its standard error. */
	readonly tau2: number;
	readonly tau2StandardError: number;
	/** Residual heterogeneity Σ (y - x'b)² / v around the fit with weights 1 / v, and its degrees of freedom. */
	readonly q: number;
	readonly df: number;
	/** Estimates and standard errors with weights 1 / (v + τ²), aliased columns left out. */
	readonly coefficients: Readonly<Record<string, number>>;
	readonly standardErrors: Readonly<Record<string, number>>;
	readonly aliased: readonly string[];
}

/**
 * DerSimonian–Laird: τ² = (Q - df) / tr(P), cut at 0, with P = W - WX(X'WX)⁻¹X'W and W = 1/v. It needs no iteration
 * and no normality, and is less precise than restricted likelihood when the variances differ much.
 *
 * @param input response, design (flat, row-major) with names, sampling variances
 * @returns estimates, or undefined when there are no residual degrees of freedom
 * @throws StatsError `length-mismatch`, `non-finite`, `out-of-range`, `unknown-name`
 * @reference DerSimonian & Laird (1986) Controlled Clinical Trials 7:177–188; with covariates: Raudenbush (2009), in The
 *   Handbook of Research Synthesis and Meta-Analysis (2nd ed.), chapter 16
 * @example
 * dersimonianLaird({
 *   response: Float64Array.of(0, 10, 20), variances: Float64Array.of(36, 36, 36), design: Float64Array.of(1, 1, 1),
 *   names: ["one"], intercept: "one",
 * }).tau2 // → 64
 */
export function dersimonianLaird(input: MomentsInput): MomentsFit | UndefinedResult {
	const { response, variances } = input;
	requireLength("variances", variances.length, response.length);
	requireLength("design", input.design.length, response.length * input.names.length);
	requireFinite("response", response);
	requirePositive("variances", variances);
	const weights = variances.map((v) => 1 / v);
	const plain = weighted(input, weights);
	const df = response.length - plain.basis.rank;
	if (df < 1) return undefinedResult("no residual degrees of freedom: as many columns as rows");
	const { trace, traceSquare } = projectorTraces(plain.basis, weights);
	const tau2 = Math.max(0, (plain.residualSquare - df) / trace);
	const { basis, gamma } = weighted(
		input,
		variances.map((v) => 1 / (v + tau2)),
	);
	const estimates = toOriginal(basis, gamma);
	const identity = Float64Array.from({ length: basis.rank ** 2 }, (_, at) => (at % (basis.rank + 1) === 0 ? 1 : 0));
	const covariance = covarianceToOriginal(basis, identity);
	return {
		kind: "moments-fit",
		tau2,
		tau2StandardError: Math.sqrt(2 * df + 4 * tau2 * trace + 2 * tau2 * tau2 * traceSquare) / trace,
		q: plain.residualSquare,
		df,
		coefficients: Object.fromEntries(basis.keptNames.map((name, j) => [name, estimates[j]!])),
		standardErrors: Object.fromEntries(
			basis.keptNames.map((name, j) => [name, Math.sqrt(covariance[j * basis.rank + j]!)]),
		),
		aliased: basis.aliased,
	};
}

interface WeightedFit {
	readonly basis: DesignBasis;
	readonly gamma: Float64Array;
	readonly residualSquare: number;
}

/** Weighted least squares on an orthonormal basis; the second pass removes the rounding error of the first. */
function weighted({ design, names, intercept, response }: MomentsInput, weights: Float64Array): WeightedFit {
	const basis = buildBasis({ design, names, intercept, weights });
	const { rank, q } = basis;
	const residual = response.map((value, i) => Math.sqrt(weights[i]!) * value);
	const gamma = new Float64Array(rank);
	for (let pass = 0; pass < 2; pass++) {
		for (let a = 0; a < rank; a++) {
			let sum = 0;
			for (let i = 0; i < residual.length; i++) sum += q[i * rank + a]! * residual[i]!;
			for (let i = 0; i < residual.length; i++) residual[i]! -= q[i * rank + a]! * sum;
			gamma[a]! += sum;
		}
	}
	return { basis, gamma, residualSquare: residual.reduce((sum, value) => sum + value * value, 0) };
}

/** tr(P) and tr(P²) of P = W½(I - QQ')W½, through Q'WQ. */
function projectorTraces({ rank, q }: DesignBasis, weights: Float64Array): { trace: number; traceSquare: number } {
	const middle = new Float64Array(rank * rank);
	let trace = 0;
	let traceSquare = 0;
	for (let i = 0; i < weights.length; i++) {
		const w = weights[i]!;
		let leverage = 0;
		for (let a = 0; a < rank; a++) {
			leverage += q[i * rank + a]! ** 2;
			for (let b = 0; b < rank; b++) middle[a * rank + b]! += w * q[i * rank + a]! * q[i * rank + b]!;
		}
		trace += w * (1 - leverage);
		traceSquare += w * w * (1 - 2 * leverage);
	}
	return { trace, traceSquare: middle.reduce((sum, value) => sum + value * value, traceSquare) };
}
