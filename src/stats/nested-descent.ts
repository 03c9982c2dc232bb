/** The pass from the outermost level down: what all effects above a group take out of it, column by column. */

import { effectCovariance, KEEP, SHRINK_SIZE, shrinkGroup } from "./nested-shrink.js";
import type { ModelLevel, NestedModel, NestedState } from "./nested-structure.js";

/** Effects at and above each group of a level. */
export interface LevelDescent {
	/** Predicted effects summed over the levels so far, for each column of [Q | r]; flat groups × zColumns × width. */
	readonly effects: Float64Array;
	/** Their covariance given the data and the coefficients, flat groups × zColumns × zColumns. */
	readonly spread: Float64Array;
}

/** One group, as handed to the visitor; the arrays are used again for the next group. */
export interface Visit {
	readonly l: number;
	readonly level: ModelLevel;
	readonly group: number;
	/** Rows of Z'V⁻¹[Q | r] of the level's columns, flat columns × width. */
	readonly projected: Float64Array;
	/** Z'V⁻¹Z, flat columns × columns. */
	readonly precision: Float64Array;
	/** Result of `shrinkGroup`. */
	readonly shrink: Float64Array;
	/** Covariance of the effects above that reaches this level's: S Ω S', flat columns × columns. */
	readonly inherited: Float64Array;
	/** Room for `rank` numbers. */
	readonly room: Float64Array;
}

/**
 * Visits every group from the outermost level down.
 *
 * With F the effects above, a group's own are B (H - S F), and Z'V⁻¹A = K (H - S F), where V is the whole variance.
 *
 * @param model checked data
 * @param state result of `evaluate`
 * @param visit called for every group
 * @returns one entry per level; the innermost one is what the cells see
 * @reference Henderson (1975) Biometrics 31:423–447; the recursion is the Woodbury identity read downward
 * @internal
 */
export function descend(model: NestedModel, state: NestedState, visit: (visit: Visit) => void): LevelDescent[] {
	const { width, zColumns } = model;
	const done: LevelDescent[] = [];
	model.levels.forEach((level, l) => {
		const here: LevelDescent = {
			effects: new Float64Array(level.groupCount * zColumns * width),
			spread: new Float64Array(level.groupCount * zColumns * zColumns),
		};
		const above = done.at(-1) ?? noEffects(model);
		const scratch = scratchOf(model, state, level, l);
		for (let group = 0; group < level.groupCount; group++) {
			scratch.group = group;
			descendGroup(model, scratch, above, here);
			visit(scratch);
		}
		done.push(here);
	});
	return done;
}

function descendGroup(model: NestedModel, scratch: Scratch, above: LevelDescent, here: LevelDescent): void {
	const { zColumns } = model;
	const { level, group, g, s, shrink } = scratch;
	shrinkGroup(level, g, { s, offset: group * zColumns * zColumns, zColumns }, shrink);
	writeLeft(model, scratch);
	descendColumns(model, scratch, above.effects, here.effects);
	descendSpread(model, scratch, above.spread, here.spread);
}

/**
 * What stands above the outermost level: nothing.
 *
 * @param model checked data
 * @returns zeros for one group
 * @internal
 */
export function noEffects({ zColumns, width }: NestedModel): LevelDescent {
	return { effects: new Float64Array(zColumns * width), spread: new Float64Array(zColumns * zColumns) };
}

interface Scratch extends Visit {
	group: number;
	readonly g: readonly [number, number, number, number];
	readonly s: Float64Array;
	readonly values: Float64Array;
	/** H - S F. */
	readonly difference: Float64Array;
	/** What the group leaves of the effects above it: T = I - E B S, rows of the level's columns only. */
	readonly left: Float64Array;
	/** A product of small matrices, flat columns × zColumns. */
	readonly product: Float64Array;
}

function scratchOf({ width, zColumns }: NestedModel, state: NestedState, level: ModelLevel, l: number): Scratch {
	const order = level.columns.length;
	return {
		l,
		level,
		group: 0,
		g: effectCovariance(level, state.theta),
		s: state.sums[l]!.z,
		values: state.sums[l]!.values,
		difference: new Float64Array(order * width),
		projected: new Float64Array(order * width),
		precision: new Float64Array(order * order),
		inherited: new Float64Array(order * order),
		room: new Float64Array(width - 1),
		left: new Float64Array(order * zColumns),
		product: new Float64Array(order * zColumns),
		shrink: new Float64Array(SHRINK_SIZE),
	};
}

/** T: K' between the level's own columns, -B S for the others. */
function writeLeft({ zColumns }: NestedModel, { level, group, s, shrink, left }: Scratch): void {
	const { columns } = level;
	const order = columns.length;
	for (let i = 0; i < order; i++) {
		for (let k = 0; k < zColumns; k++) {
			const own = columns.indexOf(k);
			let sum = own < 0 ? 0 : shrink[KEEP + own * order + i]!;
			for (let j = 0; own < 0 && j < order; j++) {
				sum -= shrink[i * order + j]! * s[(group * zColumns + columns[j]!) * zColumns + k]!;
			}
			left[i * zColumns + k] = sum;
		}
	}
}

