/** Reads back what `renderCsv` wrote: the numbers of a finished report. */

import { withoutGuard } from "../domain/formula-guard.js";
import type { Absent } from "../domain/measured.js";
import type { Cell, Unit } from "../domain/table.js";
import { readCsv as recordsOf } from "../privacy/gate/csv.js";

const kinds = ["suppressed", "missing", "undefined"] as const;
const texts: ReadonlySet<string> = new Set<Unit>(["text", "code"]);

/**
 * The rows of a table that cimp wrote, a cell per column; absent ones with the kind of absence.
 *
 * @returns `undefined` where the text is not a table of these columns
 */
export function readCsv(
	text: string,
	columns: readonly { readonly key: string; readonly unit: string }[],
): Cell[][] | undefined {
	const [head = [], ...lines] = recordsOf(text);
	if (columns.some(({ key }, index) => head[index] !== key)) return undefined;
	if (lines.some((line) => line.length !== head.length)) return undefined;
	return lines.map((line) =>
		columns.map(({ key, unit }, index) => {
			const kind = kinds.find((word) => word === line[head.indexOf(`${key}_absent`)]);
			if (kind !== undefined) return absentCell(kind);
			const field = line[index] ?? "";
			return texts.has(unit) ? withoutGuard(field) : cellOf(field);
		}),
	);
}

const absentCell = (absent: Absent["absent"]): Absent => ({ absent, reason: "the page says why" });

const cellOf = (field: string): Cell => (field !== "" && Number.isFinite(Number(field)) ? Number(field) : field);
