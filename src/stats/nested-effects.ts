/** Best linear unbiased predictions of all group effects, with their prediction error variances. */

import { descend, type LevelDescent, noEffects, type Visit } from "./nested-descent.js";
import { projectCell, responseOf, whitenRow } from "./nested-projection.js";
import { cellRowMeans, levelRowMeans, type RowMeans } from "./nested-row-means.js";
import { effectCovariance } from "./nested-shrink.js";
import type { NestedModel, NestedState } from "./nested-structure.js";
import type { NestedFit } from "./nested-types.js";

/** Predictions for the groups of one level; all arrays run over `groups`. Variances include the coefficients' error. */
export interface GroupEffects {
	readonly level: string;
	/** Codes that occur, ascending (rows for the row effect). */
	readonly groups: Int32Array;
	/** Predicted effect (at slope covariate 0) and its prediction error variance. */
	readonly effect: Float64Array;
	readonly variance: Float64Array;
	/** Share of the effect's variance that the data determine, 1 - Var(effect | data) / variance, coefficients as known. */
	readonly reliability: Float64Array;
	/** For a level with a slope: its prediction, error variance, reliability and covariance with the effect's error. */
	readonly slope?: {
		readonly effect: Float64Array;
		readonly variance: Float64Array;
		readonly reliability: Float64Array;
		readonly covariance: Float64Array;
	};
	/** Average over the group's rows of x'b plus the effects at and above this level, and its prediction error variance. */
	readonly mean: Float64Array;
	readonly meanVariance: Float64Array;
}

/**
 * Predicts the effects of every level: b̂ = G Z'Py with error variance G - G Z'PZ G.
 *
 * The variances are given the variance parameters (their own uncertainty is left out) but include that of the
 * coefficients, unlike lme4's conditional variances. With Ω the covariance of the effects above given the data, they
 * are computed as B + B (S Ω S') B + (G Z'V⁻¹Q) C (G Z'V⁻¹Q)', in which nothing cancels.
 *
 * @param fit a nested fit
 * @param options `rowEffects: false` leaves out the effects of single rows, of which there are many
 * @returns one entry per level from the outermost in, then the row effect if there is one
 * @reference Henderson (1975) Biometrics 31:423–447; Robinson (1991) Statistical Science 6:15–32
 * @example
 * nestedEffects(fitNested({
 *   response: Float64Array.of(1, 3, 5, 7, 6, 8), design: new Float64Array(6).fill(1), names: ["one"], intercept: "one",
 *   levels: [{ name: "school", groups: Int32Array.of(0, 0, 1, 1, 2, 2) }], variances: new Float64Array(6).fill(1),
 *   phi: { minimum: 0 },
 * }))[0].effect // → [-2.571428571, 0.857142857, 1.714285714]
 */
export function nestedEffects(
	fit: NestedFit,
	{ rowEffects = true }: { readonly rowEffects?: boolean } = {},
): GroupEffects[] {
	const { model, state } = fit.working;
	const out = model.levels.map((level) => emptyEffects(level.name, level.groupCount, level.columns.length > 1));
	const descents = descend(model, state, (visit) => writeGroup(model, state, visit, out[visit.l]!));
	const means = levelRowMeans(model);
	descents.forEach((descent, l) => {
		writeMeans(model, state, descent, means[l]!, out[l]!);
	});
	const levels = out.map((effects, l) => byCode(effects, model.levels[l]!.codes));
	const asked = rowEffects || fit.working.input.rowEffect !== true;
	if (model.cellAt < 0 || !asked) return levels;
	const cells = cellEffects(model, state, descents.at(-1) ?? noEffects(model));
	return [...levels, byCode(cells, model.cellCodes)];
}

type Mutable = Omit<GroupEffects, "groups">;

function emptyEffects(level: string, count: number, slope: boolean): Mutable {
	const array = (): Float64Array => new Float64Array(count);
	const common = {
		level,
		effect: array(),
		variance: array(),
		reliability: array(),
		mean: array(),
		meanVariance: array(),
	};
	if (!slope) return common;
	return { ...common, slope: { effect: array(), variance: array(), reliability: array(), covariance: array() } };
}

