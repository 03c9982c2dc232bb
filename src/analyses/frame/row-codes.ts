/** Places, years and student groups of rows as codes: to find rows of a cell by numbers, without a key in text for each. */

import type { ResultRow } from "../../domain/tidy.js";
import { Numbering } from "./numbering.js";

/** What a cell is of. */
type CellKey = Pick<ResultRow, "cds" | "year" | "group">;

export class RowCodes {
	readonly places = new Numbering<string>();
	readonly years = new Numbering<number>();
	readonly groups = new Numbering<number>();
	readonly #place: Uint32Array;
	readonly #year: Uint16Array;
	readonly #group: Uint16Array;

	/** @param length most rows that there can be */
	constructor(length: number) {
		this.#place = new Uint32Array(length);
		this.#year = new Uint16Array(length);
		this.#group = new Uint16Array(length);
	}

	/** Notes what a row is of; cells are known when all rows are noted. */
	note(row: number, { cds, year, group }: CellKey): void {
		this.#place[row] = this.places.codeOf(cds);
		this.#year[row] = this.years.codeOf(year);
		this.#group[row] = this.groups.codeOf(group);
	}

	/** Number of cells: of every place, year and group, whether they have rows or not. */
	get cells(): number {
		return this.places.size * this.years.size * this.groups.size;
	}

	cellOfRow(row: number): number {
		return this.cell(this.#place[row] ?? -1, this.#year[row] ?? -1, this.#group[row] ?? -1);
	}

	/** By codes, those of one place together; -1 where one of the codes is. */
	cell(place: number, year: number, group: number): number {
		return place < 0 || year < 0 || group < 0 ? -1 : (place * this.years.size + year) * this.groups.size + group;
	}

	/** -1 where no row is of the place, of the year or of the group. */
	find(cds: string, year: number, group: number): number {
		return this.cell(this.places.find(cds), this.years.find(year), this.groups.find(group));
	}
}
