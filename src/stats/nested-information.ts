/** Average information: the working vectors f_k = V_k P y taken through V⁻¹ in one more pass from the cells up. */

import { passUp } from "./nested-likelihood.js";
import { type Gathered, residualCross } from "./nested-projection.js";
import { effectCovariance, SHRINK_SIZE, shrinkGroup } from "./nested-shrink.js";
import type { ModelLevel, NestedModel, NestedState } from "./nested-structure.js";

/**
 * ½ F'PF with one column f_k = V_k P y per parameter, P applied without forming it.
 *
 * @param model checked data
 * @param state the result of `evaluate`
 * @param gathered sums of the downward pass
 * @param py 1'Py of each cell
 * @returns flat symmetric matrix in (G11, G12, G22 per level, τ² of the cells, φ)
 * @reference Gilmour, Thompson & Cullis (1995) Biometrics 51:1440–1450
 * @internal
 */
export function workingInformation(
	model: NestedModel,
	state: NestedState,
	gathered: Gathered,
	py: Float64Array,
): Float64Array {
	const count = state.theta.length;
	const cross = new Float64Array(count * count);
	const sums = model.levels.map(({ groupCount }) => new Float64Array(groupCount * model.zColumns * count));
	addCells(model, state, { py, cross, above: sums.at(-1) });
	addAlong(model, state, gathered, { cross, sums });
	addWithin(model, state, cross);
	for (let l = model.levels.length - 1; l >= 0; l--) absorb(model, state, l, { cross, sums });
	return projected(model, state, gathered, cross);
}

interface CellWork {
	readonly py: Float64Array;
	readonly cross: Float64Array;
	readonly above: Float64Array | undefined;
}

/** The cells' own part e of f = (what the groups above add) + e: its sums over all cells, and along z over each group's. */
function addCells(model: NestedModel, { theta, weights }: NestedState, { py, cross, above }: CellWork): void {
	const { cells, zColumns, cellAt, phiAt } = model;
	const { parent, variances, classes, z } = cells;
	const count = theta.length;
	for (let c = 0; c < cells.count; c++) {
		const phi = phiAt + classes[c]!;
		const own = py[c]!;
		const sampling = variances[c]! * own;
		const weighted = weights[c]! * sampling;
		cross[phi * count + phi]! += weighted * sampling;
		if (cellAt >= 0) {
			cross[cellAt * count + cellAt]! += weights[c]! * own * own;
			cross[phi * count + cellAt]! += weighted * own;
		}
		for (let i = 0; above && i < zColumns; i++) {
			const row = (parent[c]! * zColumns + i) * count;
			above[row + phi]! += weighted * z[c * zColumns + i]!;
			if (cellAt >= 0) above[row + cellAt]! += weights[c]! * own * z[c * zColumns + i]!;
		}
	}
}

/** With A what the groups above add along z, S = Σ w zz' and E = Σ w ze': A'SA + A'E + E'A to the cross, SA to the sums. */
function addAlong(model: NestedModel, state: NestedState, gathered: Gathered, { cross, sums }: Work): void {
	const { zColumns } = model;
	const count = state.theta.length;
	const last = model.levels.length - 1;
	const [own, along, s] = [sums[last], gathered.along[last], state.sums[last]?.z];
	if (own === undefined || along === undefined || s === undefined) return;
	for (let row = 0; row < own.length; row += count) {
		for (let k = 0; k < count; k++) {
			for (let j = 0; j <= k; j++) cross[k * count + j]! += own[row + k]! * along[row + j]!;
		}
	}
	for (let row = 0, at = 0; row < own.length; row += count) {
		const group = row - (row % (zColumns * count));
		for (let h = 0; h < zColumns; h++, at++) {
			for (let k = 0; k < count; k++) own[row + k]! += s[at]! * along[group + h * count + k]!;
		}
		for (let k = 0; k < count; k++) {
			for (let j = 0; j <= k; j++) cross[k * count + j]! += along[row + k]! * own[row + j]!;
		}
	}
}

interface Work {
	readonly cross: Float64Array;
	readonly sums: readonly Float64Array[];
}

function addWithin(
	{ within, width, phiAt, phiCount }: NestedModel,
	{ theta, gamma }: NestedState,
	cross: Float64Array,
): void {
	const count = theta.length;
	for (let c = 0; c < phiCount; c++) {
		if (within.df[c] === 0) continue;
		const k = phiAt + c;
		cross[k * count + k]! += residualCross(within.cross[c]!, gamma, width)[width - 1]! / theta[k]! ** 3;
	}
}

function absorb(model: NestedModel, state: NestedState, l: number, { cross, sums }: Work): void {
	const { zColumns } = model;
	const level = model.levels[l]!;
	const rows = sums[l]!;
	const count = state.theta.length;
	const g = effectCovariance(level, state.theta);
	const s = state.sums[l]!.z;
	const shrink = new Float64Array(SHRINK_SIZE);
	for (let group = 0; group < level.groupCount; group++) {
		const place = { s, offset: group * zColumns * zColumns, zColumns };
		shrinkGroup(level, g, place, shrink);
		subtract(level, shrink, { rows, offset: group * zColumns * count, count }, cross);
		if (l === 0) continue;
		passUp(level, place, shrink, { rows, width: count, group }, { rows: sums[l - 1]!, parent: level.parent[group]! });
	}
}

function subtract(
	{ columns }: ModelLevel,
	shrink: Float64Array,
	{ rows, offset, count }: { readonly rows: Float64Array; readonly offset: number; readonly count: number },
	cross: Float64Array,
): void {
	const order = columns.length;
	for (let i = 0; i < order; i++) {
		for (let j = 0; j < order; j++) {
			const b = shrink[i * order + j]!;
			if (b === 0) continue;
			const left = offset + columns[i]! * count;
			const right = offset + columns[j]! * count;
			for (let k = 0; k < count; k++) {
				const factor = b * rows[left + k]!;
				for (let h = 0; h <= k; h++) cross[k * count + h]! -= factor * rows[right + h]!;
			}
		}
	}
}

/** Takes the coefficients' part out and halves: ½ (F'V⁻¹F - F'V⁻¹Q C Q'V⁻¹F). */
function projected(
	model: NestedModel,
	{ whiten }: NestedState,
	{ onBasis }: Gathered,
	cross: Float64Array,
): Float64Array {
	const { rank } = model.basis;
	const count = onBasis.length === 0 ? Math.sqrt(cross.length) : onBasis.length / rank;
	const whitened = new Float64Array(count * rank);
	for (let k = 0; k < count; k++) {
		for (let a = 0; a < rank; a++) {
			let sum = 0;
			for (let b = 0; b <= a; b++) sum += whiten[a * rank + b]! * onBasis[k * rank + b]!;
			whitened[k * rank + a] = sum;
		}
	}
	const information = new Float64Array(count * count);
	for (let k = 0; k < count; k++) {
		for (let j = 0; j <= k; j++) {
			let value = cross[k * count + j]!;
			for (let a = 0; a < rank; a++) value -= whitened[k * rank + a]! * whitened[j * rank + a]!;
			information[k * count + j] = 0.5 * value;
			information[j * count + k] = 0.5 * value;
		}
	}
	return information;
}
