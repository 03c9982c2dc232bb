/**
 * Counts in ordered levels under a normal distribution cut at standardized positions a₁ < a₂ < …: likelihood with its
 * derivatives, and the climb to its maximum where the positions are linear in one or two parameters (always concave).
 */

import { normalCdf, normalPdf } from "./normal.js";

/** Derivatives by the positions of the cuts, filled by `levelLikelihood`. */
export interface PositionDerivatives {
	readonly gradient: Float64Array;
	/** Second derivatives: diagonal, and element k between positions k and k + 1. */
	readonly diagonal: Float64Array;
	readonly beside: Float64Array;
}

/** Room for the derivatives of so many cuts. */
export function positionDerivatives(cuts: number): PositionDerivatives {
	return {
		gradient: new Float64Array(cuts),
		diagonal: new Float64Array(cuts),
		beside: new Float64Array(Math.max(0, cuts - 1)),
	};
}

/** Below this width the difference of two distribution functions loses digits that density times width keeps. */
const THIN = 1e-5;

/** Probability between two positions, accurate in both tails; `undefined` stands for the infinite end. */
function between(lower: number | undefined, upper: number | undefined): number {
	if (lower === undefined) return upper === undefined ? 1 : normalCdf(upper);
	if (upper === undefined) return normalCdf(-lower);
	const width = upper - lower;
	if (width < THIN) {
		const middle = lower + width / 2;
		return normalPdf(middle) * width * (1 + (width * width * (middle * middle - 1)) / 24);
	}
	return lower > 0 ? normalCdf(-lower) - normalCdf(-upper) : normalCdf(upper) - normalCdf(lower);
}

/**
 * Log likelihood Σ n log[Φ(upper) - Φ(lower)] and its derivatives by the positions.
 *
 * @param counts students per level
 * @param positions standardized cuts, one fewer than levels
 * @param into where the derivatives go
 * @returns log likelihood; -Infinity where an occupied level has no probability or the positions are not ascending
 * @reference McCullagh (1980) JRSS B 42:109–142; concavity: Pratt (1981) JASA 76:103–106
 * @internal
 */
export function levelLikelihood(counts: Float64Array, positions: Float64Array, into: PositionDerivatives): number {
	const { gradient, diagonal, beside } = into;
	gradient.fill(0);
	diagonal.fill(0);
	beside.fill(0);
	let total = 0;
	for (let level = 0; level < counts.length; level++) {
		const n = counts[level]!;
		if (n === 0) continue;
		const lower = level === 0 ? undefined : positions[level - 1]!;
		const upper = level === positions.length ? undefined : positions[level]!;
		const share = between(lower, upper);
		if (!(share > 0)) return Number.NEGATIVE_INFINITY;
		total += n * Math.log(share);
		const down = lower === undefined ? 0 : normalPdf(lower) / share;
		const up = upper === undefined ? 0 : normalPdf(upper) / share;
		if (upper !== undefined) {
			gradient[level]! += n * up;
			diagonal[level]! -= n * up * (upper + up);
		}
		if (lower !== undefined) {
			gradient[level - 1]! -= n * down;
			diagonal[level - 1]! += n * down * (lower - down);
			if (upper !== undefined) beside[level - 1]! += n * up * down;
		}
	}
	return total;
}

/** Second derivative of the log likelihood along two directions of the positions. */
export function curvature(derivatives: PositionDerivatives, left: Float64Array, right: Float64Array): number {
	const { diagonal, beside } = derivatives;
	let sum = 0;
	for (let k = 0; k < left.length; k++) sum += left[k]! * diagonal[k]! * right[k]!;
	for (let k = 0; k + 1 < left.length; k++) {
		sum += beside[k]! * (left[k]! * right[k + 1]! + left[k + 1]! * right[k]!);
	}
	return sum;
}

