/**
 * Verdicts: what the check says of each record of a file, by ordinal, for repairs.
 *
 * Typed rows have no ordinals, so the table is written while the file is staged. It holds every record with a fault or a
 * repair, however many there are; all others are intact.
 */

import type { Checker } from "./check.js";
import type { Engine } from "./engine.js";
import { rowsTable } from "./rows.js";
import { numberedName, type PreparedFile } from "./staging.js";

/** `ordinal` (from 1), `fault` (a code or NULL) and `repaired`. */
export const verdictsTable = (file: number): string => `verdicts_${file}`;

/** Writes the verdicts of a staged file, whose rows were made; asked again, it starts afresh. */
export async function keepVerdicts(prepared: PreparedFile, { checked }: Checker, engine: Engine): Promise<void> {
	const table = verdictsTable(prepared.index);
	await engine.run(`create or replace table ${table} (ordinal integer, fault varchar, repaired boolean)`);
	const [hurt] = await engine.rows(
		`select count(*)::integer from ${rowsTable(prepared.index)} where fault is not null or repaired`,
	);
	if (Number(hurt?.[0]) === 0) return;
	await engine.run(
		`insert into ${table} select ordinal, fault, fault is null and (${checked.repaired})
		from ${checked.typed(numberedName(prepared))} where fault is not null or (${checked.repaired})`,
	);
}

/**
 * Adds the verdicts on rows that repeat others, in place of former ones.
 *
 * @param located table of the records with repeated keys, with their `file`, `ordinal`, `place` among the rows of the key
 *   and whether these `contradict` each other
 */
export async function keepRepeats(files: readonly number[], located: string, engine: Engine): Promise<void> {
	for (const file of files) {
		const table = verdictsTable(file);
		await engine.run(`delete from ${table} where fault in ('CIMP-E111', 'CIMP-R111')`);
		await engine.run(
			`insert into ${table} select ordinal, case when contradict then 'CIMP-E111' else 'CIMP-R111' end, false
			from ${located} where file = ${file} and (contradict or place > 1)`,
		);
	}
}
