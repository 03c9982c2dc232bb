/** Words to codes, while rows arrive. */

import type { Coded } from "./coded.js";

/** Collects one column; blank cells are absent. */
export class Coder {
	readonly #codes = new Map<string, number>();
	#rows: Int32Array;

	constructor(expected: number) {
		this.#rows = new Int32Array(Math.max(16, expected)).fill(-1);
	}

	add(row: number, cell: string): void {
		if (row >= this.#rows.length) this.#grow(row);
		if (cell === "") return;
		let code = this.#codes.get(cell);
		if (code === undefined) {
			code = this.#codes.size;
			this.#codes.set(cell, code);
		}
		this.#rows[row] = code;
	}

	#grow(row: number): void {
		const larger = new Int32Array(2 * row).fill(-1);
		larger.set(this.#rows);
		this.#rows = larger;
	}

	/** The column of so many rows, its labels in order. */
	coded(rows: number): Coded {
		const met = [...this.#codes.keys()];
		const labels = [...met].sort();
		const places = new Map(labels.map((label, place) => [label, place]));
		const newCodes = Int32Array.from(met, (label) => places.get(label) ?? -1);
		if (rows > this.#rows.length) this.#grow(rows);
		const codes = this.#rows.slice(0, rows).map((code) => (code < 0 ? -1 : (newCodes[code] ?? -1)));
		return { labels, codes };
	}
}
