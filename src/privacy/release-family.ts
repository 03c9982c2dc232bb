/** Tables of counts on their way out: what each cell may say once the whole family is protected. */

import { type Absent, suppressed } from "../domain/measured.js";
import type { Cell, RawTable, ReleasedTable } from "../domain/table.js";
import type { CodedCount } from "./bands.js";
import type { CountFamily, CountRow } from "./count-family.js";
import { type Protection, protect, type RowState, type Rules, standardRules } from "./protect.js";

/** What a cell says, by the counts that it comes from. Rows are ids of the family, outcomes are positions. */
export type CountCell =
	| { readonly says: "label"; readonly cell: Cell }
	| { readonly says: "population"; readonly row: string }
	| { readonly says: "count" | "percent"; readonly row: string; readonly outcome: number }
	/** Anything computed: a ratio, an interval, a p-value, the rate of all others. It names every count it comes from. */
	| {
			readonly says: "derived";
			readonly cell: Cell;
			readonly from: readonly { readonly row: string; readonly outcomes: readonly number[] }[];
	  };

export interface CountTable extends Omit<RawTable, "rows"> {
	readonly rows: readonly (readonly CountCell[])[];
}

export interface Release {
	readonly tables: readonly ReleasedTable[];
	readonly protection: Protection;
}

/** One reason for every withheld cell: telling apart why would narrow what is hidden. */
export const withheld: Absent = suppressed(
	"withheld to protect students: fewer than 11, or others could be found out with it",
);
/** The reason where something computed would be solved for a band. */
export const banded: Absent = suppressed("withheld, since it comes from a count that is published as a band");

/**
 * Releases all tables of a family together.
 *
 * Counts of hidden rows are withheld, whole rows of them; rounded and coded counts are given as bands in words; what is
 * computed is published only where every count that it comes from is published exactly, so that it says nothing new.
 *
 * @param family every count of every table, and how they add up
 * @param tables cells by the counts that they say or come from
 * @returns the tables as writers take them, and how each row is published
 * @throws Error for a cell that names a row or outcome which the family lacks; as `protect` otherwise
 */
export function releaseFamily(
	family: CountFamily,
	tables: readonly CountTable[],
	rules: Rules = standardRules,
): Release {
	const protection = protect(family, rules);
	const known = new Map(family.rows.map((row) => [row.id, row]));
	const view: View = (id) => {
		const [row, state] = [known.get(id), protection.rows.get(id)];
		if (row === undefined || state === undefined) throw new Error(`a table names row ${id}, which the family lacks`);
		return { row, state };
	};
	const released = tables.map((table) => {
		const rows = table.rows.map((cells) => cells.map((cell) => releasedCell(cell, view)));
		return { ...table, rows } as RawTable as ReleasedTable;
	});
	return { tables: released, protection };
}

type View = (id: string) => { readonly row: CountRow; readonly state: RowState };

function releasedCell(cell: CountCell, view: View): Cell {
	if (cell.says === "label") return cell.cell;
	if (cell.says === "derived") return derivedCell(cell.from, cell.cell, view);
	const { row, state } = view(cell.row);
	if (state.state === "hidden") return withheld;
	if (cell.says === "population") return state.state === "rounded" ? bandOf(state, 0).words : row.population;
	const count = row.outcomes[cell.outcome];
	if (count === undefined) throw new Error(`a table names outcome ${cell.outcome}, which the family lacks`);
	if (state.state === "rounded") {
		const band = bandOf(state, cell.outcome + 1);
		return cell.says === "count" ? band.words : percentBand(band, bandOf(state, 0));
	}
	const coded = state.coded[cell.outcome];
	if (coded !== undefined) return coded.words;
	if (cell.says === "count") return count;
	return row.population === 0 ? withheld : (100 * count) / row.population;
}

function bandOf(state: Extract<RowState, { state: "rounded" }>, at: number): CodedCount {
	const band = state.bands[at];
	if (band === undefined) throw new Error(`a table names outcome ${at - 1}, which the family lacks`);
	return band;
}

/** Between which whole percents the share lies, as the bands themselves say. */
function percentBand(count: CodedCount, population: CodedCount): string {
	const least = Math.floor((100 * count.lower) / population.upper);
	const greatest = Math.min(100, Math.ceil((100 * count.upper) / population.lower));
	return `${least} % to ${greatest} %`;
}

function derivedCell(from: Extract<CountCell, { says: "derived" }>["from"], cell: Cell, view: View): Cell {
	const sources = from.map(({ row, outcomes }) => ({ state: view(row).state, outcomes }));
	if (sources.some(({ state }) => state.state === "hidden")) return withheld;
	const exact = sources.every(
		({ state, outcomes }) => state.state === "shown" && outcomes.every((k) => state.coded[k] === undefined),
	);
	return exact ? cell : banded;
}
