/** A small invented state whose cells a test may change by the names of their columns. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { recognise } from "../../src/ingest/recognise.js";
import { cimpHere } from "../helpers/here.js";
import { workdir } from "../helpers/workdir.js";

/** Kept as content: test files share this module, not their folders. */
let made: ReadonlyMap<string, Buffer> | undefined;

/** A folder with a fresh copy of the invented files, which the program makes once. */
export async function inventedFiles(folder: string): Promise<string> {
	if (made === undefined) {
		const home = workdir();
		const words = ["simulate", "--out", "s", "--districts", "3", "--schools", "24", "--groups", "1", "--quiet"];
		expect((await cimpHere(words, home)).code).toBe(0);
		const tables = readdirSync(join(home, "s")).filter((name) => /\.(?:txt|csv)$/.test(name));
		made = new Map(tables.map((name) => [name, readFileSync(join(home, "s", name))]));
	}
	mkdirSync(folder, { recursive: true });
	for (const [name, content] of made) writeFileSync(join(folder, name), content);
	return folder;
}

/** A change of one cell: the heading, the cell, and whether the layout reads the column. */
export type Change = (cell: string, heading: string, isRead: boolean, row: number) => string;

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Writes a delimited table of a known layout anew, every cell below the header changed. */
export function changeCells(path: string, change: Change, wanted: string = path): void {
	const text = readFileSync(path, path.endsWith(".txt") ? "latin1" : "utf8");
	const recognition = recognise(text);
	if (recognition === undefined) throw new Error(`${path} is no known table`);
	const { delimiter } = recognition.header;
	const [header = [], ...rows] = parse(text, { delimiter, bom: true, relax_quotes: true }) as string[][];
	const isRead = recognition.columns.map((entry) => entry.column.role !== undefined);
	const changed = rows.map((cells, row) =>
		cells.map((cell, index) => change(cell, header[index] ?? "", isRead[index] === true, row)),
	);
	const lines = [header, ...changed].map((cells) => cells.map(quoted).join(delimiter));
	writeFileSync(wanted, `${lines.join("\r\n")}\r\n`);
}

/** True for the columns that hold names of places. */
export const isName = (heading: string): boolean => /^(?:district(?: name)?|school name|name)$/i.test(heading);
