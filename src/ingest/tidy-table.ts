/** The tidy table: one row per entity, year, test, grade and student group, as other tools read it. */

import { guardedSql } from "../domain/formula-guard.js";
import type { OutcomeKind } from "../domain/tidy.js";
import { states } from "./cells.js";
import { type Engine, identifier, literal } from "./engine.js";
import { rowsTable } from "./rows.js";
import { conditionOf, type Selection } from "./selection.js";
import { byteChunks, joinPath, removeFile, writePieces } from "./source.js";
import { stateColumn } from "./tables.js";

export type TidyFormat = "csv" | "parquet" | "jsonl";

const levelOf = `case when right(r.cds, 7) <> '0000000' then 'school' when substr(r.cds, 3, 5) <> '00000' then 'district'
	when left(r.cds, 2) <> '00' then 'county' else 'state' end`;

/** Why a row has no result; one word a row, since its scores are withheld or missing together. */
const stateOf = (role: "percentMet" | "distanceFromStandard"): string =>
	`case r.${identifier(stateColumn(role))} when ${states.known} then 'known' when ${states.suppressed} then 'suppressed'
		when ${states.notTested} then 'none_tested' else 'missing' end`;

/** Columns in order, each with the expression over a result row `r` and its entity `e`. */
function columnsOf(kind: OutcomeKind): readonly (readonly [name: string, sql: string])[] {
	return [
		["cds", "r.cds"],
		["level", levelOf],
		["district", "coalesce(nullif(r.district, ''), nullif(e.district, ''))"],
		["school", "coalesce(nullif(r.school, ''), nullif(e.school, ''))"],
		["year", "r.year"],
		["test", "r.test"],
		["grade", "case when r.grade = 13 then 'all' else r.grade::varchar end"],
		["group", "coalesce(r.word, r.grp::varchar)"],
		["enrolled", "r.enrolled::integer"],
		["tested", "r.tested::integer"],
		["scored", "r.scored::integer"],
		["mean_scale_score", `r."meanScaleScore"`],
		["percent_met", `r."percentMet"`],
		...[1, 2, 3, 4].map((level) => [`count_level${level}`, `r."countLevel${level}"::integer`] as const),
		["state", stateOf(kind === "dfs" ? "distanceFromStandard" : "percentMet")],
		// Files of the Dashboard have nothing else.
		...(kind === "dfs" ? ([["distance_from_standard", `r."distanceFromStandard"`]] as const) : []),
	];
}

/** What a file says in its own words, which a spreadsheet may take for a formula. */
const nameColumns: ReadonlySet<string> = new Set(["district", "school", "group"]);

/** How a piece is written: rows alone, so that pieces can stand behind each other. */
const formats: Readonly<Record<TidyFormat, string>> = {
	csv: "format csv, header false",
	parquet: "format parquet, compression zstd, row_group_size 20480",
	jsonl: "format json",
};

/** Rows that are sorted at a time: what bounds the memory of writing. */
const rowsAtOnce = 40_000;

/** Digits of the code by which rows are counted before they are parted: some thousands of places in the state. */
const prefixDigits = 10;

export interface TidyWish {
	readonly kind: OutcomeKind;
	readonly selection: Selection;
	/** Positions of the files with results. */
	readonly files: readonly number[];
	/** Replaced where it is there. */
	readonly path: string;
	readonly format: TidyFormat;
}

export interface TidyTools {
	readonly engine: Engine;
	readonly workFolder: string;
}

/** The rows of a selection as a relation of its own; one file at a time, so that memory does not grow with their number. */
async function chooseRows({ selection, files }: TidyWish, { engine, workFolder }: TidyTools): Promise<string> {
	const chosen: string[] = [];
	for (const file of files) {
		const path = joinPath(workFolder, `chosen-${file}.parquet`);
		const rows = `select * exclude (fault, repaired, odd) from ${rowsTable(file)}
			where fault is null and ${conditionOf(selection)}`;
		await engine.runUnordered(`copy (${rows}) to ${literal(path)} (${formats.parquet})`);
		chosen.push(literal(path));
	}
	return `read_parquet([${chosen.join(", ")}])`;
}

/** Ranges of codes, in order, with about as many rows as are sorted at a time; one place is never parted. */
async function codeRanges(
	engine: Engine,
	chosen: string,
): Promise<{ readonly rows: number; readonly ranges: readonly (readonly [from: string, to: string])[] }> {
	const counted = await engine.rows(
		`select left(cds, ${prefixDigits}) as prefix, count(*)::integer from ${chosen} group by prefix order by prefix`,
	);
	const starts: string[] = [];
	let [rows, open] = [0, rowsAtOnce];
	for (const [prefix, count] of counted) {
		if (open + Number(count) > rowsAtOnce) {
			starts.push(`${prefix}`);
			open = 0;
		}
		open += Number(count);
		rows += Number(count);
	}
	// Codes are digits: nothing stands behind a colon.
	return { rows, ranges: starts.map((from, index) => [from, starts[index + 1] ?? ":"] as const) };
}

/** The bytes of pieces, one behind the other. */
async function* joined(head: string, pieces: readonly string[]): AsyncGenerator<string | Uint8Array> {
	yield head;
	for (const path of pieces) yield* byteChunks({ path, name: "tidy rows" });
}

/** Writes the rows of a selection to a file, ordered by their keys. Returns how many there are. */
export async function writeTidyTable(wish: TidyWish, tools: TidyTools): Promise<number> {
	const { kind, path, format } = wish;
	const { engine, workFolder } = tools;
	const columns = columnsOf(kind);
	const guarded = (name: string, sql: string): string =>
		format === "csv" && nameColumns.has(name) ? guardedSql(sql) : sql;
	const listed = columns.map(([name, sql]) => `${guarded(name, sql)} as ${identifier(name)}`).join(", ");
	const chosen = await chooseRows(wish, tools);
	const { rows, ranges } = await codeRanges(engine, chosen);
	const pieces: string[] = [];
	// Without any row, one empty piece has the columns.
	for (const [from, to] of ranges.length > 0 ? ranges : [[":", ":"]]) {
		const piece = joinPath(workFolder, `piece-${pieces.length}`);
		await engine.run(
			`copy (select ${listed} from (select * from ${chosen} where cds >= '${from}' and cds < '${to}') r
				left join entities e on e.cds = r.cds and e.year = r.year and e.fault is null
				order by r.cds, r.year, r.test, r.grade, r.grp) to ${literal(piece)} (${formats[format]})`,
		);
		pieces.push(piece);
	}
	if (format === "parquet") {
		const list = pieces.map(literal).join(", ");
		await engine.run(`copy (select * from read_parquet([${list}])) to ${literal(path)} (${formats.parquet})`);
	} else {
		const head = format === "csv" ? `${columns.map(([name]) => name).join(",")}\n` : "";
		await removeFile(path);
		await writePieces(path, joined(head, pieces));
	}
	for (const piece of pieces) await removeFile(piece);
	return rows;
}
