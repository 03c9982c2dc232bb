/** Companion rows out of the engine's table. */

import { entityLevel } from "../domain/cds-code.js";
import type { CompanionRow } from "../domain/tidy.js";
import { type CompanionCells, companionNames, companionRow, readCompanionCells } from "./companion-row.js";
import { type Engine, identifier } from "./engine.js";
import { enrollmentRows } from "./layouts/census-enrollment/rows.js";
import { absenteeismRows } from "./layouts/chronic-absenteeism/rows.js";

/** Rows of districts (school 0000000) and of their nonpublic schools (0000001) are no schools. */
const isSchool = (cells: CompanionCells): boolean =>
	entityLevel(cells.cds) === "school" && !cells.cds.endsWith("0000001");

/** Layouts with several rows a school, and what makes one row of them. */
const rowMakers: Readonly<Record<string, (cells: readonly CompanionCells[]) => CompanionRow[]>> = {
	"census-enrollment": enrollmentRows,
	"chronic-absenteeism": absenteeismRows,
};

/** All companion rows, ordered by code, layout and vintage. */
export async function selectCompanions(engine: Engine): Promise<CompanionRow[]> {
	const rows = await engine.rows(
		`select ${companionNames.map(identifier).join(", ")} from companions where fault is null
		order by cds, layout, "schoolYear", "reportingCategory", "charterSelection", "alternativeSelection", "aggregateLevel"`,
	);
	const cells = rows.map(readCompanionCells).filter(isSchool);
	const inLayout = (id: string): CompanionCells[] => cells.filter((entry) => entry.layout === id);
	const plain = cells.filter((entry) => !Object.hasOwn(rowMakers, entry.layout));
	const made = Object.entries(rowMakers).flatMap(([id, make]) => make(inLayout(id)));
	return [...plain.map(companionRow), ...made].sort(
		(a, b) => compare(a.cds, b.cds) || compare(a.layout, b.layout) || compare(a.vintage, b.vintage),
	);
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
