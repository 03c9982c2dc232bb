/** Checking one file: its staged texts into its target table, and what was refused or repaired on the way. */

import type { ProblemCode } from "../domain/problem-codes.js";
import { knownGroupIds } from "../domain/student-groups.js";
import { subjectOfTest } from "../domain/tests.js";
import { readingOf, roleOf, textOf, trimmed, type WordValues } from "./cells.js";
import { type CheckedSql, checkedSql, shortened } from "./checked-sql.js";
import { type Engine, identifier, type SqlValue } from "./engine.js";
import type { Role } from "./layouts/roles.js";
import { numberedName, type PreparedFile, type StagingTools, stagedName, wholeRecords, withStaged } from "./staging.js";
import { rowsTable, type Target, targetOf } from "./tables.js";
import { readWords } from "./words.js";

/** Something to report of a record of one file. */
export interface RecordNote {
	readonly ordinal: number;
	readonly code: ProblemCode;
	readonly found: string;
	/** Field number from 1; absent where the whole row is meant. */
	readonly field?: number;
	readonly repair?: { readonly before: string; readonly after: string };
	readonly expected?: string;
	readonly help?: string;
}

/** Distinct words of the columns that hold words, as numbers. */
async function wordsOf(
	prepared: PreparedFile,
	engine: Engine,
): Promise<{ values: Map<Role, WordValues>; unknown: Map<number, string> }> {
	const values = new Map<Role, WordValues>();
	const unknown = new Map<number, string>();
	for (const entry of prepared.columns.filter((column) => column.column.kind === "word")) {
		const rows = await engine.rows(
			`select distinct ${trimmed(textOf(roleOf(entry)))} as word from ${stagedName(prepared)} order by word`,
		);
		const words = readWords(roleOf(entry), rows.map(String), prepared.layout);
		values.set(roleOf(entry), words.values);
		for (const [id, word] of words.unknown) unknown.set(id, word);
	}
	return { values, unknown };
}

/** Makes the table of the file's checked rows; its order is the file's. */
async function fill(prepared: PreparedFile, target: Target, checked: CheckedSql, engine: Engine): Promise<number> {
	const columns = target.columns.map((entry) => `(${entry.sql})::${entry.type} as ${identifier(entry.name)}`);
	await engine.run(
		`create table ${rowsTable(prepared.index)} as
		select fault, fault is null and (${checked.repaired}) as repaired, ${columns.join(", ")}
		from (select *, ${checked.fault} as fault from (${checked.typed(stagedName(prepared))}))`,
	);
	const [row] = await engine.rows(`select count(*)::integer from ${rowsTable(prepared.index)}`);
	return Number(row?.[0]);
}

const optionalText = (value: SqlValue | undefined): string => (value === null || value === undefined ? "" : `${value}`);

/** One note per refused row: its first fault. */
async function faultNotes(prepared: PreparedFile, checked: CheckedSql, engine: Engine): Promise<RecordNote[]> {
	const faulty = `select rowid + 1 from ${rowsTable(prepared.index)} where fault is not null`;
	if ((await engine.rows(`${faulty} limit 1`)).length === 0) return [];
	const rows = await engine.rows(
		`select ordinal, ${checked.fault}, ${checked.faultField}, ${checked.faultFound}
		from (${checked.typed(`(select * from ${numberedName(prepared)} where ordinal in (${faulty}))`)}) order by ordinal`,
	);
	return rows.map(([ordinal, code, field, found]): RecordNote => {
		const note = { ordinal: Number(ordinal), code: code as ProblemCode };
		if (note.code === "CIMP-R118") return { ...note, found: "the column names" };
		return {
			...note,
			field: Number(field),
			found: optionalText(found) || "a blank cell",
			...expectation(prepared, Number(field), note.code),
		};
	});
}

/** Expected values that are narrower than the catalogue's words. */
function expectation(prepared: PreparedFile, field: number, code: ProblemCode): { expected?: string } {
	const entry = prepared.columns.find((column) => column.number === field);
	if (entry === undefined) return {};
	const role = roleOf(entry);
	if (code === "CIMP-E112") return { expected: `${entry.column.width ?? 14} digits` };
	if (code === "CIMP-E114" && entry.column.kind === "share") return { expected: "a share from 0 to 1" };
	if (code !== "CIMP-E117") return {};
	const words: Partial<Record<Role, string>> = {
		year: "a test year from 2015 on; there was no test in 2020",
		schoolYear: "a school year such as 2024-25",
		test: "a test id of the state, such as 1, 2 or 17",
		subject: "ela, math or science",
		grade: "a grade: 3 to 8, 10 to 14 or 99",
		group: "a student group by id or name",
		entityType: "an entity type: 4, 5, 6, 7, 9 or 10",
	};
	const expected = words[role];
	return expected === undefined ? {} : { expected };
}

