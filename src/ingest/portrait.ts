/** What a file is about, in a few facts: for people who ask what they have. */

import type { EntityLevel } from "../domain/cds-code.js";
import { states } from "./cells.js";
import { type Engine, identifier } from "./engine.js";
import type { Item } from "./items.js";
import type { Reading } from "./reading.js";
import { rowsTable } from "./rows.js";
import { levelSql } from "./selection.js";
import { companionValues, resultValues, stateColumn } from "./tables.js";

export interface Portrait {
	/** Test ids of the rows kept, ascending; none for files that are no results. */
	readonly tests: readonly number[];
	/** Levels of aggregation of the rows kept, from the state down; none for lookup tables. */
	readonly levels: readonly EntityLevel[];
	/** Cells of the rows kept that may hold a value, and those of them that the source withheld. */
	readonly values: number;
	readonly withheld: number;
}

const levels: readonly EntityLevel[] = ["state", "county", "district", "school"];

/** Columns of the file's rows that say of a value whether it is absent. */
function statesOf({ head }: Item, { family }: Reading): string[] {
	const values: readonly string[] = family === "results" ? resultValues : family === "companion" ? companionValues : [];
	const roles = head.recognition.columns.flatMap((entry) => entry.column.role ?? []);
	return roles.filter((role) => values.includes(role)).map((role) => identifier(stateColumn(role)));
}

/** Tests of the rows kept: of results, a scope is a year and a test. */
const testsOf = ({ family, scopes }: Reading): number[] =>
	family === "results" ? [...new Set(scopes.map((scope) => Number(scope.split(" ")[1])))].sort((a, b) => a - b) : [];

/** Looks at the rows kept of one file. */
export async function portray(index: number, item: Item, reading: Reading, engine: Engine): Promise<Portrait> {
	if (reading.family === "lookup") return { tests: [], levels: [], values: 0, withheld: 0 };
	const columns = statesOf(item, reading);
	const withheld = columns.map((name) => `count(*) filter (where ${name} = ${states.suppressed})`).join(" + ") || "0";
	const has = levels.map((level) => `coalesce(bool_or(${levelSql[level]}), false)`);
	const [row = []] = await engine.rows(
		`select (count(*) * ${columns.length})::double, (${withheld})::double, ${has.join(", ")}
		from ${rowsTable(index)} where fault is null`,
	);
	return {
		tests: testsOf(reading),
		levels: levels.filter((_, position) => row[2 + position] === true),
		values: Number(row[0]),
		withheld: Number(row[1]),
	};
}
