/** Score and average information of the nested model, linear in cells. */

import { descend, type LevelDescent, noEffects, type Visit } from "./nested-descent.js";
import { workingInformation } from "./nested-information.js";
import { toParameters } from "./nested-parameters.js";
import { type Gathered, projectCell, residualCross, responseOf, whitenRow } from "./nested-projection.js";
import type { NestedDerivatives, NestedModel, NestedState } from "./nested-structure.js";

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
		q: new Float64Array(2),
		whitened: [new Float64Array(rank), new Float64Array(rank)],
	};
	const descents = descend(model, state, (visit) => gatherGroup(model, state, gathered, visit));
	const cells = gatherCells(model, state, gathered, descents.at(-1) ?? noEffects(model));
	gatherWithin(model, state, gathered);
	const score = gathered.traces.map((trace, k) => -0.5 * (trace - gathered.squares[k]!));
	const information = workingInformation(model, state, gathered, cells.py);
	return { ...toParameters(model, state.theta, score, information), ...cells };
}

function gatherGroup(model: NestedModel, state: NestedState, gathered: Gathered, visit: Visit): void {
	const { width, zColumns, restricted } = model;
	const { l, level, group, projected, precision } = visit;
	const { traces, squares, onBasis, along, q, whitened } = gathered;
	const { rank } = model.basis;
	const order = level.columns.length;
	const count = traces.length;
	const own = along[l]!;
	const to = group * zColumns * count;
	if (l > 0) {
		const from = level.parent[group]! * zColumns * count;
		for (let a = 0; a < zColumns * count; a++) own[to + a] = along[l - 1]![from + a]!;
	}
	for (let i = 0; i < order; i++) {
		q[i] = responseOf(state.gamma, projected, i * width);
		if (restricted) whitenRow(state.whiten, projected, i * width, whitened[i]!);
	}
	let k = level.at;
	for (let i = 0; i < order; i++) {
		for (let j = 0; j <= i; j++, k++) {
			const twice = i === j ? 1 : 2;
			let trace = precision[i * order + j]!;
			for (let a = 0; restricted && a < rank; a++) trace -= whitened[i]![a]! * whitened[j]![a]!;
			traces[k]! += twice * trace;
			squares[k]! += twice * q[i]! * q[j]!;
			for (let a = 0; a < rank; a++) onBasis[k * rank + a]! += q[j]! * projected[i * width + a]!;
			own[to + level.columns[i]! * count + k]! += q[j]!;
			if (i === j) continue;
			for (let a = 0; a < rank; a++) onBasis[k * rank + a]! += q[i]! * projected[j * width + a]!;
			own[to + level.columns[j]! * count + k]! += q[i]!;
		}
	}
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
	const { gamma, whiten } = state;
	const py = new Float64Array(cells.count);
	const pDiagonal = new Float64Array(cells.count);
	const projected = new Float64Array(width);
	const whitened = new Float64Array(rank);
	const ofCells = Math.max(0, cellAt) * rank;
	let [cellTrace, cellSquare] = [0, 0];
	for (let c = 0; c < cells.count; c++) {
		const precision = projectCell(model, state, above, c, projected);
		const q = responseOf(gamma, projected, 0);
		// Rounding may leave a tiny negative number where a cell is fitted exactly.
		const diagonal = Math.max(0, precision - whitenRow(whiten, projected, 0, whitened));
		const trace = restricted ? diagonal : precision;
		py[c] = q;
		pDiagonal[c] = diagonal;
		cellTrace += trace;
		cellSquare += q * q;
		const variance = cells.variances[c]!;
		const k = phiAt + cells.classes[c]!;
		traces[k]! += variance * trace;
		squares[k]! += variance * q * q;
		const ofPhi = k * rank;
		const varied = variance * q;
		if (cellAt < 0) for (let a = 0; a < rank; a++) onBasis[ofPhi + a]! += varied * projected[a]!;
		else {
			for (let a = 0; a < rank; a++) {
				onBasis[ofPhi + a]! += varied * projected[a]!;
				onBasis[ofCells + a]! += q * projected[a]!;
			}
		}
	}
	if (cellAt >= 0) {
		traces[cellAt] = cellTrace;
		squares[cellAt] = cellSquare;
	}
	return { py, pDiagonal };
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
