/**
 * Iteratively reweighted least squares for counts with a logit link, in coordinates where the design is orthonormal.
 * Every step is a QR of the reweighted basis: normal equations are never formed.
 */

import { type DesignBasis, invertUpper } from "./design-basis.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { type HeldRows, keepHeld, moveToHeld } from "./glm-held.js";
import { binomialDeviance, type Counts, logitTails } from "./glm-likelihood.js";
import { decomposeQr, type QrDecomposition } from "./qr.js";

/** Counts and the basis of sqrt(trials) X. */
export interface LogitProblem extends Counts {
	readonly basis: DesignBasis;
	/** Whether Firth's penalty, half the logarithm of the information's determinant, is added to the log likelihood. */
	readonly firth: boolean;
	/** Combinations of the basis coefficients that may not move, and the fit with nothing held, to start from. */
	readonly restriction?: { readonly held: HeldRows; readonly near: LogitSolution } | undefined;
}

/** Where the iterations ended. */
export interface LogitSolution {
	readonly kind: "logit-solution";
	/** Coefficients on the basis, length rank. */
	readonly gamma: Float64Array;
	/** Log odds per row. */
	readonly linearPredictor: Float64Array;
	readonly deviance: number;
	/** Firth's penalty on the scale of the basis; 0 without it. */
	readonly penalty: number;
	/** Inverse information on the basis, flat rank × rank; nothing is held there. */
	readonly covariance: Float64Array;
	readonly iterations: number;
}

const MAXIMUM_ITERATIONS = 100;
/** Firth's steps leave out how the penalty bends, so that they close in more slowly. */
const MAXIMUM_FIRTH_ITERATIONS = 1000;
/** Largest change of a row's log odds, relative to their size, at which the iterations end. */
const CONVERGED = 1e-10;
/** Log odds beyond which a row that keeps moving is looked at for separation. */
const FAR_OUT = 25;

/**
 * Maximizes the binomial likelihood by Newton steps (which for this link are Fisher scoring), or the likelihood with
 * Firth's penalty by scoring steps of its modified score, halved where the criterion would get worse.
 *
 * @param problem counts with positive trials, the basis, and what is penalized or held
 * @returns the solution, or undefined where no finite maximum exists (separation) or none was reached
 * @reference McCullagh & Nelder, Generalized Linear Models (2nd ed., 1989), section 2.5; separation: Albert & Anderson
 *   (1984) Biometrika 71:1–10; penalty: Firth (1993) Biometrika 80:27–38
 * @internal
 */
export function iterateLogit(problem: LogitProblem): LogitSolution | UndefinedResult {
	const most = problem.firth ? MAXIMUM_FIRTH_ITERATIONS : MAXIMUM_ITERATIONS;
	let current = evaluate(problem, startOf(problem));
	for (let iterations = 1; iterations <= most; iterations++) {
		const qr = current.qr ?? weigh(problem, current.linearPredictor);
		if (qr.rank < problem.basis.rank) return undefinedResult("the counts leave no information on some coefficient");
		const step = scoringStep(problem, current.linearPredictor, qr);
		const covariance = inverseInformation(qr);
		const gamma = problem.restriction === undefined ? step : keepHeld(step, covariance, problem.restriction.held);
		const predictor = predictorOf(problem.basis, problem.trials, gamma);
		const done = largestSize(predictor) <= CONVERGED * (1 + largestSize(current.linearPredictor));
		if (!done && !problem.firth && isSeparated(problem, current.linearPredictor, predictor)) {
			return undefinedResult("separation: a combination of the columns predicts the results without error");
		}
		current = halve(problem, current, { gamma, predictor });
		if (done) return { kind: "logit-solution", ...current, covariance, iterations };
	}
	return undefinedResult(`no maximum found in ${most} steps`);
}

