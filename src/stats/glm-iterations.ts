/**
 * Iteratively reweighted least squares for counts with a logit link, in coordinates where the design is orthonormal.
 * Every step is a QR of the reweighted basis: normal equations are never formed.
 */

import { type DesignBasis, invertUpper } from "./design-basis.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { binomialDeviance, type Counts, logitTails } from "./glm-likelihood.js";
import { decomposeQr, type QrDecomposition } from "./qr.js";

/** Counts and the basis of sqrt(trials) X. */
export interface LogitProblem extends Counts {
	readonly basis: DesignBasis;
}

/** Where the iterations ended. */
export interface LogitSolution {
	readonly kind: "logit-solution";
	/** Coefficients on the basis, length rank. */
	readonly gamma: Float64Array;
	/** Log odds per row. */
	readonly linearPredictor: Float64Array;
	readonly deviance: number;
	/** Inverse information on the basis, flat rank × rank. */
	readonly covariance: Float64Array;
	readonly iterations: number;
}

const MAXIMUM_ITERATIONS = 100;
/** Largest change of a row's log odds, relative to their size, at which the iterations end. */
const CONVERGED = 1e-10;
/** Log odds beyond which a row that keeps moving is looked at for separation. */
const FAR_OUT = 25;

/**
 * Maximizes the binomial likelihood by Newton steps (which for this link are Fisher scoring), halved where the
 * deviance would rise.
 *
 * @param problem counts with positive trials and the basis
 * @returns the solution, or undefined where no finite maximum exists (separation) or none was reached
 * @reference McCullagh & Nelder, Generalized Linear Models (2nd ed., 1989), section 2.5; separation: Albert & Anderson
 *   (1984) Biometrika 71:1–10
 * @internal
 */
export function iterateLogit(problem: LogitProblem): LogitSolution | UndefinedResult {
	const { successes, trials, basis } = problem;
	const eta = successes.map((met, i) => Math.log((met + 0.5) / (trials[i]! - met + 0.5)));
	let current = project(problem, eta);
	for (let iterations = 1; iterations <= MAXIMUM_ITERATIONS; iterations++) {
		const step = scoringStep(problem, current.linearPredictor);
		if (step.qr.rank < basis.rank) return undefinedResult("the counts leave no information on some coefficient");
		const moved = predictorOf(basis, trials, step.gamma);
		const largest = largestSize(moved);
		const done = largest <= CONVERGED * (1 + largestSize(current.linearPredictor));
		if (!done && isSeparated(problem, current.linearPredictor, moved)) {
			return undefinedResult("separation: a combination of the columns predicts the results without error");
		}
		current = halve(problem, current, { gamma: step.gamma, predictor: moved });
		if (done) return { kind: "logit-solution", ...current, covariance: inverseInformation(step.qr), iterations };
	}
	return undefinedResult(`no maximum found in ${MAXIMUM_ITERATIONS} steps`);
}

interface State {
	readonly gamma: Float64Array;
	readonly linearPredictor: Float64Array;
	readonly deviance: number;
}

/** Start: the log odds of the counts themselves, projected on the design. */
function project(problem: LogitProblem, eta: Float64Array): State {
	const { basis, trials } = problem;
	const gamma = new Float64Array(basis.rank);
	for (let i = 0; i < eta.length; i++) {
		const scaled = Math.sqrt(trials[i]!) * eta[i]!;
		for (let a = 0; a < basis.rank; a++) gamma[a]! += basis.q[i * basis.rank + a]! * scaled;
	}
	const linearPredictor = predictorOf(basis, trials, gamma);
	return { gamma, linearPredictor, deviance: binomialDeviance(problem, linearPredictor) };
}

