/** The tidy table: one row per entity, year, test, grade and student group, as other tools read it. */

import type { OutcomeKind } from "../domain/tidy.js";
import { states } from "./cells.js";
import { type Engine, identifier, literal } from "./engine.js";
import { conditionOf, type Selection } from "./selection.js";
import { joinPath, removeFile } from "./source.js";
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

const formats: Readonly<Record<TidyFormat, string>> = {
	csv: "format csv, header",
	parquet: "format parquet, compression zstd",
	jsonl: "format json",
};

/** Rows that are sorted at a time: what bounds the memory of writing. */
const rowsAtOnce = 40_000;

/** Digits of the code by which rows are counted before they are parted: some thousands of places in the state. */
const prefixDigits = 10;

/** Ranges of codes, in order, with about as many rows as are sorted at a time; one place is never parted. */
async function codeRanges(engine: Engine, rows: string): Promise<readonly (readonly [from: string, to: string])[]> {
	const counted = await engine.rows(
		`select left(cds, ${prefixDigits}) as prefix, count(*)::integer from (${rows}) group by prefix order by prefix`,
	);
	const starts: string[] = [];
	let open = rowsAtOnce;
	for (const [prefix, count] of counted) {
		if (open + Number(count) > rowsAtOnce) {
			starts.push(`${prefix}`);
			open = 0;
		}
		open += Number(count);
	}
	// Codes are digits: nothing stands behind a colon.
	return starts.map((from, index) => [from, starts[index + 1] ?? ":"] as const);
}

interface TidyWish {
	readonly kind: OutcomeKind;
	readonly selection: Selection;
	readonly path: string;
	readonly format: TidyFormat;
}

/** Writes the rows of a selection to a file, ordered by their keys. Returns how many there are. */
export async function writeTidyTable(
	engine: Engine,
	{ kind, selection, path, format }: TidyWish,
	workFolder: string,
): Promise<number> {
	const columns = columnsOf(kind).map(([name, sql]) => `${sql} as ${identifier(name)}`);
	const rows = `select * from results where fault is null and ${conditionOf(selection)}`;
	const [counted] = await engine.rows(`select count(*)::integer from (${rows})`);
	const sorted = (part: string): string =>
		`select ${columns.join(", ")}
			from (${part}) r left join entities e on e.cds = r.cds and e.year = r.year and e.fault is null
			order by r.cds, r.year, r.test, r.grade, r.grp`;
	if (Number(counted?.[0]) <= rowsAtOnce) {
		await engine.run(`copy (${sorted(rows)}) to ${literal(path)} (${formats[format]})`);
		return Number(counted?.[0]);
	}
	const parts: string[] = [];
	for (const [from, to] of await codeRanges(engine, rows)) {
		const part = joinPath(workFolder, `tidy-${parts.length}.parquet`);
		const range = `${rows} and cds >= ${literal(from)} and cds < ${literal(to)}`;
		await engine.run(`copy (${sorted(range)}) to ${literal(part)} (${formats.parquet})`);
		parts.push(part);
	}
	const list = parts.map(literal).join(", ");
	await engine.run(`copy (select * from read_parquet([${list}])) to ${literal(path)} (${formats[format]})`);
	for (const part of parts) await removeFile(part);
	return Number(counted?.[0]);
}
