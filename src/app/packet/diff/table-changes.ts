/** Changes of schools as a table; one row a school, in the order of codes. */

import { unitWords } from "../../../analyses/words.js";
import type { Cell, Column, ReleasedTable } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import type { DiffChange, PacketDiff } from "../../schemas/packet-diff.js";

/** Anchor of a school's row. */
export const rowOf = ({ part, cds }: DiffChange): string => `${part}-${cds}`;

export function changesTable(
	{ part, unit, fromYear, toYear }: PacketDiff["parts"][number],
	changes: readonly DiffChange[],
	which: "moved" | "others",
): ReleasedTable {
	const { column, differenceColumn, fineDigits: digits } = unitWords(unit);
	const difference = (key: string, label: string): Column => ({
		key,
		label,
		unit: differenceColumn,
		digits,
		signed: true,
	});
	return releaseTable({
		id: `table-${which}-${part}`,
		caption:
			which === "moved"
				? `Schools that moved, ${fromYear} to ${toYear}, beside schools of the level with the same student mix`
				: `Schools that are not named, ${fromYear} to ${toYear}, beside schools of the level with the same student mix`,
		columns: [
			{ key: "name", label: "School", unit: "text" },
			{ key: "cds", label: "Code", unit: "code" },
			{ key: "beforeTested", label: `Students ${fromYear}`, unit: "students" },
			{ key: "afterTested", label: `Students ${toYear}`, unit: "students" },
			{ key: "before", label: `${fromYear}`, unit: column },
			{ key: "after", label: `${toYear}`, unit: column },
			difference("change", "Change"),
			difference("lower", "95 % low"),
			difference("upper", "95 % high"),
			difference("regression", "By regression"),
			{ key: "evidence", label: "How sure", unit: "text" },
		],
		rows: changes.map((entry): Cell[] => [
			entry.name,
			entry.cds,
			entry.beforeTested,
			entry.afterTested,
			entry.before,
			entry.after,
			entry.change,
			entry.lower,
			entry.upper,
			entry.regression,
			entry.evidence,
		]),
		rowIds: changes.map(rowOf),
		notes: [
			"Change: the school’s result less what schools of the level with the same student mix lead one to expect, now less then; with 95 % limits. The order is that of codes. diff.json has p and q of every school.",
			"By regression: the part of a change that regression to the mean, that is an unusual earlier result alone, leads one to expect. A change that is no larger than it says little of the school.",
		],
	});
}
