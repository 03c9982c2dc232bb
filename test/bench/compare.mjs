/** Whether two tools wrote the same rows: keys as text, values as numbers, absent in the one where absent in the other. */

import { readFileSync } from "node:fs";

const values = ["enrolled", "tested", "scored", "mean_scale_score", "percent_met"];

/** Cells of a line of CSV; none of these files has a line break in a cell. */
const cellsOf = (line) =>
	[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, bare]) =>
		quoted === undefined ? bare : quoted.replaceAll('""', '"'),
	);

const number = (cell) => (/^-?\d/.test(cell) ? Number(cell) : "absent");

/** The rows of a file by key. */
export function selectedRows(path) {
	const [header = "", ...lines] = readFileSync(path, "utf8")
		.replace(/^\uFEFF/, "")
		.split(/\r?\n/);
	const names = cellsOf(header);
	const rows = new Map();
	for (const line of lines) {
		if (line === "") continue;
		const cells = cellsOf(line);
		const cell = (name) => cells[names.indexOf(name)] ?? "";
		const grade = cell("grade") === "all" ? "13" : cell("grade");
		const key = [cell("cds"), cell("year"), grade, cell("group")].join(" ");
		if (rows.has(key)) throw new Error(`${path} has the key ${key} twice`);
		rows.set(key, values.map((name) => number(cell(name))).join(" "));
	}
	return rows;
}

/** The first difference in words; `undefined` where there is none. */
export function difference(left, right) {
	if (left.size !== right.size) return `${left.size} rows and ${right.size} rows`;
	for (const [key, row] of left) {
		if (right.get(key) !== row) return `${key}: ${row} and ${right.get(key) ?? "no row"}`;
	}
	return undefined;
}