/** One note per code cell whose zeros were restored. */
async function repairNotes(prepared: PreparedFile, checked: CheckedSql, engine: Engine): Promise<RecordNote[]> {
	const repaired = `select rowid + 1 from ${rowsTable(prepared.index)} where repaired`;
	if ((await engine.rows(`${repaired} limit 1`)).length === 0) return [];
	const cells = prepared.columns
		.filter((entry) => entry.column.kind === "code")
		.map((entry) => {
			const role = roleOf(entry);
			return `select ordinal, ${entry.number} as field, ${trimmed(textOf(role))} as before, ${readingOf(role)} as after from hurt
				where ${shortened(entry)}`;
		});
	const rows = await engine.rows(
		`with hurt as materialized (
			${checked.typed(`(select * from ${numberedName(prepared)} where ordinal in (${repaired}))`)})
		select * from (${cells.join(" union all ")}) order by ordinal, field`,
	);
	return rows.map(([ordinal, field, before, after]): RecordNote => {
		const repair = { before: optionalText(before), after: optionalText(after) };
		const found = `${repair.before} (${repair.before.length} of ${repair.after.length} digits)`;
		return { ordinal: Number(ordinal), code: "CIMP-R112", field: Number(field), found, repair, expected: repair.after };
	});
}

const rowsWord = (rows: number): string => `${rows} ${rows === 1 ? "row" : "rows"}`;

/** One warning per unknown group, and one for all rows of other tests. */
async function oddities(
	prepared: PreparedFile,
	unknown: ReadonlyMap<number, string>,
	{ engine, groupNames }: StagingTools,
): Promise<RecordNote[]> {
	if (prepared.layout.family !== "results") return [];
	const mine = `from ${rowsTable(prepared.index)} where fault is null`;
	const fieldOf = (role: Role): { field?: number } => {
		const entry = prepared.columns.find((column) => column.column.role === role);
		return entry === undefined ? {} : { field: entry.number };
	};
	const groups = await engine.rows(
		`select grp, min(rowid + 1)::integer, count(*)::integer ${mine} and (grp < 0 or grp not in (${[...knownGroupIds, ...groupNames.keys()].join(", ")}))
		group by grp order by grp`,
	);
	const others = await engine.rows(
		`select min(rowid + 1)::integer, count(*)::integer, array_to_string(list_sort(list_distinct(list(test))), ', ') ${mine}
		and test not in (${[...subjectOfTest.keys()].join(", ")}) having count(*) > 0`,
	);
	return [
		...groups.flatMap(([group, ordinal, rows]): RecordNote[] => {
			const word = unknown.get(Number(group)) ?? (Number(group) >= 0 ? String(group) : undefined);
			if (word === undefined) return [];
			const found = `group ${word} in ${rowsWord(Number(rows))}`;
			return [{ ordinal: Number(ordinal), code: "CIMP-W118", found, ...fieldOf("group") }];
		}),
		...others.map(([ordinal, rows, tests]): RecordNote => {
			const found = `${rowsWord(Number(rows))} of test ${tests}`;
			return { ordinal: Number(ordinal), code: "CIMP-W123", found, ...fieldOf("test") };
		}),
	];
}

/**
 * Reads a file into its target table.
 *
 * @returns what is to be reported of its records; rows with a fault stay in the table, marked, until they are counted
 */
export async function checkFile(
	prepared: PreparedFile,
	tools: StagingTools,
): Promise<{ readonly target: Target; readonly notes: readonly RecordNote[] }> {
	const { engine } = tools;
	const target = targetOf(prepared.layout, prepared.columns);
	let notes: RecordNote[] = [];
	await withStaged(
		prepared,
		tools,
		async () => {
			const words = await wordsOf(prepared, engine);
			const checked = checkedSql(prepared.columns, prepared.layout, words.values);
			const rows = await fill(prepared, target, checked, engine);
			if (rows !== wholeRecords(prepared.scan)) return rows;
			notes = [
				...(await faultNotes(prepared, checked, engine)),
				...(await repairNotes(prepared, checked, engine)),
				...(await oddities(prepared, words.unknown, tools)),
			];
			return rows;
		},
		() => engine.run(`drop table if exists ${rowsTable(prepared.index)}`),
	);
	return { target, notes };
}
