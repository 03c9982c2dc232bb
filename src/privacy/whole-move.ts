/** From a solution in fractions to one in whole numbers, checked exactly. */

import type { LinearSystem } from "../stats/index.js";

/** Denominators tried: vertices of sums have small ones. */
const denominators = [1, 2, 3, 4, 5, 6, 8, 10, 12, 24, 60];
const rounding = 1e-6;

/**
 * Amounts in whole numbers that lie between no move at all and the one given, as far out as they go.
 *
 * A move in fractions is a whole one, divided: with 3/2 of a step (2, −4) allowed, one step is, since what lies between two
 * solutions is a solution.
 *
 * @param system sums that are 0 where nothing moves, and bounds that allow 0
 * @param point a solution
 * @returns whole amounts that satisfy the system exactly, or `undefined` where none are found but zeros
 */
export function wholeMove(system: LinearSystem, point: Float64Array): number[] | undefined {
	const denominator = denominators.find((q) => point.every((x) => Math.abs(q * x - Math.round(q * x)) < rounding * q));
	if (denominator === undefined) return undefined;
	const numerators = Array.from(point, (x) => Math.round(denominator * x));
	const divisor = numerators.reduce(greatestCommonDivisor, 0);
	const steps = Math.floor(divisor / denominator);
	if (steps === 0) return undefined;
	const amounts = numerators.map((value) => (value / divisor) * steps);
	return satisfies(system, amounts) ? amounts : undefined;
}

function greatestCommonDivisor(a: number, b: number): number {
	let [x, y] = [Math.abs(a), Math.abs(b)];
	while (y > 0) [x, y] = [y, x % y];
	return x;
}

const satisfies = ({ lower, upper, equations }: LinearSystem, amounts: readonly number[]): boolean =>
	amounts.every((amount, j) => amount >= (lower[j] ?? 0) && amount <= (upper[j] ?? 0)) &&
	equations.every(
		({ variables, coefficients, right }) =>
			variables.reduce((sum, j, k) => sum + (coefficients[k] ?? 0) * (amounts[j] ?? 0), 0) === right,
	);
