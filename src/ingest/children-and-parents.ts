/** Children against parents in the results of several files: each year and test by itself. */

import { reconcile, unreconciled } from "../domain/places/reconcile.js";
import type { Problem } from "../domain/problem.js";
import { groupIds } from "../domain/student-groups.js";
import { allGrades, subjectOfTest } from "../domain/tests.js";
import type { Engine } from "./engine.js";
import type { Reading } from "./reading.js";
import { selectResults } from "./results.js";

/** Positions of the results files with rows of a year and test, by that scope. */
function filesByScope(readings: readonly Reading[]): Map<string, number[]> {
	const files = new Map<string, number[]>();
	for (const [index, { family, scopes }] of readings.entries()) {
		if (family !== "results") continue;
		for (const scope of scopes) files.set(scope, [...(files.get(scope) ?? []), index]);
	}
	return files;
}

/** True for a file whose rows can be reconciled: it has percents, and no row of it was refused. */
const isWhole = (reading: Reading | undefined): boolean =>
	reading?.kind === "percent" && Object.values(reading.refused).every((rows) => rows === 0);

/**
 * Warnings CIMP-W131 by the position of the file: the first with the year and test. Where rows were refused, their
 * absence is known already, and nothing is compared.
 */
export async function childrenAndParents(
	readings: readonly Reading[],
	engine: Engine,
): Promise<ReadonlyMap<number, readonly Problem[]>> {
	const found = new Map<number, Problem[]>();
	for (const [scope, files] of filesByScope(readings)) {
		const [year, test] = scope.split(" ").map(Number);
		const subject = subjectOfTest.get(test ?? 0);
		const [file = 0] = files;
		if (year === undefined || subject === undefined || !files.every((index) => isWhole(readings[index]))) continue;
		const wish = { subject, years: [year], groups: [groupIds.all], grades: [allGrades] };
		const warnings = unreconciled(reconcile(await selectResults(engine, wish)), readings[file]?.file ?? "");
		found.set(file, [...(found.get(file) ?? []), ...warnings]);
	}
	return found;
}
