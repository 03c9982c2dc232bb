/** Columns of the audit's tables, and the one way in which released values become a table of the pages. */

import type { Cell, Column, Released, ReleasedTable } from "../../../domain/table.js";
import { releasedTables } from "../../../privacy/release-tracked.js";

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

/**
 * A table of what a released document says.
 *
 * @param document where every value of the rows comes from
 */
export function tableOf(document: Released<unknown>, parts: TableParts): ReleasedTable {
	const [table] = releasedTables(document, () => [parts]);
	if (table === undefined) throw new Error(`no table ${parts.id}`);
	return table;
}
