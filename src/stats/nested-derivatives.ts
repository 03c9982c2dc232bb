/** Score and average information of the nested model, linear in cells. */

import { descend, type LevelDescent, noEffects, type Visit } from "./nested-descent.js";
import { workingInformation } from "./nested-information.js";
import { toParameters } from "./nested-parameters.js";
import type { NestedDerivatives, NestedModel, NestedState } from "./nested-structure.js";

/** What every parameter θ_k (G11, G12, G22 of a level; τ² of the cells; each φ) gathers, V_k = ∂V/∂θ_k. */
export interface Gathered {
	/** tr(P V_k), or tr(V⁻¹V_k) for the full likelihood. */
	readonly traces: Float64Array;
	/** y'P V_k P y. */
	readonly squares: Float64Array;
	/** Q'V⁻¹ V_k P y, flat parameters × rank. */
	readonly onBasis: Float64Array;
	/** V_k P y is z times these on each group's cells, summed over the levels so far: groups × zColumns × parameters. */
	readonly along: readonly Float64Array[];
}

/**
 * Score and average information at a state.
 *
 * score_k = -½ [tr(P V_k) - y'P V_k P y], AI_kl = ½ y'P V_k P V_l P y; for the full likelihood V⁻¹ stands in the trace.
 *
 * @param model checked data
 * @param state the result of `evaluate`
 * @returns score and average information in the model's parameters, P y and the diagonal of P by cells
 * @reference Gilmour, Thompson & Cullis (1995) Biometrics 51:1440–1450
 * @internal
 */
export function derivativesAt(model: NestedModel, state: NestedState): NestedDerivatives {
	const { rank } = model.basis;
	const count = state.theta.length;
	const gathered: Gathered = {
		traces: new Float64Array(count),
		squares: new Float64Array(count),
		onBasis: new Float64Array(count * rank),
		along: model.levels.map(({ groupCount }) => new Float64Array(groupCount * model.zColumns * count)),
	};
	const projector = projectorOf(state);
	const descents = descend(model, state, (visit) => gatherGroup(model, gathered, visit, projector));
	const cells = gatherCells(model, state, gathered, descents.at(-1) ?? noEffects(model));
	gatherWithin(model, state, gathered);
	const score = gathered.traces.map((trace, k) => -0.5 * (trace - gathered.squares[k]!));
	const information = workingInformation(model, state, gathered, cells.py);
	return { ...toParameters(model, state.theta, score, information), ...cells };
}

/** Splits rows of Z'V⁻¹[Q | r]: Z'Py, and whitened Q parts whose products are Z'V⁻¹Q C Q'V⁻¹Z. */
export interface Projector {
	/** Z'Py of one row that begins at `from`. */
	readonly response: (rows: Float64Array, from: number) => number;
	/** Writes C's root times the Q part and returns its square. */
	readonly whiten: (rows: Float64Array, from: number, out: Float64Array) => number;
}

/**
 * The two things done to every row of Z'V⁻¹[Q | r].
 *
 * @param state the result of `evaluate`
 * @returns functions of a row
 * @internal
 */
export function projectorOf({ gamma, whiten }: NestedState): Projector {
	const rank = gamma.length;
	return {
		response: (rows, from) => {
			let value = rows[from + rank]!;
			for (let a = 0; a < rank; a++) value -= rows[from + a]! * gamma[a]!;
			return value;
		},
		whiten: (rows, from, out) => {
			let square = 0;
			for (let a = 0; a < rank; a++) {
				let sum = 0;
				const row = a * rank;
				for (let b = 0; b <= a; b++) sum += whiten[row + b]! * rows[from + b]!;
				out[a] = sum;
				square += sum * sum;
			}
			return square;
		},
	};
}

function gatherGroup(model: NestedModel, gathered: Gathered, visit: Visit, projector: Projector): void {
	const { width, zColumns, restricted } = model;
	const { l, level, group, projected, precision } = visit;
	const { traces, squares, along } = gathered;
	const { rank } = model.basis;
	const order = level.columns.length;
	const count = traces.length;
	const own = along[l]!;
	const to = group * zColumns * count;
	if (l > 0) {
		const from = level.parent[group]! * zColumns * count;
		for (let a = 0; a < zColumns * count; a++) own[to + a] = along[l - 1]![from + a]!;
	}
	const q: number[] = [];
	const whitened: Float64Array[] = [];
	for (let i = 0; i < order; i++) {
		q.push(projector.response(projected, i * width));
		const out = new Float64Array(rank);
		if (restricted) projector.whiten(projected, i * width, out);
		whitened.push(out);
	}
	let k = level.at;
	for (let i = 0; i < order; i++) {
		for (let j = 0; j <= i; j++, k++) {
			const twice = i === j ? 1 : 2;
			let trace = precision[i * order + j]!;
			for (let a = 0; a < rank; a++) trace -= whitened[i]![a]! * whitened[j]![a]!;
			traces[k]! += twice * trace;
			squares[k]! += twice * q[i]! * q[j]!;
			addAlong(gathered, { k, rank, from: i * width, projected, factor: q[j]! });
			own[to + level.columns[i]! * count + k]! += q[j]!;
			if (i === j) continue;
			addAlong(gathered, { k, rank, from: j * width, projected, factor: q[i]! });
			own[to + level.columns[j]! * count + k]! += q[i]!;
		}
	}
}

