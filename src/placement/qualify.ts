/**
 * Who qualifies for what, and who was placed where: the policy's rules in three values over the columns of a roster.
 *
 * A measure that is missing is never "not met": where it could still decide, the student is undetermined.
 */

/** Kleene's three values; `false` < `undetermined` < `true`, so that "all" is the least and "any" the greatest. */
export const truth = { no: 0, undetermined: 1, yes: 2 } as const;

/** What a student counts as. `entryLevel`: the rule qualifies for the lowest level of the ladder and no more. */
export const standing = { notQualified: 0, undetermined: 1, qualified: 2, entryLevel: 3 } as const;

/** Places that are no level of the ladder. */
export const place = { belowLadder: 0, outsideLadder: -1, notReported: -2 } as const;

/** Whether a student is in the numerator of a rate, in its denominator alone, or in neither. */
export const held = { no: 0, yes: 1, notInRate: 2 } as const;

/** `sameLevel`: another course of the level of the prior one. `gradeUnknown`: the same course, but the grade that decides is missing. */
export const repeat = { none: 0, sameCourse: 1, sameLevel: 2, gradeUnknown: 3 } as const;

/** One stage: day 1 or the checkpoint. */
export interface StagePlacement {
	/** Level of the course placed in, or a `place`. */
	readonly level: Int8Array;
	/**
	 * `held` values: placed below the level that the rule qualifies for; `notInRate` for everybody who is not
	 * `standing.qualified`, and for places outside the ladder or not reported.
	 */
	readonly heldBack: Uint8Array;
	/** As `heldBack` for the undetermined, as if their rule were met: what the bounds need. */
	readonly heldBackIfQualified: Uint8Array;
	/** 1: placed above the level that the student qualifies for. */
	readonly overPlaced: Uint8Array;
	/** `repeat` values. */
	readonly repeats: Uint8Array;
}

/** The policy applied to a roster. */
export interface Qualification {
	readonly lowestLevel: number;
	/** Index of the rule that decides; -1 where no rule names the prior course or none is reported. */
	readonly rule: Int16Array;
	/** Level that the rule qualifies for; 0 without a rule. */
	readonly target: Int8Array;
	/** `truth` of the rule's requirement; undetermined where no prior course is reported. */
	readonly met: Uint8Array;
	/** `standing` values. */
	readonly standing: Uint8Array;
	readonly day1: StagePlacement;
	/** `undefined`: the roster has no checkpoint. */
	readonly checkpoint: StagePlacement | undefined;
}
