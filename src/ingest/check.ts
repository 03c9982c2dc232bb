/** Checking one file: its staged texts into typed rows, and what was refused or repaired on the way. */

import { cellInWords, numberCellInWords } from "../domain/cell-words.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import { knownGroupIds } from "../domain/student-groups.js";
import { subjectOfTest } from "../domain/tests.js";
import { faultOf, keyOf, readingOf, textOf, trimmed, type WordValues } from "./cells.js";
import { type CheckedSql, checkedSql, shortened, sumWords } from "./checked-sql.js";
import { type Engine, identifier, type SqlValue } from "./engine.js";
import type { Role } from "./layouts/roles.js";
import type { Recognition } from "./recognise.js";
import { makeRows, rowsTable } from "./rows.js";
import { mostReported } from "./scan/scan.js";
import { numberedName, type PreparedFile, type StagingTools, stagedName } from "./staging.js";
import { type Target, targetOf } from "./tables.js";
import { readWords } from "./words.js";

/** Something to report of a record of one file. */
export interface RecordNote {
	/** Number of the record among the whole ones, from 1. */
	readonly ordinal: number;
	readonly code: ProblemCode;
	readonly found: string;
	/** Field number from 1; absent where the whole row is meant. */
	readonly field?: number;
	readonly repair?: { readonly before: string; readonly after: string };
	readonly expected?: string;
	readonly help?: string;
	/** Records or cells that the note stands for besides its own. */
	readonly others?: number;
}

/** The checker of one file, ready to be asked about its staged records. */
export interface Checker {
	readonly target: Target;
	readonly checked: CheckedSql;
	/** Words of the group column that name no group of the research files, by the ids that they get. */
	readonly unknownWords: ReadonlyMap<number, string>;
}

/** Makes the checker; reads the distinct words of the columns that hold words. */
export async function makeChecker(prepared: PreparedFile, engine: Engine): Promise<Checker> {
	const values = new Map<Role, WordValues>();
	const unknownWords = new Map<number, string>();
	for (const entry of prepared.columns) {
		const { kind, role } = entry.column;
		if (kind !== "word" || role === undefined) continue;
		const rows = await engine.rows(
			`select distinct ${trimmed(textOf(entry))} as word from ${stagedName(prepared)} order by word`,
		);
		const words = readWords(role, rows.map(String), prepared.layout);
		values.set(role, words.values);
		for (const [id, word] of words.unknown) unknownWords.set(id, word);
	}
	const { columns, layout } = prepared;
	const { underscores } = prepared.scan;
	const checked = checkedSql({ columns, layout, words: values, underscores });
	return { target: targetOf(layout, columns), checked, unknownWords };
}

/** The rules of a file's checker as one text: where it differs, rows that were kept by other rules are not used. */
export function checkerText({ candidates, columns }: Recognition): string {
	const [layout] = candidates;
	const checked = checkedSql({ columns, layout, words: new Map(), underscores: true });
	const target = targetOf(layout, columns);
	return JSON.stringify([checked.typed("records"), checked.repaired, checked.odd, target]);
}

/** Makes the rows of a file from its staged records. Returns how many there are, faulty ones included. */
export async function fillRows(
	prepared: PreparedFile,
	{ target, checked }: Checker,
	tools: StagingTools,
): Promise<number> {
	const { engine } = tools;
	// States first: values depend on theirs.
	const column = (entry: Target["columns"][number]): string =>
		`(${entry.sql})::${entry.type} as ${identifier(entry.name)}`;
	const states = target.columns.filter((entry) => entry.isState).map(column);
	const columns = target.columns.map((entry) => (entry.isState ? identifier(entry.name) : column(entry)));
	const checkedRows = checked.typed(stagedName(prepared));
	await makeRows(
		prepared.index,
		`select fault, fault is null and (${checked.repaired}) as repaired, fault is null and (${checked.odd}) as odd,
			${columns.join(", ")}
		from (select ${["*", ...states].join(", ")} from ${checkedRows})`,
		tools,
	);
	const [row] = await engine.rows(`select count(*)::integer from ${rowsTable(prepared.index)}`);
	return Number(row?.[0]);
}

const optionalText = (value: SqlValue | undefined): string => (value === null || value === undefined ? "" : `${value}`);

/** How many rows are of a kind. */
async function countRows(prepared: PreparedFile, condition: string, engine: Engine): Promise<number> {
	const [row] = await engine.rows(`select count(*)::integer from ${rowsTable(prepared.index)} where ${condition}`);
	return Number(row?.[0]);
}

/** The last note of a code stands for all that are too many to be reported each by itself. */
function withRest(notes: readonly RecordNote[], counts: ReadonlyMap<string, number>): RecordNote[] {
	const left = new Map(counts);
	for (const note of notes) left.set(note.code, (left.get(note.code) ?? 0) - 1);
	const last = new Map(notes.map((note, position) => [note.code, position]));
	return notes.map((note, position) => {
		const others = last.get(note.code) === position ? (left.get(note.code) ?? 0) : 0;
		return others > 0 ? { ...note, others } : note;
	});
}

