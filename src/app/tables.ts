/** The CSV tables beside the pages. */

import { unitWords } from "../analyses/words.js";
import { notDefined } from "../domain/measured.js";
import type { Problem } from "../domain/problem.js";
import type { Cell, Column, ReleasedTable } from "../domain/table.js";
import { releaseTable } from "../privacy/release.js";
import type { AnalyzeResults } from "./schemas/analyze.js";

const text = (key: string): Column => ({ key, label: key, unit: "text" });
const code = (key: string): Column => ({ key, label: key, unit: "code" });

/** All schools of the pages, one row each; the same numbers as in results.json, under the same names. */
export function schoolsTable(results: AnalyzeResults): ReleasedTable {
	const unit = unitWords(results.unit).column;
	const number = (key: string): Column => ({ key, label: key, unit });
	const columns: Column[] = [
		code("cds"),
		code("district"),
		...["name", "level", "charter", "kind"].map(text),
		{ key: "year", label: "year", unit: "year" },
		code("group"),
		text("unit"),
		{ key: "tested", label: "tested", unit: "students" },
		...["actual", "baseline", "predicted", "lower", "upper", "residual", "effect", "effectSe"].map(number),
		...["question", "evidence", "reading", "model", "leftOut"].map(text),
	];
	const rows = results.schools.map((school): Cell[] =>
		columns.map((column) => {
			const value = school[column.key as keyof typeof school] as Cell;
			return column.key === "group" ? String(value) : value;
		}),
	);
	return releaseTable({ id: "schools", caption: "Schools", columns, rows });
}

export function problemsTable(problems: readonly Problem[]): ReleasedTable {
	const keys = [
		"code",
		"severity",
		"file",
		"line",
		"column",
		"field",
		"message",
		"found",
		"expected",
		"help",
		"before",
		"after",
	];
	const whole = new Set(["line", "column"]);
	const none = notDefined("no place in a file");
	return releaseTable({
		id: "problems",
		caption: "Problems and repairs",
		columns: keys.map((key) => (whole.has(key) ? { key, label: key, unit: "number" } : text(key))),
		rows: problems.map((entry): Cell[] => [
			entry.code,
			entry.severity,
			entry.place.file,
			entry.place.line ?? none,
			entry.place.column ?? none,
			entry.place.field?.name ?? "",
			entry.message,
			entry.found,
			entry.expected,
			entry.help,
			entry.repair?.before ?? "",
			entry.repair?.after ?? "",
		]),
	});
}
