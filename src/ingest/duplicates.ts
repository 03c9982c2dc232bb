/** Rows that stand in the data more than once, within a file or across files. */

import type { Checker, RecordNote } from "./check.js";
import { type Engine, identifier, type SqlValue } from "./engine.js";
import { remakeRows, rowsTable } from "./rows.js";
import { mostReported } from "./scan/scan.js";
import { numberedName, type PreparedFile, type StagingTools } from "./staging.js";
import type { Target } from "./tables.js";
import { keepRepeats } from "./verdicts.js";

/** A note with the input that it is about, and where the other row of the key is. */
export interface DuplicateNote extends Pick<RecordNote, "ordinal" | "code" | "others"> {
	readonly file: number;
	readonly other: { readonly file: number; readonly ordinal: number };
}

/** A file whose rows may repeat others, and how to get at its records once more. */
export interface RepeatingFile {
	readonly index: number;
	/** Stages the file and has the work done on its numbered relation. */
	readonly staged: (work: (prepared: PreparedFile, checker: Checker) => Promise<void>) => Promise<void>;
}

const keyOf = (target: Target): string => target.key.map(identifier).join(", ");

/** Rows that passed their own checks; those refused as repeats before are judged afresh among the rows of more files. */
const sound = "(fault is null or fault in ('CIMP-E111', 'CIMP-R111'))";

const rowsOf = (files: readonly number[], columns: string): string =>
	files.map((file) => `select ${file} as file, ${columns} from ${rowsTable(file)} where ${sound}`).join(" union all ");

/** Rows that are looked at together when repeated keys are searched: what bounds the memory of it. */
const rowsAtOnce = 2_000_000;

/** Finds the keys that several rows have, by their hashes, a share of all hashes at a time. */
async function hashRepeats(files: readonly number[], target: Target, engine: Engine): Promise<boolean> {
	await engine.run("create or replace table repeats (h ubigint)");
	const hashes = rowsOf(files, `hash(${keyOf(target)}) as h`);
	const [counted] = await engine.rows(`select count(*)::integer from (${rowsOf(files, "1 as one")})`);
	const shares = Math.ceil(Number(counted?.[0]) / rowsAtOnce);
	for (let share = 0; share < shares; share++) {
		await engine.run(`insert into repeats select h from (${hashes})
			where h % ${shares} = ${share} group by h having count(*) > 1`);
	}
	const [found] = await engine.rows("select count(*)::integer from repeats");
	return Number(found?.[0]) > 0;
}

/** The keys that several rows really have: whether their rows contradict each other, and the first file with one. */
async function repeatedKeys(files: readonly number[], target: Target, engine: Engine): Promise<number> {
	const content = target.content.map(identifier).join(", ");
	const key = keyOf(target);
	await engine.run(
		`create or replace table repeated as
		select ${key}, min(file) as first_file, min(content) <> max(content) as contradict
		from (select file, ${key}, md5(row(${content})::varchar) as content
			from (${rowsOf(files, `${key}, ${content}`)}) where hash(${key}) in (select h from repeats))
		group by ${key} having count(*) > 1`,
	);
	const [row] = await engine.rows("select count(*)::integer from repeated");
	return Number(row?.[0]);
}

const sameKey = (target: Target, left: string, right: string): string =>
	target.key
		.map((name) => `${left}.${identifier(name)} is not distinct from ${right}.${identifier(name)}`)
		.join(" and ");

/** Adds a file's records with repeated keys to the table `located`, with their ordinals. */
async function locate(prepared: PreparedFile, { target, checked }: Checker, engine: Engine): Promise<void> {
	const keys = target.columns
		.filter((column) => target.key.includes(column.name))
		.map((column) => `(${column.sql})::${column.type} as ${identifier(column.name)}`);
	await engine.run(
		`insert into located by name
		select ${prepared.index} as file, record.ordinal, ${target.key.map((name) => `record.${identifier(name)}`).join(", ")}
		from (select ordinal, ${keys.join(", ")}
			from ${checked.typed(numberedName(prepared))} where fault is null
		) record join repeated on ${sameKey(target, "record", "repeated")}`,
	);
}

