/**
 * A placement roster in columns: one element per student in every array, in the order of the files.
 *
 * Words are coded, so that 50,000 students are some megabytes and every count is a walk over integers. Nothing of a student
 * but what the audit counts is kept: names, birth dates and unknown columns never come this far, and ids serve the list
 * for the team alone.
 */

import type { Coded } from "../domain/coded.js";

/** The statute's bases first (EC 51224.7 (b)(3)), then those that are also examined. */
export const statutoryBases = ["ethnicity", "gender", "sed"] as const;
export const otherBases = ["el", "ltel", "swd", "foster", "homeless"] as const;
export type BasisId = (typeof statutoryBases)[number] | (typeof otherBases)[number];

/**
 * One group of a basis. Students whose cell is blank, or holds a word that nobody knows, are groups of their own: they are
 * never counted with a known group.
 */
export interface BasisGroup {
	/** Dashboard code (`AA`, `SED`, `EL`…), the roster's value where the Dashboard has none (`F`, `X`, `not SED`); for the last two kinds `not reported`, `unrecognized`. */
	readonly code: string;
	readonly label: string;
	readonly kind: "group" | "not reported" | "unrecognized";
}

export interface Basis {
	readonly id: BasisId;
	readonly statutory: boolean;
	/** In the state's order; "not reported" and "unrecognized" last, each only where a student has it. */
	readonly groups: readonly BasisGroup[];
	/** Index into `groups`; every student has one. */
	readonly codes: Int32Array;
}

/** What a cell of a measure holds; everything but `known` is missing to a rule, and never "not met". */
export const measureState = { known: 0, blank: 1, withheld: 2, outOfRange: 3, unreadable: 4 } as const;

export interface MeasureColumn {
	/** Id of the policy's measure. */
	readonly id: string;
	/** The column of the file; absent where the file has none, and then every state is `blank`. */
	readonly column: string | undefined;
	/** Numbers as written; letters as `letterRank` numbers them; 0 where the state is not `known`. */
	readonly values: Float64Array;
	readonly states: Uint8Array;
}

/** A yes or no that may be missing. */
export const flag = { no: 0, yes: 1, notReported: 2 } as const;

/** A day that is not in the file. Days count from 1 January 1970. */
export const noDay = -2_147_483_648;

/** A checkpoint before the first day of school or after the year: no part of the check of timing. */
export const dayOutsideYear = noDay + 1;

export const decision = { notReported: 0, granted: 1, denied: 2, pending: 3 } as const;

/** Absent (`undefined`) where the file has no column of requests. */
export interface Recourse {
	/** `flag` values. */
	readonly requested: Uint8Array;
	readonly requestDay: Int32Array;
	/** `decision` values. */
	readonly decisions: Uint8Array;
	readonly decisionDay: Int32Array;
}

/** Course titles as the files write them; spellings that differ in case, blanks or punctuation alone are one title. */
export interface Courses {
	readonly prior: Coded;
	readonly day1: Coded;
	/** `undefined`: the file has no such column. */
	readonly checkpoint: Coded | undefined;
	readonly next: Coded | undefined;
}

/** Why rows of the files are not among the students, with how many: read = students + excluded, always. */
export interface Excluded {
	readonly reason: string;
	readonly rows: number;
}

export interface Roster {
	readonly students: number;
	/** Rows of the files, header lines not counted. */
	readonly rowsRead: number;
	readonly excluded: readonly Excluded[];
	/** Names of the files; `file` and `line` say where a student stands. */
	readonly files: readonly string[];
	readonly file: Uint16Array;
	readonly line: Int32Array;
	/** Only for the list that stays with the team: never in public output, in any form. */
	readonly studentIds: readonly string[];
	/** The later year of a school year: 2026 is 2025-26; 0 where neither file nor settings say it. */
	readonly year: Int16Array;
	/** Without 0, ascending. */
	readonly years: readonly number[];
	readonly school: Coded;
	readonly feeder: Coded;
	/** Only the bases that the files have a column for. */
	readonly bases: readonly Basis[];
	/** Bases without a column: said as "not examined". */
	readonly basesAbsent: readonly BasisId[];
	/** One per measure of the policy, in its order. */
	readonly measures: readonly MeasureColumn[];
	readonly courses: Courses;
	readonly checkpointDay: Int32Array;
	readonly recourse: Recourse | undefined;
	/** Consent on record to repeat a completed course: `flag` values; `undefined` without a column. */
	readonly repeatConsent: Uint8Array | undefined;
	readonly reason: Coded | undefined;
	/** Grade 9 course passed with C- or better: `flag` values; `undefined` without a column. */
	readonly passed: Uint8Array | undefined;
	/** Mathematics part (c) of the A-G requirements met: `flag` values; `undefined` without a column. */
	readonly agMathMet: Uint8Array | undefined;
}
