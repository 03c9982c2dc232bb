/**
 * One group inside a joint ordered probit: its own parameters solved for the present shared ones (the border: a common
 * slope, free cuts), and what the border needs to know of it.
 *
 * Positions are α cut - β. A group has its own α and β, or its own β with the common α, or only the common α (its
 * mean is held).
 */

import {
	climbPositions,
	curvature,
	levelLikelihood,
	type PositionDerivatives,
	positionDerivatives,
} from "./ordered-probit-climb.js";
import { middleOf, occupied, startingLine } from "./ordered-probit-levels.js";

/** A group of a joint fit. */
export interface JointGroup {
	/** Students per level. */
	readonly counts: Float64Array;
	/** "own" slope, or the "common" one. */
	readonly slope: "own" | "common";
	/** Mean on the scaled cuts, where it is held (only with the common slope). */
	readonly mean?: number | undefined;
}

/** The shared parameters. */
export interface Border {
	/** Scaled cuts, first 0 and last 1. */
	readonly cuts: Float64Array;
	/** Whether the cuts between first and last are parameters. */
	readonly freeCuts: boolean;
	/** Common slope; `undefined` where every group has its own. */
	readonly slope: number | undefined;
}

/** A group at its best for the present border. */
export interface GroupState {
	readonly alpha: number;
	readonly beta: number;
	readonly logLikelihood: number;
	/** Inverse information of the group's own parameters (α then β, or β), flat; empty with a held mean. */
	readonly inverse: Float64Array;
	/** inverse × (own by border information), flat block × border. */
	readonly coupling: Float64Array;
	/** What the group adds to the border's gradient and information, its own parameters eliminated. */
	readonly gradient: Float64Array;
	readonly information: Float64Array;
}

/** Number of shared parameters: the common slope, then the free cuts. */
export function borderSize({ cuts, freeCuts, slope }: Border): number {
	return (slope === undefined ? 0 : 1) + (freeCuts ? cuts.length - 2 : 0);
}

/**
 * Solves a group for the present border.
 *
 * @param group counts and kind
 * @param border shared parameters
 * @param before the group's state at an earlier border, as a start
 * @returns the state, or `undefined` where the group has no maximum here
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), section 4.5 (bordered systems)
 * @internal
 */
export function solveGroup(group: JointGroup, border: Border, before?: GroupState): GroupState | undefined {
	const found = climbGroup(group, border, before) ?? (before && climbGroup(group, border));
	if (found === undefined) return undefined;
	const work = positionDerivatives(border.cuts.length);
	const positions = border.cuts.map((cut) => found.alpha * cut - found.beta);
	const logLikelihood = levelLikelihood(group.counts, positions, work);
	if (!Number.isFinite(logLikelihood)) return undefined;
	return eliminate(group, border, { ...found, logLikelihood, work });
}

interface Line {
	readonly alpha: number;
	readonly beta: number;
}

function climbGroup({ counts, slope, mean }: JointGroup, border: Border, before?: Line): Line | undefined {
	const { cuts } = border;
	const down = new Float64Array(cuts.length).fill(-1);
	if (slope === "own") {
		const start = before ? ([before.alpha, before.beta] as const) : startingLine(counts, cuts);
		const top = climbPositions({ counts, offset: new Float64Array(cuts.length), first: cuts, second: down, start });
		return top && top.theta[0] > 0 ? { alpha: top.theta[0], beta: top.theta[1] } : undefined;
	}
	const alpha = border.slope!;
	if (mean !== undefined) return { alpha, beta: alpha * mean };
	const offset = cuts.map((cut) => alpha * cut);
	const start = [before ? before.beta : middleOf(occupied(counts), offset), 0] as const;
	const top = climbPositions({ counts, offset, first: down, start });
	return top && { alpha, beta: top.theta[0] };
}

interface Solved extends Line {
	readonly logLikelihood: number;
	readonly work: PositionDerivatives;
}

/** Directions of the positions by every parameter, own ones first; then elimination of the own ones. */
function eliminate(group: JointGroup, border: Border, solved: Solved): GroupState {
	const { alpha, beta, logLikelihood, work } = solved;
	const own = ownDirections(group, border);
	const shared = sharedDirections(group, border, alpha);
	const size = shared.length;
	const slopes = border.slope === undefined ? 0 : 1;
	// Slope and a free cut multiply each other: their mixed derivative has the gradient at that cut in it.
	const mixed = (cut: number): number => work.gradient[cut - slopes + 1]!;
	const crossed = own.map((direction, a) =>
		shared.map((other, b) => {
			const extra = group.slope === "own" && a === 0 && b >= slopes ? mixed(b) : 0;
			return -curvature(work, direction, other) - extra;
		}),
	);
	const inverse = inverseOf(own.map((left) => own.map((right) => -curvature(work, left, right))));
	const coupling = new Float64Array(own.length * size);
	for (let a = 0; a < own.length; a++) {
		for (let b = 0; b < size; b++) {
			for (let c = 0; c < own.length; c++) coupling[a * size + b]! += inverse[a * own.length + c]! * crossed[c]![b]!;
		}
	}
	const information = new Float64Array(size * size);
	for (let a = 0; a < size; a++) {
		for (let b = 0; b < size; b++) {
			let value = -curvature(work, shared[a]!, shared[b]!);
			if (group.slope === "common" && slopes === 1 && (a === 0) !== (b === 0)) value -= mixed(Math.max(a, b));
			for (let c = 0; c < own.length; c++) value -= crossed[c]![a]! * coupling[c * size + b]!;
			information[a * size + b] = value;
		}
	}
	const gradient = Float64Array.from(shared, (direction) =>
		direction.reduce((sum, value, k) => sum + value * work.gradient[k]!, 0),
	);
	return { alpha, beta, logLikelihood, inverse, coupling, gradient, information };
}

function ownDirections({ slope, mean }: JointGroup, { cuts }: Border): Float64Array[] {
	if (mean !== undefined) return [];
	const down = new Float64Array(cuts.length).fill(-1);
	return slope === "own" ? [cuts, down] : [down];
}

function sharedDirections({ slope, mean = 0 }: JointGroup, border: Border, alpha: number): Float64Array[] {
	const { cuts, freeCuts } = border;
	const out: Float64Array[] = [];
	if (border.slope !== undefined) {
		out.push(slope === "common" ? cuts.map((cut) => cut - mean) : new Float64Array(cuts.length));
	}
	for (let k = 1; freeCuts && k < cuts.length - 1; k++) {
		const direction = new Float64Array(cuts.length);
		direction[k] = alpha;
		out.push(direction);
	}
	return out;
}

/** Inverse of a symmetric matrix of order 0, 1 or 2, flat. */
function inverseOf(matrix: readonly (readonly number[])[]): Float64Array {
	if (matrix.length === 0) return new Float64Array(0);
	const [first, both, second] = [matrix[0]![0]!, matrix[1]?.[0] ?? 0, matrix[1]?.[1] ?? 1];
	if (matrix.length === 1) return Float64Array.of(1 / first);
	const determinant = first * second - both * both;
	return Float64Array.of(second / determinant, -both / determinant, -both / determinant, first / determinant);
}
