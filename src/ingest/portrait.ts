/** What a file is about, in a few facts: for people who ask what they have. */

import type { EntityLevel } from "../domain/cds-code.js";
import { states } from "./cells.js";
import { type Engine, identifier } from "./engine.js";
import type { CheckedFile } from "./summaries.js";
import { companionValues, resultValues, stateColumn } from "./tables.js";

export interface Portrait {
	/** Test ids of the rows kept, ascending; none for files that are no results. */
	readonly tests: readonly number[];
	/** Levels of aggregation of the rows kept, from the state down. */
	readonly levels: readonly EntityLevel[];
	/** Cells of the rows kept that may hold a value, and those of them that the source withheld. */
	readonly values: number;
	readonly withheld: number;
}

const levels: readonly EntityLevel[] = ["state", "county", "district", "school"];

/** The level that the zeros of a code say, as its position in `levels`. */
const levelSql = `case when substr(cds, 8) <> '0000000' then 3 when substr(cds, 3, 5) <> '00000' then 2
	when left(cds, 2) <> '00' then 1 else 0 end`;

/** Columns of the file's table that hold values which may be absent. */
function valuesOf({ prepared }: CheckedFile): string[] {
	const values: readonly string[] =
		prepared.layout.family === "results" ? resultValues : prepared.layout.family === "companion" ? companionValues : [];
	const roles = prepared.columns.flatMap((entry) => entry.column.role ?? []);
	return roles.filter((role) => values.includes(role)).map((role) => identifier(stateColumn(role)));
}

/** Looks at the rows kept of one file. */
export async function portray(checked: CheckedFile, engine: Engine): Promise<Portrait> {
	const { prepared, target } = checked;
	const kept = `from ${target.table} where file = ${prepared.index} and fault is null`;
	const isResults = prepared.layout.family === "results";
	const tests = isResults ? await engine.rows(`select distinct test ${kept} order by test`) : [];
	const found = await engine.rows(`select distinct ${levelSql} as level ${kept} order by level`);
	const columns = valuesOf(checked);
	const withheld = columns.map((name) => `count(*) filter (where ${name} = ${states.suppressed})`).join(" + ") || "0";
	const [counts] = await engine.rows(`select (${withheld})::double, (count(*) * ${columns.length})::double ${kept}`);
	return {
		tests: tests.map(([test]) => Number(test)),
		levels: found.flatMap(([level]) => levels[Number(level)] ?? []),
		values: Number(counts?.[1]),
		withheld: Number(counts?.[0]),
	};
}
