/** Reading one file: recognized, scanned, staged, checked, its repeated rows refused, and the account of it. */

import { compareProblems, type Problem, problem } from "../domain/problem.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import type { OutcomeKind } from "../domain/tidy.js";
import { isNumber } from "./cells.js";
import {
	type Checker,
	fillRows,
	makeChecker,
	notesOf,
	type RecordNote,
	type UnknownGroup,
	unknownGroups,
} from "./check.js";
import { vintageOf } from "./companion-row.js";
import { type DuplicateNote, type RepeatingFile, refuseRepeats } from "./duplicates.js";
import type { Engine } from "./engine.js";
import type { LayoutFamily } from "./layouts/layout.js";
import { badNotes, lineOf, placed } from "./places.js";
import type { Prepared } from "./prepare.js";
import { delimiterNames, settleLayout } from "./recognise.js";
import { rowsTable } from "./rows.js";
import {
	type PreparedFile,
	partsCanBeStaged,
	type StagingTools,
	stageParts,
	unstage,
	wholeRecords,
	withStaged,
} from "./staging.js";
import { keepVerdicts } from "./verdicts.js";

/** The account of a file and all that later steps need to know of it. Plain data: it is what the cache keeps. */
export interface Reading {
	/** Name under which it was read. */
	readonly file: string;
	/** Id of the layout; "map" for a file read by a column map, "by-role" for one read by the names of its columns. */
	readonly layout: string;
	readonly family: LayoutFamily;
	/** What results measure; absent for other files. */
	readonly kind?: OutcomeKind;
	readonly encoding: string;
	/** In words: "comma", "caret". */
	readonly delimiter: string;
	/** Data records, not lines. */
	readonly records: number;
	/** Refused records by code. */
	readonly refused: Readonly<Partial<Record<ProblemCode, number>>>;
	/** Records outside the selection that was asked for, which nobody looked at. */
	readonly unselected: number;
	/** Test years of the rows kept, ascending; none for other tables than results and entities. */
	readonly years: readonly number[];
	/** School year of a companion table, "2022–23"; empty where the file does not say or holds several. */
	readonly vintage: string;
	/** What the rows are about, coarsely: rows of files that share none of these can't have a key in common. */
	readonly scopes: readonly string[];
	/** In the order of `compareProblems`. */
	readonly problems: readonly Problem[];
	/** Student groups that cimp does not know, with the warning to give where no lookup table names them. */
	readonly unknownGroups: readonly { readonly id: number; readonly problem: Problem }[];
}

export interface ReadingTools extends StagingTools {
	/** Every number is checked, also those that nothing is read from. */
	readonly everyValue: boolean;
}

/** A recognized and scanned file with its place among the inputs and the columns that are checked. */
export function asPreparedFile(prepared: Prepared, index: number, everyValue: boolean): PreparedFile {
	const { candidates, columns } = prepared.recognition;
	const read = columns.filter((entry) => entry.column.role !== undefined);
	const others = columns.filter((entry) => entry.column.role === undefined && isNumber(entry));
	return { ...prepared, index, layout: candidates[0], columns: everyValue ? [...read, ...others] : read };
}

/** What the results of a recognized file measure; `undefined` for other files. */
export function kindOf({ candidates, columns }: Prepared["recognition"]): OutcomeKind | undefined {
	if (candidates[0].family !== "results") return undefined;
	return columns.some((entry) => entry.column.role === "percentMet") ? "percent" : "dfs";
}

/** Has work done on the staged records of a file, with its checker. */
export const stagedAgain =
	(prepared: PreparedFile, tools: StagingTools): RepeatingFile["staged"] =>
	(work) =>
		withStaged(prepared, tools, async () => {
			await work(prepared, await makeChecker(prepared, tools.engine));
			return wholeRecords(prepared.scan);
		});

/** Of rows that repeat others. */
export const repeatCodes: readonly ProblemCode[] = ["CIMP-E111", "CIMP-R111"];

/** A duplicate as a note of its file, naming the row that it repeats or contradicts. */
export function duplicateNote(note: DuplicateNote, where: (file: number, ordinal: number) => string): RecordNote {
	const other = where(note.other.file, note.other.ordinal);
	const { ordinal, code, others } = note;
	const found = code === "CIMP-R111" ? `a copy of ${other}` : `the key of ${other} with other values`;
	return { ordinal, code, found, ...(others === undefined ? {} : { others }) };
}

/** Warning CIMP-W132 about a file whose lines are not all in the encoding that most of them are in. */
function mixedEncodings({ scan, file }: Prepared): Problem[] {
	const { utf8, other } = scan.linesBeyondAscii;
	if (scan.encoding !== "windows-1252" || utf8 === 0 || other === 0) return [];
	const found = `${other} lines in Windows-1252, ${utf8} in UTF-8`;
	return [problem("CIMP-W132", { file: file.name }, { found })];
}

/** What staging and checking found. */
interface Checked {
	readonly notes: readonly RecordNote[];
	readonly groups: readonly UnknownGroup[];
	readonly unselected: number;
}

