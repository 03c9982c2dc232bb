/** Averages of design rows over the rows of each group, which group means are read from. */

import type { NestedModel } from "./nested-structure.js";

/** Plain averages over the rows of each group. */
export interface RowMeans {
	/** Of the basis Q, flat groups × rank. */
	readonly q: Float64Array;
	/** Of the columns of z, flat groups × zColumns. */
	readonly z: Float64Array;
}

interface Totals extends RowMeans {
	readonly size: Float64Array;
}

/**
 * Averages for the groups of every level.
 *
 * @param model checked data
 * @returns one entry per level, outermost first
 * @internal
 */
export function levelRowMeans(model: NestedModel): RowMeans[] {
	const { levels, cells } = model;
	let below = cellTotals(model);
	let parent = cells.parent;
	const done: RowMeans[] = [];
	for (let l = levels.length - 1; l >= 0; l--) {
		below = sumInto(model, below, parent, levels[l]!.groupCount);
		parent = levels[l]!.parent;
		done.unshift(averages(model, below));
	}
	return done;
}

/**
 * Averages for the cells; only the constant of z, because a cell's own sums are taken along its z already.
 *
 * @param model checked data
 * @returns one entry per cell
 * @internal
 */
export function cellRowMeans(model: NestedModel): RowMeans {
	const { q } = averages(model, cellTotals(model));
	const { zColumns, cells } = model;
	return { q, z: Float64Array.from({ length: cells.count * zColumns }, (_, at) => (at % zColumns === 0 ? 1 : 0)) };
}

function cellTotals({ basis, rows, cells, zColumns }: NestedModel): Totals {
	const { rank, q } = basis;
	const totals = emptyTotals(cells.count, rank, zColumns);
	for (let i = 0; i < rows; i++) {
		const c = cells.cellOfRow[i]!;
		totals.size[c]!++;
		for (let a = 0; a < rank; a++) totals.q[c * rank + a]! += q[i * rank + a]!;
	}
	for (let c = 0; c < cells.count; c++) {
		for (let k = 0; k < zColumns; k++) totals.z[c * zColumns + k] = totals.size[c]! * cells.z[c * zColumns + k]!;
	}
	return totals;
}

function emptyTotals(count: number, rank: number, zColumns: number): Totals {
	return {
		q: new Float64Array(count * rank),
		z: new Float64Array(count * zColumns),
		size: new Float64Array(count),
	};
}

function sumInto({ basis, zColumns }: NestedModel, below: Totals, parent: Int32Array, count: number): Totals {
	const { rank } = basis;
	const totals = emptyTotals(count, rank, zColumns);
	for (let c = 0; c < below.size.length; c++) {
		const group = parent[c]!;
		totals.size[group]! += below.size[c]!;
		for (let a = 0; a < rank; a++) totals.q[group * rank + a]! += below.q[c * rank + a]!;
		for (let k = 0; k < zColumns; k++) totals.z[group * zColumns + k]! += below.z[c * zColumns + k]!;
	}
	return totals;
}

function averages({ basis, zColumns }: NestedModel, { q, z, size }: Totals): RowMeans {
	return { q: divided(q, size, basis.rank), z: divided(z, size, zColumns) };
}

function divided(sums: Float64Array, size: Float64Array, width: number): Float64Array {
	const out = new Float64Array(sums.length);
	for (let group = 0; group < size.length; group++) {
		for (let a = group * width; a < (group + 1) * width; a++) out[a] = sums[a]! / size[group]!;
	}
	return out;
}