/** Marks the later copies of a row, and all rows of a key that contradict each other, as refused. */
async function refuseIn(file: number, target: Target, tools: StagingTools): Promise<void> {
	const match = sameKey(target, "kept", "repeated");
	await remakeRows(
		file,
		`select kept.* from ${rowsTable(file)} kept
			where not ${sound} or not exists (select 1 from repeated where ${match})
		union all by name
		select case when contradict then 'CIMP-E111' when first_file <> ${file} or copy > 1 then 'CIMP-R111' end as fault,
			* exclude (fault, contradict, first_file, copy)
		from (select kept.*, repeated.contradict, repeated.first_file,
				row_number() over (partition by ${target.key.map((name) => `kept.${identifier(name)}`).join(", ")}) as copy
			from ${rowsTable(file)} kept join repeated on ${match} where ${sound})`,
		tools,
	);
}

/** Puts the records of each key in order, into the table `ordered`. */
async function order(target: Target, engine: Engine): Promise<void> {
	const key = target.key.map((name) => `located.${identifier(name)}`).join(", ");
	await engine.run(
		`create or replace table ordered as
		select located.file, located.ordinal, repeated.contradict,
			first(located.file) over earlier as first_file, first(located.ordinal) over earlier as first_ordinal,
			row_number() over earlier as place
		from located join repeated on ${sameKey(target, "located", "repeated")}
		window earlier as (partition by ${key} order by located.file, located.ordinal)`,
	);
}

/** One note per refused row, but for the first of contradicting rows: the later ones name it. */
async function repeatNotes(engine: Engine): Promise<DuplicateNote[]> {
	const rows = await engine.rows(
		`select file, ordinal, first_file, first_ordinal, contradict, number, all_of_it::integer from (
			select *, (row_number() over (partition by file, contradict order by ordinal))::integer as number,
				count(*) over (partition by file, contradict) as all_of_it from ordered where place > 1)
		where number <= ${mostReported} order by file, ordinal`,
	);
	return rows.map(repeatNote);
}

function repeatNote(row: readonly SqlValue[]): DuplicateNote {
	const [file, ordinal, firstFile, firstOrdinal, contradict, number, all] = row;
	const others = Number(number) === mostReported ? Number(all) - mostReported : 0;
	return {
		file: Number(file),
		ordinal: Number(ordinal),
		code: contradict === true ? "CIMP-E111" : "CIMP-R111",
		other: { file: Number(firstFile), ordinal: Number(firstOrdinal) },
		...(others > 0 ? { others } : {}),
	};
}

/** Finds and refuses repeated rows among the rows of some files of one family. */
export async function refuseRepeats(
	files: readonly RepeatingFile[],
	target: Target,
	tools: StagingTools,
): Promise<DuplicateNote[]> {
	const { engine } = tools;
	const indices = files.map((file) => file.index);
	if (!(await hashRepeats(indices, target, engine))) return [];
	if ((await repeatedKeys(indices, target, engine)) === 0) return [];
	const empty = `select 0::integer as file, 0::integer as ordinal, ${keyOf(target)} from ${rowsTable(indices[0] ?? 0)}`;
	await engine.run(`create or replace table located as ${empty} limit 0`);
	for (const file of files) await file.staged((prepared, checker) => locate(prepared, checker, engine));
	await order(target, engine);
	if (tools.verdicts === true) await keepRepeats(indices, "ordered", engine);
	const notes = await repeatNotes(engine);
	for (const file of indices) await refuseIn(file, target, tools);
	for (const table of ["ordered", "located", "repeated", "repeats"]) await engine.run(`drop table ${table}`);
	return notes;
}
