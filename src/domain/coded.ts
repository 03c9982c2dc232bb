/** A column of words, kept as numbers: each different word once, and its index for every row. */

/** `codes[row]` is an index into `labels`, or -1 where the cell is absent. Labels are in ascending order of their code units. */
export interface Coded {
	readonly labels: readonly string[];
	readonly codes: Int32Array;
}