interface State {
	readonly gamma: Float64Array;
	readonly linearPredictor: Float64Array;
	readonly deviance: number;
	readonly penalty: number;
	/** The reweighted basis, where the penalty needed it. */
	readonly qr?: QrDecomposition | undefined;
}

/** Start: the log odds of the counts themselves, projected on the design, or what the caller knows. */
function startOf({ successes, trials, basis, restriction }: LogitProblem): Float64Array {
	if (restriction !== undefined)
		return moveToHeld(restriction.near.gamma, restriction.held, restriction.near.covariance);
	const gamma = new Float64Array(basis.rank);
	successes.forEach((met, i) => {
		const scaled = Math.sqrt(trials[i]!) * Math.log((met + 0.5) / (trials[i]! - met + 0.5));
		for (let a = 0; a < basis.rank; a++) gamma[a]! += basis.q[i * basis.rank + a]! * scaled;
	});
	return gamma;
}

function evaluate(problem: LogitProblem, gamma: Float64Array): State {
	return withCriterion(problem, gamma, predictorOf(problem.basis, problem.trials, gamma));
}

function withCriterion(problem: LogitProblem, gamma: Float64Array, linearPredictor: Float64Array): State {
	const deviance = binomialDeviance(problem, linearPredictor);
	if (!problem.firth) return { gamma, linearPredictor, deviance, penalty: 0 };
	const qr = weigh(problem, linearPredictor);
	let penalty = qr.rank < problem.basis.rank ? Number.NEGATIVE_INFINITY : 0;
	for (let a = 0; a < qr.rank; a++) penalty += Math.log(Math.abs(qr.r[a * qr.rank + a]!));
	return { gamma, linearPredictor, deviance, penalty, qr };
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

/** The basis times the roots of p (1 - p), decomposed. */
function weigh({ basis }: LogitProblem, eta: Float64Array): QrDecomposition {
	const { rank, rows, q } = basis;
	const matrix = new Float64Array(rows * rank);
	for (let i = 0; i < rows; i++) {
		const tails = logitTails(eta[i]!);
		const root = Math.sqrt(tails.share * tails.rest);
		for (let a = 0; a < rank; a++) matrix[i * rank + a] = root * q[i * rank + a]!;
	}
	return decomposeQr({ matrix, rows, columns: rank });
}

/** Least squares of the working residuals on the reweighted basis. */
function scoringStep({ successes, trials, firth }: LogitProblem, eta: Float64Array, qr: QrDecomposition): Float64Array {
	const right = eta.map((value, i) => {
		const { share, rest } = logitTails(value);
		const root = Math.sqrt(share * rest);
		// met (1 - p) - (trials - met) p keeps its digits where met - trials p would cancel.
		const excess = successes[i]! * rest - (trials[i]! - successes[i]!) * share;
		const added = firth ? leverage(qr, i) * (0.5 - share) : 0;
		return root > 0 ? (excess + added) / (root * Math.sqrt(trials[i]!)) : 0;
	});
	return solveUpper(qr, right);
}

function leverage({ q, rank }: QrDecomposition, row: number): number {
	let sum = 0;
	for (let a = 0; a < rank; a++) sum += q[row * rank + a]! ** 2;
	return sum;
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

/** Takes the step, or as small a part of it as keeps the criterion from getting worse. */
function halve(problem: LogitProblem, from: State, step: { gamma: Float64Array; predictor: Float64Array }): State {
	// Rounding makes the criterion of an equal fit differ in its last digits.
	const ceiling = from.deviance * (1 + 1e-13) + 1e-13 - 2 * from.penalty;
	for (let share = 1; share > 1e-10; share /= 2) {
		const gamma = from.gamma.map((value, a) => value + share * step.gamma[a]!);
		const linearPredictor = from.linearPredictor.map((value, i) => value + share * step.predictor[i]!);
		const state = withCriterion(problem, gamma, linearPredictor);
		if (state.deviance - 2 * state.penalty <= ceiling) return state;
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
