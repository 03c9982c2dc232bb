/**
 * Restricted (or full) likelihood of the nested model in one pass from the cells up. V is never formed: every level
 * takes its effects out of the sums below it and hands the rest to the level above.
 */

import { type UndefinedResult, undefinedResult } from "./errors.js";
import { addOuterProducts } from "./nested-outer.js";
import { EXCESS, effectCovariance, KEEP, SHRINK_SIZE, shrinkGroup } from "./nested-shrink.js";
import type { Cells, LevelSums, ModelLevel, NestedModel, NestedState } from "./nested-structure.js";
import { choleskyFactor, inverseFromCholesky, invertLower, solveCholesky } from "./small-matrix.js";

interface Pass {
	/** [Q | r]'V⁻[Q | r], lower triangle row by row without gaps. */
	readonly cross: Float64Array;
	readonly sums: readonly LevelSums[];
	logDeterminant: number;
}

/**
 * Evaluates minus twice the log likelihood at given parameters. Costs cells × rank², whatever the number of rows.
 *
 * @param model checked data
 * @param theta parameters, within bounds
 * @returns the state, or undefined when Q'V⁻¹Q is singular in floating point
 * @reference Patterson & Thompson (1971) Biometrika 58:545–554; Woodbury identity level by level
 * @internal
 */
export function evaluate(model: NestedModel, theta: Float64Array): NestedState | UndefinedResult {
	const { width, zColumns } = model;
	const pass: Pass = {
		cross: new Float64Array((width * (width + 1)) / 2),
		sums: model.levels.map(({ groupCount }) => ({
			z: new Float64Array(groupCount * zColumns * zColumns),
			values: new Float64Array(groupCount * zColumns * width),
		})),
		logDeterminant: model.within.logDeterminant,
	};
	addWithin(model, theta, pass);
	const weights = addCells(model, theta, pass);
	for (let l = model.levels.length - 1; l >= 0; l--) absorb(model, l, theta, pass);
	return finish(model, pass, theta, weights);
}

function addWithin({ within, width, phiAt, phiCount }: NestedModel, theta: Float64Array, pass: Pass): void {
	for (let c = 0; c < phiCount; c++) {
		const df = within.df[c]!;
		if (df === 0) continue;
		const phi = theta[phiAt + c]!;
		pass.logDeterminant += df * Math.log(phi);
		let at = 0;
		for (let a = 0; a < width; a++) {
			for (let b = 0; b <= a; b++) pass.cross[at++]! += within.cross[c]![a * width + b]! / phi;
		}
	}
}

function addCells(model: NestedModel, theta: Float64Array, pass: Pass): Float64Array {
	const { cells, width, phiAt, cellAt } = model;
	const { values, variances, classes } = cells;
	const own = cellAt < 0 ? 0 : theta[cellAt]!;
	const above = pass.sums.at(-1);
	const weights = new Float64Array(cells.count);
	let logDeterminant = 0;
	// Logarithms are taken of products, as many factors as a double holds without loss.
	let product = 1;
	for (let c = 0; c < cells.count; c++) {
		const spread = own + theta[phiAt + classes[c]!]! * variances[c]!;
		const weight = 1 / spread;
		weights[c] = weight;
		const longer = product * spread;
		if (longer > 1e-200 && longer < 1e200) product = longer;
		else {
			logDeterminant += Math.log(product);
			product = spread;
		}
	}
	pass.logDeterminant += logDeterminant + Math.log(product);
	if (above !== undefined && model.zColumns === 1) addToGroups(cells, weights, above, width);
	else if (above !== undefined) addWithSlopes(model, weights, above);
	addOuterProducts(pass.cross, { rows: values, offset: 0, stride: width, count: cells.count, width }, weights);
	return weights;
}

/** What cells give the groups above them. Without slopes z is the constant, and most models have none. */
function addToGroups({ count, parent, values }: Cells, weights: Float64Array, to: LevelSums, width: number): void {
	for (let c = 0; c < count; c++) {
		const weight = weights[c]!;
		const group = parent[c]!;
		to.z[group]! += weight;
		for (let a = 0; a < width; a++) to.values[group * width + a]! += weight * values[c * width + a]!;
	}
}

function addWithSlopes({ cells, width, zColumns }: NestedModel, weights: Float64Array, above: LevelSums): void {
	const { count, parent, values, z } = cells;
	for (let c = 0; c < count; c++) {
		for (let i = 0; i < zColumns; i++) {
			const weighted = weights[c]! * z[c * zColumns + i]!;
			const to = (parent[c]! * zColumns + i) * width;
			for (let a = 0; a < width; a++) above.values[to + a]! += weighted * values[c * width + a]!;
			const toZ = (parent[c]! * zColumns + i) * zColumns;
			for (let k = 0; k < zColumns; k++) above.z[toZ + k]! += weighted * z[c * zColumns + k]!;
		}
	}
}