/** Codes are ids, and a text among numbers may come from another column: neither is repeated. */
function inWords(prepared: PreparedFile, field: number, found: string): string {
	const kind = prepared.columns.find((column) => column.number === field)?.column.kind;
	if (kind === "word" || kind === "text") return found.trim() === "" ? cellInWords(found) : found;
	if (kind === "code") return cellInWords(found);
	const [cell = "", ...sum] = found.split(sumWords);
	return [numberCellInWords(cell), ...sum].join(sumWords);
}

/** One note per refused row: its first fault. */
async function faultNotes(prepared: PreparedFile, { checked }: Checker, engine: Engine): Promise<RecordNote[]> {
	const counted = await engine.rows(
		`select fault, count(*)::integer from ${rowsTable(prepared.index)} where fault is not null group by fault`,
	);
	if (counted.length === 0) return [];
	const rows = await engine.rows(
		`select ordinal, fault, ${checked.faultField}, ${checked.faultFound}
		from ${checked.typed(numberedName(prepared))}
		where fault is not null
		qualify row_number() over (partition by fault order by ordinal) <= ${mostReported} order by ordinal`,
	);
	const notes = rows.map(([ordinal, code, field, found]): RecordNote => {
		const note = { ordinal: Number(ordinal), code: code as ProblemCode };
		if (note.code === "CIMP-R118") return { ...note, found: "the column names" };
		return {
			...note,
			field: Number(field),
			found: inWords(prepared, Number(field), optionalText(found)),
			...expectation(prepared, Number(field), note.code),
		};
	});
	return withRest(notes, new Map(counted.map(([code, count]) => [`${code}`, Number(count)])));
}

/** Expected values that are narrower than the catalogue's words. */
function expectation(prepared: PreparedFile, field: number, code: ProblemCode): { expected?: string } {
	const entry = prepared.columns.find((column) => column.number === field);
	if (entry === undefined) return {};
	if (code === "CIMP-E112") return { expected: `${entry.column.width ?? 14} digits` };
	if (code === "CIMP-E114" && entry.column.kind === "share") return { expected: "a share from 0 to 1" };
	if (code !== "CIMP-E117" || entry.column.role === undefined) return {};
	const words: Partial<Record<Role, string>> = {
		year: "a test year from 2015 on; there was no test in 2020",
		schoolYear: "a school year such as 2024-25",
		test: "a test id of the state, such as 1, 2 or 17",
		subject: "ela, math or science",
		grade: "a grade: 3 to 8, 10 to 14 or 99",
		group: "a student group by id or name",
		entityType: "an entity type: 4, 5, 6, 7, 9 or 10",
	};
	const expected = words[entry.column.role];
	return expected === undefined ? {} : { expected };
}

/** One note per code cell whose zeros were restored. */
async function repairNotes(prepared: PreparedFile, { checked }: Checker, engine: Engine): Promise<RecordNote[]> {
	if ((await countRows(prepared, "repaired", engine)) === 0) return [];
	const cells = prepared.columns
		.filter((entry) => entry.column.kind === "code" && entry.column.role !== undefined)
		.map((entry) => ({ entry, short: shortened(entry) }));
	const lists = cells.map(
		({ entry, short }) => `case when ${short} then {'field': ${entry.number}, 'before': ${trimmed(textOf(entry))},
			'after': ${readingOf(keyOf(entry))}} end`,
	);
	// Millions of records may be hurt: only the first ones are held, while all are counted.
	const rows = await engine.rows(
		`with cells as (
			select ordinal, unnest([${lists.join(", ")}]) as cell from ${checked.typed(numberedName(prepared))}
			where fault is null and (${checked.repaired})),
		counted as (
			select count(*)::integer as all_of_them,
				min({'ordinal': ordinal, 'field': cell.field, 'before': cell.before, 'after': cell.after}, ${mostReported}) as firsts
			from cells where cell is not null),
		listed as (select all_of_them, unnest(firsts) as first from counted)
		select first.ordinal, first.field, first.before, first.after, all_of_them from listed order by 1, 2`,
	);
	const notes = rows.map(([ordinal, field, before, after]): RecordNote => {
		const repair = { before: optionalText(before), after: optionalText(after) };
		const found = `${repair.before} (${repair.before.length} of ${repair.after.length} digits)`;
		return { ordinal: Number(ordinal), code: "CIMP-R112", field: Number(field), found, repair, expected: repair.after };
	});
	return withRest(notes, new Map([["CIMP-R112", Number(rows[0]?.[4] ?? 0)]]));
}