/** F = T F + B H, and Z'V⁻¹A = K (H - S F). */
function descendColumns(
	{ width, zColumns }: NestedModel,
	scratch: Scratch,
	above: Float64Array,
	here: Float64Array,
): void {
	const { level, group, s, values, shrink, difference, projected, left } = scratch;
	const { columns, parent } = level;
	const order = columns.length;
	const up = parent[group]! * zColumns * width;
	const at = group * zColumns * width;
	if (zColumns === 1) {
		const [sum, keep, taken, kept] = [s[group]!, shrink[KEEP]!, shrink[0]!, left[0]!];
		for (let a = 0; a < width; a++) {
			const own = values[at + a]!;
			const inherited = above[up + a]!;
			projected[a] = keep * (own - sum * inherited);
			here[at + a] = kept * inherited + taken * own;
		}
		return;
	}
	for (let a = 0; a < zColumns * width; a++) here[at + a] = above[up + a]!;
	for (let i = 0; i < order; i++) {
		const row = at + columns[i]! * width;
		for (let a = 0; a < width; a++) {
			difference[i * width + a] = values[row + a]!;
			here[row + a] = 0;
		}
		for (let k = 0; k < zColumns; k++) {
			const factor = s[(group * zColumns + columns[i]!) * zColumns + k]!;
			const kept = left[i * zColumns + k]!;
			for (let a = 0; a < width; a++) {
				difference[i * width + a]! -= factor * above[up + k * width + a]!;
				here[row + a]! += kept * above[up + k * width + a]!;
			}
		}
	}
	for (let i = 0; i < order; i++) {
		for (let a = 0; a < width; a++) {
			let kept = 0;
			let taken = 0;
			for (let j = 0; j < order; j++) {
				kept += shrink[KEEP + i * order + j]! * difference[j * width + a]!;
				taken += shrink[i * order + j]! * values[at + columns[j]! * width + a]!;
			}
			projected[i * width + a] = kept;
			here[at + columns[i]! * width + a]! += taken;
		}
	}
}

/** Ω = T Ω T' + E B E', S Ω S' of what the group inherits, and Z'V⁻¹Z = K S - K (S Ω S') K'. */
function descendSpread({ zColumns }: NestedModel, scratch: Scratch, above: Float64Array, here: Float64Array): void {
	const { level, group, s, shrink, precision, inherited, left, product } = scratch;
	const { columns, parent } = level;
	if (zColumns === 1) {
		const [sum, up, keep] = [s[group]!, above[parent[group]!]!, shrink[KEEP]!];
		here[group] = shrink[0]! + left[0]! * up * left[0]!;
		inherited[0] = sum * up * sum;
		precision[0] = keep * sum - keep * inherited[0] * keep;
		return;
	}
	const order = columns.length;
	const up = above.subarray(parent[group]! * zColumns * zColumns, (parent[group]! + 1) * zColumns * zColumns);
	const own = here.subarray(group * zColumns * zColumns, (group + 1) * zColumns * zColumns);
	const rowOfS = (i: number, k: number): number => s[(group * zColumns + columns[i]!) * zColumns + k]!;
	own.set(up);
	multiplyRows(left, up, product, zColumns);
	for (let i = 0; i < order; i++) {
		for (let k = 0; k < zColumns; k++) {
			own[columns[i]! * zColumns + k] = product[i * zColumns + k]!;
			own[k * zColumns + columns[i]!] = product[i * zColumns + k]!;
		}
	}
	for (let i = 0; i < order; i++) {
		for (let j = 0; j < order; j++) {
			let sum = shrink[i * order + j]!;
			for (let k = 0; k < zColumns; k++) sum += product[i * zColumns + k]! * left[j * zColumns + k]!;
			own[columns[i]! * zColumns + columns[j]!] = sum;
		}
	}
	for (let i = 0; i < order; i++) {
		for (let k = 0; k < zColumns; k++) {
			let sum = 0;
			for (let h = 0; h < zColumns; h++) sum += rowOfS(i, h) * up[h * zColumns + k]!;
			product[i * zColumns + k] = sum;
		}
	}
	for (let i = 0; i < order; i++) {
		for (let j = 0; j < order; j++) {
			let sum = 0;
			for (let k = 0; k < zColumns; k++) sum += product[i * zColumns + k]! * rowOfS(j, k);
			inherited[i * order + j] = sum;
		}
	}
	for (let i = 0; i < order; i++) {
		for (let j = 0; j < order; j++) {
			let sum = 0;
			for (let k = 0; k < order; k++) {
				const keep = shrink[KEEP + i * order + k]!;
				sum += keep * rowOfS(k, columns[j]!);
				for (let h = 0; h < order; h++) sum -= keep * inherited[k * order + h]! * shrink[KEEP + j * order + h]!;
			}
			precision[i * order + j] = sum;
		}
	}
}

/** product = rows times a square matrix of order zColumns. */
function multiplyRows(rows: Float64Array, square: Float64Array, product: Float64Array, zColumns: number): void {
	for (let i = 0; i < rows.length / zColumns; i++) {
		for (let k = 0; k < zColumns; k++) {
			let sum = 0;
			for (let h = 0; h < zColumns; h++) sum += rows[i * zColumns + h]! * square[h * zColumns + k]!;
			product[i * zColumns + k] = sum;
		}
	}
}