/** Takes a level's effects out of `cross` and adds what is left of each group to its parent. */
function absorb(model: NestedModel, l: number, theta: Float64Array, pass: Pass): void {
	const { width, zColumns } = model;
	const level = model.levels[l]!;
	const own = pass.sums[l]!;
	const g = effectCovariance(level, theta);
	const nothing = g[0] === 0 && g[2] === 0;
	if (nothing && l === 0) return;
	const single = level.columns.length === 1;
	const taken = new Float64Array(single ? level.groupCount : 0);
	const shrink = new Float64Array(SHRINK_SIZE);
	const shrunk = new Float64Array(level.columns.length * width);
	for (let group = 0; group < level.groupCount; group++) {
		const place = { s: own.z, offset: group * zColumns * zColumns, zColumns };
		shrinkGroup(level, g, place, shrink);
		if (!nothing) {
			pass.logDeterminant += Math.log1p(shrink[EXCESS]!);
			if (single) taken[group] = -shrink[0]!;
			else subtract(level, { rows: own.values, offset: group * zColumns * width, width }, shrink, shrunk, pass.cross);
		}
		if (l === 0) continue;
		const above = pass.sums[l - 1]!;
		const parent = level.parent[group]!;
		passUp(level, place, shrink, { rows: own.values, width, group }, { rows: above.values, parent });
		passUp(level, place, shrink, { rows: own.z, width: zColumns, group }, { rows: above.z, parent });
	}
	if (!single || nothing) return;
	const stride = zColumns * width;
	const offset = level.columns[0]! * width;
	addOuterProducts(pass.cross, { rows: own.values, offset, stride, count: level.groupCount, width }, taken);
}

interface Rows {
	readonly rows: Float64Array;
	readonly offset: number;
	readonly width: number;
}

/** cross -= H'B H over the columns of a level with a slope. */
function subtract(
	{ columns }: ModelLevel,
	{ rows, offset, width }: Rows,
	shrink: Float64Array,
	shrunk: Float64Array,
	cross: Float64Array,
): void {
	const order = columns.length;
	for (let i = 0; i < order; i++) {
		for (let a = 0; a < width; a++) {
			let sum = 0;
			for (let j = 0; j < order; j++) sum += shrink[i * order + j]! * rows[offset + columns[j]! * width + a]!;
			shrunk[i * width + a] = sum;
		}
	}
	for (let i = 0; i < order; i++) {
		const from = offset + columns[i]! * width;
		let at = 0;
		for (let a = 0; a < width; a++) {
			const factor = shrunk[i * width + a]!;
			for (let b = 0; b <= a; b++) cross[at++]! -= factor * rows[from + b]!;
		}
	}
}

/**
 * Adds what is left of one group's sums to its parent's: K times the rows with an effect, and row - S B rows for the
 * others. Used for the sums of z, of [Q | r] and of the working vectors of the average information.
 *
 * @param level the group's level
 * @param place the sums S of the group
 * @param shrink result of `shrinkGroup`
 * @param from rows of all groups (zColumns rows of `width` each) and the group's number
 * @param to rows of the level above and the parent's number
 * @reference Woodbury identity
 * @internal
 */
export function passUp(
	{ columns }: ModelLevel,
	{ s, offset, zColumns }: { readonly s: Float64Array; readonly offset: number; readonly zColumns: number },
	shrink: Float64Array,
	from: { readonly rows: Float64Array; readonly width: number; readonly group: number },
	to: { readonly rows: Float64Array; readonly parent: number },
): void {
	const { rows, width, group } = from;
	const order = columns.length;
	const start = group * zColumns * width;
	const target = to.parent * zColumns * width;
	for (let i = 0; i < zColumns; i++) {
		const own = columns.indexOf(i);
		for (let j = 0; j < order; j++) {
			let factor = 0;
			if (own >= 0) factor = shrink[KEEP + own * order + j]!;
			else for (let k = 0; k < order; k++) factor -= s[offset + i * zColumns + columns[k]!]! * shrink[k * order + j]!;
			const row = start + columns[j]! * width;
			for (let a = 0; a < width; a++) to.rows[target + i * width + a]! += factor * rows[row + a]!;
		}
		if (own >= 0) continue;
		for (let a = 0; a < width; a++) to.rows[target + i * width + a]! += rows[start + i * width + a]!;
	}
}

function finish(
	model: NestedModel,
	{ cross, sums, logDeterminant }: Pass,
	theta: Float64Array,
	weights: Float64Array,
): NestedState | UndefinedResult {
	const { rank, logDeterminant: logTransform } = model.basis;
	const triangle = new Float64Array(rank * rank);
	for (let a = 0; a < rank; a++) {
		for (let b = 0; b <= a; b++) triangle[a * rank + b] = cross[(a * (a + 1)) / 2 + b]!;
	}
	const factor = choleskyFactor(triangle, rank);
	if (!(factor instanceof Float64Array)) return undefinedResult("the weighted design is numerically singular");
	const last = (rank * (rank + 1)) / 2;
	const crossResponse = cross.slice(last, last + rank);
	const gamma = solveCholesky(factor, crossResponse);
	let explained = 0;
	let logCross = 0;
	for (let a = 0; a < rank; a++) {
		explained += gamma[a]! * crossResponse[a]!;
		logCross += 2 * Math.log(factor[a * rank + a]!);
	}
	const fixed = model.restricted ? logCross - 2 * logTransform : 0;
	const df = model.rows - (model.restricted ? rank : 0);
	const criterion = logDeterminant + fixed + (cross[last + rank]! - explained) + df * Math.log(2 * Math.PI);
	if (!Number.isFinite(criterion)) return undefinedResult("the likelihood is not finite");
	const covariance = inverseFromCholesky(factor, rank);
	return {
		theta: Float64Array.from(theta),
		weights,
		sums,
		covariance,
		whiten: invertLower(factor, rank),
		gamma,
		criterion,
	};
}
