/**
 * The typed rows of the inputs: one Parquet file each, on disk, so that memory does not grow with the inputs; one view a
 * file, and one view a family over all of them.
 *
 * A row has its fault (a problem code, or NULL), whether something was repaired in it, whether a cell of a column that
 * nothing is read from is odd, and the columns of its family. Rows stand in no particular order.
 */

import { type Engine, identifier, literal } from "./engine.js";
import { layouts } from "./layouts/index.js";
import type { LayoutFamily } from "./layouts/layout.js";
import { joinPath, renameFile } from "./source.js";
import { targetOf } from "./tables.js";

interface RowsTools {
	readonly engine: Engine;
	readonly workFolder: string;
}

/** The view of one file's rows. */
export const rowsTable = (file: number): string => `rows_${file}`;

/** Where the rows of a file are made. */
export const rowsPath = (workFolder: string, file: number): string => joinPath(workFolder, `rows-${file}.parquet`);

/** Doubles keep every digit that the state prints; a fast compression, since the rows are read back at once. */
const parquet = "format parquet, compression zstd, compression_level 1, row_group_size 100000";

/** Uses a Parquet file as the rows of a file. */
export const useRows = (file: number, path: string, engine: Engine): Promise<void> =>
	engine.run(`create or replace view ${rowsTable(file)} as select * from read_parquet(${literal(path)})`);

/** Makes the rows of a file from a query. */
export async function makeRows(file: number, query: string, { engine, workFolder }: RowsTools): Promise<void> {
	const path = rowsPath(workFolder, file);
	await engine.runUnordered(`copy (${query}) to ${literal(path)} (${parquet})`);
	await useRows(file, path, engine);
}

/** Makes the rows of a file anew: a query over the former ones. */
export async function remakeRows(file: number, query: string, { engine, workFolder }: RowsTools): Promise<void> {
	const path = rowsPath(workFolder, file);
	const fresh = `${path}.fresh`;
	await engine.runUnordered(`copy (${query}) to ${literal(fresh)} (${parquet})`);
	await renameFile(fresh, path);
	await useRows(file, path, engine);
}

/** A family's rows of some files as one view, with the index of the file. */
export async function familyView(family: LayoutFamily, files: readonly number[], engine: Engine): Promise<void> {
	const layout = layouts.find((entry) => entry.family === family);
	if (layout === undefined) throw new Error(`no layout of family ${family}`);
	const { table, columns } = targetOf(layout, []);
	const typed = columns.map((entry) => `null::${entry.type} as ${identifier(entry.name)}`);
	const none = `select 0 as file, null::varchar as fault, false as repaired, false as odd, ${typed.join(", ")} where false`;
	const all = files.map((file) => `select ${file} as file, * from ${rowsTable(file)}`);
	await engine.run(`create or replace view ${table} as ${[none, ...all].join(" union all ")}`);
}
