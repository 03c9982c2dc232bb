/** The automaton of the independent count: how many fields a line of bytes has, and whether its quotes make sense. */

const quote = 0x22;
const carriageReturn = 0x0d;

const atStart = 0;
const bare = 1;
const quoted = 2;
/** Behind a quote inside a quoted field: the field's end, or the first half of a doubled quote. */
const closed = 3;

export class LineReader {
	readonly #delimiter: number;
	/** Fields so far: delimiters outside quotes, and one. */
	fields = 0;
	/** The line ended inside quotes. */
	open = false;
	/** Something other than a delimiter behind a closing quote, or a lone carriage return. */
	misplaced = false;
	/** Some field of the lines so far is in quotes. */
	quotes = false;
	/** Some field of the lines so far has a quote in its middle. */
	innerQuotes = false;

	constructor(delimiter: number) {
		this.#delimiter = delimiter;
	}

	/**
	 * Reads one physical line without its line end.
	 *
	 * @param goesOn the line continues the record of the line before, inside quotes
	 */
	read(line: Uint8Array, goesOn: boolean): void {
		let state = goesOn ? quoted : atStart;
		let fields = goesOn ? this.fields : 1;
		let misplaced = goesOn && this.misplaced;
		const delimiter = this.#delimiter;
		for (let position = 0; position < line.length; position++) {
			const byte = line[position];
			if (state === quoted) {
				if (byte === quote) state = closed;
				continue;
			}
			if (byte === delimiter) {
				fields++;
				state = atStart;
			} else if (byte === quote) {
				if (state === bare) this.innerQuotes = true;
				else {
					state = quoted;
					this.quotes = true;
				}
			} else {
				if (state === closed || byte === carriageReturn) misplaced = true;
				state = bare;
			}
		}
		this.fields = fields;
		this.open = state === quoted;
		this.misplaced = misplaced;
	}
}
