/** An invented placement roster: as a file, and as cells for simulations that read no file. */

import { Coder } from "../domain/coder.js";
import type { RosterCells } from "../domain/roster-cells.js";
import { encodeLines, writeField } from "./encode.js";
import type { PlacementOptions } from "./placement-options.js";
import { placementColumns, placementRows } from "./placement-students.js";

const writing = { delimiter: ",", quoting: "minimal", lineEnding: "\n", encoding: "utf-8" } as const;

function* linesOf(options: PlacementOptions): Generator<string> {
	yield placementColumns.join(",");
	for (const row of placementRows(options)) yield row.map((cell) => writeField(cell, writing, false)).join(",");
}

/**
 * The bytes of the roster as CSV.
 *
 * @throws RangeError for options out of range
 */
export const placementRosterChunks = (options: PlacementOptions): Generator<Uint8Array> =>
	encodeLines(linesOf(options), writing);

/**
 * The roster as `readRosters` would read its file, without writing it: what simulations use.
 *
 * @throws RangeError for options out of range
 */
export function placementRosterCells(options: PlacementOptions): RosterCells {
	const rows = options.students;
	const coders = placementColumns.map(() => new Coder(rows));
	let row = 0;
	for (const cells of placementRows(options)) {
		for (const [at, coder] of coders.entries()) coder.add(row, cells[at] ?? "");
		row++;
	}
	const columns = new Map(placementColumns.map((name, at) => [name, (coders[at] as Coder).coded(rows)] as const));
	const names = placementColumns.map((name, at) => [name, at + 1] as const);
	const file = {
		...{ name: "roster.csv", sha256: "", bytes: 0, encoding: "utf-8", delimiter: "comma", rows, ignored: [] },
		headings: Object.fromEntries(names.map(([name]) => [name, name])),
		fields: Object.fromEntries(names),
	};
	const line = Int32Array.from({ length: rows }, (_, at) => at + 2);
	return { files: [file], rows, leftOut: [], file: new Uint16Array(rows), line, columns, problems: [] };
}
