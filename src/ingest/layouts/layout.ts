/** What a layout is: everything that differs between the state's files, as data. */

import type { Subject } from "../../domain/tests.js";
import { type ColumnKind, type Role, roleFacts } from "./roles.js";

export type Delimiter = "," | "^" | "\t" | ";" | "|";

/**
 * `results`: test results. `entities`: places and their names. `companion`: facts about schools' students. `lookup`: what
 * ids stand for.
 */
export type LayoutFamily = "results" | "entities" | "companion" | "lookup";

export interface LayoutColumn {
	/** Exactly as published, line breaks included. */
	readonly header: string;
	/** Other spellings that files of the same layout have. */
	readonly aliases?: readonly string[];
	/** Absent: the column is known and not read. */
	readonly role?: Role;
	readonly kind: ColumnKind;
	/** Digits, for codes. */
	readonly width?: number;
	/** Written without quotes when empty, even where every other field is quoted. */
	readonly bareWhenEmpty?: true;
	/** A code that the rows of larger places leave blank: zeros then, unless the row says that it is a school's. */
	readonly blankAboveSchools?: true;
}

export interface Layout {
	readonly id: string;
	readonly title: string;
	readonly family: LayoutFamily;
	/** Test years or school years, for people. */
	readonly years: string;
	/** First and last test year, where the years alone tell layouts with the same columns apart. */
	readonly testYears?: readonly [first: number, last: number];
	/** In published order; files may have another. */
	readonly columns: readonly LayoutColumn[];
	/** Headers that a file may lack. */
	readonly optional?: readonly string[];
	/** Columns beginning with one of these words vary from file to file: any of them may be there, and none is read. */
	readonly tolerates?: readonly string[];
	/** The file has no header: what the fields of a record look like, joined by line feeds. */
	readonly headless?: RegExp;
	/** Cells that stand for a value withheld by the source. */
	readonly suppressionMarks: readonly string[];
	/** Cells, besides the empty one, that stand for no value. */
	readonly blankMarks?: readonly string[];
	/** `bulk`: statewide size, read by the engine. `exact`: small, read record by record. */
	readonly reader: "bulk" | "exact";
	/** How the state writes the file. */
	readonly writing: {
		readonly delimiter: "," | "^" | "\t";
		readonly quoting: "all" | "none" | "minimal";
		readonly lineEnding: "\r\n" | "\n";
		readonly encoding: "windows-1252" | "utf-8";
	};
	/** Page that describes the files. */
	readonly source: string;
	/** Percents are whole numbers, so that levels add up to within 2. */
	readonly wholePercents?: true;
	/** A mean scale score of zero stands for a missing one. */
	readonly zeroMeanIsMissing?: true;
	/** In rows of student groups, students enrolled are those of all groups: no number of the group's own. */
	readonly enrollmentOfAll?: true;
	/** A distance from standard that is blank, of fewer students than this, is withheld. */
	readonly blankIsWithheldBelow?: number;
	/** Words of the layout for student groups, in lower case, with the ids of the research files. */
	readonly groupWords?: Readonly<Record<string, number>>;
	/** Words for student groups that are no groups of the research files, in lower case: counted, and set aside. */
	readonly groupsSetAside?: readonly string[];
	/** Subject and year, where no column says them, stand in the name that the state gives the file. */
	readonly namedBySubjectAndYear?: true;
	/** Values that are the same for the whole file and stand in no column. */
	readonly fixed?: FixedValues;
}

export interface FixedValues {
	readonly year?: number;
	readonly subject?: Subject;
	readonly grade?: number;
	readonly group?: number;
}

/** A fixed-width file: its delimited twin, and how many characters each of the twin's columns takes, in its order. */
export interface FixedWidthTwin {
	readonly layout: Layout;
	/** First and last test year for which the places are known. */
	readonly testYears: readonly [first: number, last: number];
	readonly widths: readonly number[];
}

/** A column with a role; kind and width are the role's unless said otherwise. */
export function column(header: string, role: Role, more: Partial<LayoutColumn> = {}): LayoutColumn {
	const { kind, width } = roleFacts(role);
	return { header, role, kind, ...(width === undefined ? {} : { width }), ...more };
}

/** A column that is known by name and not read. */
export const unread = (header: string, kind: ColumnKind = "text"): LayoutColumn => ({ header, kind });

/** The column that the state left for later use and never used. */
export const filler: LayoutColumn = { header: "Filler", kind: "text", bareWhenEmpty: true };

/** Headers are compared without regard to case, line breaks and runs of blanks. */
export const plainHeader = (header: string): string =>
	header
		.replace(/\uFEFF/g, "")
		.replace(/\s+/g, " ")
		.trim()
		.toLowerCase();