interface Along {
	readonly k: number;
	readonly rank: number;
	readonly from: number;
	readonly projected: Float64Array;
	readonly factor: number;
}

function addAlong({ onBasis }: Gathered, { k, rank, from, projected, factor }: Along): void {
	for (let a = 0; a < rank; a++) onBasis[k * rank + a]! += factor * projected[from + a]!;
}

/** The cells' own effect and the sampling variances of their means. */
function gatherCells(
	model: NestedModel,
	state: NestedState,
	{ traces, squares, onBasis }: Gathered,
	above: LevelDescent,
): { readonly py: Float64Array; readonly pDiagonal: Float64Array } {
	const { cells, width, cellAt, phiAt, restricted } = model;
	const { rank } = model.basis;
	const projector = projectorOf(state);
	const py = new Float64Array(cells.count);
	const pDiagonal = new Float64Array(cells.count);
	const projected = new Float64Array(width);
	const whitened = new Float64Array(rank);
	for (let c = 0; c < cells.count; c++) {
		const precision = projectCell(model, state, above, c, projected);
		const q = projector.response(projected, 0);
		// Rounding may leave a tiny negative number where a cell is fitted exactly.
		const diagonal = Math.max(0, precision - projector.whiten(projected, 0, whitened));
		const trace = restricted ? diagonal : precision;
		py[c] = q;
		pDiagonal[c] = diagonal;
		const variance = cells.variances[c]!;
		const k = phiAt + cells.classes[c]!;
		traces[k]! += variance * trace;
		squares[k]! += variance * q * q;
		for (let a = 0; a < rank; a++) onBasis[k * rank + a]! += variance * q * projected[a]!;
		if (cellAt < 0) continue;
		traces[cellAt]! += trace;
		squares[cellAt]! += q * q;
		for (let a = 0; a < rank; a++) onBasis[cellAt * rank + a]! += q * projected[a]!;
	}
	return { py, pDiagonal };
}

/**
 * 1'V⁻¹[Q | r] over the rows of one cell, given the effects above it, and 1'V⁻¹1.
 *
 * @param model checked data
 * @param state the result of `evaluate`
 * @param above descent of the innermost level
 * @param c cell
 * @param projected receives `width` numbers
 * @returns 1'V⁻¹1
 * @reference Sherman–Morrison formula
 * @internal
 */
export function projectCell(
	{ cells, width, zColumns }: NestedModel,
	{ weights }: NestedState,
	{ effects, spread }: LevelDescent,
	c: number,
	projected: Float64Array,
): number {
	const weight = weights[c]!;
	const group = cells.parent[c]!;
	for (let a = 0; a < width; a++) projected[a] = cells.values[c * width + a]!;
	let inherited = 0;
	for (let i = 0; i < zColumns; i++) {
		const z = cells.z[c * zColumns + i]!;
		const from = (group * zColumns + i) * width;
		for (let a = 0; a < width; a++) projected[a]! -= z * effects[from + a]!;
		for (let k = 0; k < zColumns; k++) {
			inherited += z * cells.z[c * zColumns + k]! * spread[(group * zColumns + i) * zColumns + k]!;
		}
	}
	for (let a = 0; a < width; a++) projected[a]! *= weight;
	return weight * (1 - weight * inherited);
}

/** Rows around the mean of their cell: their variance is φ v and nothing else. */
function gatherWithin(model: NestedModel, state: NestedState, { traces, squares, onBasis }: Gathered): void {
	const { within, width, phiAt, phiCount, restricted } = model;
	const { rank } = model.basis;
	for (let c = 0; c < phiCount; c++) {
		const df = within.df[c]!;
		if (df === 0) continue;
		const k = phiAt + c;
		const phi = state.theta[k]!;
		const cross = within.cross[c]!;
		const error = residualCross(cross, state.gamma, width);
		let fixed = 0;
		for (let a = 0; a < rank; a++) {
			for (let b = 0; b < rank; b++) fixed += state.covariance[a * rank + b]! * cross[a * width + b]!;
			onBasis[k * rank + a]! += error[a]! / (phi * phi);
		}
		traces[k]! += df / phi - (restricted ? fixed / (phi * phi) : 0);
		squares[k]! += error[rank]! / (phi * phi);
	}
}

/**
 * From within-cell sums of [Q | r]: Q'e (rank numbers) and e'e, with e = r - Q γ.
 *
 * @param cross flat width × width
 * @param gamma coefficients on Q
 * @param width rank plus one
 * @returns rank + 1 numbers
 * @internal
 */
export function residualCross(cross: Float64Array, gamma: Float64Array, width: number): Float64Array {
	const rank = width - 1;
	const out = new Float64Array(width);
	for (let a = 0; a < width; a++) {
		let sum = cross[a * width + rank]!;
		for (let b = 0; b < rank; b++) sum -= cross[a * width + b]! * gamma[b]!;
		out[a] = sum;
	}
	for (let a = 0; a < rank; a++) out[rank]! -= gamma[a]! * out[a]!;
	out[rank] = Math.max(0, out[rank]!);
	return out;
}
