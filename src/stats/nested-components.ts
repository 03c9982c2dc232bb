/** Estimated variances, covariances and factors in the caller's terms and units, and the way back to parameters. */

import { informationOf, type Optimum } from "./nested-climb.js";
import { jacobianOf, originalCovariance, originalTransform, parametersFromOriginal } from "./nested-parameters.js";
import type { ModelLevel, NestedModel } from "./nested-structure.js";
import type { NestedComponent } from "./nested-types.js";
import { choleskyFactor, inverseFromCholesky } from "./small-matrix.js";

/** A component without its numbers: its place among parameters and components is the same. */
interface Slot {
	readonly name: string;
	readonly level: string;
	readonly kind: NestedComponent["kind"];
}

/**
 * Names of all components in their order.
 *
 * @param model checked data
 * @returns one slot per parameter
 * @internal
 */
export function slotsOf(model: NestedModel): Slot[] {
	const slots: Slot[] = model.levels.flatMap(({ name, columns }): Slot[] => {
		const intercept: Slot = { name, level: name, kind: "variance" };
		if (columns.length === 1) return [intercept];
		return [
			intercept,
			{ name: `${name} covariance`, level: name, kind: "covariance" },
			{ name: `${name} slope`, level: name, kind: "slope" },
		];
	});
	if (model.cellAt >= 0) slots.push({ name: model.cellName, level: model.cellName, kind: "variance" });
	for (let c = 0; c < model.phiCount; c++) {
		slots.push({ name: model.phiCount === 1 ? "phi" : `phi ${c}`, level: "sampling", kind: "phi" });
	}
	return slots;
}

/**
 * Components with standard errors at the optimum.
 *
 * @param model checked data
 * @param optimum where the climb ended
 * @returns one component per parameter
 * @reference standard errors: Gilmour, Thompson & Cullis (1995); the delta method for a level with a slope
 * @internal
 */
export function componentsOf(model: NestedModel, optimum: Optimum): NestedComponent[] {
	const { theta } = optimum.state;
	const estimates = Float64Array.from(theta);
	for (const level of model.levels) {
		if (level.columns.length > 1) estimates.set(originalCovariance(level, theta), level.at);
	}
	const variances = sampling(model, optimum);
	return slotsOf(model).map((slot, k) => {
		const bound = boundOf(model, k);
		const atBoundary = model.free[k] === true && theta[bound]! <= model.lower[bound]!;
		const held = model.free[k] !== true;
		const variance = variances?.[k] ?? 0;
		const known = !held && !atBoundary && variance > 0;
		return {
			...slot,
			estimate: estimates[k]!,
			...(known ? { standardError: Math.sqrt(variance) } : {}),
			atBoundary,
			held,
		};
	});
}

/** The parameter whose bound decides: for covariance and slope the remainder d, which is 0 at a correlation of ±1. */
function boundOf(model: NestedModel, k: number): number {
	const level = model.levels.find(({ at, columns }) => columns.length > 1 && k > at && k < at + 3);
	return level === undefined ? k : level.at + 2;
}

/** Sampling variances of all components: J AI⁻¹ J' over the parameters that moved, J into the caller's units. */
function sampling(model: NestedModel, { state, derivatives, moving }: Optimum): Float64Array | undefined {
	const factor = choleskyFactor(informationOf(derivatives, moving, 0), moving.length);
	if (!(factor instanceof Float64Array)) return undefined;
	const inverse = inverseFromCholesky(factor, moving.length);
	const count = state.theta.length;
	const jacobian = jacobianOf(model, state.theta);
	return Float64Array.from({ length: count }, (_, k) => {
		const row = originalRow(model, jacobian, k, count);
		let sum = 0;
		moving.forEach((j, a) => {
			moving.forEach((h, b) => {
				sum += row[j]! * inverse[a * moving.length + b]! * row[h]!;
			});
		});
		return sum;
	});
}

/** Derivatives of one component, in the caller's unit, in all parameters. */
function originalRow(model: NestedModel, jacobian: Float64Array | undefined, k: number, count: number): Float64Array {
	const row = new Float64Array(count);
	const level = model.levels.find(({ at, columns }) => columns.length > 1 && k >= at && k < at + 3);
	if (level === undefined || jacobian === undefined) {
		row[k] = 1;
		return row;
	}
	const transform = originalTransform(level);
	for (let i = 0; i < 3; i++) {
		const factor = transform[(k - level.at) * 3 + i]!;
		for (let j = 0; j < count; j++) row[j]! += factor * jacobian[(level.at + i) * count + j]!;
	}
	return row;
}

/**
 * Parameters from components in the caller's units.
 *
 * @param levels levels of the model
 * @param components estimates in the order of `slotsOf`
 * @returns parameters
 * @internal
 */
export function parametersFrom(levels: readonly ModelLevel[], components: Float64Array): Float64Array {
	const theta = Float64Array.from(components);
	for (const level of levels) {
		if (level.columns.length === 1) continue;
		theta.set(parametersFromOriginal(level, components.subarray(level.at, level.at + 3)), level.at);
	}
	return theta;
}
