/** Problems that only show once the tables are joined: what did not match, what comes too late, what can't be judged. */

import { sortRows } from "../analyses/frame/rows.js";
import type { Join, SchoolFrame } from "../analyses/frame/school.js";
import { isKnown } from "../domain/measured.js";
import { comparePlaces } from "../domain/places/changes.js";
import { type Problem, problem, Refusal } from "../domain/problem.js";
import { groupIds } from "../domain/student-groups.js";
import { schoolYear } from "../domain/tests.js";
import type { ResultRow } from "../domain/tidy.js";
import type { InputSummary } from "../ingest/index.js";
import { formatCount } from "../report/index.js";

/** Codes listed in one message, so that their count still fits; results.json has all. */
const mostListed = 3;

const listed = (codes: readonly string[]): string =>
	codes.length <= mostListed
		? codes.join(", ")
		: `${codes.slice(0, mostListed).join(", ")} and ${codes.length - mostListed} more`;

/**
 * Stops where the question can't be answered at all.
 *
 * @throws Refusal: a companion table that joins nothing, one school only, everything withheld
 */
export function refuseHopeless(frame: SchoolFrame, inputs: readonly InputSummary[]): void {
	for (const join of frame.joins) {
		if (join.joined > 0) continue;
		const found = `${join.rows} codes, none of them in the results`;
		throw new Refusal([problem("CIMP-E204", { file: fileOf(join, inputs) }, { found })]);
	}
	const withResults = frame.schools.filter((school) => isKnown(school.current.value));
	if (frame.schools.length > 0 && withResults.length === 0) {
		const found = `${formatCount(frame.schools.length, "school")} in ${frame.year}, all results withheld or missing`;
		throw new Refusal([problem("CIMP-E206", { file: resultsFile(inputs) }, { found })]);
	}
	if (withResults.length < 2) {
		const found = `${formatCount(withResults.length, "school")} with results in ${frame.year}`;
		throw new Refusal([problem("CIMP-E205", { file: resultsFile(inputs) }, { found })]);
	}
}

/** The first file of results. */
export const resultsFile = (inputs: readonly InputSummary[]): string =>
	inputs.find((input) => input.family === "results")?.file ?? "";

const fileOf = (join: Join, inputs: readonly InputSummary[]): string =>
	inputs.find((input) => input.layout === join.layout && input.vintage === join.vintage)?.file ??
	inputs.find((input) => input.layout === join.layout)?.file ??
	join.layout;

/** What joined, what did not, and values that are no results. */
export function remarks(frame: SchoolFrame, inputs: readonly InputSummary[]): Problem[] {
	const found: Problem[] = [];
	for (const join of frame.joins) {
		const place = { file: fileOf(join, inputs) };
		if (join.unmatchedRows.length > 0) {
			const text = `${join.unmatchedRows.length} of ${join.rows} codes: ${listed(join.unmatchedRows)}`;
			found.push(problem("CIMP-W119", place, { found: text }));
		}
		if (join.schoolsWithout.length > 0) {
			const text = `${join.schoolsWithout.length} of ${frame.schools.length} schools: ${listed(join.schoolsWithout)}`;
			found.push(problem("CIMP-W120", place, { found: text }));
		}
		if (join.vintage > schoolYear(frame.year)) {
			const text = `${join.vintage} for results of ${schoolYear(frame.year)}`;
			found.push(problem("CIMP-W121", place, { found: text }));
		}
	}
	const floors = frame.schools.filter((school) => school.leftOut?.reason === "floor value");
	for (const school of floors) {
		const text = `${school.cds}: ${isKnown(school.current.value) ? school.current.value : ""}`;
		found.push(problem("CIMP-W122", { file: resultsFile(inputs) }, { found: text }));
	}
	return found;
}

/**
 * Schools of the year that stood under another district in the baseline year, by a school code that is unique in both
 * years: their earlier results are not found under their own code.
 */
export function movedSchools(
	results: readonly ResultRow[],
	{ year, baselineYear }: { readonly year: number; readonly baselineYear: number | undefined },
	inputs: readonly InputSummary[],
): Problem[] {
	const schoolsOf = (wanted: number | undefined) =>
		sortRows(results)
			.together.filter((row) => row.year === wanted && row.level === "school" && row.group === groupIds.all)
			.map((row) => ({ ...row, county: "" }));
	const moved = comparePlaces(schoolsOf(baselineYear), schoolsOf(year)).pairs.filter((pair) => pair.moved);
	const [first] = moved;
	if (first === undefined) return [];
	const found = `${formatCount(moved.length, "school")}, such as ${first.after.cds}, formerly ${first.before.cds}`;
	return [problem("CIMP-W128", { file: resultsFile(inputs) }, { found })];
}
