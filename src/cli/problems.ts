/** Problems as a person reads them, the place first so that editors can jump. */

import type { ChalkInstance } from "chalk";
import { countProblems, type Problem, problemCatalogueEntry } from "../domain/problem.js";
import { exitCodes, exitOf } from "./exit-codes.js";

/** Problems of one code that are shown in full before the rest is counted. */
const shownOfAKind = 5;

const placeOf = ({ place }: Problem): string =>
	[place.file, place.line, place.line === undefined ? undefined : place.column]
		.filter((part) => part !== undefined)
		.join(":");

function block(entry: Problem, paint: ChalkInstance): string {
	const color = entry.severity === "error" ? paint.red : entry.severity === "warning" ? paint.yellow : paint.cyan;
	const field =
		entry.place.field === undefined ? "" : `   (field ${entry.place.field.number} "${entry.place.field.name}")`;
	return [
		`${placeOf(entry)}: ${color(entry.severity)} ${paint.bold(entry.code)}: ${entry.message}`,
		`  found     ${entry.found}${field}`,
		`  expected  ${entry.expected}`,
		`  help      ${entry.help}`,
		"",
	].join("\n");
}

/**
 * All problems as text: grouped by code, five of a kind, then a count. Errors come last, where the eye is.
 *
 * @param where where the whole list stands, if it was written
 */
export function printProblems(problems: readonly Problem[], paint: ChalkInstance, where?: string): string {
	const rank = { repaired: 0, warning: 1, error: 2 } as const;
	const codes = [...new Set(problems.map((entry) => entry.code))].sort((a, b) => {
		const [left, right] = [problemCatalogueEntry(a), problemCatalogueEntry(b)];
		return rank[left.severity] - rank[right.severity] || (a < b ? -1 : 1);
	});
	return codes
		.map((code) => {
			const kind = problems.filter((entry) => entry.code === code);
			const shown = kind.slice(0, shownOfAKind);
			const more = countProblems(kind) - shown.length;
			const rest =
				more > 0
					? `  note      and ${more.toLocaleString("en-US")} more of ${code}${where ? `; all in ${where}` : ""}\n`
					: "";
			return shown
				.map((entry) => block(entry, paint))
				.join("")
				.concat(rest);
		})
		.join("");
}

/** One problem per line, for programs. */
export const problemsAsJsonLines = (problems: readonly Problem[]): string =>
	problems.map((entry) => `${JSON.stringify(entry)}\n`).join("");

/** The exit code: that of the gravest problem of the last one's kind. */
export function exitOfProblems(problems: readonly Problem[]): number {
	const last = problems.at(-1);
	return last === undefined ? exitCodes.bug : exitOf[problemCatalogueEntry(last.code).outcome];
}