/** Moments of one group's effects as held: predictions, error covariance and covariance of the prediction. */
interface Moments {
	readonly effect: readonly number[];
	readonly error: readonly number[][];
	readonly explained: readonly number[][];
}

function writeGroup(model: NestedModel, state: NestedState, visit: Visit, out: Mutable): void {
	const { level, group } = visit;
	const [g11, g12, g22] = effectCovariance(level, state.theta);
	if (out.slope === undefined) {
		writeIntercept(state, visit, out);
		return;
	}
	const { effect, error, explained } = momentsOf(model, state, visit);
	// u0 = u0* - shift u1*, u1 = u1* / scale: back to the caller's covariate.
	const shift = level.center / level.scale;
	const intercept = (m: readonly (readonly number[])[]): number =>
		m[0]![0]! - 2 * shift * m[0]![1]! + shift * shift * m[1]![1]!;
	out.effect[group] = effect[0]! - shift * effect[1]!;
	out.variance[group] = intercept(error);
	out.reliability[group] = share(intercept(explained), g11 - 2 * shift * g12 + shift * shift * g22);
	out.slope.effect[group] = effect[1]! / level.scale;
	out.slope.variance[group] = error[1]![1]! / level.scale ** 2;
	out.slope.reliability[group] = share(explained[1]![1]!, g22);
	out.slope.covariance[group] = (error[0]![1]! - shift * error[1]![1]!) / level.scale;
}

/** `momentsOf` for a level without a slope, as most are: plain numbers. */
function writeIntercept(state: NestedState, visit: Visit, out: Mutable): void {
	const { level, group, projected, precision, shrink, inherited } = visit;
	const g = state.theta[level.at]!;
	const b = shrink[0]!;
	const fromCoefficients = whitenRow(state.whiten, projected, 0, visit.room);
	out.effect[group] = g * responseOf(state.gamma, projected, 0);
	out.variance[group] = b + b * inherited[0]! * b + g * g * fromCoefficients;
	out.reliability[group] = share(g * precision[0]! * g, g);
}

function share(part: number, whole: number): number {
	return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}

/** b̂ = G Z'Py; error B + B (SΩS') B + (G Z'V⁻¹Q) C (…)'; prediction G Z'V⁻¹Z G. */
function momentsOf(model: NestedModel, state: NestedState, visit: Visit): Moments {
	const { level, projected, precision, shrink, inherited } = visit;
	const { width } = model;
	const order = level.columns.length;
	const covariance = effectCovariance(level, state.theta);
	const g = (i: number, j: number): number => covariance[i + j]!;
	const effectRows = new Float64Array(order * width);
	const indices = Array.from({ length: order }, (_, i) => i);
	for (const i of indices) {
		for (const j of indices) {
			for (let a = 0; a < width; a++) effectRows[i * width + a]! += g(i, j) * projected[j * width + a]!;
		}
	}
	const whitened = indices.map((i) => {
		const out = new Float64Array(width - 1);
		whitenRow(state.whiten, effectRows, i * width, out);
		return out;
	});
	const sandwich = (outer: (i: number, k: number) => number, inner: Float64Array, i: number, j: number): number => {
		let sum = 0;
		for (const k of indices) for (const h of indices) sum += outer(i, k) * inner[k * order + h]! * outer(j, h);
		return sum;
	};
	const b = (i: number, j: number): number => shrink[i * order + j]!;
	const dot = (one: Float64Array, two: Float64Array): number => one.reduce((sum, value, a) => sum + value * two[a]!, 0);
	return {
		effect: indices.map((i) => responseOf(state.gamma, effectRows, i * width)),
		error: indices.map((i) =>
			indices.map((j) => b(i, j) + sandwich(b, inherited, i, j) + dot(whitened[i]!, whitened[j]!)),
		),
		explained: indices.map((i) => indices.map((j) => sandwich(g, precision, i, j))),
	};
}

