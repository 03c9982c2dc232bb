/** Rows that stand in the data more than once, within a file or across files. */

import type { RecordNote } from "./check.js";
import { type Engine, identifier } from "./engine.js";
import { rowsTable, type Target } from "./tables.js";

/** A note with the input that it is about, and where the other row of the key is. */
export interface DuplicateNote extends Pick<RecordNote, "ordinal" | "code"> {
	readonly file: number;
	readonly other: { readonly file: number; readonly ordinal: number };
}

/** Rows of one key side by side. */
const duplicateRows = (target: Target): string => {
	const key = target.key.map(identifier).join(", ");
	const content = target.content.map(identifier).join(", ");
	return `create or replace table duplicates as
		select file, ordinal,
			first(file) over earlier as first_file, first(ordinal) over earlier as first_ordinal,
			row_number() over earlier as place,
			min(content) over (partition by ${key}) <> max(content) over (partition by ${key}) as contradict
		from (
			select file, ordinal, ${key}, md5(row(${content})::varchar) as content from ${target.table}
			where fault is null
				and hash(${key}) in (select hash(${key}) from ${target.table} where fault is null group by 1 having count(*) > 1)
		)
		window earlier as (partition by ${key} order by file, ordinal)
		qualify count(*) over (partition by ${key}) > 1`;
};

/**
 * Marks the later copies of a row, and all rows of a key that contradict each other, as refused.
 *
 * @param files indices of the files with rows in the target
 * @returns one note per marked row, but for the first of contradicting rows: the later ones name it
 */
export async function markDuplicates(
	target: Target,
	files: readonly number[],
	engine: Engine,
): Promise<DuplicateNote[]> {
	await engine.run(duplicateRows(target));
	for (const file of files) {
		await engine.run(
			`update ${rowsTable(file)} as kept set fault = case when d.contradict then 'CIMP-E111' else 'CIMP-R111' end
			from duplicates d where d.file = ${file} and kept.rowid + 1 = d.ordinal and (d.contradict or d.place > 1)`,
		);
	}
	const rows = await engine.rows(
		`select file, ordinal, contradict, first_file, first_ordinal from duplicates where place > 1 order by file, ordinal`,
	);
	await engine.run("drop table duplicates");
	return rows.map(([file, ordinal, contradict, firstFile, firstOrdinal]) => ({
		file: Number(file),
		ordinal: Number(ordinal),
		code: contradict === true ? "CIMP-E111" : "CIMP-R111",
		other: { file: Number(firstFile), ordinal: Number(firstOrdinal) },
	}));
}
