/**
 * Values that may be absent, and say why.
 *
 * A suppressed value, a missing one, a zero and an undefined one mean different things to a reader, so they never
 * collapse into one another. The absent form is the same object in memory and in JSON, so nothing is lost on the way out.
 */

/** Why a value is not there. `suppressed`: withheld to protect students. `missing`: never measured or never reported. `undefined`: no such value exists (zero denominator, too few). */
export interface Absent {
	readonly absent: "suppressed" | "missing" | "undefined";
	readonly reason: string;
}

/** A value or the reason why there is none. */
export type Measured<T = number> = T | Absent;

export const isAbsent = (value: unknown): value is Absent =>
	typeof value === "object" && value !== null && "absent" in value && "reason" in value;

/** True for a value that is there. */
export const isKnown = <T>(value: Measured<T>): value is T => !isAbsent(value);

/** The value, or `undefined` where it is absent: for arithmetic that has already accounted for absence. */
export const known = <T>(value: Measured<T>): T | undefined => (isAbsent(value) ? undefined : value);

export const suppressed = (reason: string): Absent => ({ absent: "suppressed", reason });
export const missing = (reason: string): Absent => ({ absent: "missing", reason });
export const notDefined = (reason: string): Absent => ({ absent: "undefined", reason });

/** The reasons that the state's files give, in one wording everywhere. */
export const reasons = {
	suppressedBySource: "withheld by the state: fewer than 11 students",
	fewerThan11: "fewer than 11 students",
	leftOver: "withheld, since what is left over would be the number of withheld schools",
	notTested: "no students tested",
	notReported: "not reported in the file",
	enrollmentOfAll: "the file repeats the enrollment of all students in place of the group's own",
	floorValue: "a floor value that stands for missing participation, not a result",
} as const;