/** Positions = offset + first·θ₁ (+ second·θ₂). */
export interface LinearPositions {
	readonly counts: Float64Array;
	readonly offset: Float64Array;
	readonly first: Float64Array;
	readonly second?: Float64Array | undefined;
	/** Start with a finite likelihood. */
	readonly start: readonly [number, number];
}

/** The maximum and the information there (minus second derivatives). */
export interface PositionMaximum {
	readonly theta: readonly [number, number];
	readonly logLikelihood: number;
	readonly information: { readonly first: number; readonly both: number; readonly second: number };
}

const MAXIMUM_STEPS = 200;
const CONVERGED = 1e-10;

/**
 * Climbs by Newton steps, halved where the likelihood would fall.
 *
 * @param problem counts, directions and a start
 * @returns the maximum, or `undefined` when none was reached (the caller says what that means)
 * @reference Newton's method with step halving on a concave function
 * @internal
 */
export function climbPositions(problem: LinearPositions): PositionMaximum | undefined {
	const { counts, first, second } = problem;
	const work = positionDerivatives(first.length);
	let theta = problem.start;
	let value = levelLikelihood(counts, positionsAt(problem, theta), work);
	for (let step = 0; step < MAXIMUM_STEPS && Number.isFinite(value); step++) {
		const move = newtonMove(informationOf(problem, work), [along(work, first), second ? along(work, second) : 0]);
		if (move === undefined) return undefined;
		const moved = sizeOfMove(problem, move);
		const size = largest(positionsAt(problem, theta));
		if (moved <= CONVERGED * (1 + size)) {
			theta = [theta[0] + move[0], theta[1] + move[1]];
			const logLikelihood = levelLikelihood(counts, positionsAt(problem, theta), work);
			return { theta, logLikelihood, information: informationOf(problem, work) };
		}
		const next = halve(problem, { theta, value, move }, work);
		if (next === undefined) return undefined;
		theta = next.theta;
		value = next.value;
	}
	return undefined;
}

function informationOf({ first, second }: LinearPositions, work: PositionDerivatives): PositionMaximum["information"] {
	return {
		first: -curvature(work, first, first),
		both: second ? -curvature(work, first, second) : 0,
		second: second ? -curvature(work, second, second) : 1,
	};
}

function along({ gradient }: PositionDerivatives, direction: Float64Array): number {
	let sum = 0;
	for (let k = 0; k < direction.length; k++) sum += gradient[k]! * direction[k]!;
	return sum;
}

function newtonMove(
	{ first, both, second }: PositionMaximum["information"],
	[up, over]: readonly [number, number],
): readonly [number, number] | undefined {
	const determinant = first * second - both * both;
	if (!(determinant > 0 && first > 0 && Number.isFinite(determinant))) return undefined;
	return [(second * up - both * over) / determinant, (first * over - both * up) / determinant];
}

function positionsAt({ offset, first, second }: LinearPositions, theta: readonly [number, number]): Float64Array {
	return offset.map((value, k) => value + first[k]! * theta[0] + (second ? second[k]! * theta[1] : 0));
}

function sizeOfMove(problem: LinearPositions, move: readonly [number, number]): number {
	return largest(positionsAt({ ...problem, offset: new Float64Array(problem.offset.length) }, move));
}

function largest(values: Float64Array): number {
	let size = 0;
	for (const value of values) size = Math.max(size, Math.abs(value));
	return size;
}

interface Climb {
	readonly theta: readonly [number, number];
	readonly value: number;
	readonly move: readonly [number, number];
}

function halve(
	problem: LinearPositions,
	{ theta, value, move }: Climb,
	work: PositionDerivatives,
): { theta: readonly [number, number]; value: number } | undefined {
	const floor = value - 1e-13 * (1 + Math.abs(value));
	for (let share = 1; share > 1e-12; share /= 2) {
		const next = [theta[0] + share * move[0], theta[1] + share * move[1]] as const;
		const reached = levelLikelihood(problem.counts, positionsAt(problem, next), work);
		if (reached >= floor) return { theta: next, value: reached };
	}
	return undefined;
}
