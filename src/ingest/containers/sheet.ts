/** A sheet as CSV: line n of the text is row n of the sheet. */

import { columnOfPlace, csvLine, textOfCell } from "./cell-text.js";
import { type Attributes, XmlError, xmlPieces } from "./xml.js";

const lastRow = 1_048_576;

/** Characters of the longest text that a cell can hold; phonetic hints and formulas are not read. */
const longestText = 32_767 * 8;

class SheetReader {
	readonly #shared: readonly string[];
	/** Lines that were not passed on yet. */
	#lines: string[] = [];
	/** Blank rows before the next filled one. */
	#blank = 0;
	#row = 0;
	#width = 0;
	#cells: string[] = [];
	#column = 0;
	#type = "n";
	#raw = "";
	#reading = false;
	#phonetic = false;

	constructor(shared: readonly string[]) {
		this.#shared = shared;
	}

	open(name: string, attributes: Attributes): void {
		if (name === "row") this.#beginRow(attributes.r);
		else if (name === "c") this.#beginCell(attributes);
		else if (name === "rPh") this.#phonetic = true;
		else if (name === "v" || name === "t") this.#reading = !this.#phonetic;
	}

	text(text: string): void {
		if (!this.#reading) return;
		this.#raw += text;
		if (this.#raw.length > longestText) throw new XmlError("a cell longer than any cell");
	}

	close(name: string): void {
		if (name === "v" || name === "t") this.#reading = false;
		else if (name === "rPh") this.#phonetic = false;
		else if (name === "c") this.#endCell();
		else if (name === "row") this.#endRow();
	}

	/** The lines since the last call, each with its line end. */
	take(): string {
		const text = this.#lines.join("");
		this.#lines = [];
		return text;
	}

	#beginRow(place: string | undefined): void {
		const row = place === undefined ? this.#row + 1 : Number(place);
		if (!(Number.isInteger(row) && row > this.#row && row <= lastRow))
			throw new XmlError(`a row ${place} out of order`);
		this.#blank += row - this.#row - 1;
		this.#row = row;
		this.#cells = [];
		this.#column = 0;
	}

	#beginCell({ r: place, t: type }: Attributes): void {
		const column = place === undefined ? this.#column + 1 : columnOfPlace(place);
		if (column === undefined || column <= this.#column) throw new XmlError(`a cell ${place} out of order`);
		this.#column = column;
		this.#type = type ?? "n";
		this.#raw = "";
	}

	#endCell(): void {
		const text = textOfCell(this.#type, this.#raw, this.#shared);
		if (text === undefined) throw new XmlError("a cell whose text is missing");
		if (text === "") return;
		while (this.#cells.length < this.#column - 1) this.#cells.push("");
		this.#cells.push(text);
	}

	/** Sheets leave out empty cells at the end of a row: the row gets as many fields as the widest before it. */
	#endRow(): void {
		if (this.#cells.length === 0) {
			this.#blank++;
			return;
		}
		this.#width = Math.max(this.#width, this.#cells.length);
		this.#lines.push("\n".repeat(this.#blank), csvLine(this.#cells, this.#width), "\n");
		this.#blank = 0;
	}
}

/**
 * The rows of a sheet as UTF-8 CSV, in pieces; nothing at all for an empty sheet.
 *
 * @throws XmlError where the part is not a sheet that can be trusted
 */
export async function* sheetAsCsv(
	chunks: AsyncIterable<Uint8Array>,
	shared: readonly string[],
): AsyncGenerator<Uint8Array> {
	const reader = new SheetReader(shared);
	const events = {
		open: (name: string, attributes: Attributes) => reader.open(name, attributes),
		text: (text: string) => reader.text(text),
		close: (name: string) => reader.close(name),
	};
	for await (const _ of xmlPieces(chunks, events)) {
		const text = reader.take();
		if (text !== "") yield Buffer.from(text, "utf8");
	}
}
