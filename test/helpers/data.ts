/** The committed sample as tables that a test may cut, damage and shuffle, and what real data is at hand. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../../src/stats/index.js";
import { repository } from "./workdir.js";

export const sample = join(repository, "fixtures", "sample");
export const broken = join(repository, "fixtures", "broken");
/** Real files of the state, outside the repository. */
export const realData = join(repository, "..", "shared", "data");
export const realDataPresent = existsSync(realData);
export const realDataAbsence = "../shared/data is absent";

/** A delimited file without quoted cells, as the state writes its research files. */
export interface Table {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

const lineEnd = "\r\n";

/** One character a byte, so that a file goes through unchanged whatever its encoding. */
export function readResults(path: string): Table {
	const [header = "", ...lines] = readFileSync(path, "latin1")
		.split(lineEnd)
		.filter((line) => line !== "");
	return { header: header.split("^"), rows: lines.map((line) => line.split("^")) };
}

export function writeResults(path: string, { header, rows }: Table, delimiter = "^"): string {
	const lines = [header, ...rows].map((cells) => cells.join(delimiter));
	writeFileSync(path, `${lines.join(lineEnd)}${lineEnd}`, "latin1");
	return path;
}

export const columnOf = ({ header }: Table, name: string): number => {
	const index = header.indexOf(name);
	if (index < 0) throw new Error(`there is no column ${name}`);
	return index;
};

/** The table with the cells of some columns changed. */
export const withCells = (
	table: Table,
	change: (cell: (name: string) => string) => Readonly<Record<string, string>>,
): Table => ({
	...table,
	rows: table.rows.map((row) => {
		const changed = new Map(
			Object.entries(change((name) => row[columnOf(table, name)] ?? "")).map(([name, cell]) => [
				columnOf(table, name),
				cell,
			]),
		);
		return row.map((cell, index) => changed.get(index) ?? cell);
	}),
});

export const shuffled = ({ header, rows }: Table, seed: number): Table => {
	const random = createRandom(seed);
	const keyed = rows.map((row) => ({ row, key: random.uniform() }));
	return { header, rows: keyed.sort((a, b) => a.key - b.key).map(({ row }) => row) };
};

const summaryRow = (table: Table, row: readonly string[]): boolean =>
	row[columnOf(table, "Student Group ID")] === "1" && row[columnOf(table, "Grade")] === "13";

/** Rows of all students and all grades, of the first schools only: enough for messages, too little for a model. */
export function fewSchools(schools: number): Table {
	const table = readResults(join(sample, "results-2025.txt"));
	const rows = table.rows
		.filter((row) => summaryRow(table, row) && row[columnOf(table, "Type ID")] === "7")
		.filter((row) => /^\d/.test(row[columnOf(table, "Percentage Standard Met and Above")] ?? ""));
	return { header: table.header, rows: rows.slice(0, schools) };
}