/** Mean over rows of x'b + z'(effects so far), and its error: z'Ωz + (x - F'z)'C(x - F'z) on the basis. */
function writeMeans(
	model: NestedModel,
	state: NestedState,
	{ effects, spread }: LevelDescent,
	rows: RowMeans,
	out: Mutable,
): void {
	const { width, zColumns, gammaOls } = model;
	const rank = width - 1;
	const line = new Float64Array(width);
	const whitened = new Float64Array(rank);
	for (let group = 0; group < out.mean.length; group++) {
		const q = group * rank;
		const z = group * zColumns;
		let above = 0;
		line.fill(0);
		for (let i = 0; i < zColumns; i++) {
			const factor = rows.z[z + i]!;
			const from = (z + i) * width;
			for (let a = 0; a < width; a++) line[a]! += factor * effects[from + a]!;
			for (let k = 0; k < zColumns; k++) above += factor * rows.z[z + k]! * spread[(z + i) * zColumns + k]!;
		}
		let fitted = 0;
		for (let a = 0; a < rank; a++) {
			fitted += rows.q[q + a]! * gammaOls[a]!;
			line[a]! -= rows.q[q + a]!;
		}
		// (F - x)'γ with the sign of `response`: F_r - (F_Q - x)γ.
		out.mean[group] = fitted + responseOf(state.gamma, line, 0);
		out.meanVariance[group] = above + whitenRow(state.whiten, line, 0, whitened);
	}
}

function cellEffects(model: NestedModel, state: NestedState, above: LevelDescent): Mutable {
	const { cells, width, zColumns, cellAt, phiAt } = model;
	const out = emptyEffects(model.cellName, cells.count, false);
	const own = state.theta[cellAt]!;
	const projected = new Float64Array(width);
	const whitened = new Float64Array(width - 1);
	// Effects including the cell's own, so that means are written as for any other level; z is the same in all rows.
	const here = {
		effects: new Float64Array(cells.count * zColumns * width),
		spread: new Float64Array(cells.count * zColumns * zColumns),
	};
	for (let c = 0; c < cells.count; c++) {
		const weight = state.weights[c]!;
		const noise = state.theta[phiAt + cells.classes[c]!]! * cells.variances[c]!;
		const precision = projectCell(model, state, above, c, projected);
		const inherited = (weight - precision) / (weight * weight);
		const fromCoefficients = whitenRow(state.whiten, projected, 0, whitened);
		out.effect[c] = own * responseOf(state.gamma, projected, 0);
		out.variance[c] = own * weight * (noise + own * weight * inherited) + own * own * fromCoefficients;
		out.reliability[c] = share(own * precision, 1);
		const group = cells.parent[c]! * zColumns;
		for (let i = 0; i < zColumns; i++) {
			const z = cells.z[c * zColumns + i]!;
			for (let a = 0; a < width; a++) {
				here.effects[c * zColumns * width + a]! += z * above.effects[(group + i) * width + a]!;
			}
		}
		for (let a = 0; a < width; a++) here.effects[c * zColumns * width + a]! += own * projected[a]!;
		here.spread[c * zColumns * zColumns] = (noise * weight) ** 2 * inherited + own * noise * weight;
	}
	writeMeans(model, state, here, cellRowMeans(model), out);
	return out;
}

/** Puts the groups in the order of the caller's codes. */
function byCode(effects: Mutable, codes: Int32Array): GroupEffects {
	const order = Int32Array.from(codes.keys());
	const ascending = codes.every((code, group) => group === 0 || codes[group - 1]! < code);
	if (!ascending) order.sort((a, b) => codes[a]! - codes[b]!);
	const sorted = (values: Float64Array): Float64Array => {
		return ascending ? values : Float64Array.from(order, (group) => values[group]!);
	};
	const { level, effect, variance, reliability, slope, mean, meanVariance } = effects;
	return {
		level,
		groups: Int32Array.from(order, (group) => codes[group]!),
		effect: sorted(effect),
		variance: sorted(variance),
		reliability: sorted(reliability),
		...(slope === undefined
			? {}
			: {
					slope: {
						effect: sorted(slope.effect),
						variance: sorted(slope.variance),
						reliability: sorted(slope.reliability),
						covariance: sorted(slope.covariance),
					},
				}),
		mean: sorted(mean),
		meanVariance: sorted(meanVariance),
	};
}
