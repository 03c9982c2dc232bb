/** Problems as data: a code, a place, what was found, what was expected, what to do. */

import { type CatalogueEntry, type ProblemCode, problemCatalogue, type Severity } from "./problem-codes.js";

/** Where a problem is. Lines and columns count from 1; a place that is not known is left out, never guessed. */
export interface Place {
	/** Base name of the file, or the option or setting concerned ("--district"). */
	readonly file: string;
	/** Physical line where the record starts. */
	readonly line?: number;
	/** Character position in that line. */
	readonly column?: number;
	/** Number (from 1) and heading of the field concerned. */
	readonly field?: { readonly number: number; readonly name: string };
}

export interface Problem {
	readonly code: ProblemCode;
	readonly severity: Severity;
	readonly message: string;
	readonly place: Place;
	readonly found: string;
	readonly expected: string;
	readonly help: string;
	/** For repairs: the cell before and after. */
	readonly repair?: { readonly before: string; readonly after: string };
	/** Occurrences that this one stands for, where they are too many to list: itself and those behind it. Absent: 1. */
	readonly times?: number;
}

/** Occurrences of problems, those that are not listed included. */
export const countProblems = (problems: readonly Problem[]): number =>
	problems.reduce((sum, entry) => sum + (entry.times ?? 1), 0);

/** Longest excerpt of a user's cell in a message. */
const longestExcerpt = 80;

/** A cell as it may stand in a message: one line, no control characters, cut with an ellipsis. */
export function excerpt(text: string): string {
	// Counted in characters, not in halves of a surrogate pair.
	const flat = [...text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")];
	return flat.length > longestExcerpt ? `${flat.slice(0, longestExcerpt - 1).join("")}…` : flat.join("");
}

/** What differs from one occurrence of a problem to the next. */
export interface ProblemDetails {
	readonly found: string;
	/** Defaults to the catalogue's words. */
	readonly expected?: string;
	readonly help?: string;
	readonly repair?: { readonly before: string; readonly after: string };
}

/** A problem of the catalogue at a place. */
export function problem(code: ProblemCode, place: Place, details: ProblemDetails): Problem {
	const entry = problemCatalogue[code];
	return {
		code,
		severity: entry.severity,
		message: entry.title,
		place,
		found: excerpt(details.found),
		expected: details.expected ?? entry.expected,
		help: details.help ?? entry.help,
		...(details.repair ? { repair: details.repair } : {}),
	};
}

/** The work cannot go on: carries the problems that say why. The last problem decides the exit code. */
export class Refusal extends Error {
	readonly problems: readonly Problem[];

	constructor(problems: readonly Problem[]) {
		super(problems.map((entry) => `${entry.code}: ${entry.message}`).join("; "));
		this.name = "Refusal";
		this.problems = problems;
	}
}

/** Order for people and files: by file, line, column, then code. */
export function compareProblems(left: Problem, right: Problem): number {
	const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
	return (
		byText(left.place.file, right.place.file) ||
		(left.place.line ?? 0) - (right.place.line ?? 0) ||
		(left.place.column ?? 0) - (right.place.column ?? 0) ||
		byText(left.code, right.code) ||
		byText(left.found, right.found)
	);
}

/** What the catalogue says of a code. */
export const problemCatalogueEntry = (code: ProblemCode): CatalogueEntry => problemCatalogue[code];
