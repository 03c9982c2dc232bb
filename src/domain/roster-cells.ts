/** Rosters as read: the cells of the contract's columns, coded, with where each row stands. What they mean is decided later. */

import type { Coded } from "./coded.js";
import type { Problem } from "./problem.js";

export interface RosterFile {
	readonly name: string;
	readonly sha256: string;
	readonly bytes: number;
	readonly encoding: string;
	/** In words: "comma". */
	readonly delimiter: string;
	/** Rows below the header that are not blank. */
	readonly rows: number;
	/** What the file calls each column that is read, by its name in `RosterCells.columns`. */
	readonly headings: Readonly<Record<string, string>>;
	/** Number of each of these fields, from 1. */
	readonly fields: Readonly<Record<string, number>>;
	/** Headings of columns that are not read, in the file's order. */
	readonly ignored: readonly string[];
}

export interface RosterCells {
	/** By name, then hash. */
	readonly files: readonly RosterFile[];
	/** Rows in all files, those in `leftOut` not counted. */
	readonly rows: number;
	/** Rows that are no students, such as a header in the middle of the data. */
	readonly leftOut: readonly { readonly reason: string; readonly rows: number }[];
	/** Index into `files`, and the physical line where the row starts. */
	readonly file: Uint16Array;
	readonly line: Int32Array;
	/** By the contract's name, or by the heading that the policy gives a measure; blank cells are absent. */
	readonly columns: ReadonlyMap<string, Coded>;
	/** In the order of `compareProblems`. */
	readonly problems: readonly Problem[];
}
