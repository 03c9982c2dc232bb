/** The tidy table: one row per entity, year, test, grade and student group, as other tools read it. */

import type { OutcomeKind } from "../domain/tidy.js";
import { states } from "./cells.js";
import { type Engine, identifier, literal } from "./engine.js";
import { conditionOf, type Selection } from "./selection.js";
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
		["group", "r.grp"],
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

/** Writes the rows of a selection to a file, ordered by their keys. Returns how many there are. */
export async function writeTidyTable(
	engine: Engine,
	wish: {
		readonly kind: OutcomeKind;
		readonly selection: Selection;
		readonly path: string;
		readonly format: TidyFormat;
	},
): Promise<number> {
	const { kind, selection, path, format } = wish;
	const columns = columnsOf(kind).map(([name, sql]) => `${sql} as ${identifier(name)}`);
	const rows = `select * from results where fault is null and ${conditionOf(selection)}`;
	const [counted] = await engine.rows(`select count(*)::integer from (${rows})`);
	await engine.run(
		`copy (select ${columns.join(", ")}
			from (${rows}) r left join entities e on e.cds = r.cds and e.year = r.year and e.fault is null
			order by r.cds, r.year, r.test, r.grade, r.grp) to ${literal(path)} (${formats[format]})`,
	);
	return Number(counted?.[0]);
}
