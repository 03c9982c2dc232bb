/** Columns of the audit's tables, and the one way in which released values become a table of the pages. */

import type { Cell, Column, ReleasedTable } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";

type Options = Partial<Omit<Column, "key" | "label" | "unit">>;

const column =
	(unit: Column["unit"], always: Options = {}) =>
	(key: string, label: string, options: Options = {}): Column => ({ key, label, unit, ...always, ...options });

export const text = column("text");
export const students = column("students");
export const percentOf = column("percent");
export const pointsOf = column("percentagePoints", { signed: true });
export const number = column("number");
export const whole = column("number", { digits: 0 });

/** A column that the CSV has and the page leaves out. */
export const fileOnly = { csvOnly: true } as const;

export interface TableParts {
	readonly id: string;
	readonly caption: string;
	readonly columns: readonly Column[];
	readonly rows: readonly (readonly Cell[])[];
	readonly rowIds?: readonly string[];
	readonly notes?: readonly string[];
}

/** A table of released values. Counts of students go through the single-table door once more. */
export const tableOf = (parts: TableParts): ReleasedTable => releaseTable(parts);
