/** Between covariance matrices G of the effects and the parameters (g, b, d) in which they are looked for. */

import { effectCovariance } from "./nested-shrink.js";
import type { ModelLevel, NestedModel } from "./nested-structure.js";

/**
 * Derivatives of (G11, G12, G22) in (g, b, d), flat 3 × 3: G12 = g b, G22 = g b² + d.
 *
 * @param level a level with intercept and slope
 * @param theta parameters
 * @returns rows G11, G12, G22
 * @internal
 */
export function slopeJacobian(level: ModelLevel, theta: Float64Array): Float64Array {
	const g = theta[level.at]!;
	const b = theta[level.at + 1]!;
	return Float64Array.of(1, 0, 0, b, g, 0, b * b, 2 * g * b, 1);
}

/**
 * Carries score and information over from (G11, G12, G22) to the parameters of every level with a slope.
 *
 * @param model checked data
 * @param theta parameters
 * @param score derivatives in G and φ
 * @param information flat, in G and φ
 * @returns both in the parameters
 * @reference chain rule; at d = 0 the curvature of G22 in b, times its score, is added to the information
 * @internal
 */
export function toParameters(
	model: NestedModel,
	theta: Float64Array,
	score: Float64Array,
	information: Float64Array,
): { readonly score: Float64Array; readonly information: Float64Array } {
	const count = theta.length;
	const jacobian = jacobianOf(model, theta);
	if (jacobian === undefined) return { score, information };
	const newScore = new Float64Array(count);
	const newInformation = transformSymmetric(information, jacobian, count);
	for (let k = 0; k < count; k++) {
		for (let j = 0; j < count; j++) newScore[k]! += jacobian[j * count + k]! * score[j]!;
	}
	for (const level of model.levels) {
		if (level.columns.length === 1) continue;
		const slope = level.at + 1;
		const curvature = -2 * theta[level.at]! * score[level.at + 2]!;
		// Where the data would have d below zero, the score is negative and the information gains; never the other way.
		if (curvature > 0) newInformation[slope * count + slope]! += curvature;
	}
	return { score: newScore, information: newInformation };
}

/**
 * Derivatives of all (G, τ², φ) in the parameters.
 *
 * @param model checked data
 * @param theta parameters
 * @returns flat count × count, or undefined when no level has a slope (it is the identity)
 * @internal
 */
export function jacobianOf(model: NestedModel, theta: Float64Array): Float64Array | undefined {
	if (model.levels.every((level) => level.columns.length === 1)) return undefined;
	const count = theta.length;
	const jacobian = new Float64Array(count * count);
	for (let k = 0; k < count; k++) jacobian[k * count + k] = 1;
	for (const level of model.levels) {
		if (level.columns.length === 1) continue;
		const block = slopeJacobian(level, theta);
		for (let i = 0; i < 3; i++) {
			for (let j = 0; j < 3; j++) jacobian[(level.at + i) * count + level.at + j] = block[i * 3 + j]!;
		}
	}
	return jacobian;
}

/** J' M J. */
function transformSymmetric(matrix: Float64Array, jacobian: Float64Array, count: number): Float64Array {
	const half = new Float64Array(count * count);
	const out = new Float64Array(count * count);
	for (let i = 0; i < count; i++) {
		for (let j = 0; j < count; j++) {
			for (let k = 0; k < count; k++) half[i * count + j]! += matrix[i * count + k]! * jacobian[k * count + j]!;
		}
	}
	for (let i = 0; i < count; i++) {
		for (let j = 0; j < count; j++) {
			for (let k = 0; k < count; k++) out[i * count + j]! += jacobian[k * count + i]! * half[k * count + j]!;
		}
	}
	return out;
}

/**
 * Covariance matrix of a level's effects in the caller's unit of the slope column: intercept at t = 0.
 *
 * @param level which level
 * @param theta parameters
 * @returns variance of the intercept, covariance, variance of the slope
 * @internal
 */
export function originalCovariance(level: ModelLevel, theta: Float64Array): Float64Array {
	const [g11, g12, g22] = effectCovariance(level, theta);
	return multiply3(originalTransform(level), Float64Array.of(g11, g12, g22));
}

/**
 * The linear map from (G11, G12, G22) as held to the caller's: u0 = u0* - (center / scale) u1*, u1 = u1* / scale.
 *
 * @param level which level
 * @returns flat 3 × 3
 * @internal
 */
export function originalTransform({ center, scale }: ModelLevel): Float64Array {
	const shift = center / scale;
	const s = 1 / scale;
	return Float64Array.of(1, -2 * shift, shift * shift, 0, s, -shift * s, 0, 0, s * s);
}

/** Product of a flat 3 × 3 matrix and three numbers. */
function multiply3(matrix: Float64Array, vector: Float64Array): Float64Array {
	const out = new Float64Array(3);
	for (let i = 0; i < 3; i++) {
		for (let j = 0; j < 3; j++) out[i]! += matrix[i * 3 + j]! * vector[j]!;
	}
	return out;
}

/**
 * Parameters from the caller's (intercept variance, covariance, slope variance): the inverse of `originalCovariance`.
 *
 * @param level a level with intercept and slope
 * @param original three numbers in the caller's unit
 * @returns (g, b, d); d is cut at 0
 * @internal
 */
export function parametersFromOriginal({ columns, center, scale }: ModelLevel, original: Float64Array): Float64Array {
	const [v0, c, v1] = original as unknown as [number, number, number];
	const intercept = Math.max(0, v0 + 2 * center * c + center * center * v1);
	const covariance = scale * (c + center * v1);
	const slope = scale * scale * v1;
	const [first, second] = columns[0] === 0 ? [intercept, slope] : [slope, intercept];
	if (!(first > 0)) return Float64Array.of(0, 0, Math.max(0, second));
	return Float64Array.of(first, covariance / first, Math.max(0, second - (covariance * covariance) / first));
}
