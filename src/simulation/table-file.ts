/** Writes rows in a layout: a writer per column, found by what the column means or, for unread ones, by its heading. */

import type { Layout, LayoutColumn } from "../ingest/layouts/index.js";
import { encodeLines, writeField } from "./encode.js";

/** The text of one column in a row. */
export type CellWriter<Row> = (row: Row) => string;

/** Chooses the writer of a column; a column for which there is none stays empty. */
export type WriterChoice<Row> = (column: LayoutColumn) => CellWriter<Row> | undefined;

/** A table before it is written: fields in the order of the layout's columns. */
export interface RecordTable {
	readonly layout: Layout;
	/** Data records without the header; a new run each time it is read. */
	readonly records: () => Iterable<readonly string[]>;
}

const empty = (): string => "";

/** A table of rows. `rows` is called for each run. */
export function recordTable<Row>(layout: Layout, choose: WriterChoice<Row>, rows: () => Iterable<Row>): RecordTable {
	const writers = layout.columns.map((column) => choose(column) ?? empty);
	return {
		layout,
		*records() {
			for (const row of rows()) yield writers.map((writer) => writer(row));
		},
	};
}

/** One record as a line, without its end; a ragged record is written as it is. */
export function recordLine(layout: Layout, record: readonly string[]): string {
	const { columns, writing } = layout;
	if (writing.quoting === "none") return record.join(writing.delimiter);
	return record
		.map((field, index) => writeField(field, writing, columns[index]?.bareWhenEmpty === true))
		.join(writing.delimiter);
}

/** The header as a record. */
export const headerRecord = (layout: Layout): string[] => layout.columns.map((column) => column.header);

function* tableLines({ layout, records }: RecordTable): Generator<string> {
	yield recordLine(layout, headerRecord(layout));
	for (const record of records()) yield recordLine(layout, record);
}

/** The bytes of a table, header first. */
export const tableChunks = (table: RecordTable): Iterable<Uint8Array> =>
	encodeLines(tableLines(table), table.layout.writing);
