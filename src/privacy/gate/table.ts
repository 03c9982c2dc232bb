/** Rules for CSV tables: no small counts, no columns of students. */

import { isStudentColumn } from "../../domain/student-columns.js";
import { isCountOfStudents, isPartOfShown, isSmall } from "./counts.js";
import { readCsv } from "./csv.js";
import { type FinishedFile, place, type Violation } from "./violation.js";

export interface TableFinding {
	readonly violations: readonly Violation[];
	readonly cells: number;
	/** Cells that say why they are empty. */
	readonly hidden: number;
}

export function checkTable({ path, content }: FinishedFile): TableFinding {
	const [header = [], ...rows] = readCsv(content);
	const table = (path.split("/").at(-1) ?? path).replace(/\.csv$/, "");
	const violations: Violation[] = [];
	const add = (rule: Violation["rule"], detail: string): void => {
		violations.push({ file: path, table, rule, detail });
	};
	header.forEach((heading, column) => {
		if (isStudentColumn(heading)) add("student-column", `column ${heading}`);
		if (!isCountOfStudents(heading)) return;
		const small = rows.flatMap((row, index) => {
			const beside = (key: string): number => asNumber(row[header.indexOf(key)]);
			return isSmall(asNumber(row[column])) && !isPartOfShown(heading, beside) ? [index] : [];
		});
		const [first] = small;
		if (first !== undefined) add("small-count", place(small.length, `column ${heading}, row ${first + 1}`));
	});
	const whyColumns = header.flatMap((heading, column) => (heading.endsWith("_absent") ? [column] : []));
	const hidden = rows.reduce((sum, row) => sum + whyColumns.filter((column) => row[column] === "suppressed").length, 0);
	return { violations, cells: rows.length * (header.length - whyColumns.length), hidden };
}

const asNumber = (cell: string | undefined): number =>
	cell !== undefined && /^\d+$/.test(cell) ? Number(cell) : Number.NaN;
