/** What a file is: a known layout, a column map, a fixed-width twin, a reading by role, or the problem for which it is refused. */

import { type Problem, problem } from "../domain/problem.js";
import { isStudentColumn } from "../domain/student-columns.js";
import { recogniseByRole } from "./by-role.js";
import { type ColumnMap, recogniseByMap } from "./column-map.js";
import { completeByName } from "./file-name.js";
import { type FixedWidthReading, recogniseFixedWidth, unknownFixedWidth } from "./fixed-width.js";
import { unknownHeader } from "./nearest.js";
import { headerRecords, type Recognition, recognise } from "./recognise.js";

/** A recognition, and what its reader must know about it. */
export interface Recognised {
	readonly recognition: Recognition;
	readonly warnings: readonly Problem[];
	/** For a fixed-width file: how its lines become records. */
	readonly fixedWidth?: FixedWidthReading;
}

/** Problem CIMP-E106 for a table of single students, however the reader would have it read. */
function studentTable(text: string, file: string): Problem | undefined {
	for (const header of headerRecords(text)) {
		const at = header.names.findIndex(isStudentColumn);
		if (at < 0) continue;
		const found = `a column of single students (field ${at + 1})`;
		const help = "give files about schools: cimp reads no lists of students here, and repeats nothing of them";
		return problem("CIMP-E106", { file, line: header.firstLine }, { found, help });
	}
	return undefined;
}

/**
 * Recognises a file by its head: by its header, else as a fixed-width twin, else by the reader's map, else by role.
 *
 * @param file base name, for messages and for files that say subject and year nowhere else
 * @returns the recognition, or the problem for which the file is refused
 */
export function recogniseFile(text: string, file: string, map: ColumnMap | undefined): Recognised | Problem {
	const students = studentTable(text, file);
	if (students !== undefined) return students;
	const known = recognise(text);
	if (known !== undefined) return completeByName(known, file, map?.constants);
	const fixedWidth = recogniseFixedWidth(text);
	if (fixedWidth !== undefined) return { recognition: fixedWidth.recognition, warnings: [], fixedWidth };
	if (map !== undefined) {
		const mapped = recogniseByMap(map, text, file);
		return "code" in mapped ? mapped : { recognition: mapped, warnings: [] };
	}
	const byRole = recogniseByRole(text, file);
	if (byRole === undefined) return unknownFixedWidth(file, text) ?? unknownHeader(file, text);
	const completed = completeByName(byRole.recognition, file);
	if ("code" in completed) return completed;
	return { recognition: completed.recognition, warnings: [...byRole.warnings, ...completed.warnings] };
}
