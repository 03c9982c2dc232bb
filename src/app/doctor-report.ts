/** A diagnosis in its published shape. */

import { notDefined } from "../domain/measured.js";
import { problemCatalogueEntry } from "../domain/problem.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import type { Diagnosis, ProblemGroup } from "../ingest/index.js";
import type { DoctorFile, DoctorProblem } from "./schemas/doctor.js";

/** What `--fix` does about a problem, where the catalogue speaks of an analysis. */
const remedies: Partial<Record<ProblemCode, string>> = {
	"CIMP-R111": "--fix leaves the copy out",
	"CIMP-R126": "--fix makes one copy of them",
	"CIMP-R112": "--fix restores the zeros; better download the file again, and import codes as text",
	"CIMP-R118": "--fix leaves the line out",
	"CIMP-E116": "--fix reads such lines as Windows-1252; a zero byte is no text: download the file again",
	"CIMP-E113": "download the file again; or --fix proposes codes by name and district, for you to accept one by one",
};

/** Codes that `--fix` does something about. */
export const isFixable = (code: ProblemCode): boolean => remedies[code] !== undefined;

const ranks = ["stop", "fix", "note"] as const;

function problemOf({ code, count, first }: ProblemGroup, refused: boolean): DoctorProblem {
	const { severity } = problemCatalogueEntry(code);
	const [{ place, found, expected, help, message }] = first;
	const whole = notDefined(place.line === undefined ? "the whole file is meant" : "the whole line is meant");
	return {
		code,
		severity,
		rank: refused ? "stop" : severity === "warning" ? "note" : "fix",
		message,
		count,
		first: {
			line: place.line ?? whole,
			column: place.column ?? whole,
			field: place.field?.name ?? whole,
			found,
			expected,
		},
		help: remedies[code] ?? help,
	};
}

/** Gravest first, then by code. */
const ranked = (groups: readonly ProblemGroup[], refused: boolean): DoctorProblem[] =>
	groups
		.map((group) => problemOf(group, refused))
		.sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || (a.code < b.code ? -1 : 1));

/** A file of the report. */
export function reportOf(diagnosis: Diagnosis): DoctorFile {
	const { file } = diagnosis;
	if (diagnosis.kind !== "read") {
		const unknown = notDefined(`the file was ${diagnosis.kind}`);
		return {
			file,
			layout: unknown,
			family: unknown,
			encoding: unknown,
			delimiter: unknown,
			rows: unknown,
			rowsKept: unknown,
			rowsRefused: unknown,
			years: [],
			tests: [],
			levels: [],
			withheldShare: unknown,
			problems: ranked(diagnosis.problems, diagnosis.kind === "refused"),
		};
	}
	const { summary, portrait } = diagnosis;
	return {
		file,
		layout: summary.layout,
		family: summary.family,
		encoding: summary.encoding,
		delimiter: summary.delimiter,
		rows: summary.rowsRead,
		rowsKept: summary.rowsKept,
		rowsRefused: summary.rowsRefused,
		years: [...summary.years],
		tests: [...portrait.tests],
		levels: [...portrait.levels],
		withheldShare:
			portrait.values === 0 ? notDefined("no row kept holds such a value") : portrait.withheld / portrait.values,
		problems: ranked(diagnosis.problems, false),
	};
}
