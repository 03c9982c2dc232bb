/** One row of a companion table: facts about a school's students, in one meaning whatever the table. */

import { type CharterStatus, type KindReading, kindOfName } from "../domain/entity.js";
import { harmlessName } from "../domain/harmless-name.js";
import { type Measured, missing, reasons } from "../domain/measured.js";
import { levelOfSpan, type SchoolLevel } from "../domain/school-level.js";
import type { CompanionRow } from "../domain/tidy.js";
import type { SqlValue } from "./engine.js";
import { layoutById } from "./layouts/index.js";
import { type Role, roleFacts } from "./layouts/roles.js";
import { measured } from "./measured-cell.js";
import { companionTexts, companionValues, stateColumn } from "./tables.js";

/** One checked row of a companion table: texts as they stand, values with their states. */
export interface CompanionCells {
	readonly cds: string;
	readonly layout: string;
	/** In one line and harmless to show: pages quote it as the reason for a school's kind. */
	readonly text: (role: (typeof companionTexts)[number]) => string;
	readonly value: (role: (typeof companionValues)[number]) => Measured;
}

/** Columns of the companion table that are read, in order. */
export const companionNames = [
	"cds",
	"layout",
	...companionTexts,
	...companionValues.flatMap((role) => [role, stateColumn(role)]),
] as const;

const positions = new Map<string, number>(companionNames.map((name, position) => [name, position]));

/** Reads one row of those columns. */
export function readCompanionCells(row: readonly SqlValue[]): CompanionCells {
	const at = (name: string): SqlValue | undefined => row[positions.get(name) ?? -1];
	return {
		cds: `${at("cds")}`,
		layout: `${at("layout")}`,
		text: (role) => harmlessName(`${at(role) ?? ""}`),
		value: (role) => measured(at(role), at(stateColumn(role))),
	};
}

/** "2022-2023" or "2022-23" as "2022–23"; empty for anything else. */
export function vintageOf(schoolYear: string): string {
	const parts = /^(\d{4})[-–/](?:\d{2})?(\d{2})$/.exec(schoolYear.trim());
	return parts === null ? "" : `${parts[1]}–${parts[2]}`;
}

const yes = /^(?:y|yes|true|1)$/i;
const no = /^(?:n|no|false|0)$/i;

function charterOf(cells: CompanionCells): CharterStatus {
	const funding = cells.text("charterFunding");
	if (yes.test(cells.text("charter"))) {
		if (/^direct/i.test(funding)) return "direct";
		return /^local/i.test(funding) ? "local" : "charter";
	}
	return no.test(cells.text("charter")) ? "none" : "unknown";
}

/** A heading in one line, as a page quotes it. */
function headingOf(layout: string, role: Role): string {
	const column = layoutById(layout)?.columns.find((entry) => entry.role === role);
	return (column?.header ?? roleFacts(role).description).replace(/\s+/g, " ");
}

/** The kind that the table's own columns say, with the cell that says so. */
function kindOf(cells: CompanionCells): KindReading | undefined {
	const reading = (kind: KindReading["kind"], role: (typeof companionTexts)[number]): KindReading => ({
		kind,
		because: `the column "${headingOf(cells.layout, role)}" says "${cells.text(role)}"`,
	});
	if (/^[fv]$/i.test(cells.text("virtualType"))) return reading("virtual", "virtualType");
	for (const role of ["educationalOption", "schoolType"] as const) {
		const kind = /state special/i.test(cells.text(role)) ? "special education" : kindOfName(cells.text(role))?.kind;
		if (kind !== undefined) return reading(kind, role);
	}
	if (yes.test(cells.text("alternativeStatus"))) return reading("alternative", "alternativeStatus");
	// A table that names the school's type, and none of the other kinds, says that the school is a regular one.
	const plain = (["schoolType", "educationalOption"] as const).find((role) => namesType(cells.text(role)));
	return plain === undefined ? undefined : reading("regular", plain);
}

const namesType = (text: string): boolean => text !== "" && !/^(?:n\/a|no data|--)$/i.test(text.trim());

/** A grade in the words of the state's tables; kindergarten and below is 0, adults are 13. */
function gradeOf(text: string): number | undefined {
	const word = text.trim().toLowerCase();
	if (/^\d{1,2}$/.test(word)) return Number(word);
	if (/^(?:k|kn|kdgn|tk|p|pk)$/.test(word)) return 0;
	return /^(?:ad|adult)$/.test(word) ? 13 : undefined;
}

function schoolLevelOf(cells: CompanionCells): SchoolLevel {
	const span = cells.text("gradeSpan").split(/[-–—]/);
	const low = gradeOf(cells.text("lowGrade") || (span[0] ?? ""));
	const high = gradeOf(cells.text("highGrade") || (span.at(-1) ?? ""));
	return low === undefined || high === undefined || low > 12 ? "unknown" : levelOfSpan(low, high);
}

/** One school's row of a table with one row a school. */
export const companionRow = (cells: CompanionCells): CompanionRow => ({
	cds: cells.cds,
	layout: cells.layout,
	vintage: vintageOf(cells.text("schoolYear")),
	district: cells.text("districtName"),
	school: cells.text("schoolName"),
	enrolled: cells.value("enrolled"),
	percentSed: cells.value("percentSed"),
	percentFrpm: cells.value("percentFrpm"),
	percentEl: cells.value("percentEl"),
	percentSwd: cells.value("percentSwd"),
	percentChronicallyAbsent: cells.value("percentChronicallyAbsent"),
	schoolLevel: schoolLevelOf(cells),
	charter: charterOf(cells),
	kind: kindOf(cells),
});

/** For a value that a table has no column for. */
export const notReported: Measured = missing(reasons.notReported);