/** Checks the staged records; the staged relation is gone afterwards. */
async function check(prepared: PreparedFile, tools: ReadingTools): Promise<Checked> {
	const { engine } = tools;
	let checker: Checker | undefined;
	let notes: readonly RecordNote[] = [];
	let groups: readonly UnknownGroup[] = [];
	const work = async (expected: number): Promise<number> => {
		checker = await makeChecker(prepared, engine);
		const rows = await fillRows(prepared, checker, tools);
		if (rows !== expected) return rows;
		if (tools.verdicts === true) await keepVerdicts(prepared, checker, engine);
		notes = [...(await notesOf(prepared, checker, engine)), ...(await repeats(prepared, checker, tools))];
		groups = await unknownGroups(prepared, checker, engine);
		return rows;
	};
	const whole = wholeRecords(prepared.scan);
	let unselected = 0;
	if (prepared.parts.length > 0 && partsCanBeStaged(prepared)) {
		try {
			const selected = await stageParts(prepared, tools);
			const rows = await work(selected);
			if (rows !== selected)
				throw new Error(`${prepared.file.name}: ${rows} rows read of ${selected} records selected`);
			unselected = whole - selected;
		} finally {
			await unstage(prepared, tools);
		}
	} else await withStaged(prepared, tools, () => work(whole));
	if (checker === undefined) throw new Error(`${prepared.file.name}: not checked`);
	return { notes, groups, unselected };
}

/** Refuses rows that repeat others of the same file; the relation is staged. */
async function repeats(prepared: PreparedFile, checker: Checker, tools: StagingTools): Promise<RecordNote[]> {
	// Rows of lookup tables are no measurements: editions repeat and rename what they hold.
	if (prepared.layout.family === "lookup") return [];
	const staged: RepeatingFile["staged"] = (work) => work(prepared, checker);
	const found = await refuseRepeats([{ index: prepared.index, staged }], checker.target, tools);
	return found.map((note) => duplicateNote(note, (_, ordinal) => `${prepared.file.name}:${lineOf(prepared, ordinal)}`));
}

/** Refused rows by code, bad lines included. */
export async function refusedRows(file: number, engine: Engine): Promise<Partial<Record<ProblemCode, number>>> {
	const rows = await engine.rows(
		`select fault, count(*)::integer from ${rowsTable(file)} where fault is not null group by fault order by fault`,
	);
	return Object.fromEntries(rows.map(([code, count]) => [`${code}`, Number(count)]));
}

/** Bad lines by code. */
function badLines({ scan }: Prepared): Partial<Record<ProblemCode, number>> {
	const counts: Partial<Record<ProblemCode, number>> = {};
	for (const { code } of scan.bad) counts[code] = (counts[code] ?? 0) + 1;
	const last = scan.bad.at(-1);
	if (last !== undefined) counts[last.code] = (counts[last.code] ?? 0) + scan.badCount - scan.bad.length;
	return counts;
}

const added = (
	left: Readonly<Partial<Record<ProblemCode, number>>>,
	right: Readonly<Partial<Record<ProblemCode, number>>>,
): Partial<Record<ProblemCode, number>> => {
	const codes = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort() as ProblemCode[];
	return Object.fromEntries(codes.map((code) => [code, (left[code] ?? 0) + (right[code] ?? 0)]));
};

/** Columns that tell what the rows of a family are about. */
const scopeColumns: Readonly<Record<Exclude<LayoutFamily, "lookup">, string>> = {
	results: "year || ' ' || test",
	entities: "year",
	companion: `layout || ' ' || "schoolYear"`,
};

async function distinct(file: number, sql: string, engine: Engine): Promise<string[]> {
	const rows = await engine.rows(
		`select distinct (${sql})::varchar as item from ${rowsTable(file)} where fault is null order by item`,
	);
	return rows.map(([item]) => `${item}`);
}

/**
 * Reads a file: afterwards its rows are a view of the engine.
 *
 * @throws Error where the account does not add up: a bug, never a user's mistake
 */
export async function readRecords(prepared: PreparedFile, tools: ReadingTools): Promise<Reading> {
	const { engine } = tools;
	const { index, layout, scan, recognition } = prepared;
	const { notes, groups, unselected } = await check(prepared, tools);
	const problems = [
		...prepared.warnings,
		...mixedEncodings(prepared),
		...(await placed([...badNotes(scan), ...notes], prepared)),
	];
	const warned = await placed(
		groups.map((group) => group.note),
		prepared,
	);
	const refused = added(badLines(prepared), await refusedRows(index, engine));
	const { family } = layout;
	const dated = family === "results" || family === "entities";
	const years = dated ? (await distinct(index, "year", engine)).map(Number) : [];
	const vintages = family === "companion" ? (await distinct(index, '"schoolYear"', engine)).map(vintageOf) : [];
	const kind = kindOf(recognition);
	const reading: Reading = {
		file: prepared.file.name,
		layout: settleLayout(recognition.candidates, years.at(-1) ?? 0).id,
		family,
		...(kind === undefined ? {} : { kind }),
		encoding: prepared.encoding,
		delimiter: delimiterNames[recognition.header.delimiter],
		records: scan.records,
		refused,
		unselected,
		years,
		vintage: vintages.length === 1 ? (vintages[0] ?? "") : "",
		scopes: family === "lookup" ? [] : await distinct(index, scopeColumns[family], engine),
		problems: problems.sort(compareProblems),
		unknownGroups: groups.map(({ id }, position) => ({ id, problem: warned[position] as Problem })),
	};
	const [kept] = await engine.rows(`select count(*)::integer from ${rowsTable(index)} where fault is null`);
	checkAccount(reading, Number(kept?.[0]), prepared.file.name);
	return reading;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

/** Rows kept, refused and not selected are all records: an account that does not add up is a bug. */
export function checkAccount(reading: Reading, kept: number, name: string): void {
	const refused = sum(Object.values(reading.refused));
	if (kept + refused + reading.unselected === reading.records) return;
	throw new Error(
		`${name}: ${kept} rows kept, ${refused} refused and ${reading.unselected} not selected of ${reading.records} read`,
	);
}
