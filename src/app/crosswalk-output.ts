/** Writing a crosswalk for review. A person's decisions may stand in an existing one, so none is replaced unasked. */

import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type CrosswalkRow, crosswalkColumns } from "../domain/places/crosswalk.js";
import { problem, Refusal } from "../domain/problem.js";
import type { Column } from "../domain/table.js";
import { makeAside, removeAside, sweepAside } from "../ingest/index.js";
import { releaseTable } from "../privacy/release.js";
import { renderCsv } from "../report/index.js";

const fileName = "crosswalk.csv";

/** The file meant by a path: itself where it ends in .csv, else `crosswalk.csv` in that folder. */
export const crosswalkPath = (out: string): string => (/\.csv$/i.test(out) ? out : join(out, fileName));

/**
 * Refuses early to replace a file.
 *
 * @throws Refusal with CIMP-E301 for a file that is there, unless forced, and for an input always
 */
export function checkCrosswalkPlace(
	path: string,
	{ force, inputs }: { readonly force: boolean; readonly inputs: readonly string[] },
): void {
	const place = { file: basename(path) };
	const expected = "the name of a new file";
	if (inputs.includes(path)) {
		const help = "choose another file or folder with --out";
		throw new Refusal([problem("CIMP-E301", place, { found: "a file that this run reads", expected, help })]);
	}
	if (force || !existsSync(path)) return;
	const found = "a file that is there, and may hold a person's decisions";
	const help = "choose another file or folder with --out, or say --force to replace it";
	throw new Refusal([problem("CIMP-E301", place, { found, expected, help })]);
}

const columns: readonly Column[] = crosswalkColumns.map((key) => ({
	key,
	label: key,
	unit: /_cds$/.test(key) ? "code" : /_year$/.test(key) ? "year" : "text",
}));

const cellsOf = (row: CrosswalkRow): (string | number)[] => [
	row.fromYear,
	row.toYear,
	row.fromCds,
	row.toCds,
	row.fromName,
	row.toName,
	row.change,
	row.basis,
	row.accepted,
];

/**
 * Writes a crosswalk under a temporary name, then renames it.
 *
 * @throws Refusal with CIMP-E301 or CIMP-E302
 */
export function writeCrosswalk(path: string, rows: readonly CrosswalkRow[], force: boolean): void {
	const content = renderCsv(releaseTable({ id: "crosswalk", caption: "Crosswalk", columns, rows: rows.map(cellsOf) }));
	checkCrosswalkPlace(path, { force, inputs: [] });
	let folder: string | undefined;
	try {
		mkdirSync(dirname(path), { recursive: true });
		const stem = `.${basename(path)}-`;
		sweepAside(dirname(path), stem);
		folder = makeAside(dirname(path), stem);
		const fresh = join(folder, basename(path));
		writeFileSync(fresh, content);
		renameSync(fresh, path);
	} catch (error) {
		const found = error instanceof Error ? error.message : String(error);
		throw new Refusal([problem("CIMP-E302", { file: basename(path) }, { found })]);
	} finally {
		if (folder !== undefined) removeAside(folder);
	}
}
