/** The report of `cimp doctor` for people. */

import type { DoctorOutcome } from "../../app/doctor.js";
import type { DoctorFile, DoctorProblem } from "../../app/schemas/doctor.js";
import { isAbsent } from "../../domain/measured.js";
import type { Place, Problem } from "../../domain/problem.js";
import { subjectNames, subjectOfTest } from "../../domain/tests.js";
import type { Diagnosis } from "../../ingest/index.js";
import { layoutById } from "../../ingest/layouts/index.js";
import { formatCount, formatList, formatNumber, oneLine } from "../../report/index.js";

const plurals = { state: "the state", county: "counties", district: "districts", school: "schools" } as const;

const testName = (id: number): string => {
	const subject = subjectOfTest.get(id);
	return subject === undefined ? `test ${id}` : subjectNames[subject];
};

/** Shares of withheld values, without a zero for what is merely small. */
const shareText = (share: number): string =>
	share === 0
		? "none of the values"
		: share < 0.005
			? "less than 1 % of the values"
			: `${formatNumber(100 * share)} % of the values`;

/** What a file is, in up to four lines. */
function portrait(file: DoctorFile): string[] {
	const { layout, encoding, delimiter, rows, rowsKept, rowsRefused, withheldShare } = file;
	if (isAbsent(layout) || isAbsent(encoding) || isAbsent(delimiter)) return [];
	if (isAbsent(rows) || isAbsent(rowsKept) || isAbsent(rowsRefused)) return [];
	const title = layoutById(layout)?.title ?? "File described by a column map";
	const holds = [
		file.years.join(", "),
		formatList(file.tests.map(testName)),
		formatList(file.levels.map((level) => plurals[level])),
	].filter((part) => part !== "");
	const left = rowsRefused === 0 ? "all kept" : `${formatNumber(rowsKept)} kept, ${formatNumber(rowsRefused)} left out`;
	return [
		`  is        ${title} (${layout}); ${delimiter}, ${encoding}`,
		...(holds.length === 0 ? [] : [`  holds     ${holds.join("; ")}`]),
		`  rows      ${formatCount(rows, "row")}: ${left}`,
		...(isAbsent(withheldShare) ? [] : [`  withheld  ${shareText(withheldShare)}`]),
	];
}

const placeText = (place: Place): string =>
	[
		...(place.line === undefined ? [] : [`line ${place.line}`]),
		...(place.column === undefined ? [] : [`column ${place.column}`]),
		...(place.field === undefined ? [] : [`"${place.field.name}"`]),
	].join(", ");

const times = (count: number): string => (count === 1 ? "" : ` (${formatNumber(count)} times)`);

/** One kind of problem; with `more`, its other places, too. */
function problemLines(problem: DoctorProblem, examples: readonly Problem[], more: boolean): string[] {
	const [first, ...others] = examples;
	const at = first === undefined ? "" : placeText(first.place);
	return [
		`  ${problem.rank.padEnd(4)}  ${problem.code}: ${problem.message}${times(problem.count)}`,
		...(at === "" ? [] : [`        ${problem.count === 1 ? "at        " : "first     "}${at}`]),
		`        found     ${problem.first.found}`,
		`        expected  ${problem.first.expected}`,
		...(more ? others.map((other) => `        also      ${placeText(other.place)}: ${other.found}`) : []),
		`        help      ${problem.help}`,
	];
}

function fileLines(file: DoctorFile, diagnosis: Diagnosis | undefined, more: boolean): string[] {
	const examples = (code: string): readonly Problem[] =>
		diagnosis?.problems.find((group) => group.code === code)?.first ?? [];
	return [
		file.file,
		...portrait(file),
		...(file.problems.length === 0 ? ["  no problem found"] : []),
		...file.problems.flatMap((problem) => problemLines(problem, examples(problem.code), more)),
	];
}

/** The whole report: one block a file, and a line that counts. Names and cells of files come on one line each. */
export function reportText({ report, diagnoses }: DoctorOutcome, more: boolean): string {
	const blocks = report.files.map((file, index) => fileLines(file, diagnoses[index], more).map(oneLine).join("\n"));
	const refused = diagnoses.filter((entry) => entry.kind === "refused").length;
	const hurt = report.files.filter((file) => file.problems.length > 0).length - refused;
	const clean = report.files.length - refused - hurt;
	const counts = [
		`${formatCount(report.files.length, "file")}: ${formatNumber(clean)} without a problem`,
		...(hurt === 0 ? [] : [`${formatNumber(hurt)} with problems`]),
		...(refused === 0 ? [] : [`${formatNumber(refused)} refused`]),
	];
	return `${[...blocks, counts.join(", ")].join("\n\n")}\n`;
}
