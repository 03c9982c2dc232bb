/** The database engine behind a few calls. Everything is read as text; nothing is ever guessed by it. */

import { DuckDBInstance } from "@duckdb/node-api";

export type SqlValue = string | number | boolean | null;

/** Appends rows to a table of texts. */
interface TextAppender {
	append(cells: readonly string[]): void;
	close(): void;
}

export interface Engine {
	run(sql: string): Promise<void>;
	/**
	 * The same, where the order of the rows does not matter: faster.
	 *
	 * @param passed told what share of the work is done, now and then
	 */
	runUnordered(sql: string, passed?: (share: number) => void): Promise<void>;
	/** All rows of a query; whole numbers must be cast to INTEGER or DOUBLE, so that none comes back as a bigint. */
	rows(sql: string): Promise<SqlValue[][]>;
	/**
	 * The rows of a query one after the other, for queries with very many: none is kept, and a cell costs nothing before it is
	 * asked for.
	 *
	 * @param take is given the cells of a row by their place, which hold until it returns
	 */
	each(sql: string, take: (cell: (column: number) => SqlValue) => void): Promise<void>;
	appender(table: string): Promise<TextAppender>;
	close(): void;
}

export interface EngineOptions {
	/** Its own, of which it always has one. */
	readonly threads: number;
	/** Where the engine may put what does not fit into memory. */
	readonly overflowFolder: string;
	/** Ends what is being worked on. */
	readonly interrupted?: AbortSignal;
}

/** Memory for the engine; beyond it, it goes to disk. */
const memoryLimit = "300MB";

const settings = [
	// Progress is asked for by those who wait, never printed by the engine itself.
	"enable_progress_bar = true",
	"enable_progress_bar_print = false",
	"progress_bar_time = 0",
	// Files are read once or twice: keeping their bytes would fill the memory for nothing.
	"enable_external_file_cache = false",
	// Memory that a query no longer needs goes back to the system, so that it does not grow from file to file.
	"allocator_flush_threshold = '8MB'",
	"allocator_bulk_deallocation_flush_threshold = '1MB'",
];

/** Opens an engine in memory. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
	const instance = await DuckDBInstance.create(":memory:", {
		threads: String(Math.max(1, options.threads)),
		memory_limit: memoryLimit,
		temp_directory: options.overflowFolder,
		// Nothing is downloaded and nothing outside the files given is read.
		autoinstall_known_extensions: "false",
		autoload_known_extensions: "false",
		preserve_insertion_order: "true",
	});
	const connection = await instance.connect();
	const stop = (): void => connection.interrupt();
	options.interrupted?.addEventListener("abort", stop);
	const run = async (sql: string): Promise<void> => {
		// An interruption between two queries stops neither of them by itself.
		options.interrupted?.throwIfAborted();
		try {
			await connection.run(sql);
		} catch (error) {
			// What the engine says of being interrupted is nobody's concern.
			options.interrupted?.throwIfAborted();
			throw error;
		}
	};
	for (const setting of settings) await run(`set ${setting}`);
	return {
		run,
		runUnordered: async (sql, passed) => {
			await run("set preserve_insertion_order = false");
			const timer = setInterval(() => passed?.(Math.max(0, connection.progress.percentage) / 100), 200);
			try {
				await run(sql);
			} finally {
				clearInterval(timer);
				await run("set preserve_insertion_order = true");
			}
		},
		rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJS() as SqlValue[][],
		each: async (sql, take) => {
			// Not streamed: a stream would end where another query of the connection begins.
			const result = await connection.run(sql);
			for (;;) {
				const chunk = await result.fetchChunk();
				if (chunk === null || chunk.rowCount === 0) return;
				const columns = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
				let row = 0;
				const cell = (column: number): SqlValue => (columns[column]?.getItem(row) ?? null) as SqlValue;
				for (; row < chunk.rowCount; row++) take(cell);
			}
		},
		appender: async (table) => {
			const appender = await connection.createAppender(table);
			return {
				append: (cells) => {
					for (const cell of cells) appender.appendVarchar(cell);
					appender.endRow();
				},
				close: () => appender.closeSync(),
			};
		},
		close: () => {
			options.interrupted?.removeEventListener("abort", stop);
			connection.closeSync();
			instance.closeSync();
		},
	};
}

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