/** One warning per column that nothing is read from and that holds cells which are no numbers. */
async function oddNotes(prepared: PreparedFile, { checked }: Checker, engine: Engine): Promise<RecordNote[]> {
	if ((await countRows(prepared, "odd", engine)) === 0) return [];
	const others = prepared.columns.filter((entry) => entry.column.role === undefined);
	const looked = others.flatMap((entry) => [textOf(entry), faultOf(keyOf(entry))]);
	const lists = others.map((entry) => {
		const bad = faultOf(keyOf(entry));
		return `select ${entry.number} as field, min(ordinal) as ordinal, arg_min(${textOf(entry)}, ordinal) as found,
			count(*)::integer from odd where ${bad} having count(*) > 0`;
	});
	const rows = await engine.rows(
		`with odd as materialized (
			select ordinal, ${looked.join(", ")} from ${checked.typed(numberedName(prepared))}
			where fault is null and (${checked.odd}))
		select * from (${lists.join(" union all ")}) order by field`,
	);
	return rows.map(([field, ordinal, found, count]): RecordNote => {
		const note = { ordinal: Number(ordinal), code: "CIMP-W130" as const, field: Number(field) };
		return {
			...note,
			found: cellInWords(optionalText(found)),
			...(Number(count) > 1 ? { others: Number(count) - 1 } : {}),
		};
	});
}

const rowsWord = (rows: number): string => `${rows} ${rows === 1 ? "row" : "rows"}`;

/** Groups of rows with a number that some column of the results has: the number, their count, the first one's ordinal. */
async function groupsOf(
	prepared: PreparedFile,
	column: { readonly role: Role; readonly name: "grp" | "test"; readonly odd: string },
	{ checked }: Checker,
	engine: Engine,
): Promise<{ readonly number: number; readonly rows: number; readonly ordinal: number }[]> {
	const counted = await engine.rows(
		`select ${column.name}, count(*)::integer from ${rowsTable(prepared.index)}
		where fault is null and ${column.odd} group by 1 order by 1`,
	);
	if (counted.length === 0) return [];
	const entry = prepared.columns.find((each) => each.column.role === column.role);
	// A constant of a column map stands in no cell: its rows begin with the first record.
	if (entry === undefined)
		return counted.map(([number, rows]) => ({ number: Number(number), rows: Number(rows), ordinal: 1 }));
	const reading = readingOf(keyOf(entry));
	const first = await engine.rows(
		`select ${reading}, min(ordinal) from ${checked.typed(numberedName(prepared))}
		where fault is null and ${reading} in (${counted.map(([number]) => Number(number)).join(", ")}) group by 1`,
	);
	const ordinals = new Map(first.map(([number, ordinal]) => [Number(number), Number(ordinal)]));
	return counted.map(([number, rows]) => ({
		number: Number(number),
		rows: Number(rows),
		ordinal: ordinals.get(Number(number)) ?? 1,
	}));
}

const fieldOf = (prepared: PreparedFile, role: Role): { field?: number } => {
	const entry = prepared.columns.find((column) => column.column.role === role);
	return entry === undefined ? {} : { field: entry.number };
};

/** A student group that cimp does not know, and the warning about it. */
export interface UnknownGroup {
	readonly id: number;
	readonly note: RecordNote;
}

/** One warning per unknown group; a lookup table among the inputs may still name it. */
export async function unknownGroups(prepared: PreparedFile, checker: Checker, engine: Engine): Promise<UnknownGroup[]> {
	if (prepared.layout.family !== "results") return [];
	const known = [...knownGroupIds].join(", ");
	const unknown = { role: "group", name: "grp", odd: `(grp < 0 or grp not in (${known}))` } as const;
	const groups = await groupsOf(prepared, unknown, checker, engine);
	return groups.flatMap(({ number, rows, ordinal }): UnknownGroup[] => {
		const word = checker.unknownWords.get(number) ?? (number >= 0 ? String(number) : undefined);
		if (word === undefined) return [];
		const found = `group ${word} in ${rowsWord(rows)}`;
		return [{ id: number, note: { ordinal, code: "CIMP-W118", found, ...fieldOf(prepared, "group") } }];
	});
}

/** One warning for all rows of other tests. */
async function otherTests(prepared: PreparedFile, checker: Checker, engine: Engine): Promise<RecordNote[]> {
	if (prepared.layout.family !== "results") return [];
	const other = { role: "test", name: "test", odd: `test not in (${[...subjectOfTest.keys()].join(", ")})` } as const;
	const tests = await groupsOf(prepared, other, checker, engine);
	if (tests.length === 0) return [];
	const all = tests.reduce((sum, entry) => sum + entry.rows, 0);
	const found = `${rowsWord(all)} of test ${tests.map((entry) => entry.number).join(", ")}`;
	const ordinal = Math.min(...tests.map((entry) => entry.ordinal));
	return [{ ordinal, code: "CIMP-W123", found, ...fieldOf(prepared, "test") }];
}

/** What is to be reported of a file's records, but for unknown groups; the rows must have been made. */
export async function notesOf(prepared: PreparedFile, checker: Checker, engine: Engine): Promise<RecordNote[]> {
	return [
		...(await faultNotes(prepared, checker, engine)),
		...(await repairNotes(prepared, checker, engine)),
		...(await oddNotes(prepared, checker, engine)),
		...(await otherTests(prepared, checker, engine)),
	];
}
