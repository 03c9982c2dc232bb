/** What the check said of every record, in one byte each: enough to repair a file in one pass. */

import type { Engine } from "../engine.js";
import type { CheckedFile } from "../summaries.js";
import { rowsTable } from "../tables.js";

export const verdict = {
	intact: 0,
	/** Zeros of a code were lost, and the row is otherwise readable. */
	zerosLost: 1,
	/** A copy of an earlier row. */
	copy: 2,
	/** The header once more. */
	header: 3,
	/** A code in scientific notation is the row's first fault. */
	scientific: 4,
	/** Anything else is wrong with it. */
	faulty: 5,
} as const;

/** Records asked for at a time. */
const batchSize = 200_000;

const verdictSql = `case when fault = 'CIMP-R111' then ${verdict.copy} when fault = 'CIMP-R118' then ${verdict.header}
	when repaired then ${verdict.zerosLost} when fault = 'CIMP-E113' then ${verdict.scientific}
	when fault is not null then ${verdict.faulty} else ${verdict.intact} end`;

/** One verdict per whole record, in the order of the file. */
export async function verdictsOf({ prepared }: CheckedFile, engine: Engine): Promise<Uint8Array> {
	const records = prepared.scan.records - prepared.scan.bad.length;
	const verdicts = new Uint8Array(records);
	for (let from = 0; from < records; from += batchSize) {
		const rows = await engine.rows(
			`select (rowid - ${from})::integer, (${verdictSql})::integer from ${rowsTable(prepared.index)}
			where rowid >= ${from} and rowid < ${from + batchSize} and (fault is not null or repaired)`,
		);
		for (const [position, value] of rows) verdicts[from + Number(position)] = Number(value);
	}
	return verdicts;
}
