/** A selection of result rows: as a filter on raw records, and as an exact condition on typed rows. */

import type { EntityLevel } from "../domain/cds-code.js";
import { type Subject, testOfSubject } from "../domain/tests.js";
import type { Role } from "./layouts/roles.js";
import type { Recognition } from "./recognise.js";
import type { RowFilter } from "./scan/row-filter.js";

/** Empty or absent: all. */
export interface Selection {
	readonly subjects?: readonly Subject[];
	readonly years?: readonly number[];
	/** 13 is all grades. */
	readonly grades?: readonly number[];
	/** Student group ids. */
	readonly groups?: readonly number[];
	readonly levels?: readonly EntityLevel[];
}

const wishes = (selection: Selection): (readonly [role: Role, column: string, wanted: readonly number[]])[] => [
	["test", "test", (selection.subjects ?? []).map((subject) => testOfSubject[subject])],
	["year", "year", selection.years ?? []],
	["grade", "grade", selection.grades ?? []],
	["group", "grp", selection.groups ?? []],
];

/** The filter on a file's raw records; `undefined` where its columns leave nothing to filter by. */
export function filterOf(selection: Selection, { candidates, columns }: Recognition): RowFilter | undefined {
	if (candidates[0].family !== "results") return undefined;
	const fieldOf = (role: Role): number | undefined =>
		columns.find((entry) => entry.column.role === role && entry.column.kind !== "word")?.number;
	const numbers = wishes(selection).flatMap(([role, , wanted]) => {
		const field = fieldOf(role);
		return field === undefined || wanted.length === 0 ? [] : [{ field, wanted }];
	});
	const cds = fieldOf("cds");
	const parts = ["county", "district", "school"] as const;
	const fields = cds === undefined ? parts.map(fieldOf).filter((field) => field !== undefined) : [cds];
	const levels = selection.levels ?? [];
	const places =
		levels.length > 0 && (fields.length === 1 || fields.length === 3) ? { fields, wanted: levels } : undefined;
	if (numbers.length === 0 && places === undefined) return undefined;
	return { numbers, ...(places === undefined ? {} : { places }) };
}

/** By level of aggregation, what the zeros of a code say. */
export const levelSql: Readonly<Record<EntityLevel, string>> = {
	school: "right(cds, 7) <> '0000000'",
	district: "right(cds, 7) = '0000000' and substr(cds, 3, 5) <> '00000'",
	county: "right(cds, 12) = '000000000000' and left(cds, 2) <> '00'",
	state: "cds = '00000000000000'",
};

/** The exact condition on typed rows. */
export function conditionOf(selection: Selection): string {
	const parts = wishes(selection)
		.filter(([, , wanted]) => wanted.length > 0)
		.map(([, column, wanted]) => `${column} in (${wanted.map(Math.trunc).join(", ")})`);
	const levels = (selection.levels ?? []).map((level) => `(${levelSql[level]})`);
	return [...parts, ...(levels.length > 0 ? [`(${levels.join(" or ")})`] : []), "true"].join(" and ");
}
