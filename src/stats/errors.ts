/**
 * What this room says when a number cannot be given: a value (`UndefinedResult`) when the data do not
 * determine the answer, an exception (`StatsError`) when the caller handed over something impossible.
 */

/** Kinds of bad input; every `StatsError` carries one. */
export type StatsErrorCode = "non-finite" | "length-mismatch" | "out-of-range" | "empty-input" | "unknown-name";

/**
 * Thrown for input no caller should send: non-finite numbers, lengths that disagree, values out of range.
 * It is a programming error upstream, never a property of the data.
 *
 * @example
 * new StatsError("out-of-range", "level must lie strictly between 0 and 1, got 2").code // → "out-of-range"
 */
export class StatsError extends Error {
	override readonly name = "StatsError";
	/** Which kind of bad input it was. */
	readonly code: StatsErrorCode;

	constructor(code: StatsErrorCode, message: string) {
		super(message);
		this.code = code;
	}
}

/** A result the data do not determine, with a reason that a person can read. Never `NaN`. */
export interface UndefinedResult {
	readonly kind: "undefined";
	readonly reason: string;
}

/**
 * Builds the value that stands for "not determined by these data".
 *
 * @param reason why, in a few words without a final stop
 * @returns the undefined result
 * @example
 * undefinedResult("zero denominator") // → { kind: "undefined", reason: "zero denominator" }
 */
export function undefinedResult(reason: string): UndefinedResult {
	return { kind: "undefined", reason };
}

/**
 * Tells an undefined result from a number or from any result object of this room.
 *
 * @param value anything a function of this room returned
 * @returns true when it is an `UndefinedResult`
 * @example
 * isUndefinedResult(undefinedResult("no rows")) // → true
 */
export function isUndefinedResult(value: unknown): value is UndefinedResult {
	return typeof value === "object" && value !== null && "kind" in value && value.kind === "undefined";
}
