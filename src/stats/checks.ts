/** Checks of input shared by the whole room: each throws a `StatsError` that names the argument. */

import { StatsError } from "./errors.js";

/**
 * Requires every element to be a finite number.
 *
 * @param what name of the argument, for the message
 * @param values numbers in any unit
 * @throws StatsError `non-finite` naming the first offending position
 * @example
 * requireFinite("values", [1, 2]) // → undefined
 */
export function requireFinite(what: string, values: ArrayLike<number>): void {
	// A loop of its own for the flat arrays that the models hand over again and again: it sees one kind of array alone.
	const i =
		values instanceof Float64Array
			? firstUnfinite(values)
			: Array.from(values).findIndex((value) => !Number.isFinite(value));
	if (i >= 0) {
		throw new StatsError("non-finite", `${what}[${i}] is ${String(values[i])}; every value must be a finite number`);
	}
}

function firstUnfinite(values: Float64Array): number {
	for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
	return -1;
}

/**
 * Requires every element to be finite and greater than zero (weights, variances).
 *
 * @param what name of the argument, for the message
 * @param values numbers in any unit
 * @throws StatsError `non-finite` or `out-of-range`
 * @example
 * requirePositive("weights", [0.5, 2]) // → undefined
 */
export function requirePositive(what: string, values: ArrayLike<number>): void {
	requireFinite(what, values);
	for (let i = 0; i < values.length; i++) {
		if (!(values[i]! > 0)) {
			throw new StatsError(
				"out-of-range",
				`${what}[${i}] is ${String(values[i])}; every value must be greater than zero`,
			);
		}
	}
}

/**
 * Requires an array to have the stated length.
 *
 * @param what name of the argument, for the message
 * @param actual length found
 * @param expected length wanted
 * @throws StatsError `length-mismatch`
 * @example
 * requireLength("weights", 3, 3) // → undefined
 */
export function requireLength(what: string, actual: number, expected: number): void {
	if (actual !== expected) {
		throw new StatsError("length-mismatch", `${what} has ${actual} values, expected ${expected}`);
	}
}

/**
 * Requires a probability in the closed interval from 0 to 1.
 *
 * @param what name of the argument, for the message
 * @param value the probability (share, not percent)
 * @throws StatsError `out-of-range`
 * @example
 * requireProbability("p", 0.5) // → undefined
 */
export function requireProbability(what: string, value: number): void {
	if (!(value >= 0 && value <= 1)) throw new StatsError("out-of-range", `${what} must lie in [0, 1], got ${value}`);
}

/**
 * Requires a confidence level strictly between 0 and 1.
 *
 * @param level confidence level as a share, for example 0.95
 * @throws StatsError `out-of-range`
 * @example
 * requireLevel(0.95) // → undefined
 */
export function requireLevel(level: number): void {
	if (!(level > 0 && level < 1)) {
		throw new StatsError("out-of-range", `level must lie strictly between 0 and 1, got ${level}`);
	}
}

/**
 * Requires cluster or group codes to be integers 0, 1, 2, …
 *
 * @param what name of the argument, for the message
 * @param codes one code per row
 * @returns the number of codes, that is one more than the largest
 * @throws StatsError `out-of-range` for a negative code
 * @example
 * requireCodes("groups", Int32Array.of(0, 2, 1)) // → 3
 */
export function requireCodes(what: string, codes: Int32Array): number {
	let largest = -1;
	for (let i = 0; i < codes.length; i++) {
		const code = codes[i]!;
		if (code < 0) throw new StatsError("out-of-range", `${what}[${i}] is ${code}; codes start at 0`);
		if (code > largest) largest = code;
	}
	return largest + 1;
}
