/** Strangers: files of a folder or an archive that are no table cimp knows. */

import { type Problem, problem } from "../../domain/problem.js";
import type { ProblemCode } from "../../domain/problem-codes.js";
import type { InputFile } from "../source.js";

/** Problems of a file that is no table of a known kind; a known table that is damaged is never left out in silence. */
const strangerCodes: readonly ProblemCode[] = ["CIMP-E103", "CIMP-E104", "CIMP-E106", "CIMP-E108"];

export const isStranger = ({ code, place }: Problem): boolean =>
	// What is no text has no lines: where one is named, a known header was read.
	strangerCodes.includes(code) && !(code === "CIMP-E104" && place.line !== undefined);

/** A file that nobody named may be called after a child: messages call it by its alias. */
export const nameless = (entry: Problem, { alias }: Pick<InputFile, "alias">): Problem =>
	alias === undefined ? entry : { ...entry, place: { ...entry.place, file: alias } };

/** Warning CIMP-W125 with the reason for which a file by itself would have been refused. */
export function leftOut(reason: Problem): Problem {
	const { place, message, found, expected } = reason;
	const details = reason.code === "CIMP-E106" ? { found, expected } : { found };
	// Names of columns are the message: they are not cut like a user's cell.
	return { ...problem("CIMP-W125", place, details), found: `${message}: ${found}` };
}
