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
	addCells(model, state, gathered, { py, cross, above: sums.at(-1) });
	addWithin(model, state, cross);
	for (let l = model.levels.length - 1; l >= 0; l--) absorb(model, state, l, { cross, sums });
	return projected(model, state, gathered, cross);
}

interface CellWork {
	readonly py: Float64Array;
	readonly cross: Float64Array;
	readonly above: Float64Array | undefined;
}

function addCells(model: NestedModel, state: NestedState, gathered: Gathered, { py, cross, above }: CellWork): void {
	const { cells, zColumns, cellAt, phiAt } = model;
	const count = state.theta.length;
	const along = gathered.along.at(-1);
	const f = new Float64Array(count);
	for (let c = 0; c < cells.count; c++) {
		f.fill(0);
		const group = cells.parent[c]! * zColumns;
		for (let i = 0; along && i < zColumns; i++) {
			const z = cells.z[c * zColumns + i]!;
			for (let k = 0; k < count; k++) f[k]! += z * along[(group + i) * count + k]!;
		}
		if (cellAt >= 0) f[cellAt] = py[c]!;
		f[phiAt + cells.classes[c]!] = cells.variances[c]! * py[c]!;
		const weight = state.weights[c]!;
		for (let k = 0; k < count; k++) {
			const weighted = weight * f[k]!;
			for (let j = 0; j <= k; j++) cross[k * count + j]! += weighted * f[j]!;
		}
		for (let i = 0; above && i < zColumns; i++) {
			const weighted = weight * cells.z[c * zColumns + i]!;
			for (let k = 0; k < count; k++) above[(group + i) * count + k]! += weighted * f[k]!;
		}
	}
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

function absorb(
	model: NestedModel,
	state: NestedState,
	l: number,
	{ cross, sums }: { readonly cross: Float64Array; readonly sums: readonly Float64Array[] },
): void {
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