/** x'b per row from coefficients on the basis of sqrt(trials) X. */
function predictorOf(basis: DesignBasis, trials: Float64Array, gamma: Float64Array): Float64Array {
	const { rank, q } = basis;
	return trials.map((count, i) => {
		let sum = 0;
		for (let a = 0; a < rank; a++) sum += q[i * rank + a]! * gamma[a]!;
		return sum / Math.sqrt(count);
	});
}

/** Least squares of the working residuals on the reweighted basis. */
function scoringStep(problem: LogitProblem, eta: Float64Array): { gamma: Float64Array; qr: QrDecomposition } {
	const { successes, trials, basis } = problem;
	const { rank, rows, q } = basis;
	const matrix = new Float64Array(rows * rank);
	const right = new Float64Array(rows);
	for (let i = 0; i < rows; i++) {
		const tails = logitTails(eta[i]!);
		const root = Math.sqrt(tails.share * tails.rest);
		for (let a = 0; a < rank; a++) matrix[i * rank + a] = root * q[i * rank + a]!;
		// met (1 - p) - (trials - met) p keeps its digits where met - trials p would cancel.
		const excess = successes[i]! * tails.rest - (trials[i]! - successes[i]!) * tails.share;
		right[i] = root > 0 ? excess / (root * Math.sqrt(trials[i]!)) : 0;
	}
	const qr = decomposeQr({ matrix, rows, columns: rank });
	return { gamma: qr.rank < rank ? new Float64Array(rank) : solveUpper(qr, right), qr };
}

/** R⁻¹ Q' right. */
function solveUpper({ q, r, rank }: QrDecomposition, right: Float64Array): Float64Array {
	const x = new Float64Array(rank);
	for (let i = 0; i < right.length; i++) for (let a = 0; a < rank; a++) x[a]! += q[i * rank + a]! * right[i]!;
	for (let a = rank - 1; a >= 0; a--) {
		for (let b = a + 1; b < rank; b++) x[a]! -= r[a * rank + b]! * x[b]!;
		x[a]! /= r[a * rank + a]!;
	}
	return x;
}

/** (R'R)⁻¹. */
function inverseInformation({ r, rank }: QrDecomposition): Float64Array {
	const inverse = invertUpper(r, rank);
	const out = new Float64Array(rank * rank);
	for (let i = 0; i < rank; i++) {
		for (let j = 0; j < rank; j++) {
			for (let k = Math.max(i, j); k < rank; k++) out[i * rank + j]! += inverse[i * rank + k]! * inverse[j * rank + k]!;
		}
	}
	return out;
}

/** Takes the step, or as small a part of it as keeps the deviance from rising. */
function halve(problem: LogitProblem, from: State, step: { gamma: Float64Array; predictor: Float64Array }): State {
	// Rounding makes the deviance of an equal fit differ in its last digits.
	const ceiling = from.deviance * (1 + 1e-13) + 1e-13;
	for (let share = 1; share > 1e-10; share /= 2) {
		const gamma = from.gamma.map((value, a) => value + share * step.gamma[a]!);
		const linearPredictor = from.linearPredictor.map((value, i) => value + share * step.predictor[i]!);
		const deviance = binomialDeviance(problem, linearPredictor);
		if (deviance <= ceiling) return { gamma, linearPredictor, deviance };
	}
	return from;
}

/**
 * Tells whether the step is a direction in which the likelihood rises without end: no row's log odds move against
 * its results, rows with both results stay, and some row far out still moves.
 */
function isSeparated({ successes, trials }: LogitProblem, eta: Float64Array, moved: Float64Array): boolean {
	const still = 1e-8 * largestSize(moved);
	let runaway = false;
	for (let i = 0; i < eta.length; i++) {
		const move = moved[i]!;
		if (successes[i]! > 0 && move < -still) return false;
		if (successes[i]! < trials[i]! && move > still) return false;
		if (Math.abs(eta[i]!) > FAR_OUT && Math.abs(move) > 0.1) runaway = true;
	}
	return runaway;
}

function largestSize(values: Float64Array): number {
	return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
